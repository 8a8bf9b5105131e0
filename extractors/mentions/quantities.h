// Numbers read once, and what they are numbers of: MONEY, PERCENT and plain NUMBER mentions.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_QUANTITIES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_QUANTITIES_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// The quantities of a tokenized text, by begin, not overlapping. Reads the tokens of `doc` only.
std::vector<Mention> FindQuantities(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_QUANTITIES_H_
