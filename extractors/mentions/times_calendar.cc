// Parsers of dates by the calendar: months, days, years, decades, weekdays, clock times.
#include <fmt/format.h>

#include <algorithm>

#include "extractors/mentions/times_parser.h"
#include "extractors/mentions/times_words.h"

namespace newsfacts {

using namespace time_words;

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
      !Mark(at + 1, i, '%') && !(Mark(at + 1, i, ':') && Word(at + 2, i) == W::kNumber)) {
    v.day = day.n;
    at = TakeYear(TakeLastDay(at + 1, &v), true, &v);
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
    // "In May Halden said"
    bool time = false;
    for (std::string_view p :
         {"in", "In", "since", "Since", "until", "Until", "during", "During"}) {
      time = time || before == p;
    }
    if (!held || (name_next && !time) || (verb_next && !in)) return {};
  }
  return Make(i, at, v);
}

// "-8" behind "Nov. 6": the last of several days.
size_t TimeParser::TakeLastDay(size_t i, TimeValue* v) const {
  const Lexeme& last = At(i + 1, i - 1);
  bool range = Mark(i, i - 1, '-') && last.word == W::kNumber && last.digits <= 2 &&
               last.n > v->day && last.n <= 31 && !last.space_before;
  if (!range) return i;
  v->last_day = last.n;
  return i + 2;
}

TimeParser::Found TimeParser::NumberFirst(size_t i) const {
  if (Found f = IsoDate(i)) return f;
  if (Found f = SlashDate(i)) return f;
  if (Found f = DayMonth(i)) return f;
  if (Found f = Clock(i)) return f;
  if (Found f = Decade(i)) return f;
  if (Found f = ReportCode(i)) return f;
  if (Found f = CountFirst(i)) return f;
  return Year(i);
}

