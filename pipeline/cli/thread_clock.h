// The processor time of a thread.
#ifndef NEWSFACTS_PIPELINE_CLI_THREAD_CLOCK_H_
#define NEWSFACTS_PIPELINE_CLI_THREAD_CLOCK_H_

#include <time.h>

#include <chrono>

#include "pipeline/deadline.h"

namespace newsfacts {

class ThreadClock : public WorkClock {
 public:
  std::chrono::nanoseconds Used() const override {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  }
};

// What a record may take where nobody says otherwise: hundreds of times what a long page takes.
inline constexpr double kPageSeconds = 30;

inline std::chrono::nanoseconds Seconds(double seconds) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::duration<double>(seconds));
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_THREAD_CLOCK_H_
