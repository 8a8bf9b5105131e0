// Parsers of periods and of dates told from another: quarters, fiscal years, "last month", counts.
#include <fmt/format.h>

#include <algorithm>

#include "extractors/mentions/times_parser.h"
#include "extractors/mentions/times_words.h"

namespace newsfacts {

using namespace time_words;

// "last year", "this morning", "next May", "the past three months", "last Friday night".
TimeParser::Found TimeParser::DeicticFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  size_t at = i + 1;
  std::string_view word = Text(i);
  while (Word(at, i) == W::kDeictic || Word(at, i) == W::kPastRef) ++at;
  bool fiscal = Word(at, i) == W::kFiscal;
  if (fiscal) ++at;
  const Lexeme& next = At(at, i);
  TimeValue v;
  v.direction = lex.n;
  switch (next.word) {
    case W::kUnit: {
      Grain grain = UnitOf(next);
      if (grain < Grain::kDay || (lex.capitalised && next.capitalised)) return {};  // "This Week"
      if (grain == Grain::kDay && lex.n == 0 && !lex.told) return {};
      v = Shift(grain, word == "latest" ? 0 : lex.n);
      v.fiscal = fiscal;
      if (lex.told) v.anchor = Anchor::kTold;
      // "the last quarter of 1989".
      if (lex.n < 0 && (grain == Grain::kQuarter || grain == Grain::kHalf)) {
        TimeValue last;
        last.grain = grain;
        last.number = grain == Grain::kHalf ? 2 : 4;
        size_t end = TakeYear(at + 1, false, &last);
        if (end > at + 1 && last.year > 0) return Make(i, end, last);
      }
      // "this year's third quarter", "last month's".
      if (grain == Grain::kYear && Word(at + 1, i) == W::kPossessive) {
        W third = Word(at + 2, i);
        if (third == W::kSeason) {
          TimeValue season;
          season.grain = Grain::kSeason;
          season.number = At(at + 2, i).n;
          season.has_year_shift = true;
          season.year_shift = lex.n;
          return Make(i, at + 3, season);
        }
        if (third == W::kOrdinal || third == W::kQuarterCode || third == W::kHalfCode) {
          if (Found f = Simple(at + 2); f && f->value.grain != Grain::kNone && f->value.year == 0) {
            f->value.has_year_shift = true;
            f->value.year_shift = lex.n;
            return Make(i, f->end, f->value);
          }
        }
      }
      if (grain == Grain::kYear && lex.n < 0 && IsComparedPeriod(i)) v.compared = true;
      // "the same quarter last year": the year tells it.
      bool same = lex.n == 0 && lex.told && grain == Grain::kQuarter;
      if (same && IsLastYear(SkipOf(at + 1, i), i)) return {};
      TimeExpression e = Make(i, at + 1, v);
      YearBefore(at + 1, i, &e);
      return e;
    }
    case W::kUnits:
    case W::kCount:
    case W::kNumber:
    case W::kSome: {
      if (lex.n == 0) return {};
      if (next.word == W::kUnits) {  // "coming weeks"
        return Make(i, at + 1, Literal(MentionType::kDate, lex.n < 0 ? "PAST_REF" : "FUTURE_REF"));
      }
      Found f = CountFirst(at);
      if (!f || f->value.type != MentionType::kDuration) return {};
      return Make(i, f->end, f->value);
    }
    case W::kMonth:
      if (!next.capitalised) return {};
      v.month = next.n;
      if (Word(at + 1, i) == W::kUnit && UnitOf(At(at + 1, i)) == Grain::kQuarter) ++at;
      return Make(i, at + 1, v);
    case W::kWeekday:
      if (Found f = WeekdayFirst(at); f && f->value.month > 0) return Make(i, f->end, f->value);
      v.kind = Kind::kWeekday;
      v.day = next.n;
      if (lex.told) v.anchor = Anchor::kTold;
      return Make(i, TakePart(at + 1, &v), v);
    case W::kSeason:
      v.grain = Grain::kSeason;
      v.number = next.n;
      return Make(i, at + 1, v);
    case W::kWeekend:
      v = Shift(Grain::kWeek, lex.n);
      v.part = "WE";
      return Make(i, at + 1, v);
    case W::kPart: {
      v = Shift(Grain::kDay, next.n == 4 ? lex.n : 0);
      return Make(i, TakePart(at, &v), v);
    }
    default:
      // "the past", with nothing of time after it.
      if (word == "past" && i > 0 && Word(i - 1, i) == W::kArticle && next.word != W::kUnits) {
        return Make(i, i + 1, Literal(MentionType::kDate, "PAST_REF"));
      }
      if (word == "latest" && IsWord(at, i, "period")) {
        v = Shift(Grain::kQuarter, 0);
        v.anchor = Anchor::kTold;
        return Make(i, at + 1, v);
      }
      // "current prices", but not "the current system".
      if (word == "current" && !(i > 0 && Word(i - 1, i) == W::kArticle))
        return Make(i, i + 1, Literal(MentionType::kDate, "PRESENT_REF"));
      return {};
  }
}

