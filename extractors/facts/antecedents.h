// Whom words that stand for a name mean: "he", "she" and "it" the person or organisation told of
// last that can bear that pronoun, "Lee" who is called Ann Lee elsewhere, "the senator" the person
// whom the text calls one.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
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
  // The person or organisation whose name ends in `word`, or -1.
  int32_t OfLastName(std::string_view word) const;
  // The person of whom a post is told that ends in `word` (lower case), or -1.
  int32_t OfPost(std::string_view word) const;

 private:
  enum class Gender : uint8_t { kUnknown, kFemale, kMale, kNone };

  using Names = std::unordered_map<std::string_view, int32_t>;

  Names LastNames() const;
  Names Posts() const;
  bool CanBe(int32_t entity, Gender gender) const;
  int32_t InSentence(const Sentence& s, uint32_t end, Gender gender) const;

  const TokenView& view_;
  const std::vector<bool>& quoted_;
  std::vector<Gender> gender_;  // of each entity
  const Names last_names_;
  const Names posts_;  // by their last word
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_ANTECEDENTS_H_
