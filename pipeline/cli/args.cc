// The one user of CLI11: turns the tables of command.h into a parser.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "pipeline/cli/command.h"
#include "pipeline/cli/manual.h"
#include "pipeline/cli/version.h"

namespace newsfacts {
namespace {

// CLI11 takes the positional "[a, b]" for a list of two, and loses the brackets of a sentence whose
// mentions stand in such. A mark behind it guards it as far as the parser.
constexpr char kGuard = '\x1f';

std::vector<std::string> Guarded(int argc, const char* const* argv) {
  std::vector<std::string> args(argv, argv + argc);
  for (std::string& arg : args) {
    if (arg.starts_with('[') && arg.ends_with(']')) arg += kGuard;
  }
  return args;
}

std::string Unguarded(std::string arg) {
  if (arg.ends_with(kGuard)) arg.pop_back();
  return arg;
}

void AddFlag(CLI::App* app, const Flag& flag) {
  CLI::Option* option = std::visit(
      [&](auto* into) -> CLI::Option* {
        using T = std::remove_pointer_t<decltype(into)>;
        if constexpr (std::is_same_v<T, bool>) {
          return app->add_flag(flag.names, *into, flag.help);
        } else {
          CLI::Option* o = app->add_option(flag.names, *into, flag.help);
          if constexpr (std::is_same_v<T, std::vector<std::string>>)
            o->expected(1)->take_all()->allow_extra_args(false);
          return o->transform(Unguarded);
        }
      },
      flag.into);
  if (!flag.value.empty()) option->type_name(flag.value);
}

}  // namespace

int Main(int argc, const char* const* argv) {
  CLI::App app("Turns news into facts: fetch, clean, extract. Facts are JSON Lines.", "newsfacts");
  app.require_subcommand(0, 1);
  bool version = false;
  app.add_flag("--version", version, "Print versions and the digests of rules and lexicons.");
  std::vector<Command> commands = AllCommands();
  bool quiet = false;
  bool verbose = false;
  for (Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    for (const Flag& flag : command.flags) AddFlag(sub, flag);
    sub->add_flag("-q,--quiet", quiet, "Say nothing but errors.");
    sub->add_flag("-v,--verbose", verbose, "Say more.");
    if (command.positionals != nullptr) {
      CLI::Option* o =
          sub->add_option("arguments", *command.positionals)->type_name(command.arguments);
      o->group("");
      o->transform(Unguarded);
    }
  }
  try {
    const std::vector<std::string> args = Guarded(argc, argv);
    std::vector<const char*> pointers;
    pointers.reserve(args.size());
    for (const std::string& arg : args) pointers.push_back(arg.c_str());
    app.parse(argc, pointers.data());
  } catch (const CLI::CallForHelp&) {
    std::string help = ProgramHelp();
    for (const Command& command : commands) {
      if (app.got_subcommand(command.name)) help = CommandHelp(command);
    }
    return Print(help);
  } catch (const CLI::ParseError& e) {
    std::string where;
    for (CLI::App* sub : app.get_subcommands()) where = " " + sub->get_name();
    Complain(std::string(e.what()) + "; see newsfacts" + where + " --help");
    return kExitUsage;
  }
  if (version) return PrintVersion();
  if (quiet) SetVerbosity(Verbosity::kQuiet);
  if (verbose) SetVerbosity(Verbosity::kVerbose);
  for (Command& command : commands) {
    if (!app.got_subcommand(command.name)) continue;
    if (command.needs_positional && command.positionals->empty()) {
      return Fail(UsageError(
          fmt::format("{0} needs {1}; see newsfacts {0} --help", command.name, command.arguments)));
    }
    return command.run();
  }
  std::fputs(ProgramHelp().c_str(), stderr);
  return kExitUsage;
}

}  // namespace newsfacts
