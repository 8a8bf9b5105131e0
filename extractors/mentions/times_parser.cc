#include "extractors/mentions/times_parser.h"

#include <fmt/format.h>

namespace newsfacts {
namespace {

using W = TimeWord;
using Kind = TimeValue::Kind;

constexpr std::string_view kParts[] = {"", "MO", "AF", "EV", "NI", "MI", "NI"};

TimeValue Literal(MentionType type, std::string value) {
  TimeValue v;
  v.kind = Kind::kLiteral;
  v.type = type;
  v.literal = std::move(value);
  return v;
}

TimeValue Shift(Grain grain, int n) {
  TimeValue v;
  v.kind = Kind::kShift;
  v.grain = grain;
  v.shift = n;
  return v;
}

Grain UnitOf(const Lexeme& lex) {
  return static_cast<Grain>(lex.n);
}

}  // namespace

// The lexeme at `i`, or an empty one beyond the sentence of the lexeme at `from`.
const Lexeme& TimeParser::At(size_t i, size_t from) const {
  static const Lexeme none;
  if (i >= lexemes_.size() || lexemes_[i].sentence != lexemes_[from].sentence) return none;
  return lexemes_[i];
}

bool TimeParser::IsYear(size_t i, size_t from) const {
  const Lexeme& lex = At(i, from);
  return lex.word == W::kNumber && lex.digits == 4 && lex.n >= 1000 && lex.n < 2100;
}

int TimeParser::Count(size_t i, size_t* end) const {
  const Lexeme& lex = At(i, i);
  *end = i + 1;
  if (lex.word == W::kNumber) return IsYear(i, i) && lex.n > 1500 ? 0 : lex.n;
  if (lex.word == W::kSome) {
    if (lex.n > 0 && At(i + 1, i).word == W::kOf) ++*end;
    return lex.n > 0 ? lex.n : -1;
  }
  if (lex.word != W::kCount) return 0;
  size_t next = SkipHyphen(i + 1, i);
  if (lex.n >= 20 && Word(next, i) == W::kCount && At(next, i).n < 10) {
    *end = next + 1;
    return lex.n + At(next, i).n;
  }
  return lex.n;
}

size_t TimeParser::TakeYear(size_t i, bool bare_number, TimeValue* v) const {
  size_t from = i - 1;
  size_t at = i;
  if (Mark(at, from, ',') || Word(at, from) == W::kOf || Mark(at, from, '/')) ++at;
  if (Word(at, from) == W::kArticle || Word(at, from) == W::kCalendar) ++at;
  if (Word(at, from) == W::kFiscal) {
    size_t year = IsUnit(at + 1, from) ? at + 2 : at + 1;
    if (!IsYear(year, from)) return i;
    v->fiscal = true;
    v->year = At(year, from).n;
    return year + 1;
  }
  if (Word(at, from) == W::kFiscalCode) {
    v->fiscal = true;
    v->year = At(at, from).n;
    return at + 1;
  }
  if (IsYear(at, from) && (bare_number || at > i) && !Mark(at + 1, from, '%')) {
    v->year = At(at, from).n;
    return at + 1;
  }
  bool deictic = Word(at, from) == W::kDeictic;
  size_t unit = deictic ? at + 1 : at;
  if ((deictic || at > i) && IsUnit(unit, from) && UnitOf(At(unit, from)) == Grain::kYear &&
      Word(unit + 1, from) != W::kAgo && Word(unit + 1, from) != W::kEarlier) {
    v->has_year_shift = true;
    v->year_shift = deictic ? At(at, from).n : 0;
    return unit + 1;
  }
  return i;
}

size_t TimeParser::TakePart(size_t i, TimeValue* v) const {
  if (Word(i, i - 1) != W::kPart) return i;
  v->part = kParts[At(i, i - 1).n];
  v->type = MentionType::kTime;
  return i + 1;
}

std::optional<TimeExpression> TimeParser::Parse(size_t i) const {
  switch (lexemes_[i].word) {
    case W::kArticle:
      return ArticleFirst(i);
    case W::kEach:
      return EachFirst(i);
    case W::kNone:
    case W::kOf:
    case W::kEnded:
    case W::kFutureVerb:
    case W::kPastVerb:
    case W::kPossessive:
      return {};
    default:
      return Simple(i);
  }
}

TimeParser::Found TimeParser::Simple(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  switch (lex.word) {
    case W::kMonth:
    case W::kAbbreviatedMonth:
      return MonthFirst(i);
    case W::kNumber:
      return NumberFirst(i);
    case W::kMark:
      return Decade(i);
    case W::kWeekday:
    case W::kAbbreviatedWeekday:
      return WeekdayFirst(i);
    case W::kDeictic:
      return DeicticFirst(i);
    case W::kOrdinal:
      return OrdinalFirst(i);
    case W::kQuarterCode:
    case W::kHalfCode:
      return Period(i);
    case W::kFiscal:
    case W::kFiscalCode:
    case W::kCalendar:
      return FiscalFirst(i);
    case W::kModifier:
      return ModifierFirst(i);
    case W::kEarlier:
      return EarlierFirst(i);
    case W::kCount:
    case W::kSome:
      return CountFirst(i);
    case W::kUnit:
      return YearEarlier(i);
    case W::kDay:
      return DayWord(i);
    case W::kSeason: {
      // "summer 2019"; alone a season is none unless something points to it.
      TimeValue v;
      v.grain = Grain::kSeason;
      v.number = lex.n;
      size_t end = TakeYear(i + 1, true, &v);
      if (end > i + 1) return Make(i, end, v);
      return {};
    }
    case W::kPart:
      return PartFirst(i);
    case W::kPresent:
      return Make(i, i + 1, Literal(MentionType::kDate, "PRESENT_REF"));
    case W::kPastRef:
      if (IsUnit(i + 1, i) && Word(i + 1, i) == W::kUnits) {
        return Make(i, i + 2,
                    Literal(MentionType::kDuration, DurationValue(UnitOf(At(i + 1, i)), -1)));
      }
      return Make(i, i + 1, Literal(MentionType::kDate, "PAST_REF"));
    case W::kFutureRef:
      if (Text(i) == "future") return {};
      return Make(i, i + 1, Literal(MentionType::kDate, "FUTURE_REF"));
    case W::kFrequency:
      return Make(i, i + 1,
                  Literal(MentionType::kSet, DurationValue(static_cast<Grain>(lex.n), 1)));
    default:
      return {};
  }
}

// "Nov. 6, 2019", "November 6th", "November 2019", "January last year", "May".
TimeParser::Found TimeParser::MonthFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  if (!lex.capitalised) return {};
  TimeValue v;
  v.month = lex.n;
  size_t at = i + 1;
  if (lex.word == W::kAbbreviatedMonth && Mark(at, i, '.') && !At(at, i).space_before) ++at;
  bool ordinal = Word(at, i) == W::kOrdinal;
  const Lexeme& day = At(at, i);
  if ((ordinal || (day.word == W::kNumber && day.digits <= 2)) && day.n >= 1 && day.n <= 31 &&
      !Mark(at + 1, i, '%') && !Mark(at + 1, i, ':')) {
    v.day = day.n;
    at = TakeYear(at + 1, true, &v);
    at = TakePart(at, &v);
    return Make(i, at, v);
  }
  size_t end = TakeYear(at, true, &v);
  if (end > at) return Make(i, end, v);
  if (lex.word == W::kAbbreviatedMonth) return {};
  // "May said", "April Jones": a name, unless a preposition or a mark holds it.
  const Lexeme& next = At(at, i);
  bool name_next = next.word == W::kNone && next.capitalised;
  bool doubtful = lex.n >= 3 && lex.n <= 6;  // March, April, May, June
  if (doubtful) {
    bool held = i > 0 && At(i - 1, i).word != W::kNone && At(i - 1, i).word != W::kPastVerb &&
                !Mark(i - 1, i, '.');
    std::string_view before = i > 0 ? Text(i - 1) : "";
    for (std::string_view p : {"since", "by", "from", "during", "until", "and", "on", "between",
                               "Since", "By", "From", "During", "Until", "and", "or", "next"}) {
      held = held || before == p;
    }
    bool in = i > 0 && Word(i - 1, i) == W::kOf;
    bool verb_next = next.word == W::kPastVerb || next.word == W::kPossessive;
    if (!held || name_next || (verb_next && !in)) return {};
  }
  return Make(i, at, v);
}

