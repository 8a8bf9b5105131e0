#include "pipeline/cli/manual.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "pipeline/cli/commands.h"
#include "pipeline/store/output.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::string_view kExitStatus =
    "0 done; 1 some inputs failed (diff: differences; a gate tripped); 2 usage, configuration or\n"
    "rule file wrong, nothing done; 3 an input is damaged, the rest was written; 4 output cannot "
    "be\n"
    "written; 5 another process holds the lock; 6 stopped, a rerun goes on from there.\n";

// Lines of at most `width` characters, each after `indent` blanks; line ends of the text stay.
std::string Wrap(std::string_view text, size_t indent, size_t width) {
  std::string out;
  size_t column = 0;
  bool blank_line = true;
  auto new_line = [&] {
    out += '\n';
    column = 0;
  };
  while (!text.empty()) {
    size_t end = std::min(text.find_first_of(" \n"), text.size());
    std::string_view word = text.substr(0, end);
    if (column > indent && column + 1 + word.size() > width) new_line();
    if (!word.empty() || (end < text.size() && text[end] == ' ')) {
      if (column == 0) {
        out.append(indent, ' ');
        column = indent;
      } else if (!blank_line) {
        out += ' ';
        ++column;
      }
      out += word;
      column += word.size();
      blank_line = false;
    }
    if (end < text.size() && text[end] == '\n') {
      new_line();
      blank_line = true;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string FlagHelp(const Flag& flag) {
  constexpr size_t kColumn = 28;
  std::string left = "  " + flag.names + (flag.value.empty() ? "" : " " + flag.value);
  for (size_t at = 0; (at = left.find(',', at)) != std::string::npos; at += 2)
    left.replace(at, 1, ", ");
  std::string right = Wrap(flag.help, kColumn, 100);
  if (left.size() + 2 > kColumn) return left + "\n" + right + "\n";
  return left + right.substr(left.size()) + "\n";
}

// Text for troff: backslashes and hyphens as they are, no line begins with a control character.
std::string Roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string ManPage() {
  std::string out = fmt::format(
      ".TH NEWSFACTS 1 \"\" \"newsfacts {}\" \"User commands\"\n.SH NAME\n"
      "newsfacts \\- turn news into facts\n.SH SYNOPSIS\n.B newsfacts\n.I COMMAND\n[FLAGS] "
      "[ARGUMENTS]\n.SH COMMANDS\n",
      NEWSFACTS_VERSION);
  for (const Command& c : AllCommands()) {
    out += fmt::format(".SS \"{} {}\"\n{}\n", c.name, Roff(c.arguments), Roff(c.summary));
    if (!c.about.empty()) out += fmt::format(".PP\n{}\n", Roff(c.about));
    for (const Flag& f : c.flags) {
      out += fmt::format(".TP\n.B {} {}\n{}\n", Roff(f.names), Roff(f.value), Roff(f.help));
    }
  }
  out += fmt::format(".SH EXIT STATUS\n{}", kExitStatus);
  return out;
}

// The names of a flag row: {"-o", "--output"}.
std::vector<std::string> Names(const Flag& flag) {
  std::vector<std::string> out;
  size_t from = 0;
  while (from <= flag.names.size()) {
    size_t comma = std::min(flag.names.find(',', from), flag.names.size());
    out.push_back(flag.names.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

std::string BashCompletion() {
  std::string cases;
  std::string names;
  for (const Command& c : AllCommands()) {
    names += c.name + " ";
    std::string flags = "--help --quiet --verbose";
    for (const Flag& f : c.flags) {
      for (const std::string& name : Names(f)) flags += " " + name;
    }
    cases += fmt::format("    {}) flags=\"{}\" ;;\n", c.name, flags);
  }
  return fmt::format(
      "_newsfacts() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" flags=\"--help --version\"\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{}$flags\" -- \"$word\")); return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n{}  esac\n"
      "  case \"$word\" in\n"
      "    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _newsfacts newsfacts\n",
      names, cases);
}

std::string ZshCompletion() {
  std::string names;
  std::string cases;
  for (const Command& c : AllCommands()) {
    names += c.name + " ";
    std::string flags;
    for (const Flag& f : c.flags) {
      for (const std::string& name : Names(f)) flags += name + " ";
    }
    cases += fmt::format("    {}) compadd -- {}--help --quiet --verbose ;;\n", c.name, flags);
  }
  return fmt::format(
      "#compdef newsfacts\n"
      "_newsfacts() {{\n"
      "  if (( CURRENT == 2 )); then compadd -- {}--help --version; return; fi\n"
      "  case \"$words[2]\" in\n{}  esac\n"
      "  _files\n"
      "}}\n"
      "_newsfacts \"$@\"\n",
      names, cases);
}

}  // namespace

int Written(bool written, int exit) {
  if (written && std::ferror(stdout) == 0 && std::fflush(stdout) == 0) return exit;
  int code = errno;
  if (code == EPIPE) return kExitOutput;
  return Fail(OutputError(
      fmt::format("cannot write standard output: {}; {}", std::strerror(code), WriteAdvice(code))));
}

int Print(std::string_view foreign) {
  std::string text = Printable(foreign);
  return Written(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

bool ColoursWanted() {
  const char* without = std::getenv("NO_COLOR");
  return (without == nullptr || *without == '\0') && isatty(STDOUT_FILENO) == 1;
}

std::string ProgramHelp() {
  std::string out =
      "newsfacts turns news into facts: it fetches articles, cleans them and extracts by rules "
      "who\n"
      "did a deal with whom, who holds which post, dates, figures and quotations, as JSON "
      "Lines.\n\n"
      "Usage: newsfacts COMMAND [FLAGS] [ARGUMENTS]\n\nCommands:\n";
  for (const Command& c : AllCommands()) out += fmt::format("  {:<12} {}\n", c.name, c.summary);
  out +=
      "\n  --help       This text; after a command, what that command does.\n"
      "  --version    The version, and the digests of rules and word lists.\n\nExit codes: ";
  out += kExitStatus;
  out += "\nFirst steps: newsfacts run corpus/ | head\n";
  return out;
}

std::string CommandHelp(const Command& c) {
  std::string out =
      fmt::format("Usage: newsfacts {} [FLAGS] {}\n\n{}\n", c.name, c.arguments, c.summary);
  if (!c.about.empty()) out += "\n" + Wrap(c.about, 0, 100) + "\n";
  out += "\nFlags:\n";
  for (const Flag& f : c.flags) out += FlagHelp(f);
  static bool unused = false;
  out += FlagHelp({"-q,--quiet", "", "Say nothing but errors.", &unused});
  out += FlagHelp({"-v,--verbose", "", "Say more.", &unused});
  out += FlagHelp({"-h,--help", "", "This text.", &unused});
  return out;
}

Command MakeManCommand() {
  Command c;
  c.name = "man";
  c.summary = "Print the man page (troff).";
  c.about = "Read it at once with: newsfacts man | man -l -";
  c.run = [] { return Print(ManPage()); };
  return c;
}

Command MakeCompletionCommand() {
  static std::vector<std::string> shell;
  Command c;
  c.name = "completion";
  c.arguments = "bash|zsh";
  c.summary = "Print completions for a shell.";
  c.about =
      "For bash: newsfacts completion bash > ~/.local/share/bash-completion/completions/newsfacts";
  c.positionals = &shell;
  c.needs_positional = true;
  c.run = [] {
    if (shell.front() == "bash") return Print(BashCompletion());
    if (shell.front() == "zsh") return Print(ZshCompletion());
    return Fail(UsageError(
        fmt::format("no completions for \"{}\"; there are bash and zsh", shell.front())));
  };
  return c;
}

}  // namespace newsfacts
