#include "pipeline/review/interval.h"

#include <algorithm>
#include <cmath>

#include "pipeline/review/random.h"

namespace newsfacts {
namespace {

Interval Middle95(std::vector<double>& values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  auto at = [&](double share) {
    return values[static_cast<size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
  };
  return {at(0.025), at(0.975)};
}

}  // namespace

Interval Wilson(int64_t right, int64_t all) {
  if (all <= 0) return {0, 1};
  constexpr double kZ = 1.959963984540054;
  auto n = static_cast<double>(all);
  double p = static_cast<double>(right) / n;
  double z2 = kZ * kZ;
  double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  double half = kZ * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

ScoreIntervals Bootstrap(const ScoreCard& card, int rounds, uint64_t seed) {
  ScoreIntervals out{};
  if (card.articles.empty()) return out;
  Random random(seed);
  std::array<std::vector<double>, kMeasureCount> f1;
  std::vector<double> mean;
  for (int round = 0; round < rounds; ++round) {
    Counts total{};
    for (size_t i = 0; i < card.articles.size(); ++i) {
      total += card.articles[random.Below(card.articles.size())];
    }
    for (size_t m = 0; m < kMeasureCount; ++m) f1[m].push_back(total[m].f1());
    mean.push_back(MeanF1(total));
  }
  for (size_t m = 0; m < kMeasureCount; ++m) out.f1[m] = Middle95(f1[m]);
  out.mean = Middle95(mean);
  return out;
}

}  // namespace newsfacts
