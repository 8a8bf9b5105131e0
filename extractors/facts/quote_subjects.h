// The noun phrase that a verb of speech belongs to, found without a parser: by the words between.
//
//   "Ann Lee, chief of Halden, said": Ann Lee        "a friend of hers said": a friend of hers
//   "said Halden analyst Bo Sun": Bo Sun              "Speaking in Perth, she said": she
#ifndef NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SUBJECTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SUBJECTS_H_

#include <cstdint>
#include <vector>

#include "extractors/facts/token_view.h"

namespace newsfacts {

// Tokens [begin, end); empty where none was found.
struct Phrase {
  uint32_t begin = 0, end = 0;
  int32_t mention = -1;  // the person or organisation that it names, or -1
  bool found() const { return begin < end; }
};

class SubjectFinder {
 public:
  // `quoted` tells of each token whether it stands inside quote marks (the marks included).
  SubjectFinder(const TokenView& view, const std::vector<bool>& quoted)
      : view_(view), quoted_(quoted) {}

  // The subject of the verb at `verb`; no word before `floor` is looked at.
  Phrase OfVerb(uint32_t verb, uint32_t floor) const;
  // The first noun phrase of [begin, end) that can be a subject. Names only where `named`.
  Phrase OfClause(uint32_t begin, uint32_t end, bool named) const;
  // The subject that stands behind its verb, from `begin` on: "said Ann Lee".
  Phrase Behind(uint32_t begin, uint32_t end) const;

 private:
  Phrase EndingAt(uint32_t end, uint32_t floor, int depth) const;
  Phrase BeforeComma(uint32_t comma, uint32_t floor) const;
  Phrase Described(uint32_t end, uint32_t floor) const;
  Phrase Description(uint32_t end, uint32_t floor) const;
  Phrase Naming(uint32_t t) const;
  bool CanSpeak(uint32_t t) const;
  bool FollowsWith(uint32_t t, uint32_t floor) const;
  bool OpensDescribed(uint32_t begin, uint32_t end) const;
  bool IsPossessed(uint32_t t) const;

  const TokenView& view_;
  const std::vector<bool>& quoted_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SUBJECTS_H_
