#include <csignal>
#include <exception>

#include "pipeline/cli/command.h"

int main(int argc, char** argv) {
  // A broken pipe is an end of output like another: writes fail and the program leaves quietly.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return newsfacts::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    newsfacts::Complain("out of memory; use fewer threads (-j 1) or raise the limit");
    return newsfacts::kExitOutput;
  } catch (const std::exception& e) {
    newsfacts::Complain(std::string("unexpected: ") + e.what());
    return newsfacts::kExitOutput;
  }
}