TimeParser::Found TimeParser::NumberFirst(size_t i) const {
  if (Found f = IsoDate(i)) return f;
  if (Found f = DayMonth(i)) return f;
  if (Found f = Clock(i)) return f;
  if (Found f = Decade(i)) return f;
  // "2H 2026", "9M/2024".
  const Lexeme& unit = At(i + 1, i);
  if (unit.word == W::kNone && !unit.space_before && unit.span.size() == 1) {
    TimeValue v;
    char letter = text_[unit.span.begin];
    bool known = (letter == 'H' && lexemes_[i].n <= 2) || (letter == 'Q' && lexemes_[i].n <= 4) ||
                 (letter == 'M' && lexemes_[i].n <= 12 && lexemes_[i].n % 3 == 0);
    if (known && lexemes_[i].n > 0) {
      v.grain = letter == 'H' ? Grain::kHalf : letter == 'Q' ? Grain::kQuarter : Grain::kNone;
      v.number = lexemes_[i].n;
      if (letter == 'M') v.last_month = lexemes_[i].n;
      size_t end = TakeYear(i + 2, true, &v);
      if (end > i + 2 || letter != 'M') return Make(i, end, v);
    }
  }
  if (Found f = CountFirst(i)) return f;
  return Year(i);
}

// "2019-11-06".
TimeParser::Found TimeParser::IsoDate(size_t i) const {
  if (!IsYear(i, i) || !Mark(i + 1, i, '-') || At(i + 1, i).space_before) return {};
  const Lexeme& month = At(i + 2, i);
  const Lexeme& day = At(i + 4, i);
  if (month.word != W::kNumber || month.digits != 2 || month.n < 1 || month.n > 12) return {};
  if (!Mark(i + 3, i, '-') || day.word != W::kNumber || day.digits != 2) return {};
  if (day.n < 1 || day.n > 31) return {};
  TimeValue v;
  v.year = lexemes_[i].n;
  v.month = month.n;
  v.day = day.n;
  return Make(i, i + 5, v);
}

