// A small generator whose numbers are the same on every machine (splitmix64): for samples that a
// second person can draw again. Not for secrets.
#ifndef NEWSFACTS_PIPELINE_REVIEW_RANDOM_H_
#define NEWSFACTS_PIPELINE_REVIEW_RANDOM_H_

#include <cstdint>

namespace newsfacts {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  // In [0, n), n > 0. The bias of the remainder is below n / 2^64.
  uint64_t Below(uint64_t n) { return Next() % n; }

 private:
  uint64_t state_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_RANDOM_H_
