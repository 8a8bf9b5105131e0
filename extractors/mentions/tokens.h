// Tokens and sentences of a text. English news text; other scripts get their letters as words.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TOKENS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TOKENS_H_

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// Fills tokens and sentences of `doc` (whose text and body are set). A line end ends a sentence; a
// full stop does not where it belongs to an abbreviation (list "abbreviations", lower case, with
// its stop) or an initial.
void Tokenize(const Lexicon& lexicon, Annotations* doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TOKENS_H_
