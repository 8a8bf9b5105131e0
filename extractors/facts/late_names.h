// The person whom a story tells of first by post and names only later.
//
//   "The director of the Harbour Board asked for more money. ... Ann Lee said":
//   Ann Lee, director, Harbour Board
#ifndef NEWSFACTS_EXTRACTORS_FACTS_LATE_NAMES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_LATE_NAMES_H_

#include <vector>

#include "extractors/facts/person_claims.h"

namespace newsfacts {

// Adds that claim to `claims`, which are all others. Tokens for which `skip` is true name nobody.
void ClaimLateName(const Lexicon& lexicon, const TokenView& view, const std::vector<bool>& skip,
                   std::vector<PersonClaim>* claims);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_LATE_NAMES_H_
