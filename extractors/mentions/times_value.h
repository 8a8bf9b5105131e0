// A time expression as read, before the document is known: which calendar fields it names and how
// the missing ones are to be found. One resolver turns it into a TIMEX3 value.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_VALUE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_VALUE_H_

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"

namespace newsfacts {

// In the order of the lexicon's unit numbers.
enum class Grain : uint8_t {
  kNone,
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury,
  kSeason,
};

// What a relative expression counts from.
enum class Anchor : uint8_t {
  kPublication,  // "last month"
  kTold,         // the last date told: "that month", "the following day"
  kStory,        // the last date told in a history, publication in news: "the winter"
};

struct TimeValue {
  enum class Kind : uint8_t {
    kLiteral,  // `literal` is the value: durations, recurrences, PRESENT_REF
    kDate,     // calendar fields; those that are 0 are found from the context
    kShift,    // `shift` units of `grain` from the anchor
    kWeekday,  // day is the weekday; direction -1 last, 1 next
  };
  Kind kind = Kind::kDate;
  MentionType type = MentionType::kDate;
  std::string literal;
  int year = 0;
  bool has_year_shift = false;  // the year is that of publication plus `year_shift`
  int year_shift = 0;
  bool fiscal = false;
  int month = 0;
  int day = 0;
  int last_day = 0;            // "Nov. 6-8"
  Grain grain = Grain::kNone;  // of a kDate: kQuarter, kHalf, kSeason, kDecade, or kYear where
                               // `month` only helps to find the year; of a kShift its unit
  int number = 0;              // which quarter, half or season
  int last_month = 0;          // "first nine months": month is 1 and last_month 9
  int shift = 0;
  int direction = 0;  // -1 "last", 1 "next", 0 unsaid
  Anchor anchor = Anchor::kPublication;
  bool compared = false;  // "a year ago": the period in question, a year before
  std::string stretch;    // TIMEX3 duration of dates told as one ("first nine months": P9M)
  std::string_view part;  // "MO", "AF", "EV", "NI": part of the day
  std::string clock;      // "22:00"
};

struct TimeExpression {
  size_t begin = 0, end = 0;  // lexemes [begin, end)
  TimeValue value;
};

// A mark of the clause that decides between past and future where the words leave it open.
enum class Tense : uint8_t { kUnknown, kPast, kFuture };

// Gives values in the order of the text and remembers what was told.
class TimeResolver {
 public:
  // `published`: "2019-11-06", "2019-11", "2019" or "".
  explicit TimeResolver(std::string_view published);

  // Reads all values of the text beforehand: a text with many years long past and hardly a date
  // told from its publication is a history, where "in March" is that of the year told last.
  void Survey(const std::vector<TimeExpression>& expressions);

  // The TIMEX3 value, "" where it cannot be known.
  std::string Resolve(const TimeValue& value, Tense tense, uint32_t sentence);

 private:
  struct Told {
    int year = 0, month = 0, day = 0;  // 0 where not told
    uint32_t sentence = 0;
  };

  std::string ResolveDate(const TimeValue& v, Tense tense, uint32_t sentence);
  std::string ResolveShift(const TimeValue& v, Tense tense, uint32_t sentence);
  std::string ShiftYears(const TimeValue& v, uint32_t sentence);
  std::string ShiftMonths(const TimeValue& v, uint32_t sentence);
  std::string ShiftDays(const TimeValue& v, Tense tense, uint32_t sentence);
  std::string ResolveWeekday(const TimeValue& v, Tense tense, uint32_t sentence);
  int YearFor(const TimeValue& v, Tense tense, uint32_t sentence) const;
  int NearestYear(const TimeValue& v, int month, Tense tense) const;
  int StoryYear(int month) const;
  // The day that `anchor` counts from, told or of publication; day 0 where neither is known.
  std::chrono::sys_days DayFrom(Anchor anchor, uint32_t sentence) const;
  std::string TellDay(std::chrono::sys_days day, uint32_t sentence);
  // Whether `anchor` asks for the last date told and there is one near enough.
  bool FromTold(Anchor anchor, uint32_t sentence) const;
  void TellQuarter(const TimeValue& v, int year, Tense tense, uint32_t sentence);
  // The last quarter told, or else the last that ended: 4 * year + quarter - 1.
  int QuarterInQuestion() const;
  int LastQuarter() const { return 4 * year_ + (month_ - 1) / 3 - 1; }

  int year_ = 0, month_ = 0, day_ = 0;  // publication; 0 where not known
  bool history_ = false;
  Told told_;          // the last date told, its year said or found
  int told_year_ = 0;  // the last year said, and where
  uint32_t told_sentence_ = 0;
  int told_quarter_[5] = {};  // year in which the text last put each quarter
  uint32_t quarter_sentence_ = 0;
  int last_quarter_ = 0;        // 4 * year + quarter - 1 of the last quarter told that has ended
  bool last_fiscal_ = false;    // it is one of a financial year
  bool longer_period_ = false;  // a period of several quarters was told after it
};

// "P3M", "PXY", "PT2H"; n < 0 for an unknown number.
std::string DurationValue(Grain grain, int n);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_VALUE_H_
