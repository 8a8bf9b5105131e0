// The makers of all commands, each defined in NAME_command.cc.
#ifndef NEWSFACTS_PIPELINE_CLI_COMMANDS_H_
#define NEWSFACTS_PIPELINE_CLI_COMMANDS_H_

#include "pipeline/cli/command.h"

namespace newsfacts {

Command MakeRunCommand();
Command MakeCleanCommand();
Command MakeExtractCommand();
Command MakeMentionsCommand();
Command MakeShowCommand();
Command MakeScoreCommand();
Command MakeRulesCommand();
Command MakeExplainCommand();
Command MakeFetchCommand();
Command MakeNightlyCommand();
Command MakeStatusCommand();
Command MakeInspectCommand();
Command MakeDiffCommand();
Command MakeReportCommand();
Command MakeExportCommand();
Command MakeSchemaCommand();
Command MakeManCommand();
Command MakeCompletionCommand();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_COMMANDS_H_
