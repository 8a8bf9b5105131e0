#include "pipeline/cli/stop_signals.h"

#include <unistd.h>

#include <csignal>

#include "pipeline/cli/command.h"

namespace newsfacts {
namespace {

std::atomic<int> g_signals = 0;
static_assert(std::atomic<int>::is_always_lock_free);

}  // namespace

const std::atomic<int>& StopSignals() {
  static const bool kInstalled = [] {
    struct sigaction action {};
    action.sa_handler = [](int) {
      if (++g_signals > 2) ::_exit(kExitStopped);
    };
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    return true;
  }();
  static_cast<void>(kInstalled);
  return g_signals;
}

}  // namespace newsfacts
