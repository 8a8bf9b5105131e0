#include "pipeline/cli/commands.h"

namespace newsfacts {

std::vector<Command> AllCommands() {
  return {
      MakeRunCommand(),    MakeCleanCommand(), MakeExtractCommand(),    MakeMentionsCommand(),
      MakeSchemaCommand(), MakeManCommand(),   MakeCompletionCommand(),
  };
}

}  // namespace newsfacts
