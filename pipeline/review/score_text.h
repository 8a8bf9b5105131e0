// A score card as text for people, as JSON for programs, and as floors for tests.
#ifndef NEWSFACTS_PIPELINE_REVIEW_SCORE_TEXT_H_
#define NEWSFACTS_PIPELINE_REVIEW_SCORE_TEXT_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/review/interval.h"
#include "pipeline/review/score.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// `intervals` may be null: no bootstrap was asked for.
std::string ScoreTable(const ScoreCard& card, const ScoreIntervals* intervals);
// One row a rule: its facts, how many are right, its slots.
std::string RuleTable(const ScoreCard& card);
// One line an error: what, document, rule, the fact. `kind` "all" shows every kind's.
std::string ErrorLines(const ScoreCard& card, std::string_view kind);
std::string ScoreJson(const ScoreCard& card, const ScoreIntervals* intervals, bool by_rule);

// {"mean_f1": 0.81, "deal.found": 0.9, ...}: figures that a later score must reach.
std::string FloorsJson(const ScoreCard& card);
// The measures below their floor, one sentence each. Floors that are absent hold nothing; a floor
// of no known name is an error.
Result<std::vector<std::string>> BelowFloors(const ScoreCard& card, const Json& floors);

// Facts judged by hand: {"fact": kind, "rule": ..., "judged": "right" | "wrong" | "unsure"}, or a
// line of `newsfacts diff --format jsonl` (its "new", or else its "old", is the fact) with the same
// key.
class Judgements {
 public:
  Status Add(const Json& line);
  std::string Table() const;  // precision with Wilson's interval: in all, by kind, by rule
  std::string ToJson() const;

 private:
  struct Count {
    int64_t right = 0, wrong = 0, unsure = 0;
  };
  std::map<std::pair<std::string, std::string>, Count>
      counts_;  // ("", ""), (kind, ""), (kind, rule)
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_SCORE_TEXT_H_
