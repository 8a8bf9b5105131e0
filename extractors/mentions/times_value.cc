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

// So many dates of past years make a text a history, whose bare months belong to the year told
// last.
constexpr int kHistory = 3;

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
  if (v.last_month > 0) return fmt::format("{}-01/{}-{:02}", y, y, v.last_month);
  switch (v.grain) {
    case Grain::kQuarter:
      return fmt::format("{}-Q{}", y, v.number);
    case Grain::kHalf:
      return fmt::format("{}-H{}", y, v.number);
    case Grain::kSeason:
      return fmt::format("{}-{}", y, kSeasons[v.number]);
    case Grain::kDecade:
      return y.substr(0, 3);
    default:
      break;
  }
  if (v.month == 0) return y;
  if (v.day == 0) return fmt::format("{}-{:02}", y, v.month);
  return fmt::format("{}-{:02}-{:02}", y, v.month, v.day);
}

std::string WithClock(std::string day, const TimeValue& v) {
  if (day.size() != 10) return day;
  if (!v.clock.empty()) return day + "T" + v.clock;
  if (!v.part.empty()) return fmt::format("{}T{}", day, v.part);
  return day;
}

}  // namespace

std::string DurationValue(Grain grain, int n) {
  static constexpr std::string_view kLetters = "-SMHDWMMMYYY";
  int factor = 1;
  if (grain == Grain::kQuarter) factor = 3;
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

std::string TimeResolver::Resolve(const TimeValue& v, Tense tense, uint32_t sentence) {
  switch (v.kind) {
    case TimeValue::Kind::kLiteral:
      return v.literal;
    case TimeValue::Kind::kShift:
      return WithClock(ResolveShift(v, tense, sentence), v);
    case TimeValue::Kind::kWeekday:
      return WithClock(ResolveWeekday(v, tense), v);
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
    told_quarter_[v.number] = year;
    last_quarter_ = 4 * year + v.number - 1;
    quarter_sentence_ = sentence;
  }
  bool told = v.year > 0 || v.has_year_shift;
  if (told && v.grain != Grain::kDecade) {
    told_year_ = year;
    told_sentence_ = sentence;
    if (v.month > 0 && year_ != 0 && year < year_ - 1) ++old_dates_;
  }
  return DateFields(v, year);
}

int TimeResolver::YearFor(const TimeValue& v, Tense tense, uint32_t sentence) const {
  if (v.year > 0) return v.year;
  if (v.has_year_shift) return year_ == 0 ? 0 : year_ + v.year_shift;
  // Without a day of publication a quarter keeps the year that the text gave it.
  if (year_ == 0 && v.grain == Grain::kQuarter && told_quarter_[v.number] != 0) {
    return told_quarter_[v.number];
  }
  if (year_ == 0) return told_year_ != 0 && sentence <= told_sentence_ + 2 ? told_year_ : 0;
  if (old_dates_ >= kHistory && v.direction == 0 && v.month > 0) return told_year_;
  int first = FirstMonth(v);
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
  if (distance < -8) return year_ + 1;
  return year_;
}

int TimeResolver::QuarterInQuestion() const {
  return last_quarter_ != 0 ? last_quarter_ : 4 * year_ + (month_ - 1) / 3 - 1;
}

std::string TimeResolver::ResolveShift(const TimeValue& v, Tense tense, uint32_t sentence) {
  if (year_ == 0) return {};
  bool told = v.from_told && told_year_ != 0 && told_sentence_ == sentence;
  int base = told && v.grain == Grain::kYear ? told_year_ : year_;
  if (v.grain >= Grain::kYear && v.grain <= Grain::kCentury) {
    if (v.grain == Grain::kYear) {
      if (!v.from_told) {
        told_year_ = base + v.shift;
        told_sentence_ = sentence;
      }
      // "a year earlier", where a quarter is in question, is that quarter of the year before.
      bool compared = v.compared && last_quarter_ / 4 == year_ && last_quarter_ != 0 &&
                      sentence <= quarter_sentence_ + 8;
      if (compared) return fmt::format("{:04}-Q{}", year_ + v.shift, last_quarter_ % 4 + 1);
      return fmt::format("{}{:04}", v.fiscal ? "FY" : "", base + v.shift);
    }
    if (v.grain == Grain::kDecade) return fmt::format("{:03}", base / 10 + v.shift);
    return fmt::format("{:02}", base / 100 + v.shift);
  }
  if (month_ == 0) return {};
  if (v.grain == Grain::kQuarter && v.from_told) {
    int quarter = QuarterInQuestion() + v.shift;
    return fmt::format("{:04}-Q{}", quarter / 4, quarter % 4 + 1);
  }
  int month = year_ * 12 + month_ - 1;
  switch (v.grain) {
    case Grain::kMonth:
      month += v.shift;
      return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
    case Grain::kQuarter:
      month += 3 * v.shift;
      return fmt::format("{:04}-Q{}", month / 12, month % 12 / 3 + 1);
    case Grain::kHalf:
      month += 6 * v.shift;
      return fmt::format("{:04}-H{}", month / 12, month % 12 / 6 + 1);
    default:
      break;
  }
  if (day_ == 0) return {};
  sys_days today = ToDays(year_, month_, day_);
  if (v.grain == Grain::kWeek) {
    // "the weekend" told on a weekday is the one before it.
    bool before = v.part == "WE" && v.direction < 0 && v.shift == 0 && tense != Tense::kFuture &&
                  IsoWeekday(today) <= 5;
    std::string week = WeekValue(today + days(7 * (v.shift - (before ? 1 : 0))));
    return v.part == "WE" ? week + "-WE" : week;
  }
  if (v.grain == Grain::kDay) return DayValue(today + days(v.shift));
  return {};
}

std::string TimeResolver::ResolveWeekday(const TimeValue& v, Tense tense) const {
  if (day_ == 0) return {};
  sys_days today = ToDays(year_, month_, day_);
  int back = (IsoWeekday(today) - v.day + 7) % 7;
  int ahead = (7 - back) % 7;
  if (v.direction < 0) return DayValue(today - days(back == 0 ? 7 : back));
  if (v.direction > 0) return DayValue(today + days(ahead == 0 ? 7 : ahead));
  if (tense == Tense::kFuture) return DayValue(today + days(ahead));
  return DayValue(today - days(back));
}

}  // namespace newsfacts
