// Rules compiled for matching. One RuleSet a worker: RE2's caches are not shared.
//
//   RuleBook book; book.Add(bytes, "deals.rules", lexicon);
//   Result<RuleSet> rules = RuleSet::Compile(book);
//   for (const RuleMatch& m : rules->Match(doc, sentence)) ...
//
// The idea: a WordSieve says which patterns may match by their words alone. Captures, which cost a
// hundred times as much, are made only for those; most sentences are told by the sieve to hold
// none.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/rules/rule_book.h"
#include "extractors/rules/rule_match.h"
#include "extractors/rules/skeleton.h"
#include "pipeline/result.h"

namespace newsfacts {

// Why a rule whose words are in the sentence did not match.
struct NearMiss {
  const Rule* rule = nullptr;
  size_t matched = 0, elements = 0;  // elements of the pattern that matched, from its beginning
  std::string failed;                // the first that did not, as its line has it; or the veto
};

class RuleSet {
 public:
  // `book` must outlive the set and not change. Fails where a pattern is no regular expression or
  // too large; the error names file and line.
  static Result<RuleSet> Compile(const RuleBook& book);
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  // Matches in one sentence, by rule, then by place. Not for use by two threads at once.
  std::vector<RuleMatch> Match(const Annotations& doc, uint32_t sentence);
  // The same over a skeleton made beforehand; spans and fills refer to what it was made of.
  std::vector<RuleMatch> Match(const Skeleton& skeleton, const std::vector<Mention>& mentions,
                               std::string_view text);

  // For explanations: rules whose atoms all stand in the sentence, and how far each got.
  std::vector<const Rule*> Candidates(const Skeleton& skeleton);
  std::vector<NearMiss> Explain(const Skeleton& skeleton, const std::vector<Mention>& mentions,
                                std::string_view text);

 private:
  struct Impl;
  explicit RuleSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_
