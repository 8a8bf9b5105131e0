// export: facts as tables for other tools.
#include <fmt/format.h>

#include "pipeline/cli/commands.h"
#include "pipeline/review/fact_tables.h"
#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string to = "csv";
  std::string output;
};

Result<std::unique_ptr<TableWriter>> Open(const Options& o) {
  if (o.output.empty())
    return UsageError("export needs -o: a folder (csv, parquet) or a file (sqlite)");
  if (o.to == "csv") return OpenCsvFolder(o.output);
  if (o.to == "sqlite") return OpenSqliteFile(o.output);
  if (o.to == "parquet") return OpenParquetFolder(o.output);
  return UsageError(fmt::format("--to {}: csv, sqlite or parquet", o.to));
}

int Export(const Options& o) {
  Result<std::unique_ptr<TableWriter>> writer = Open(o);
  if (!writer.ok()) return Fail(writer.error());
  JsonParser parser;
  int exit = kExitDone;
  int64_t facts = 0;
  for (const std::string& input : o.inputs) {
    Result<LineStream> lines = LineStream::Open(input);
    if (!lines.ok()) return Fail(lines.error());
    int64_t number = 0;
    for (std::string line; lines->Next(&line);) {
      ++number;
      if (line.empty()) continue;
      Result<Json> fact = parser.Parse(line);
      if (!fact.ok() || !(*fact)["fact"].is_string()) {
        exit = Fail(DamagedError(fmt::format("{}:{}: not a fact, left out", input, number)));
        continue;
      }
      if (Status s = WriteRows(*fact, **writer); !s.ok()) return Fail(s.error());
      ++facts;
    }
    if (Status s = lines->status(); !s.ok()) exit = Fail(s.error());
  }
  if (Status s = (*writer)->Close(); !s.ok()) return Fail(s.error());
  Say(fmt::format("{} facts written to {}", facts, o.output));
  return exit;
}

// "deals: doc, id, ..." of every table, from the table itself.
std::string TablesText() {
  std::string out;
  for (const FactTable& table : FactTables()) {
    out += fmt::format("\n\n{}:", table.name);
    for (const Column& column : table.columns) {
      out += fmt::format("{}{}", &column == &table.columns.front() ? " " : ", ", column.name);
    }
  }
  return out;
}

}  // namespace

Command MakeExportCommand() {
  static Options o;
  Command c;
  c.name = "export";
  c.arguments = "FACTS...";
  c.summary = "Write facts as tables: CSV, SQLite or Parquet.";
  c.about =
      "One table a kind of fact and one for each list in it; they join by (doc, id). Text that a "
      "spreadsheet would run as a formula gets an apostrophe before it in CSV. Parquet needs a "
      "build with -DNEWSFACTS_PARQUET=ON." +
      TablesText();
  c.positionals = &o.inputs;
  c.needs_positional = true;
  c.flags = {
      {"--to", "FORMAT", "csv, sqlite or parquet (csv).", &o.to},
      {"-o,--output", "PATH", "A folder for csv and parquet, a file for sqlite.", &o.output},
  };
  c.run = [] { return Export(o); };
  return c;
}

}  // namespace newsfacts
