// Facts as a table for reading: one line a fact, grouped by article.
#include <fmt/format.h>

#include <cstdio>
#include <sstream>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/fact_text.h"
#include "pipeline/store/input.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

int Show(const std::string& path) {
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return Fail(bytes.error());
  JsonParser parser;
  std::istringstream lines(*bytes);
  std::string doc;
  std::string out;
  int64_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty()) continue;
    Result<Json> fact = parser.Parse(line);
    if (!fact.ok() || !(*fact)["fact"].is_string()) {
      return Fail(
          InputError(fmt::format("{}:{}: not a fact; show reads what run -o wrote", path, number)));
    }
    if ((*fact)["doc"].str() != doc) {
      doc = (*fact)["doc"].str();
      out += FitLine(doc, 110) + "\n";
    }
    out += fmt::format("  {:<7} {}\n", (*fact)["fact"].str(), FitLine(FactText(*fact), 110));
  }
  return Print(out);
}

}  // namespace

Command MakeShowCommand() {
  static std::vector<std::string> files;
  Command c;
  c.name = "show";
  c.arguments = "FACTS";
  c.summary = "Show a facts file as a table for reading.";
  c.about = "One line a fact, grouped by article; - reads standard input, .gz is understood.";
  c.positionals = &files;
  c.needs_positional = true;
  c.run = [] {
    int exit = kExitDone;
    for (const std::string& file : files) exit = std::max(exit, Show(file));
    return exit;
  };
  return c;
}

}  // namespace newsfacts
