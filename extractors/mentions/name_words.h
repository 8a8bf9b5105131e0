// What the word lists know of each word of a text, looked up once a token.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// One bit a list.
enum WordTrait : uint32_t {
  kGiven = 1u << 0,
  kSurname = 1u << 1,
  kCommon = 1u << 2,  // an everyday word that is written small
  kPlaceWord = 1u << 3,
  kNationality = 1u << 4,
  kOrgHead = 1u << 5,
  kLegalForm = 1u << 6,
  kHonorific = 1u << 7,
  kRoleHead = 1u << 8,
  kRoleModifier = 1u << 9,
  kParticle = 1u << 10,
  kSpeech = 1u << 11,
  kKnownOrg = 1u << 12,
  kKnownProduct = 1u << 13,
  kInMention = 1u << 14,   // lies in a time or quantity mention
  kInHeadline = 1u << 15,  // in a line written in capitals throughout
  kCalendar = 1u << 16,    // "Friday", "June", "GMT"
};

// The traits of every token of `doc`, in the order of its tokens.
std::vector<uint32_t> TraitsOfTokens(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_
