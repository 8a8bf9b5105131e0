// What a gap of a pattern steps over.
//
//   ~6  any words: in "said on Friday it bought" they may say anything
//   -6  words inside one phrase: none of to, by, from, said, which ..., at which phrases end
//
// RE2 has no "not this word", and spelling the words out makes programs large; so a pattern
// captures its tight gaps and what they hold is looked at afterwards.
#ifndef NEWSFACTS_EXTRACTORS_RULES_GAP_H_
#define NEWSFACTS_EXTRACTORS_RULES_GAP_H_

#include <string_view>

namespace newsfacts {

// The slot of a tight gap's group.
inline constexpr std::string_view kTightGap = "-";

// One word of a gap, with the blank after it, as a regular expression. Mentions count as one word,
// people and organisations as none: they are never stepped over, nor are ; : and quote marks. A gap
// repeats it: the types' names are as short as they can be told from PERSON, ORG, ORGS, NAMES.
inline constexpr std::string_view kGapWord =
    "(?:(?:[^ <>;:\",]|<(?:[DMRST]\\w+|N(?:AME|UMBER)|P(?:ERCENT|LACE|RODUCT))>)+,? )";

// Whether an expression means the same when a text is read byte by byte as when it is read by code
// points: it spells all letters, in ASCII, and only a gap's words may hold others. RE2's programs
// are half as large for bytes.
bool ReadsBytes(std::string_view regex);

// Whether a comma or a word at which a phrase ends stands in `words`.
bool EndsPhrase(std::string_view words);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_GAP_H_
