// Parsers of counted units: "three years", "two-week", "six months earlier", "every Friday".
#include <fmt/format.h>

#include "extractors/mentions/times_parser.h"
#include "extractors/mentions/times_words.h"

namespace newsfacts {

using namespace time_words;

size_t TimeParser::TakeHalf(size_t i, size_t from) const {
  bool digits = At(i, from).n == 1 && At(i, from).digits == 1 && Mark(i + 1, from, '/') &&
                At(i + 2, from).n == 2 && At(i + 2, from).digits == 1;
  if (digits) return i + 3;
  bool words = IsWord(i, from, "and") && Word(i + 1, from) == W::kArticle &&
               At(i + 1, from).n == 1 && IsWord(i + 2, from, "half");
  return words ? i + 3 : i;
}

TimeParser::Found TimeParser::CountFirst(size_t i) const {
  size_t end;
  int n = Count(i, &end);
  if (n == 0) return {};
  size_t half = n > 0 ? TakeHalf(end, i) : end;
  bool with_half = half > end;
  end = half;
  if (Word(end, i) == W::kSome && At(end, i).n == 0) ++end;
  if (Word(end, i) == W::kRunning) ++end;
  bool hyphen = Mark(end, i, '-');
  end = SkipHyphen(end, i);
  if (!IsUnit(end, i)) return {};
  Grain grain = UnitOf(At(end, i));
  if (grain == Grain::kHalf || (hyphen && Word(end, i) == W::kUnits)) return {};
  ++end;
  if (IsWord(end, i, "old")) return {};  // an age
  if (with_half) return Make(i, end, Literal(MentionType::kDuration, HalfMore(grain, n)));
  W next = Word(end, i);
  if (n < 0 && next == W::kAgo) return Make(i, end + 1, Literal(MentionType::kDate, "PAST_REF"));
  if (n > 0 && (next == W::kAgo || next == W::kEarlier)) {
    bool later = At(end, i).n > 0;
    if (grain < Grain::kDay) return {};
    TimeValue v = Shift(grain, later ? n : -n);
    if (next == W::kEarlier) v.anchor = Anchor::kTold;
    return Make(i, end + 1, v);
  }
  if (grain == Grain::kMonth && n > 0 && n <= 12 && n % 3 == 0) {
    if (next == W::kEnded) {
      if (Found f = MonthsEnded(i, end + 1, n)) return f;
    }
    if (IsYear(end, i) && n < 12) {  // "9 months 2025"
      TimeValue v;
      v.month = 1;
      v.last_month = n;
      return Make(i, TakeYear(end, true, &v), v);
    }
  }
  return Make(i, end, Literal(MentionType::kDuration, DurationValue(grain, n)));
}

// "three months ended March" is a quarter, "six months to September" those months. With a day the
// two are told apart: "six months ended Sept. 30" is a duration and a date.
TimeParser::Found TimeParser::MonthsEnded(size_t i, size_t month, int n) const {
  W word = Word(month, i);
  if (word != W::kMonth && word != W::kAbbreviatedMonth) return {};
  Found f = MonthFirst(month);
  int last = At(month, i).n;
  if (!f || n > last) return {};
  bool day = f->value.day > 0;
  TimeValue v = f->value;
  v.month = v.day = 0;
  if (n == 3 && last % 3 == 0) {
    v.grain = Grain::kQuarter;
    v.number = last / 3;
  } else if (n == 6 && last % 6 == 0) {
    v.grain = Grain::kHalf;
    v.number = last / 6;
  } else {
    v.month = last - n + 1;
    v.last_month = last;
  }
  if (!day) return Make(i, f->end, v);
  v.stretch = DurationValue(Grain::kMonth, n);
  return Make(i, month - 1, v);
}

// "every Friday", "each year".
TimeParser::Found TimeParser::EachFirst(size_t i) const {
  size_t at = IsWord(i + 1, i, "other") ? i + 2 : i + 1;
  int every = at == i + 2 ? 2 : 1;
  const Lexeme& next = At(at, i);
  auto set = [&](std::string value) {
    return Make(i, at + 1, Literal(MentionType::kSet, std::move(value)));
  };
  if (next.word == W::kUnit) return set(DurationValue(UnitOf(next), every));
  if (next.word == W::kWeekday) return set(fmt::format("XXXX-WXX-{}", next.n));
  if (next.word == W::kMonth) return set(fmt::format("XXXX-{:02}", next.n));
  if (next.word == W::kPart) return set(fmt::format("XXXX-XX-XXT{}", kParts[next.n]));
  if (next.word == W::kWeekend) return set("XXXX-WXX-WE");
  if (next.word == W::kSeason) {
    static constexpr std::string_view kSeasons[] = {"", "SP", "SU", "FA", "WI"};
    return set(fmt::format("XXXX-{}", kSeasons[next.n]));
  }
  return {};
}

}  // namespace newsfacts
