// What the word lists and the shape of each word of a text tell, looked up once a token.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

using Traits = uint64_t;

// One bit a list, then what the text itself tells.
enum WordTrait : Traits {
  kGiven = 1ull << 0,
  kSurname = 1ull << 1,
  kCommon = 1ull << 2,  // an everyday word that is written small
  kPlaceWord = 1ull << 3,
  kNationality = 1ull << 4,
  kOrgHead = 1ull << 5,
  kLegalForm = 1ull << 6,
  kHonorific = 1ull << 7,
  kRoleHead = 1ull << 8,
  kRoleModifier = 1ull << 9,
  kParticle = 1ull << 10,
  kSpeech = 1ull << 11,
  kKnownOrg = 1ull << 12,
  kKnownProduct = 1ull << 13,
  kCalendar = 1ull << 14,      // "Friday", "June", "GMT"
  kFamilyFirst = 1ull << 15,   // family names that stand before the given name: "Ren", "Kim"
  kOrgNoun = 1ull << 16,       // what an organisation is called: "carmaker", "startup"
  kOrgProperty = 1ull << 17,   // what an organisation has: "shares", "headquarters"
  kDealNoun = 1ull << 18,      // what two organisations have: "agreement", "venture"
  kBusinessVerb = 1ull << 19,  // what organisations do: "acquired", "unveiled"
  kPersonVerb = 1ull << 20,    // what people do: "resigned", "smiled"
  kPlaceNoun = 1ull << 21,     // "town", "province"
  kPlaceHead = 1ull << 22,     // "River", "County" at the end of a name
  kEventHead = 1ull << 23,     // "Cup", "Treaty" at the end of a name that is no body
  kProductNoun = 1ull << 24,   // "smartphone", "software"
  kMinorPlace = 1ull << 25,    // smaller towns: evidence, no proof
  kHeadOf = 1ull << 26,        // a head that takes "of": "University of ..."
  kOpensKnown = 1ull << 27,    // begins a longer term of organisations, places, products
  kInTime = 1ull << 28,        // lies in a time or quantity mention
  kLooseNumber = 1ull << 29,   // ... which is one capitalised word: "First", "One", "Daily"
  kThing = 1ull << 33,         // "GDP", "Christmas": no name of anybody
  kHeadlineVerb = 1ull << 34,  // "Raises", "Unveils": no part of a name
  kInDate = 1ull << 32,        // lies in a time mention
  kInHeadline = 1ull << 30,    // in a line written in capitals throughout
  kTitleCased = 1ull << 31,    // in a line Whose Words Are All Capitalised
};

// The traits of every token of `doc`, in the order of its tokens; behind them those of none, so
// that who looks at the word after the last one finds nothing there.
std::vector<Traits> TraitsOfTokens(const Lexicon& lexicon, const Annotations& doc);

// The end of the post that begins at token `i` and ends before `limit`: modifiers and the last noun
// of a post ("vice president"), "chief ... officer" with what stands between. `i` if there is none.
uint32_t PostEnd(const Annotations& doc, const std::vector<Traits>& traits, uint32_t i,
                 uint32_t limit);

// "Fan Zhelin", "Kim Young-sam": tokens [begin, end) open with a family name that stands first and
// a word that reads like a given name of its culture, which tells where the family name is a word
// too.
bool OpensWithFamilyName(const Annotations& doc, const std::vector<Traits>& traits, uint32_t begin,
                         uint32_t end);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_WORDS_H_