// "2H 2026", "9M/2024", "3Q22".
TimeParser::Found TimeParser::ReportCode(size_t i) const {
  const Lexeme& code = At(i + 1, i);
  int n = lexemes_[i].n;
  if (code.word != W::kNone || code.space_before || code.span.empty() || n < 1) return {};
  std::string_view text = Text(i + 1);
  bool known = (text[0] == 'H' && n <= 2) || (text[0] == 'Q' && n <= 4) ||
               (text[0] == 'M' && n <= 12 && n % 3 == 0);
  bool year =
      text.size() == 3 && text[1] >= '0' && text[1] <= '9' && text[2] >= '0' && text[2] <= '9';
  if (!known || (text.size() != 1 && !year)) return {};
  TimeValue v;
  v.grain = text[0] == 'H' ? Grain::kHalf : text[0] == 'Q' ? Grain::kQuarter : Grain::kNone;
  v.number = n;
  if (text[0] == 'M') {
    v.month = 1;
    v.last_month = n;
  }
  if (year) {
    v.year = 2000 + 10 * (text[1] - '0') + (text[2] - '0');
    return Make(i, i + 2, v);
  }
  size_t end = TakeYear(i + 2, true, &v);
  if (end == i + 2 && text[0] == 'M') return {};
  return Make(i, end, v);
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

// "11/06/2019": the month first, as in American filings, unless it cannot be one.
TimeParser::Found TimeParser::SlashDate(size_t i) const {
  const Lexeme& first = lexemes_[i];
  const Lexeme& second = At(i + 2, i);
  bool slashes = Mark(i + 1, i, '/') && Mark(i + 3, i, '/') && !At(i + 1, i).space_before &&
                 second.word == W::kNumber && IsYear(i + 4, i) && !At(i + 4, i).space_before;
  if (!slashes || first.digits > 2 || second.digits > 2) return {};
  TimeValue v;
  v.month = first.n > 12 ? second.n : first.n;
  v.day = first.n > 12 ? first.n : second.n;
  v.year = At(i + 4, i).n;
  if (v.month < 1 || v.month > 12 || v.day < 1 || v.day > 31) return {};
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
  bool military = hour.digits == 4 && hour.n <= 2400 && hour.n % 100 < 60 &&
                  (IsWord(i + 1, i, "UTC") || IsWord(i + 1, i, "GMT"));
  if (hour.word != W::kNumber || (!military && (hour.digits > 2 || hour.n > 24))) return {};
  size_t at = i + 1;
  int minute = military ? hour.n % 100 : -1;
  if (Mark(at, i, ':') && !At(at, i).space_before && Word(at + 1, i) == W::kNumber &&
      At(at + 1, i).digits == 2 && At(at + 1, i).n < 60) {
    minute = At(at + 1, i).n;
    at += 2;
  }
  int h = military ? hour.n / 100 : hour.n;
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
  bool universal = IsWord(at, i, "UTC") || IsWord(at, i, "GMT");
  for (std::string_view zone : {"EST", "EDT", "GMT", "UTC", "ET", "BST", "CET", "PST", "PDT"}) {
    if (IsWord(at, i, zone)) {
      ++at;
      break;
    }
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
  v.clock = fmt::format("{:02}:{:02}{}", h, std::max(minute, 0), universal ? "Z" : "");
  return Make(i, at, v);
}

// "in her early 50s", the number at `i`.
bool TimeParser::IsAge(size_t i) const {
  if (i > 0 && Mark(i - 1, i, '-')) --i;
  if (i > 0 && Word(i - 1, i) == W::kModifier) --i;
  return i > 0 && Word(i - 1, i) == W::kArticle && At(i - 1, i).n == 2;
}

// "1990s", "'80s", "1990's".
TimeParser::Found TimeParser::Decade(size_t i) const {
  bool quote = Mark(i, i, '\'');
  size_t number = quote ? i + 1 : i;
  if (IsAge(i)) return {};
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

int TimeParser::SpelledYear(size_t i, size_t* end) const {
  if (Word(i, i) != W::kCount) return 0;
  int century = At(i, i).n;
  if (century == 2 && IsWord(i + 1, i, "thousand")) {
    *end = i + 2;
    return 2000;
  }
  if (century < 17 || century > 20) return 0;
  size_t tens = SkipHyphen(i + 1, i);
  if (Word(tens, i) != W::kCount || At(tens, i).n < 10) return 0;
  size_t ones = SkipHyphen(tens + 1, i);
  bool has_ones = At(tens, i).n >= 20 && Word(ones, i) == W::kCount && At(ones, i).n < 10;
  *end = has_ones ? ones + 1 : tens + 1;
  return 100 * century + At(tens, i).n + (has_ones ? At(ones, i).n : 0);
}

// A year alone. "2000 soldiers" and "$2000" are none.
TimeParser::Found TimeParser::Year(size_t i) const {
  size_t spelled_end;
  if (int spelled = SpelledYear(i, &spelled_end); spelled > 0) {
    TimeValue v;
    v.year = spelled;
    if (Word(spelled_end, i) != W::kUnits) return Make(i, spelled_end, v);
  }
  if (!IsYear(i, i)) return {};
  int n = lexemes_[i].n;
  std::string_view before =
      i > 0 && lexemes_[i - 1].sentence == lexemes_[i].sentence ? Text(i - 1) : "";
  for (std::string_view no : {"$", "€", "£", "¥", "#", ".", "/", "&", "No", "Russell", "Fortune",
                              "Forbes", "Global", "Windows"}) {
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
  // "2019 Q3", "2019-H2".
  size_t code = SkipHyphen(i + 1, i);
  if (Word(code, i) == W::kQuarterCode || Word(code, i) == W::kHalfCode) {
    v.grain = Word(code, i) == W::kQuarterCode ? Grain::kQuarter : Grain::kHalf;
    v.number = At(code, i).n;
    return Make(i, code + 1, v);
  }
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

// "Black Monday", "Good Friday": days of other years.
bool TimeParser::IsNamedDay(size_t i) const {
  if (i == 0) return false;
  for (std::string_view name :
       {"Black", "Good", "Cyber", "Super", "Ash", "Palm", "Easter", "Shrove", "Bloody"}) {
    if (IsWord(i - 1, i, name)) return true;
  }
  return false;
}

TimeParser::Found TimeParser::WeekdayFirst(size_t i) const {
  const Lexeme& lex = lexemes_[i];
  if (!lex.capitalised || IsNamedDay(i)) return {};
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

// "today's world", "even today", "the leaders of tomorrow": no day of the calendar.
bool TimeParser::IsNowadays(size_t i) const {
  constexpr size_t kStillReach = 6;
  if (Word(i + 1, i) == W::kPossessive) {
    for (std::string_view what : {"world", "society", "economy", "age", "era", "generation",
                                  "youth", "standards", "reality", "environment"}) {
      if (IsWord(i + 2, i, what)) return true;
    }
  }
  if (i > 0 && (IsWord(i - 1, i, "even") || IsWord(i - 1, i, "Even"))) return true;
  if (i > 1 && lexemes_[i].n > 0 && IsWord(i - 1, i, "of")) return true;
  for (size_t back = 1; back <= kStillReach && back <= i && lexemes_[i].n == 0; ++back) {
    if (IsWord(i - back, i, "still")) return true;
  }
  return false;
}

// "USA Today", the "Today" show.
bool TimeParser::IsTitle(size_t i) const {
  if (!lexemes_[i].capitalised || i == 0) return false;
  const Lexeme& before = At(i - 1, i);
  if (before.word == W::kNone && before.capitalised) return true;
  bool open = before.word == W::kMark && (before.n == '"' || before.n == '`' || before.n == 0xE2);
  const Lexeme& after = At(i + 1, i);
  bool close = after.word == W::kMark && (after.n == '"' || after.n == '\'' || after.n == 0xE2);
  return open && close;
}

TimeParser::Found TimeParser::DayWord(size_t i) const {
  if (IsTitle(i)) return {};
  if (lexemes_[i].n >= 0 && IsNowadays(i)) {
    if (lexemes_[i].n > 0) return Make(i, i + 1, Literal(MentionType::kDate, "FUTURE_REF"));
    return Make(i, i + 1, Literal(MentionType::kDate, "PRESENT_REF"));
  }
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

}  // namespace newsfacts
