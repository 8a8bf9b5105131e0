// A clock for deadlines: each look at it takes one nanosecond.
#ifndef NEWSFACTS_TESTS_COUNTING_CLOCK_H_
#define NEWSFACTS_TESTS_COUNTING_CLOCK_H_

#include "pipeline/deadline.h"

namespace newsfacts {

class CountingClock : public WorkClock {
 public:
  std::chrono::nanoseconds Used() const override { return std::chrono::nanoseconds(++looks_); }

 private:
  mutable int64_t looks_ = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_COUNTING_CLOCK_H_