// "third quarter of 2019", "first nine months", "second half", "20th century".
TimeParser::Found TimeParser::OrdinalFirst(size_t i) const {
  if (Found f = DayMonth(i)) return f;
  if (Found f = FirstMonths(i)) return f;
  return Period(i);
}

TimeParser::Found TimeParser::FirstMonths(size_t i) const {
  if (lexemes_[i].n != 1) return {};
  size_t at = SkipHyphen(i + 1, i);
  size_t end;
  int n = Count(at, &end);
  end = SkipHyphen(end, i);
  if (n < 1 || !IsUnit(end, i)) return {};
  Grain grain = UnitOf(At(end, i));
  int months = grain == Grain::kQuarter ? 3 * n : grain == Grain::kMonth ? n : 0;
  if (months == 0 || months > 11) return {};
  TimeValue v;
  if (grain == Grain::kMonth) v.stretch = DurationValue(grain, n);
  if (months == 3) {
    v.grain = Grain::kQuarter;
    v.number = 1;
  } else if (months == 6) {
    v.grain = Grain::kHalf;
    v.number = 1;
  } else {
    v.month = 1;
    v.last_month = months;
  }
  return Make(i, TakeYear(end + 1, true, &v), v);
}

TimeParser::Found TimeParser::Period(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  TimeValue v;
  v.number = lex.n;
  size_t at = i + 1;
  if (lex.word == W::kQuarterCode) {
    v.grain = Grain::kQuarter;
  } else if (lex.word == W::kHalfCode) {
    v.grain = Grain::kHalf;
  } else {
    at = SkipHyphen(at, i);
    if (Word(at, i) == W::kFiscal) {
      v.fiscal = true;
      ++at;
    }
    if (Word(at, i) != W::kUnit || IsNameWith(at, i)) return {};
    v.grain = UnitOf(At(at, i));
    ++at;
    if (v.grain == Grain::kCentury) {
      return Make(i, at, Literal(MentionType::kDate, fmt::format("{:02}", lex.n - 1)));
    }
    if (v.grain == Grain::kHalf && IsUnit(at, i) && UnitOf(At(at, i)) == Grain::kYear) ++at;
  }
  bool quarter = v.grain == Grain::kQuarter && v.number <= 4;
  bool half = v.grain == Grain::kHalf && v.number <= 2;
  if (!quarter && !half) return {};
  size_t end = TakeYear(at, true, &v);
  // "first quarter ended March 31, 2022": the year stands in the date.
  if (end == at && quarter && Word(at, i) == W::kEnded && At(at + 1, i).n == 3 * v.number) {
    TimeValue ended;
    QuarterEnded(at, i, &ended);
    v.year = ended.year;
  }
  return Make(i, end, v);
}

// "fiscal 2021", "FY 2017-18", "financial year 2021", "fiscal fourth quarter", "full-year 2025".
TimeParser::Found TimeParser::FiscalFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  TimeValue v;
  v.fiscal = lex.word != W::kCalendar;
  if (lex.word == W::kFiscalCode) {
    v.year = lex.n;
    return Make(i, i + 1, v);
  }
  size_t at = SkipHyphen(i + 1, i);
  bool unit = IsUnit(at, i) && UnitOf(At(at, i)) == Grain::kYear;
  if (unit) ++at;
  if (Word(at, i) == W::kOf) ++at;
  if (IsYear(at, i)) {
    Found f = Year(at);
    if (!f) return {};
    f->value.fiscal = f->value.fiscal || v.fiscal;
    f->begin = i;
    return f;
  }
  W next = Word(at, i);
  if (!unit && v.fiscal &&
      (next == W::kOrdinal || next == W::kQuarterCode || next == W::kHalfCode)) {
    if (Found f = Period(at)) {
      f->value.fiscal = true;
      f->begin = i;
      return f;
    }
  }
  if (!unit || i == 0 || Word(i - 1, i) != W::kArticle || At(i - 1, i).n == 1) return {};
  // "the full year", "its fiscal year".
  TimeValue year = Shift(Grain::kYear, 0);
  if (!YearEnded(at, i, &year) && v.fiscal) {
    return Make(i, at, Literal(MentionType::kDuration, DurationValue(Grain::kYear, 1)));
  }
  year.anchor = Anchor::kStory;
  return Make(i, at, year);
}

