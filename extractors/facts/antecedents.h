// Whom "he", "she" and "it" mean: the person or organisation told of last that can bear that
// pronoun.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_

#include <cstdint>
#include <vector>

#include "extractors/facts/token_view.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

class Antecedents {
 public:
  Antecedents(const Lexicon& lexicon, const TokenView& view, const std::vector<bool>& quoted);

  // The entity that the pronoun at token `t` stands for, or -1. `speaker` is the entity that spoke
  // last (or -1), at token `spoke`.
  int32_t Of(uint32_t t, int32_t speaker, uint32_t spoke) const;

 private:
  enum class Gender : uint8_t { kUnknown, kFemale, kMale, kNone };

  bool CanBe(int32_t entity, Gender gender) const;
  int32_t InSentence(const Sentence& s, uint32_t end, Gender gender) const;

  const TokenView& view_;
  const std::vector<bool>& quoted_;
  std::vector<Gender> gender_;  // of each entity
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_
