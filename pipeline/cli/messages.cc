#include "pipeline/cli/messages.h"

#include <unistd.h>

#include <cstdio>

#include "pipeline/cli/command.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr const char* kClearLine = "\r\x1b[K";
// A line that went on below could not be cleared: what is beyond the edge is not shown.
constexpr const char* kNoWrap = "\x1b[?7l";
constexpr const char* kWrap = "\x1b[?7h";

Verbosity g_verbosity = Verbosity::kNormal;
bool g_status_stands = false;

void Write(const std::string& message) {
  ClearStatus();
  std::fprintf(stderr, "newsfacts: %s\n", Printable(message).c_str());
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
void Log(const std::string& line) {
  ClearStatus();
  std::fprintf(stderr, "%s\n", line.c_str());
}

bool ShowsStatus() {
  static const bool terminal = ::isatty(STDERR_FILENO) == 1;
  return terminal && g_verbosity != Verbosity::kQuiet;
}

void ShowStatus(const std::string& line) {
  if (!ShowsStatus()) return;
  std::fprintf(stderr, "%s%s%s%s", kClearLine, kNoWrap, Printable(line).c_str(), kWrap);
  std::fflush(stderr);
  g_status_stands = true;
}

void ClearStatus() {
  if (!g_status_stands) return;
  std::fputs(kClearLine, stderr);
  std::fflush(stderr);
  g_status_stands = false;
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

}  // namespace newsfacts
