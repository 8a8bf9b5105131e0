#include "pipeline/cli/commands.h"

namespace newsfacts {

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  all.push_back(MakeRunCommand());
  all.push_back(MakeCleanCommand());
  all.push_back(MakeExtractCommand());
  all.push_back(MakeMentionsCommand());
  all.push_back(MakeShowCommand());
  all.push_back(MakeScoreCommand());
  all.push_back(MakeRulesCommand());
  all.push_back(MakeExplainCommand());
#ifdef NEWSFACTS_FETCH
  all.push_back(MakeFetchCommand());
  all.push_back(MakeNightlyCommand());
  all.push_back(MakeStatusCommand());
  all.push_back(MakeInspectCommand());
#endif
  all.push_back(MakeDiffCommand());
  all.push_back(MakeReportCommand());
  all.push_back(MakeExportCommand());
  all.push_back(MakeSchemaCommand());
  all.push_back(MakeManCommand());
  all.push_back(MakeCompletionCommand());
  return all;
}

}  // namespace newsfacts
