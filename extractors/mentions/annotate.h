// The mention layer as one step: an article in, tokens, sentences, mentions and entities out.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_ANNOTATE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_ANNOTATE_H_

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"
#include "pipeline/article.h"

namespace newsfacts {

// Mentions never overlap: the longest wins, then MONEY, PERCENT, time, NUMBER. `with_anaphors` adds
// the mentions of Resolve ("the company"), for facts; without them, as `newsfacts mentions` prints
// them, mentions say why. What is found
// before the deadline ends is no use to anybody.
Annotations Annotate(const Lexicon& lexicon, const Article& article, bool with_anaphors,
                     Deadline* deadline = nullptr);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_ANNOTATE_H_
