#include "extractors/mentions/times_parser.h"

#include "extractors/mentions/times_words.h"

namespace newsfacts {

using namespace time_words;

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
  size_t spelled_end;
  if (int spelled = SpelledYear(at, &spelled_end); spelled > 0) {
    v->year = spelled;
    return spelled_end;
  }
  if (IsYear(at, from) && (bare_number || at > i) && !Mark(at + 1, from, '%')) {
    v->year = At(at, from).n;
    return at + 1;
  }
  // "Sep '05"
  const Lexeme& two = At(at + 1, from);
  if (Mark(at, from, '\'') && two.word == W::kNumber && two.digits == 2 && !two.space_before &&
      Word(at + 2, from) != W::kPossessive && !IsWord(at + 2, from, "s")) {
    v->year = two.n < 60 ? 2000 + two.n : 1900 + two.n;
    return at + 2;
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
  if (Word(i, i - 1) != W::kPart || IsNameWith(i, i - 1)) return i;
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
    case W::kRunning:
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
      if (Found f = Year(i)) return f;
      return CountFirst(i);
    case W::kSome:
      return CountFirst(i);
    case W::kUnit:
      return YearEarlier(i);
    case W::kUnits:
      // "months ago"
      if (Word(i + 1, i) != W::kAgo) return {};
      return Make(i, i + 2, Literal(MentionType::kDate, "PAST_REF"));
    case W::kDecadeName: {
      if (i == 0 || Word(i - 1, i) != W::kArticle) return {};
      TimeValue v;
      v.year = 1900 + lex.n;
      v.grain = Grain::kDecade;
      return Make(i, i + 1, v);
    }
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
      if (i > 0 && Word(i - 1, i) == W::kArticle && IsWord(i, i, "recent")) return {};
      return Make(i, i + 1, Literal(MentionType::kDate, "PAST_REF"));
    case W::kFutureRef:
      if (Text(i) == "future" || IsWord(i + 1, i, "after")) return {};
      if (i > 0 && IsWord(i - 1, i, "as")) return {};
      return Make(i, i + 1, Literal(MentionType::kDate, "FUTURE_REF"));
    case W::kFrequency:
      return Make(i, i + 1,
                  Literal(MentionType::kSet, DurationValue(static_cast<Grain>(lex.n), 1)));
    default:
      return {};
  }
}

}  // namespace newsfacts
