// Time, behind an interface, so that a test can let thirty days pass in a second. The real clock is
// the command line's (cli/system_clock.h).
#ifndef NEWSFACTS_PIPELINE_FETCH_CLOCK_H_
#define NEWSFACTS_PIPELINE_FETCH_CLOCK_H_

#include <cstdint>

namespace newsfacts {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t NowMs() const = 0;  // since 1970-01-01T00:00:00Z
};

inline constexpr int64_t kSecondMs = 1000;
inline constexpr int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr int64_t kHourMs = 60 * kMinuteMs;
inline constexpr int64_t kDayMs = 24 * kHourMs;
inline constexpr int64_t kNever = INT64_MAX;

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_CLOCK_H_
