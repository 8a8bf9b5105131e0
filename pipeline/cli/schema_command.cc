#include <fmt/format.h>

#include <cstdio>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/text/embedded.h"

namespace newsfacts {

Command MakeSchemaCommand() {
  static std::vector<std::string> kinds;
  Command c;
  c.name = "schema";
  c.arguments = "KIND";
  c.summary = "Print the JSON Schema of a kind of record.";
  c.positionals = &kinds;
  c.needs_positional = true;
  c.run = []() -> int {
    std::string known;
    for (const EmbeddedFile& file : EmbeddedPipelineData()) {
      std::string_view name = file.name.substr(0, file.name.find('.'));
      known += fmt::format("{}{}", known.empty() ? "" : ", ", name);
      if (name != kinds.front()) continue;
      return Written(std::fwrite(file.bytes.data(), 1, file.bytes.size(), stdout) ==
                     file.bytes.size());
    }
    return Fail(UsageError(fmt::format("no schema \"{}\"; there are: {}", kinds.front(), known)));
  };
  return c;
}

}  // namespace newsfacts