// "6 November 2019", "6th of November".
TimeParser::Found TimeParser::DayMonth(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  if (lex.n < 1 || lex.n > 31 || lex.digits > 2) return {};
  size_t at = Word(i + 1, i) == W::kOf && lex.word == W::kOrdinal ? i + 2 : i + 1;
  const Lexeme& month = At(at, i);
  bool is_month = month.word == W::kMonth || month.word == W::kAbbreviatedMonth;
  if (!is_month || !month.capitalised) return {};
  TimeValue v;
  v.day = lex.n;
  v.month = month.n;
  ++at;
  if (month.word == W::kAbbreviatedMonth && Mark(at, i, '.')) ++at;
  const Lexeme& next = At(at, i);
  // "Sales on the 6 May 12 said" is no date; "25 May 7" neither.
  if (next.word == W::kNumber && next.digits < 4 && lex.word == W::kNumber) return {};
  return Make(i, TakeYear(at, true, &v), v);
}

// "10 a.m.", "5:30 p.m. EST", "16:15 UTC", with the day after it.
TimeParser::Found TimeParser::Clock(size_t i) const {
  const Lexeme& hour = lexemes_[i];
  if (hour.word != W::kNumber || hour.digits > 2 || hour.n > 24) return {};
  size_t at = i + 1;
  int minute = -1;
  if (Mark(at, i, ':') && !At(at, i).space_before && Word(at + 1, i) == W::kNumber &&
      At(at + 1, i).digits == 2 && At(at + 1, i).n < 60) {
    minute = At(at + 1, i).n;
    at += 2;
  }
  int h = hour.n;
  std::string_view half =
      at < lexemes_.size() && Word(at, i) == W::kNone ? At(at, i).span.In(text_) : "";
  bool am = half == "a.m." || half == "am" || half == "AM" || half == "a.m";
  bool pm = half == "p.m." || half == "pm" || half == "PM" || half == "p.m";
  if (!am && !pm && minute < 0) return {};
  if (am || pm) {
    if (h > 12) return {};
    h = h % 12 + (pm ? 12 : 0);
    ++at;
  }
  for (std::string_view zone : {"EST", "EDT", "GMT", "UTC", "ET", "BST", "CET", "PST", "PDT"}) {
    if (Word(at, i) == W::kNone && At(at, i).span.In(text_) == zone) ++at;
  }
  TimeValue v = Shift(Grain::kDay, 0);
  size_t day = Mark(at, i, ',') ? at + 1 : at;
  if (Word(day, i) == W::kNone && At(day, i).span.In(text_) == "on") ++day;
  W next = Word(day, i);
  if (next == W::kWeekday || next == W::kMonth || next == W::kAbbreviatedMonth || next == W::kDay) {
    if (Found f = Simple(day)) {
      v = f->value;
      at = f->end;
    }
  }
  v.type = MentionType::kTime;
  v.part = {};
  v.clock = fmt::format("{:02}:{:02}", h, std::max(minute, 0));
  return Make(i, at, v);
}

