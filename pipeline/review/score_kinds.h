// The measures kind by kind; each compares the facts of one article with its gold. Part of score.
#ifndef NEWSFACTS_PIPELINE_REVIEW_SCORE_KINDS_H_
#define NEWSFACTS_PIPELINE_REVIEW_SCORE_KINDS_H_

#include <string>
#include <vector>

#include "pipeline/review/score.h"

namespace newsfacts {

// Where the counts of one article go: to the article, and to the rule of each fact.
class ScoreSink {
 public:
  ScoreSink(std::string doc, ScoreOptions options, ScoreCard* card)
      : doc_(std::move(doc)), card_(card), options_(options) {}

  // `fact` is the one that is counted; null where gold alone is (nothing was predicted).
  void Add(std::string_view kind, std::string_view slot, const Json* fact, Tally tally);
  void Miss(std::string_view kind, std::string_view what, const Json* fact, std::string shown);
  const Counts& counts() const { return counts_; }
  bool strict() const { return options_.strict; }

 private:
  std::string doc_;
  ScoreCard* card_;
  ScoreOptions options_;
  Counts counts_{};
};

void ScoreDeals(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink);
void ScorePeople(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink);
void ScoreDates(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink);
void ScoreFigures(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink);
void ScoreQuotes(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_SCORE_KINDS_H_
