// The one user of CLI11: turns the tables of command.h into a parser.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "pipeline/cli/command.h"
#include "pipeline/cli/manual.h"
#include "pipeline/cli/version.h"

namespace newsfacts {
namespace {

Verbosity g_verbosity = Verbosity::kNormal;

std::string Printable(const std::string& message) {
  std::string out;
  for (char c : message) {
    auto u = static_cast<unsigned char>(c);
    out += (u < 0x20 && c != '\n' && c != '\t') || u == 0x7F ? '?' : c;
  }
  return out;
}

void Write(const std::string& message) {
  std::fprintf(stderr, "newsfacts: %s\n", Printable(message).c_str());
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
          return o;
        }
      },
      flag.into);
  if (!flag.value.empty()) option->type_name(flag.value);
}

}  // namespace

void SetVerbosity(Verbosity v) {
  g_verbosity = v;
}
void Complain(const std::string& message) {
  Write(message);
}
void Say(const std::string& message) {
  if (g_verbosity != Verbosity::kQuiet) Write(message);
}
void SayMore(const std::string& message) {
  if (g_verbosity == Verbosity::kVerbose) Write(message);
}

int Fail(const Error& error) {
  // Without a message: the reader of standard output went away, which is no news to anybody.
  if (!error.message.empty()) Complain(error.message);
  switch (error.kind) {
    case Error::Kind::kInput:
    case Error::Kind::kOverTime:
      return kExitSomeFailed;
    case Error::Kind::kDamaged:
      return kExitDamaged;
    case Error::Kind::kUsage:
      return kExitUsage;
    case Error::Kind::kOutput:
      return kExitOutput;
    case Error::Kind::kLocked:
      return kExitLocked;
    case Error::Kind::kStopped:
      return kExitStopped;
  }
  return kExitUsage;
}

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
    }
  }
  try {
    app.parse(argc, argv);
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
