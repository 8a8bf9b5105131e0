// ROLE mentions in full, once the names are known: posts read around the names instead of across
// them, with their areas and their second halves.
//
//   "Deutsche Bank analyst": <ORG> <ROLE>        "Chief Revenue Officer"
//   "head of developer relations"                 "chairman, president and chief executive"
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_ROLE_PHRASES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_ROLE_PHRASES_H_

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// Replaces the ROLE mentions of `doc`, whose mentions stand in order. Nouns of posts are those of
// the list "role_heads", singular or plural, the words around them those of "role_modifiers".
void FitRoles(const Lexicon& lexicon, Annotations* doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_ROLE_PHRASES_H_
