// export: facts as tables for other tools.
#include <fmt/format.h>

#include "pipeline/cli/commands.h"
#include "pipeline/review/fact_tables.h"
#include "pipeline/store/json_lines.h"

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
  int exit = kExitDone;
  int64_t facts = 0;
  for (const std::string& input : o.inputs) {
    Status read = EachJsonLine(input, [&](const JsonLine& line) -> Status {
      if (!line.value.ok() || !(*line.value)["fact"].is_string()) {
        exit = Fail(DamagedError(fmt::format("{}:{}: not a fact, left out", input, line.number)));
        return Ok();
      }
      ++facts;
      return WriteRows(*line.value, **writer);
    });
    if (read.ok()) continue;
    exit = Fail(read.error());
    // A damaged file gave what stood before the damage.
    if (read.error().kind != Error::Kind::kDamaged) return exit;
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
