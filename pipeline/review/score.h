// How right facts are, beside gold made by hand: precision, recall and F1 of the facts found and of
// their slots, as extractors/facts/README.md defines facts.
//
// A fact is found where it pairs with one gold fact of its article (best pairs first, each once).
// Slots of an unpaired fact count as wrong (predicted) or missed (gold). Generic parties, and deals
// with no named party, are not scored.
//
//   Scorer scorer({.strict = false});
//   scorer.AddGold(gold_line);  ...  scorer.AddFact(fact_line);  ...
//   ScoreCard card = scorer.Finish();
//   card.Total()[MeasureIndex("deal", "found")].f1()
#ifndef NEWSFACTS_PIPELINE_REVIEW_SCORE_H_
#define NEWSFACTS_PIPELINE_REVIEW_SCORE_H_

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

struct Tally {
  int64_t right = 0;   // true positives
  int64_t wrong = 0;   // false positives
  int64_t missed = 0;  // false negatives

  double precision() const;  // each 0 where nothing was counted
  double recall() const;
  double f1() const;
  Tally& operator+=(const Tally& other);
};

// What is measured: the facts of a kind ("found"), or one slot of theirs.
struct Measure {
  std::string_view kind;
  std::string_view slot;
};
inline constexpr size_t kMeasureCount = 23;
std::span<const Measure> Measures();
// Of a measure that exists.
size_t MeasureIndex(std::string_view kind, std::string_view slot);

using Counts = std::array<Tally, kMeasureCount>;
Counts& operator+=(Counts& a, const Counts& b);
// The mean of: deal slots; people (found, role, organization); date values; figure slots; quotes
// (found, speaker). Of F1 rounded to four places, and so rounded itself.
double MeanF1(const Counts& counts);
double RoundTo4(double value);

struct ScoreError {
  std::string kind;  // deal, person, ...
  std::string what;  // "false", "missed", or the slot that is not right
  std::string doc;
  std::string rule;   // of the fact, "" for a missed one
  std::string shown;  // JSON: the fact, the gold fact, or what was got and wanted
};

struct ScoreCard {
  std::vector<Counts> articles;                                   // in the order of the gold
  std::map<std::pair<std::string, std::string>, Counts> by_rule;  // (kind, rule); nothing missed
  std::vector<ScoreError> errors;
  int64_t strays = 0;       // facts of documents that have no gold
  int64_t false_spans = 0;  // facts whose spans are not the article's words; not counted as facts
  int64_t broken = 0;       // lines that are no JSON

  Counts Total() const;
};

struct ScoreOptions {
  bool strict = false;  // names must be equal, not contained
};

class Scorer {
 public:
  explicit Scorer(ScoreOptions options) : options_(options) {}

  // One article's gold: id, deals, people, dates, figures, quotes. The last of an id counts.
  Status AddGold(const Json& gold);
  // With an article's text known, facts with spans that are not its words are refused.
  void AddText(const std::string& doc, std::string text);
  void AddFact(Json fact);
  void AddBrokenLine() { ++card_.broken; }

  ScoreCard Finish();

 private:
  struct Document {
    Json gold;
    std::map<std::string, std::vector<Json>, std::less<>> facts;  // by kind
  };
  bool HasTrueSpans(const Json& fact) const;

  ScoreOptions options_;
  std::vector<Document> documents_;
  std::unordered_map<std::string, size_t> index_;
  std::unordered_map<std::string, std::string> texts_;
  ScoreCard card_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_SCORE_H_
