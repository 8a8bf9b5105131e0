#include <malloc.h>

#include <csignal>
#include <exception>
#include <string_view>

#include "pipeline/cli/command.h"

namespace {

// Large buffers go back to the system when they are done with. Left to itself glibc soon takes even
// megabytes from its heap, where whatever lies behind them keeps them.
void GiveLargeBuffersBack() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  GiveLargeBuffersBack();
  // A broken pipe is an end of output like another: writes fail and the program leaves quietly.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return newsfacts::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    newsfacts::Complain("out of memory; use fewer threads (-j 1) or raise the limit");
    return newsfacts::kExitOutput;
  } catch (const std::exception& e) {
    if (std::string_view(e.what()).starts_with("pthread_create")) {  // so oneTBB says it
      newsfacts::Complain(
          "no thread can be started, for want of memory or of processes; use fewer threads (-j 1) "
          "or raise the limit");
      return newsfacts::kExitOutput;
    }
    newsfacts::Complain(std::string("unexpected: ") + e.what());
    return newsfacts::kExitOutput;
  }
}
