// How sure a measured share is: the bootstrap over articles for scores, Wilson's interval for
// judged samples. Both at 95%.
#ifndef NEWSFACTS_PIPELINE_REVIEW_INTERVAL_H_
#define NEWSFACTS_PIPELINE_REVIEW_INTERVAL_H_

#include <array>
#include <cstdint>

#include "pipeline/review/score.h"

namespace newsfacts {

struct Interval {
  double low = 0;
  double high = 0;
};

// Of `right` in `all` draws; {0, 1} for none.
Interval Wilson(int64_t right, int64_t all);

// F1 of each measure and the mean over `rounds` samples of the articles, drawn with repetition; the
// middle 95% of each. The same seed gives the same intervals on every machine.
struct ScoreIntervals {
  std::array<Interval, kMeasureCount> f1;
  Interval mean;
};
ScoreIntervals Bootstrap(const ScoreCard& card, int rounds, uint64_t seed);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_INTERVAL_H_
