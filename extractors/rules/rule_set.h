// Rules compiled for matching. One RuleSet a worker: RE2's caches are not shared.
//
//   RuleBook book; book.Add(bytes, "deals.rules", lexicon);
//   Result<RuleSet> rules = RuleSet::Compile(book);
//   for (const RuleMatch& m : rules->Match(doc, sentence)) ...
//
// The idea: FilteredRE2 says which literal words ("atoms") each pattern needs; one RE2::Set finds
// the atoms of a sentence in one pass. A sentence without atoms costs that pass alone; captures,
// which cost twenty times a yes or no, are made only for patterns whose atoms all stand there.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/rules/modality.h"
#include "extractors/rules/rule_file.h"
#include "extractors/rules/skeleton.h"
#include "pipeline/result.h"

namespace newsfacts {

// All packs, parsed; immutable once filled and then shared by any number of RuleSets.
class RuleBook {
 public:
  // The packs that are part of the program, and the digest of them with its own word lists.
  static RuleBook Builtin(const Lexicon& lexicon);
  static std::string BuiltinDigest();
  Status Add(std::string_view bytes, std::string_view file, const Lexicon& lexicon);

  const std::vector<Rule>& rules() const { return rules_; }
  // The first rules are the program's: a test proves them, and they compile when first needed.
  size_t builtin_rules() const { return builtin_rules_; }
  const ModalityCues& cues() const { return cues_; }
  std::string digest() const;  // hex SHA-256 over ids and digests

 private:
  std::vector<Rule> rules_;
  size_t builtin_rules_ = 0;
  ModalityCues cues_;
};

struct SlotFill {
  std::string_view slot;  // lives as long as the rule book
  uint32_t mention = 0;   // index into the mentions that were matched
  Span words = {};        // not empty: words of the text fill the slot, not a mention

  Span Place(const std::vector<Mention>& mentions) const {
    return words.empty() ? mentions[mention].span : words;
  }
};

struct RuleMatch {
  const Rule* rule = nullptr;
  uint32_t sentence = 0;        // index into Annotations::sentences
  Span span;                    // the words matched, in the text
  Span trigger;                 // of these the words of the rule's form, its roles left out
  Span clause;                  // the clause around them, in the text
  std::vector<SlotFill> fills;  // in text order; those of `take` last
  Modality modality = Modality::kAsserted;
  bool framed = false;   // by a frame line
  bool complete = true;  // has all that the rule's `needs` asks for; else a fragment
};

// Why a rule whose words are in the sentence did not match.
struct NearMiss {
  const Rule* rule = nullptr;
  size_t matched = 0, elements = 0;  // elements of the pattern that matched, from its beginning
  std::string failed;                // the first element that did not; or the veto
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

// Runs the examples of every rule of the book; one line of words a failure, with file and line.
std::vector<std::string> CheckExamples(const RuleBook& book, RuleSet* rules);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_SET_H_