// "1990s", "'80s", "1990's".
TimeParser::Found TimeParser::Decade(size_t i) const {
  bool quote = Mark(i, i, '\'');
  size_t number = quote ? i + 1 : i;
  const Lexeme& lex = At(number, i);
  if (lex.word != W::kNumber || lex.n % 10 != 0) return {};
  if (quote ? lex.digits != 2 : !(IsYear(number, i) || lex.digits == 2)) return {};
  const Lexeme& s = At(number + 1, i);
  if (s.space_before || s.span.empty()) return {};
  std::string_view suffix = s.span.In(text_);
  if (suffix != "s" && s.word != W::kPossessive) return {};
  if (lex.digits == 2 && !quote && s.word == W::kPossessive) return {};
  TimeValue v;
  v.year = lex.digits == 2 ? 1900 + lex.n : lex.n;
  v.grain = Grain::kDecade;
  return Make(i, number + 2, v);
}

// A year alone. "2000 soldiers" and "$2000" are none.
TimeParser::Found TimeParser::Year(size_t i) const {
  if (!IsYear(i, i)) return {};
  int n = lexemes_[i].n;
  std::string_view before =
      i > 0 && lexemes_[i - 1].sentence == lexemes_[i].sentence ? Text(i - 1) : "";
  for (std::string_view no : {"$", "€", "£", "¥", "#", ".", "/", "&", "No"}) {
    if (before == no && !(no == "." && lexemes_[i].space_before)) return {};
  }
  const Lexeme& next = At(i + 1, i);
  std::string_view after = next.span.In(text_);
  if (!next.span.empty() && !next.space_before && (after == "%" || next.word == W::kNone))
    return {};
  bool held = false;
  for (std::string_view p :
       {"in", "In", "of", "since", "Since", "by", "By", "from", "From", "to", "until", "during",
        "During", "before", "after", "through", "for", "and"}) {
    held = held || before == p;
  }
  if ((n < 1900 || n > 2060) && !(held && n >= 1400)) return {};
  bool plural =
      next.word == W::kNone && !next.capitalised && after.size() > 3 && after.back() == 's';
  if (!held && (n % 100 == 0 || n > 2040) && (plural || after == "people" || IsUnit(i + 1, i)))
    return {};
  for (std::string_view unit : {"dollars", "euros", "pounds", "km", "miles", "people", "metres",
                                "percent", "points", "yuan", "workers", "jobs", "tonnes"}) {
    if (after == unit) return {};
  }
  TimeValue v;
  v.year = n;
  // "2017-18" is a year that ends in another one.
  const Lexeme& second = At(i + 2, i);
  bool joined =
      (Mark(i + 1, i, '-') || Mark(i + 1, i, '/')) && !next.space_before && !second.space_before;
  if (joined && second.word == W::kNumber && second.digits == 2 && second.n == (n + 1) % 100) {
    v.year = n + 1;
    v.fiscal = true;
    return Make(i, i + 3, v);
  }
  return Make(i, i + 1, v);
}

