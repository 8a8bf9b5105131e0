// The English names that time expressions are made of, from ICU's locale data: months, weekdays,
// their abbreviations, cardinal and ordinal number words. What ICU does not have ("Sept",
// "Thurs", units, deictics) stands in the lexicon `time_words`.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_NAMES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_NAMES_H_

#include <string>
#include <string_view>
#include <unordered_map>

#include "extractors/mentions/times_lexemes.h"

namespace newsfacts {

struct TimeName {
  TimeWord word = TimeWord::kNone;
  int n = 0;  // months from January, weekdays from Monday, both from 1; a number word's number
};

// By lower-case name; kNone for words that are none. Read from ICU at the first call.
TimeName EnglishTimeName(std::string_view lower);

// False: it is none for sure, in whatever case.
bool MayBeEnglishTimeName(std::string_view word);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_NAMES_H_
