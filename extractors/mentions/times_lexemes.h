// The words of time expressions: tokens split at hyphens ("third-quarter" is two lexemes), each
// with the class that the lexicon `time_words` gives it. Parsers look at classes, never at letters.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_LEXEMES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_LEXEMES_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

enum class TimeWord : uint8_t {
  kNone,
  kNumber,    // digits; n is the number, digits their count
  kCount,     // "three"
  kOrdinal,   // "third", "3rd"
  kSome,      // "several"
  kArticle,   // 0 the, 1 a, 2 possessive
  kDeictic,   // -1 last, 0 this, 1 next
  kModifier,  // 1 early, 2 mid, 3 late
  kEarlier,   // "earlier" -1, "later" 1
  kBefore,    // "before"
  kAgo,       // "ago", "hence"
  kMonth,
  kAbbreviatedMonth,
  kWeekday,
  kAbbreviatedWeekday,
  kSeason,
  kUnit,
  kUnits,  // the plural
  kDay,    // yesterday -1, today 0, tomorrow 1
  kPart,   // part of the day
  kWeekend,
  kFiscal,    // 0 "fiscal", 1 "FY"
  kCalendar,  // "calendar", "full"
  kOf,
  kEnded,  // "ended", "to"
  kPresent,
  kPastRef,
  kFutureRef,
  kFrequency,  // "daily", n the unit
  kEach,
  kFutureVerb,
  kPastVerb,
  kAbout,
  kQuarterCode,  // "Q3"
  kHalfCode,     // "H1"
  kFiscalCode,   // "FY2018", "FY18"; n is the year
  kRunning,      // between a count and its unit: "three trading days"
  kDecadeName,   // "nineties"; n is 90
  kPossessive,   // "'s"
  kMark,         // one character; n is its code
};

struct Lexeme {
  Span span;
  TimeWord word = TimeWord::kNone;
  int n = 0;
  uint8_t digits = 0;
  bool space_before = false;
  bool capitalised = false;
  bool told = false;  // of a kDeictic: it points to the last date told ("that", "following")
  uint32_t sentence = 0;
};

// The lexemes of the text, in order; a token of one of the classes is one lexeme or several.
std::vector<Lexeme> LexTimes(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_LEXEMES_H_