TimeParser::Found TimeParser::WeekdayFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  if (!lex.capitalised) return {};
  size_t at = i + 1;
  if (lex.word == W::kAbbreviatedWeekday && Mark(at, i, '.')) ++at;
  // "Friday, December 10", "Friday Oct. 13".
  size_t date = Mark(at, i, ',') ? at + 1 : at;
  W next = Word(date, i);
  if (next == W::kMonth || next == W::kAbbreviatedMonth || next == W::kNumber ||
      next == W::kOrdinal) {
    Found f = next == W::kNumber || next == W::kOrdinal ? DayMonth(date) : MonthFirst(date);
    if (f && f->value.day > 0) return Make(i, f->end, f->value);
  }
  if (lex.word == W::kAbbreviatedWeekday) return {};
  TimeValue v;
  v.kind = Kind::kWeekday;
  v.day = lex.n;
  return Make(i, TakePart(at, &v), v);
}

// "last year", "this morning", "next May", "the past three months", "last Friday night".
TimeParser::Found TimeParser::DeicticFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  size_t at = i + 1;
  std::string_view word = Text(i);
  bool that = word == "that" || word == "That" || word == "same";
  while (Word(at, i) == W::kDeictic || Word(at, i) == W::kPastRef) ++at;
  bool fiscal = Word(at, i) == W::kFiscal;
  if (fiscal) ++at;
  const Lexeme& next = At(at, i);
  TimeValue v;
  v.direction = lex.n;
  switch (next.word) {
    case W::kUnit: {
      Grain grain = UnitOf(next);
      if (grain < Grain::kDay) return {};
      if (grain == Grain::kDay && lex.n == 0 && !that) return {};
      v = Shift(grain, word == "latest" ? 0 : lex.n);
      v.fiscal = fiscal;
      v.from_told = that || word == "latest" || word == "previous" || word == "following" ||
                    word == "preceding";
      // "this year's third quarter", "last month's".
      if (grain == Grain::kYear && Word(at + 1, i) == W::kPossessive) {
        W third = Word(at + 2, i);
        if (third == W::kOrdinal || third == W::kQuarterCode || third == W::kHalfCode) {
          if (Found f = Simple(at + 2); f && f->value.grain != Grain::kNone && f->value.year == 0) {
            f->value.has_year_shift = true;
            f->value.year_shift = lex.n;
            return Make(i, f->end, f->value);
          }
        }
      }
      return Make(i, at + 1, v);
    }
    case W::kUnits:
    case W::kCount:
    case W::kNumber:
    case W::kSome: {
      if (lex.n == 0) return {};
      if (next.word == W::kUnits) {
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
      v.kind = Kind::kWeekday;
      v.day = next.n;
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
      if (word == "current") return Make(i, i + 1, Literal(MentionType::kDate, "PRESENT_REF"));
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
    if (Word(at, i) != W::kUnit) return {};
    v.grain = UnitOf(At(at, i));
    ++at;
    if (v.grain == Grain::kCentury) {
      return Make(i, at, Literal(MentionType::kDate, fmt::format("{:02}XX", lex.n - 1)));
    }
    if (v.grain == Grain::kHalf && IsUnit(at, i) && UnitOf(At(at, i)) == Grain::kYear) ++at;
  }
  bool quarter = v.grain == Grain::kQuarter && v.number <= 4;
  bool half = v.grain == Grain::kHalf && v.number <= 2;
  if (!quarter && !half) return {};
  return Make(i, TakeYear(at, true, &v), v);
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
  return {};
}

// "late August", "mid-1996", "the end of last year", "early this week".
TimeParser::Found TimeParser::ModifierFirst(size_t i) const {
  size_t at = SkipHyphen(i + 1, i);
  bool of = Word(at, i) == W::kOf;
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

// "three years", "two-week", "35 years ago", "six months earlier".
TimeParser::Found TimeParser::CountFirst(size_t i) const {
  size_t end;
  int n = Count(i, &end);
  if (n == 0) return {};
  if (Word(end, i) == W::kSome && At(end, i).n == 0) ++end;
  bool hyphen = Mark(end, i, '-');
  end = SkipHyphen(end, i);
  if (!IsUnit(end, i)) return {};
  Grain grain = UnitOf(At(end, i));
  if (grain == Grain::kHalf || (hyphen && Word(end, i) == W::kUnits)) return {};
  ++end;
  W next = Word(end, i);
  if (n > 0 && (next == W::kAgo || next == W::kEarlier)) {
    bool later = At(end, i).n > 0;
    if (grain < Grain::kDay) return {};
    TimeValue v = Shift(grain, later ? n : -n);
    v.from_told = next == W::kEarlier;
    return Make(i, end + 1, v);
  }
  // "the three months ended March" is a quarter.
  if (grain == Grain::kMonth && n % 3 == 0 && n > 0 && n <= 12 && next == W::kEnded) {
    size_t month = end + 1;
    W word = Word(month, i);
    if (word == W::kMonth || word == W::kAbbreviatedMonth) {
      Found f = MonthFirst(month);
      TimeValue v;
      if (f) v = f->value;
      int last = At(month, i).n;
      if (n == 3 && last % 3 == 0) {
        v.grain = Grain::kQuarter;
        v.number = last / 3;
      } else if (n == 6 && last % 6 == 0) {
        v.grain = Grain::kHalf;
        v.number = last / 6;
      } else if (n == last) {
        v.last_month = last;
      } else {
        f.reset();
      }
      if (f) {
        v.month = v.day = 0;
        if (v.last_month > 0) v.month = 1;
        return Make(i, f->end, v);
      }
    }
  }
  // "9 months 2025".
  if (grain == Grain::kMonth && n > 0 && n < 12 && n % 3 == 0 && IsYear(end, i)) {
    TimeValue v;
    v.month = 1;
    v.last_month = n;
    return Make(i, TakeYear(end, true, &v), v);
  }
  return Make(i, end, Literal(MentionType::kDuration, DurationValue(grain, n)));
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
  v.from_told = next.word == W::kEarlier;
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
    v.from_told = true;
    return Make(i, at + 2, v);
  }
  return Make(i, at + 1, v);
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

TimeParser::Found TimeParser::DayWord(size_t i) const {
  TimeValue v = Shift(Grain::kDay, lexemes_[i].n);
  return Make(i, TakePart(i + 1, &v), v);
}

// "noon Thursday", "midnight on Friday".
TimeParser::Found TimeParser::PartFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  if (lex.n < 5) return {};
  size_t at = i + 1;
  if (Word(at, i) == W::kNone && At(at, i).span.In(text_) == "on") ++at;
  W next = Word(at, i);
  if (next != W::kWeekday && next != W::kDay) return {};
  Found f = Simple(at);
  if (!f) return {};
  f->begin = i;
  f->value.type = MentionType::kTime;
  f->value.clock = lex.n == 5 ? "12:00" : "24:00";
  return f;
}

// "every Friday", "each year".
TimeParser::Found TimeParser::EachFirst(size_t i) const {
  const Lexeme& next = At(i + 1, i);
  if (next.word == W::kUnit) {
    return Make(i, i + 2, Literal(MentionType::kSet, DurationValue(UnitOf(next), 1)));
  }
  if (next.word == W::kWeekday) {
    return Make(i, i + 2, Literal(MentionType::kSet, fmt::format("XXXX-WXX-{}", next.n)));
  }
  if (next.word == W::kMonth) {
    return Make(i, i + 2, Literal(MentionType::kSet, fmt::format("XXXX-{:02}", next.n)));
  }
  return {};
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
      const Lexeme& after = At(i + 2, i);
      if (grain >= Grain::kDay && (after.word == W::kAgo || after.word == W::kEarlier)) {
        TimeValue v = Shift(grain, after.n > 0 ? 1 : -1);
        v.from_told = after.word == W::kEarlier;
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
  if (next.word == W::kSeason) {
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
    Found f = YearEarlier(i + 1);
    const Lexeme& after = At(i + 2, i);
    bool back = (after.word == W::kEarlier || after.word == W::kBefore) && after.n < 0;
    if (!f && back && UnitOf(next) == Grain::kYear) {
      f = Make(i, i + 3, Shift(Grain::kYear, -1));
    } else if (!f) {
      Grain grain = UnitOf(next);
      if (grain < Grain::kDay || grain == Grain::kHalf || grain > Grain::kYear) return {};
      f = Make(i, i + 2, Shift(grain, 0));
      f->value.from_told = grain == Grain::kQuarter;
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
  if (f) f->begin = i;
  return f;
}

}  // namespace newsfacts
