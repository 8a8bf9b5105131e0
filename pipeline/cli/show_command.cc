// Facts as a table for reading: one line a fact, grouped by article.
#include <fmt/format.h>

#include <cstdio>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/fact_text.h"
#include "pipeline/store/json_lines.h"

namespace newsfacts {
namespace {

int Show(const std::string& path) {
  std::string doc;
  std::string out;
  Status read = EachJsonLine(path, [&](const JsonLine& line) -> Status {
    if (!line.value.ok() || !(*line.value)["fact"].is_string()) {
      return InputError(
          fmt::format("{}:{}: not a fact; show reads what run -o wrote", path, line.number));
    }
    const Json& fact = *line.value;
    if (fact["doc"].str() != doc) {
      doc = fact["doc"].str();
      out += FitLine(doc, 110) + "\n";
    }
    out += fmt::format("  {:<7} {}\n", fact["fact"].str(), FitLine(FactText(fact), 110));
    return Ok();
  });
  if (!read.ok()) return Fail(read.error());
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
