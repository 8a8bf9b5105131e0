// Texts made from the flag tables: --help, the man page, shell completions.
#ifndef NEWSFACTS_PIPELINE_CLI_MANUAL_H_
#define NEWSFACTS_PIPELINE_CLI_MANUAL_H_

#include <string>
#include <string_view>

#include "pipeline/cli/command.h"

namespace newsfacts {

std::string ProgramHelp();
std::string CommandHelp(const Command& command);

// Flushes standard output: `exit`, or the code of an output that cannot be written, which is told
// (but not that its reader went away). `written`: no call before has failed.
int Written(bool written, int exit = kExitDone);

// Writes to standard output, without control characters (Printable), and flushes; an ExitCode.
int Print(std::string_view text);

// Standard output is a terminal, and NO_COLOR is not set (no-color.org).
bool ColoursWanted();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_MANUAL_H_
