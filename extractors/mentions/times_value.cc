#include "extractors/mentions/times_value.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

namespace newsfacts {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

int Field(std::string_view s, size_t at, size_t size) {
  if (at + size > s.size()) return 0;
  int n = 0;
  for (char c : s.substr(at, size)) {
    if (c < '0' || c > '9') return 0;
    n = 10 * n + (c - '0');
  }
  return n;
}

sys_days ToDays(int y, int m, int d) {
  return sys_days(std::chrono::year(y) / std::chrono::month(static_cast<unsigned>(m)) /
                  std::chrono::day(static_cast<unsigned>(d)));
}

bool Exists(int y, int m, int d) {
  return (std::chrono::year(y) / std::chrono::month(static_cast<unsigned>(m)) /
          std::chrono::day(static_cast<unsigned>(d)))
      .ok();
}

std::string DayValue(sys_days at) {
  std::chrono::year_month_day d(at);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                     static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

int IsoWeekday(sys_days at) {
  return static_cast<int>(std::chrono::weekday(at).iso_encoding());
}

// ISO 8601: the week belongs to the year of its Thursday.
std::string WeekValue(sys_days at) {
  sys_days thursday = at + days(4 - IsoWeekday(at));
  auto year = std::chrono::year_month_day(thursday).year();
  auto week = (thursday - sys_days(year / 1 / 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", static_cast<int>(year), week);
}

// So many years long past make a text a history, if dates told from publication are few.
constexpr int kHistory = 6;
// How many sentences a date stays the one that "the following month" counts from.
constexpr uint32_t kToldReach = 1;
// How many sentences a quarter stays the one that "a year earlier" compares with.
constexpr uint32_t kQuarterReach = 20;

constexpr std::string_view kSeasons[] = {"", "SP", "SU", "FA", "WI"};
constexpr int kSeasonMonth[] = {0, 3, 6, 9, 12};

// First month of the value's period within its year; 0 where it has none.
int FirstMonth(const TimeValue& v) {
  if (v.grain == Grain::kQuarter) return 3 * v.number - 2;
  if (v.grain == Grain::kHalf) return 6 * v.number - 5;
  if (v.grain == Grain::kSeason) return kSeasonMonth[v.number];
  return v.month;
}

std::string DateFields(const TimeValue& v, int year) {
  std::string y = fmt::format("{}{:04}", v.fiscal ? "FY" : "", year);
  if (v.last_month > 0) return fmt::format("{}-{:02}/{}-{:02}", y, v.month, y, v.last_month);
  switch (v.grain) {
    case Grain::kQuarter:
      return fmt::format("{}-Q{}", y, v.number);
    case Grain::kHalf:
      return fmt::format("{}-H{}", y, v.number);
    case Grain::kSeason:
      return fmt::format("{}-{}", y, kSeasons[v.number]);
    case Grain::kDecade:
      return y.substr(0, 3);
    case Grain::kYear:
      return y;
    default:
      break;
  }
  if (v.month == 0) return y;
  if (v.day == 0) return fmt::format("{}-{:02}", y, v.month);
  if (!Exists(year, v.month, v.day)) return {};
  std::string day = fmt::format("{}-{:02}-{:02}", y, v.month, v.day);
  if (v.last_day == 0 || !Exists(year, v.month, v.last_day)) return day;
  return fmt::format("{}/{}-{:02}-{:02}", day, y, v.month, v.last_day);
}

std::string WithClock(std::string day, const TimeValue& v) {
  if (day.size() != 10) return day;
  if (!v.clock.empty()) return day + "T" + v.clock;
  if (!v.part.empty()) return fmt::format("{}T{}", day, v.part);
  return day;
}

}  // namespace

std::string DurationValue(Grain grain, int n) {
  static constexpr std::string_view kLetters = "-SMHDWMQMYYY";
  int factor = 1;
  if (grain == Grain::kHalf) factor = 6;
  if (grain == Grain::kDecade) factor = 10;
  if (grain == Grain::kCentury) factor = 100;
  bool clock = grain < Grain::kDay;
  char letter = kLetters[static_cast<size_t>(grain)];
  if (n < 0) return fmt::format("P{}X{}", clock ? "T" : "", letter);
  return fmt::format("P{}{}{}", clock ? "T" : "", n * factor, letter);
}

TimeResolver::TimeResolver(std::string_view published)
    : year_(Field(published, 0, 4)), month_(Field(published, 5, 2)), day_(Field(published, 8, 2)) {
  if (year_ == 0 || month_ > 12) month_ = 0;
  if (month_ == 0 || day_ > 31) day_ = 0;
}

void TimeResolver::Survey(const std::vector<TimeExpression>& expressions) {
  int old = 0;
  int near = 0;
  for (const auto& [begin, end, v] : expressions) {
    bool dated = v.kind == TimeValue::Kind::kDate && v.year > 0 && v.grain != Grain::kDecade;
    bool relative = v.kind == TimeValue::Kind::kWeekday || v.has_year_shift ||
                    (v.kind == TimeValue::Kind::kShift && v.anchor == Anchor::kPublication);
    if (dated && v.year < year_ - 1) ++old;
    if (relative || (dated && v.year >= year_ - 1)) ++near;
  }
  history_ = year_ != 0 && old >= kHistory && old > 3 * near;
}

std::string TimeResolver::Resolve(const TimeValue& v, Tense tense, uint32_t sentence) {
  switch (v.kind) {
    case TimeValue::Kind::kLiteral:
      if (v.literal == "P6M" || v.literal == "P9M") longer_period_ = true;
      return v.literal;
    case TimeValue::Kind::kShift:
      return WithClock(ResolveShift(v, tense, sentence), v);
    case TimeValue::Kind::kWeekday:
      return WithClock(ResolveWeekday(v, tense, sentence), v);
    case TimeValue::Kind::kDate:
      return WithClock(ResolveDate(v, tense, sentence), v);
  }
  return {};
}

std::string TimeResolver::ResolveDate(const TimeValue& v, Tense tense, uint32_t sentence) {
  int year = YearFor(v, tense, sentence);
  if (year == 0) return {};
  if (v.grain == Grain::kQuarter) {
    if (v.number == 0) {  // "the 1988 quarter": the one in question
      TimeValue same = v;
      same.number = QuarterInQuestion() % 4 + 1;
      return DateFields(same, year);
    }
    TellQuarter(v, year, tense, sentence);
  }
  if (v.last_month > 6 || v.grain == Grain::kYear) longer_period_ = true;
  if ((v.year > 0 || v.has_year_shift) && v.grain != Grain::kDecade) {
    told_year_ = year;
    told_sentence_ = sentence;
  }
  std::string value = DateFields(v, year);
  if (v.grain != Grain::kDecade && !value.empty()) told_ = {year, FirstMonth(v), v.day, sentence};
  return value;
}

void TimeResolver::TellQuarter(const TimeValue& v, int year, Tense tense, uint32_t sentence) {
  told_quarter_[v.number] = year;
  int quarter = 4 * year + v.number - 1;
  // One ahead is compared with nothing; a financial quarter may be over before the calendar's.
  bool next = v.fiscal || quarter == LastQuarter() + 1;
  bool over = quarter <= LastQuarter() || (next && tense == Tense::kPast);
  if (month_ != 0 && !over) return;
  last_quarter_ = quarter;
  last_fiscal_ = v.fiscal;
  quarter_sentence_ = sentence;
  longer_period_ = false;
}

int TimeResolver::YearFor(const TimeValue& v, Tense tense, uint32_t sentence) const {
  if (v.year > 0) return v.year;
  if (v.has_year_shift) return year_ == 0 ? 0 : year_ + v.year_shift;
  // Without a day of publication a quarter keeps the year that the text gave it.
  if (year_ == 0 && v.grain == Grain::kQuarter && told_quarter_[v.number] != 0) {
    return told_quarter_[v.number];
  }
  if (year_ == 0) return told_year_ != 0 && sentence <= told_sentence_ + 2 ? told_year_ : 0;
  int first = FirstMonth(v);
  if (history_ && v.direction == 0 && first > 0 && told_.year > 0) return StoryYear(first);
  if (first == 0 || month_ == 0) return year_;
  if (v.direction < 0) return first < month_ ? year_ : year_ - 1;
  if (v.direction > 0) return first > month_ ? year_ : year_ + 1;
  if (v.last_month > 0)
    return v.last_month <= month_ || tense == Tense::kFuture ? year_ : year_ - 1;
  return NearestYear(v, first, tense);
}

// A day is near publication, on either side; a month or quarter goes by the clause's tense.
int TimeResolver::NearestYear(const TimeValue& v, int month, Tense tense) const {
  int distance = month - month_;  // months ahead, within this year
  if (distance == 0) return year_;
  bool period = v.grain != Grain::kNone;
  if (v.day > 0 && distance > 0 && distance <= 4) return year_;
  if (v.day > 0 && distance <= -8 && tense != Tense::kPast) return year_ + 1;
  if (tense == Tense::kFuture) return distance < (period ? -8 : -2) ? year_ + 1 : year_;
  if (tense == Tense::kPast) return distance > 0 ? year_ - 1 : year_;
  if (distance > 6) return year_ - 1;
  if (distance < -8 && (!period || v.fiscal))
    return year_ + 1;  // financial years begin in autumn too
  return year_;
}

// A history goes forward: "In December 1941 ... By January" is 1942.
int TimeResolver::StoryYear(int month) const {
  if (told_.month == 0) return told_.year;
  int ahead = month - told_.month;
  return ahead < -6 ? told_.year + 1 : ahead > 8 ? told_.year - 1 : told_.year;
}

bool TimeResolver::FromTold(Anchor anchor, uint32_t sentence) const {
  if (told_.year == 0 || anchor == Anchor::kPublication) return false;
  if (history_) return true;
  return anchor == Anchor::kTold && sentence <= told_.sentence + kToldReach;
}

int TimeResolver::QuarterInQuestion() const {
  return last_quarter_ != 0 ? last_quarter_ : LastQuarter();
}

std::string TimeResolver::ResolveShift(const TimeValue& v, Tense tense, uint32_t sentence) {
  if (year_ == 0 && !FromTold(v.anchor, sentence)) return {};
  if (v.grain >= Grain::kYear && v.grain <= Grain::kCentury) return ShiftYears(v, sentence);
  if (v.grain >= Grain::kMonth) return ShiftMonths(v, sentence);
  return ShiftDays(v, tense, sentence);
}

std::string TimeResolver::ShiftYears(const TimeValue& v, uint32_t sentence) {
  int base = FromTold(v.anchor, sentence) ? told_.year : year_;
  if (v.grain == Grain::kDecade) return fmt::format("{:03}", base / 10 + v.shift);
  if (v.grain == Grain::kCentury) return fmt::format("{:02}", base / 100 + v.shift);
  // "a year earlier", where a quarter is in question, is that quarter of the year before.
  bool compared = v.compared && last_quarter_ != 0 && last_quarter_ / 4 >= year_ - 1 &&
                  !longer_period_ && sentence <= quarter_sentence_ + kQuarterReach;
  if (compared) {
    return fmt::format("{}{:04}-Q{}", last_fiscal_ ? "FY" : "", last_quarter_ / 4 + v.shift,
                       last_quarter_ % 4 + 1);
  }
  if (v.anchor == Anchor::kPublication) {
    told_year_ = base + v.shift;
    told_sentence_ = sentence;
  }
  return fmt::format("{}{:04}", v.fiscal ? "FY" : "", base + v.shift);
}

std::string TimeResolver::ShiftMonths(const TimeValue& v, uint32_t sentence) {
  bool told = FromTold(v.anchor, sentence) && told_.month != 0;
  if (month_ == 0 && !told) return {};
  if (v.grain == Grain::kQuarter && v.anchor == Anchor::kTold) {
    int quarter = QuarterInQuestion() + v.shift;
    return fmt::format("{:04}-Q{}", quarter / 4, quarter % 4 + 1);
  }
  int month = told ? told_.year * 12 + told_.month - 1 : year_ * 12 + month_ - 1;
  switch (v.grain) {
    case Grain::kMonth:
      month += v.shift;
      told_ = {month / 12, month % 12 + 1, 0, sentence};
      return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
    case Grain::kQuarter:
      month += 3 * v.shift;
      return fmt::format("{:04}-Q{}", month / 12, month % 12 / 3 + 1);
    case Grain::kHalf:
      month += 6 * v.shift;
      return fmt::format("{:04}-H{}", month / 12, month % 12 / 6 + 1);
    default:
      return {};
  }
}

std::string TimeResolver::ShiftDays(const TimeValue& v, Tense tense, uint32_t sentence) {
  sys_days from = DayFrom(v.anchor, sentence);
  if (from == sys_days()) return {};
  if (v.grain == Grain::kWeek) {
    // "the weekend" told on a weekday is the one before it.
    bool before = v.part == "WE" && v.direction < 0 && v.shift == 0 && tense != Tense::kFuture &&
                  IsoWeekday(from) <= 5;
    std::string week = WeekValue(from + days(7 * (v.shift - (before ? 1 : 0))));
    return v.part == "WE" ? week + "-WE" : week;
  }
  if (v.grain != Grain::kDay) return {};
  return TellDay(from + days(v.shift), sentence);
}

std::string TimeResolver::TellDay(std::chrono::sys_days day, uint32_t sentence) {
  std::chrono::year_month_day d(day);
  told_ = {static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month())),
           static_cast<int>(static_cast<unsigned>(d.day())), sentence};
  return DayValue(day);
}

sys_days TimeResolver::DayFrom(Anchor anchor, uint32_t sentence) const {
  bool told = FromTold(anchor, sentence) && told_.day != 0;
  if (told) return ToDays(told_.year, told_.month, told_.day);
  return day_ == 0 ? sys_days() : ToDays(year_, month_, day_);
}

std::string TimeResolver::ResolveWeekday(const TimeValue& v, Tense tense, uint32_t sentence) {
  sys_days from = DayFrom(v.anchor, sentence);
  if (from == sys_days()) return {};
  int back = (IsoWeekday(from) - v.day + 7) % 7;
  int ahead = (7 - back) % 7;
  int shift = -back;
  if (v.direction < 0) {
    shift = back == 0 ? -7 : -back;
  } else if (v.direction > 0) {
    shift = ahead == 0 ? 7 : ahead;
  } else if (tense == Tense::kFuture) {
    shift = ahead;
  }
  return TellDay(from + days(shift), sentence);
}

}  // namespace newsfacts
