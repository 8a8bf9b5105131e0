// Conditions on a difference ("cause=rules"), and gates that count those that meet them
// ("kind=deal,changed>0", "removed>2%").
#ifndef NEWSFACTS_PIPELINE_REVIEW_DIFFERENCE_FILTER_H_
#define NEWSFACTS_PIPELINE_REVIEW_DIFFERENCE_FILTER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/review/diff.h"

namespace newsfacts {

// KEY=VALUE; KEY is cause, outcome, kind or rule.
class Condition {
 public:
  static Result<Condition> Parse(std::string_view text);
  bool Holds(const Difference& difference) const;
  // Whether the condition is on the fact (kind, rule), not on what became of it.
  bool OnFact() const { return key_ == "kind" || key_ == "rule"; }

 private:
  std::string key_, value_;
};

// [KEY=VALUE,...]MEASURE OP NUMBER[%]: trips where the count of differences of that outcome
// ("differs": of any but same) stands so to NUMBER. A percentage is of the old run's facts, of the
// kinds and rules that the conditions name. OP is >, >=, < or <=.
class Gate {
 public:
  static Result<Gate> Parse(std::string_view text);
  void Count(const Difference& difference);
  bool Tripped() const;
  // "removed>2%: 31 of 1200 (2.58%)"
  std::string Reading() const;

 private:
  double Share() const;

  std::string text_;
  std::vector<Condition> conditions_;
  std::string measure_, op_;
  double limit_ = 0;
  bool percent_ = false;
  int64_t hits_ = 0;
  int64_t facts_ = 0;  // of the old run
};

// Parses each text; the first error ends it, under the name of the flag.
template <typename T>
Result<std::vector<T>> ParseEach(std::string_view flag, const std::vector<std::string>& texts) {
  std::vector<T> out;
  for (const std::string& text : texts) {
    Result<T> one = T::Parse(text);
    if (!one.ok()) return UsageError(std::string(flag) + " " + one.error().message);
    out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_DIFFERENCE_FILTER_H_
