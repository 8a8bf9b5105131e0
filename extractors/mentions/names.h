// PERSON, ORG, PLACE, PRODUCT, ROLE and NAME mentions, decided once over the whole document.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAMES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAMES_H_

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// Adds name and role mentions and their entities to `doc`, whose tokens, sentences, time and
// quantity mentions are set; words inside those mentions are left alone.
void FindNames(const Lexicon& lexicon, Annotations* doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAMES_H_