// "late August", "mid-1996", "the end of last year", "early this week".
TimeParser::Found TimeParser::ModifierFirst(size_t i) const {
  size_t at = SkipHyphen(i + 1, i);
  bool of = Word(at, i) == W::kOf;
  // "to start next March", "to end the day" are verbs; "end March" and "end-2020" are dates.
  bool noun = lexemes_[i].n != 2 && !IsWord(i, i, "early") && !IsWord(i, i, "late") &&
              !IsWord(i, i, "Early") && !IsWord(i, i, "Late");
  bool end_of = lexemes_[i].n == 3 && (Word(at, i) == W::kMonth || IsYear(at, i));
  if (noun && !of && !end_of) return {};
  if (of) ++at;
  if (Word(at, i) == W::kNone && Text(at) == "on") ++at;
  if (at >= lexemes_.size() || lexemes_[at].sentence != lexemes_[i].sentence) return {};
  Found f;
  if (Word(at, i) == W::kSeason) {
    TimeValue v;
    v.grain = Grain::kSeason;
    v.number = At(at, i).n;
    f = Make(at, TakeYear(at + 1, true, &v), v);
  } else if (Word(at, i) == W::kArticle && IsUnit(at + 1, i)) {
    f = Make(at, at + 2, Shift(UnitOf(At(at + 1, i)), 0));
  } else if (Word(at, i) != W::kModifier) {
    f = Parse(at);
  }
  if (!f || f->value.type == MentionType::kDuration || f->value.kind == Kind::kLiteral) return {};
  f->begin = i;
  return f;
}

// "earlier this year", "later Friday".
TimeParser::Found TimeParser::EarlierFirst(size_t i) const {
  size_t at = Word(i + 1, i) == W::kOf || Word(i + 1, i) == W::kNone ? i + 1 : i;
  if (at > i && Text(at) != "in" && Text(at) != "on") at = i;
  ++at;
  W next = Word(at, i);
  if (next == W::kArticle && IsUnit(at + 1, i) && Word(at + 1, i) == W::kUnit) {
    return Make(i, at + 2, Shift(UnitOf(At(at + 1, i)), 0));
  }
  if (next != W::kDeictic && next != W::kWeekday && next != W::kDay) return {};
  Found f = Simple(at);
  if (!f || f->value.type == MentionType::kDuration) return {};
  f->begin = i;
  return f;
}

// "year-earlier", "year-ago quarter", "year-end", "year's end".
TimeParser::Found TimeParser::YearEarlier(size_t i) const {
  if (UnitOf(lexemes_[i]) != Grain::kYear) return {};
  size_t at = Word(i + 1, i) == W::kPossessive ? i + 1 : SkipHyphen(i + 1, i);
  if (Word(at, i) == W::kPossessive) ++at;
  const Lexeme& next = At(at, i);
  TimeValue v = Shift(Grain::kYear, 0);
  if (next.word == W::kModifier && next.n == 3 && Text(at) == "end") {
    v.has_year_shift = true;
    v.kind = Kind::kDate;
    v.grain = Grain::kNone;
    size_t end = at + 1;
    if (IsYear(end, i)) {
      v.year = At(end, i).n;
      ++end;
    }
    return Make(i, end, v);
  }
  if (at == i + 1 || (next.word != W::kEarlier && next.word != W::kAgo) || next.n > 0) return {};
  v.shift = -1;
  v.compared = true;
  if (next.word == W::kEarlier) v.anchor = Anchor::kTold;
  if (Word(at + 1, i) == W::kOrdinal) {
    if (Found f = Period(at + 1); f && f->value.year == 0) {
      f->value.has_year_shift = true;
      f->value.year_shift = -1;
      f->begin = i;
      return f;
    }
  }
  if (Word(at + 1, i) == W::kUnit && UnitOf(At(at + 1, i)) == Grain::kQuarter) {
    v.grain = Grain::kQuarter;
    v.shift = -4;
    v.anchor = Anchor::kTold;
    return Make(i, at + 2, v);
  }
  return Make(i, IsWord(at + 1, i, "period") ? at + 2 : at + 1, v);
}

