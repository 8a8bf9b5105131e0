// Signals that ask the program to end.
#ifndef NEWSFACTS_PIPELINE_CLI_STOP_SIGNALS_H_
#define NEWSFACTS_PIPELINE_CLI_STOP_SIGNALS_H_

#include <atomic>

namespace newsfacts {

// SIGTERM and SIGINT are counted from the first call on: 1 asks for an orderly end, 2 for one at
// once. The third ends the process where it stands (it may wait for an input of which nothing
// comes); a rerun goes on from there as after a kill.
const std::atomic<int>& StopSignals();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_STOP_SIGNALS_H_
