// Time expressions after TIMEX3 (ISO-TimeML): DATE, TIME, DURATION, SET with their values.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// The time expressions of a tokenized text, by begin, not overlapping, values resolved against
// doc.published and the dates of the text. Reads tokens and sentences of `doc` only.
std::vector<Mention> FindTimes(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_H_
