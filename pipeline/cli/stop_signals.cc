#include "pipeline/cli/stop_signals.h"

#include <csignal>

namespace newsfacts {
namespace {

std::atomic<int> g_signals = 0;
static_assert(std::atomic<int>::is_always_lock_free);

}  // namespace

const std::atomic<int>& StopSignals() {
  static const bool kInstalled = [] {
    struct sigaction action {};
    action.sa_handler = [](int) { ++g_signals; };
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    return true;
  }();
  static_cast<void>(kInstalled);
  return g_signals;
}

}  // namespace newsfacts
