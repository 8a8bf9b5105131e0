// Which organisation a post belongs to.
//
//   "Deutsche Bank's telecoms analyst", "chief executive of US firm Halden": beside it
//   "its founder", "Chief Financial Officer Ann Lee": the company that the text is about there
#ifndef NEWSFACTS_EXTRACTORS_FACTS_EMPLOYERS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_EMPLOYERS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "extractors/facts/token_view.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

class Employers {
 public:
  Employers(const Lexicon& lexicon, const TokenView& view);

  // Of the post at tokens [begin, end), "" where the text tells none. Looks no further left than
  // `floor`.
  std::string Of(uint32_t begin, uint32_t end, uint32_t floor) const;
  // Beside the post that begins at `begin`: "Halden's", "Halden"; "" for "its", nothing where no
  // employer stands there.
  std::optional<std::string> Before(uint32_t begin, uint32_t floor) const;
  // The name of the organisation at token `t` (or of the company that "the company" stands for), ""
  // where none is named there.
  std::string At(uint32_t t) const;
  // "at Halden", "of US firm Halden": the organisation behind a preposition at `t`.
  std::string Behind(uint32_t t) const;
  // The organisation that the text is about at token `t`.
  std::string InFocus(uint32_t t) const;

 private:
  bool IsOfState(uint32_t begin, uint32_t end, uint32_t floor) const;
  bool IsCompanyPost(uint32_t begin, uint32_t end) const;
  bool IsField(uint32_t n) const;
  bool Describes(uint32_t n, uint32_t limit) const;
  bool IsOfPerson(uint32_t n, uint32_t limit) const;
  std::string NamedAfterPeople(uint32_t n) const;
  bool IsSeat(uint32_t n, uint32_t limit) const;
  std::string OfPlace(uint32_t t) const;
  bool IsAside(uint32_t t) const;
  bool IsOfPost(uint32_t t) const;
  bool IsTeamPost(uint32_t t) const;
  bool IsNameWord(uint32_t t) const;
  std::string Capitals(uint32_t t, uint32_t limit) const;
  std::string SubjectOf(const Sentence& s, uint32_t end) const;

  const WordList& posts_;
  const WordList& common_;
  const TokenView& view_;
  int32_t main_ = -1;  // the entity of the organisation that is named most
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_EMPLOYERS_H_
