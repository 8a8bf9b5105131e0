#include "pipeline/review/diff_summary.h"

#include <fmt/format.h>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Colours of outcomes, in their order; none for what is the same.
constexpr std::array<std::string_view, kOutcomes> kColours = {"", "", "33", "35", "35", "32", "31"};

}  // namespace

void DiffSummary::Count(const Difference& d) {
  ++by_rule_[{d.fact()["fact"].str(), d.fact()["rule"].str()}][static_cast<size_t>(d.outcome)];
  if (d.outcome == Outcome::kSame) return;
  differs_ = true;
  ++causes_[std::string(CauseName(d.cause))];
}

std::string DiffSummary::Row(const std::string& kind, const std::string& rule, const Counts& counts,
                             bool colour) {
  std::string out = fmt::format("{:8} {:36}", Printable(kind), Printable(rule));
  int64_t before = 0;
  for (size_t i = 0; i < kOutcomes; ++i) {
    std::string cell = fmt::format(" {:>8}", counts[i]);
    bool lit = colour && counts[i] > 0 && !kColours[i].empty();
    out += lit ? fmt::format("\x1b[{}m{}\x1b[0m", kColours[i], cell) : cell;
    if (static_cast<Outcome>(i) != Outcome::kAdded) before += counts[i];
  }
  auto count = [&](Outcome o) { return counts[static_cast<size_t>(o)]; };
  int64_t gone = before - count(Outcome::kSame) - count(Outcome::kMoved);
  double share = before > 0 ? 100.0 * static_cast<double>(gone) / static_cast<double>(before) : 0;
  int64_t net = count(Outcome::kAdded) - count(Outcome::kRemoved) + count(Outcome::kSplit) -
                count(Outcome::kMerged);
  return out + fmt::format(" {:>6.1f} {:>+7}\n", share, net);
}

std::string DiffSummary::Table(bool colour) const {
  std::string out = fmt::format("{:8} {:36}", "kind", "rule");
  for (size_t i = 0; i < kOutcomes; ++i) {
    out += fmt::format(" {:>8}", OutcomeName(static_cast<Outcome>(i)));
  }
  out += fmt::format(" {:>6} {:>7}\n", "%", "net");
  Counts total{};
  for (const auto& [key, counts] : by_rule_) {
    out += Row(key.first, key.second, counts, colour);
    for (size_t i = 0; i < kOutcomes; ++i) total[i] += counts[i];
  }
  out += Row("all", "", total, colour);
  for (const auto& [cause, count] : causes_) out += fmt::format("cause {}: {}\n", cause, count);
  return out;
}

}  // namespace newsfacts
