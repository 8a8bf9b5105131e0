// The real time.
#ifndef NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_
#define NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_

#include <chrono>

#include "pipeline/fetch/clock.h"

namespace newsfacts {

class SystemClock : public Clock {
 public:
  int64_t NowMs() const override {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  }
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_
