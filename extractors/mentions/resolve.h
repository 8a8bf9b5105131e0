// Document-wide reference: "the company", "the Chinese firm", "it", "he" become mentions of the
// entity in focus, marked anaphoric; described parties ("a US company") become generic ones.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_RESOLVE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_RESOLVE_H_

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

void Resolve(const Lexicon& lexicon, Annotations* doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_RESOLVE_H_