// "1988 quarter", "1988 third quarter", after "the".
TimeParser::Found TimeParser::YearPeriod(size_t i) const {
  if (!IsYear(i, i)) return {};
  Found f;
  if (Word(i + 1, i) == W::kOrdinal) f = Period(i + 1);
  if (Word(i + 1, i) == W::kUnit && UnitOf(At(i + 1, i)) == Grain::kQuarter) {
    TimeValue v;
    v.grain = Grain::kQuarter;
    f = Make(i, i + 2, v);
  }
  if (!f || f->value.year != 0) return {};
  f->value.year = lexemes_[i].n;
  return f;
}

// "quarter ended Sept. 30": the month after `at` tells which quarter, where it ends one of the
// calendar's.
void TimeParser::QuarterEnded(size_t at, size_t from, TimeValue* v) const {
  if (Word(at, from) != W::kEnded) return;
  const Lexeme& month = At(at + 1, from);
  bool is_month = month.word == W::kMonth || month.word == W::kAbbreviatedMonth;
  if (!is_month || month.n % 3 != 0) return;
  *v = {};
  v->grain = Grain::kQuarter;
  v->number = month.n / 3;
  if (Found f = MonthFirst(at + 1)) v->year = f->value.year;
}

bool TimeParser::IsLastYear(size_t i, size_t from) const {
  return Word(i, from) == W::kDeictic && At(i, from).n < 0 && IsUnit(i + 1, from) &&
         UnitOf(At(i + 1, from)) == Grain::kYear;
}

// Whether "last year" at `i` follows "the same quarter", "the corresponding period of".
bool TimeParser::IsComparedPeriod(size_t i) const {
  if (i > 0 && Word(i - 1, i) == W::kOf) --i;
  if (i < 2) return false;
  bool period =
      IsWord(i - 1, i, "period") || (IsUnit(i - 1, i) && UnitOf(At(i - 1, i)) == Grain::kQuarter);
  bool same = Word(i - 2, i) == W::kDeictic && At(i - 2, i).n == 0 && At(i - 2, i).told;
  return period && (same || IsWord(i - 2, i, "corresponding") || IsWord(i - 2, i, "comparable"));
}

// "the quarter a year ago", "the same month a year earlier", `at` the lexeme after the unit.
void TimeParser::YearBefore(size_t at, size_t from, TimeExpression* e) const {
  TimeValue& v = e->value;
  bool unit = v.kind == Kind::kShift && (v.grain == Grain::kQuarter || v.grain == Grain::kMonth);
  if (!unit || At(at, from).n != 1 || Word(at, from) != W::kArticle) return;
  if (!IsUnit(at + 1, from) || UnitOf(At(at + 1, from)) != Grain::kYear) return;
  W back = Word(at + 2, from);
  if ((back != W::kAgo && back != W::kEarlier) || At(at + 2, from).n > 0) return;
  v.shift -= v.grain == Grain::kQuarter ? 4 : 12;
  v.anchor = Anchor::kTold;
  e->end = at + 3;
}

// "year ended March 31", "fiscal year ending in June", where `at` is the lexeme after "year": a
// year long, and the financial year of the date, where it is not the calendar's.
bool TimeParser::YearEnded(size_t at, size_t from, TimeValue* v) const {
  if (!IsWord(at, from, "ended") && !IsWord(at, from, "ending")) return false;
  *v = {};
  v->stretch = DurationValue(Grain::kYear, 1);
  size_t date = Word(at + 1, from) == W::kOf ? at + 2 : at + 1;
  if (date >= lexemes_.size() || lexemes_[date].sentence != lexemes_[from].sentence) return true;
  if (Found f = Simple(date); f && f->value.kind == Kind::kDate && f->value.month > 0) {
    v->grain = Grain::kYear;
    v->month = f->value.month;
    v->year = f->value.year;
    v->fiscal = v->month != 12;
  }
  return true;
}

