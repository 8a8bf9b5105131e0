// The real time: that of the wall when the clock was made, and from then on as long as the machine
// counts. Setting the wall's clock moves no run that is at work.
#ifndef NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_
#define NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_

#include <ctime>

#include "pipeline/fetch/clock.h"

namespace newsfacts {

class SystemClock : public Clock {
 public:
  int64_t NowMs() const override { return ahead_ms_ + Read(CLOCK_BOOTTIME); }

 private:
  static int64_t Read(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return now.tv_sec * kSecondMs + now.tv_nsec / 1'000'000;
  }

  int64_t ahead_ms_ = Read(CLOCK_REALTIME) - Read(CLOCK_BOOTTIME);  // which counts sleep too
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_SYSTEM_CLOCK_H_
