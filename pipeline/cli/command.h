// The command line as tables: a command is a name, a text and rows of flags. Parsing, --help, the
// man page and shell completions are all made from these tables (args.cc, manual.cc).
//
// To add a command: write NAME_command.cc with `Command MakeNameCommand()`, add its row to
// commands.cc. To add a flag: add one row to its command.
#ifndef NEWSFACTS_PIPELINE_CLI_COMMAND_H_
#define NEWSFACTS_PIPELINE_CLI_COMMAND_H_

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/cli/messages.h"
#include "pipeline/result.h"

namespace newsfacts {

// One table for all commands.
enum ExitCode : int {
  kExitDone = 0,
  kExitSomeFailed = 1,  // some inputs failed; or diff found differences; or a gate tripped
  kExitUsage = 2,       // flags, configuration or rule file wrong: nothing was done
  kExitDamaged = 3,     // an input is damaged; the rest was written
  kExitOutput = 4,      // output cannot be written
  kExitLocked = 5,
  kExitStopped = 6,  // resumable
};

// One row: "-o,--output", the name of its value ("FILE"; "" for a switch), what it does, where to
// put it. A vector takes the flag as often as it is given.
struct Flag {
  std::string names;
  std::string value;
  std::string help;
  std::variant<bool*, int64_t*, double*, std::string*, std::vector<std::string>*> into;
};

struct Command {
  std::string name;
  std::string arguments;  // how the positional arguments are written: "INPUT..."
  std::string summary;    // one line
  std::string about;      // what it does, for a reader; paragraphs end in blank lines
  std::vector<Flag> flags;
  std::vector<std::string>* positionals = nullptr;  // null: takes none
  bool needs_positional = false;
  std::function<int()> run;  // returns an ExitCode
};

// Every command in the order of --help.
std::vector<Command> AllCommands();

// Parses argv and runs the command; the process's exit code.
int Main(int argc, const char* const* argv);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_COMMAND_H_