TimeParser::Found TimeParser::ArticleFirst(size_t i) const {
  int article = lexemes_[i].n;
  const Lexeme& next = At(i + 1, i);
  if (article == 1) {
    if (next.word == W::kUnit) {
      if (Found f = YearEarlier(i + 1)) return f;
    }
    if (next.word == W::kUnit && UnitOf(next) != Grain::kHalf) {
      Grain grain = UnitOf(next);
      if (grain == Grain::kQuarter && IsWord(i + 2, i, "of")) return {};
      size_t half = TakeHalf(i + 2, i);
      if (half > i + 2) return Make(i, half, Literal(MentionType::kDuration, HalfMore(grain, 1)));
      const Lexeme& after = At(i + 2, i);
      if (grain >= Grain::kDay && (after.word == W::kAgo || after.word == W::kEarlier)) {
        TimeValue v = Shift(grain, after.n > 0 ? 1 : -1);
        if (after.word == W::kEarlier) v.anchor = Anchor::kTold;
        v.compared = grain == Grain::kYear && after.n < 0;
        return Make(i, i + 3, v);
      }
      return Make(i, i + 2, Literal(MentionType::kDuration, DurationValue(grain, 1)));
    }
    if (next.word == W::kSome) {
      Found f = CountFirst(i + 1);
      if (f) f->begin = i;
      return f;
    }
    return {};
  }
  if (article != 0) return {};
  if (next.word == W::kFutureRef) {
    return Make(i, i + 2, Literal(MentionType::kDate, "FUTURE_REF"));
  }
  bool near = IsWord(i + 1, i, "near") || IsWord(i + 1, i, "short") || IsWord(i + 1, i, "long");
  if (near && (Word(i + 2, i) == W::kFutureRef || IsWord(i + 2, i, "term"))) {
    return Make(i, i + 3, Literal(MentionType::kDate, "FUTURE_REF"));
  }
  if (next.word == W::kSeason) {
    if (IsNameWith(i + 1, i)) return {};
    TimeValue v;
    v.grain = Grain::kSeason;
    v.number = next.n;
    return Make(i, TakeYear(i + 2, true, &v), v);
  }
  if (next.word == W::kWeekend) {
    TimeValue v = Shift(Grain::kWeek, 0);
    v.part = "WE";
    v.direction = -1;
    return Make(i, i + 2, v);
  }
  // "the March quarter".
  if (next.word == W::kMonth && Word(i + 2, i) == W::kUnit &&
      UnitOf(At(i + 2, i)) == Grain::kQuarter && next.n % 3 == 0) {
    TimeValue v;
    v.grain = Grain::kQuarter;
    v.number = next.n / 3;
    return Make(i, TakeYear(i + 3, true, &v), v);
  }
  if (next.word == W::kUnit) {
    // "the year 2000".
    if (UnitOf(next) == Grain::kYear && (IsYear(i + 2, i) || Word(i + 2, i) == W::kCount)) {
      if (Found f = Year(i + 2)) return Make(i, f->end, f->value);
    }
    Found f = YearEarlier(i + 1);
    const Lexeme& after = At(i + 2, i);
    bool back = (after.word == W::kEarlier || after.word == W::kBefore) && after.n < 0;
    bool day = UnitOf(next) == Grain::kDay && (back || IsWord(i + 2, i, "after"));
    if (!f && back && UnitOf(next) == Grain::kYear) {
      f = Make(i, i + 3, Shift(Grain::kYear, -1));
    } else if (!f && day) {  // "the day before"
      f = Make(i, i + 3, Shift(Grain::kDay, back ? -1 : 1));
      f->value.anchor = Anchor::kTold;
    } else if (!f) {
      Grain grain = UnitOf(next);
      if (grain < Grain::kDay || grain == Grain::kHalf || grain > Grain::kYear) return {};
      f = Make(i, i + 2, Shift(grain, 0));
      f->value.anchor = grain == Grain::kQuarter ? Anchor::kTold : Anchor::kStory;
      if (grain == Grain::kQuarter) QuarterEnded(i + 2, i, &f->value);
      YearBefore(i + 2, i, &*f);
      if (grain == Grain::kYear) YearEnded(i + 2, i, &f->value);
    }
    f->begin = i;
    return f;
  }
  if (next.word == W::kMonth || next.word == W::kNumber || next.word == W::kDay ||
      next.word == W::kPresent || next.word == W::kPastRef || next.word == W::kArticle ||
      next.word == W::kNone) {
    Found f = next.word == W::kNumber ? Decade(i + 1) : Found();
    if (!f && next.word == W::kNumber) f = YearPeriod(i + 1);
    if (f) f->begin = i;
    return f;
  }
  if (i + 1 >= lexemes_.size() || lexemes_[i + 1].sentence != lexemes_[i].sentence) return {};
  Found f = Simple(i + 1);
  if (!f) return {};
  // "the next day" is the one after the day told.
  bool next_one = next.word == W::kDeictic && next.n > 0 && f->value.kind == Kind::kShift &&
                  f->value.grain <= Grain::kMonth;
  if (next_one) f->value.anchor = Anchor::kTold;
  f->begin = i;
  return f;
}

}  // namespace newsfacts
