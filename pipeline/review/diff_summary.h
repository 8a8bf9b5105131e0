// What two runs differ in, counted by kind and rule, as a table for reading.
#ifndef NEWSFACTS_PIPELINE_REVIEW_DIFF_SUMMARY_H_
#define NEWSFACTS_PIPELINE_REVIEW_DIFF_SUMMARY_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "pipeline/review/diff.h"

namespace newsfacts {

class DiffSummary {
 public:
  void Count(const Difference& difference);
  bool differs() const { return differs_; }

  // A row a rule, a total, and the causes. "%" is the share of the old run's facts that were
  // changed, split, merged or removed. `colour`: with the escapes of a terminal.
  std::string Table(bool colour) const;

 private:
  using Counts = std::array<int64_t, kOutcomes>;
  static std::string Row(const std::string& kind, const std::string& rule, const Counts& counts,
                         bool colour);

  std::map<std::pair<std::string, std::string>, Counts> by_rule_;
  std::map<std::string, int64_t> causes_;
  bool differs_ = false;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_DIFF_SUMMARY_H_
