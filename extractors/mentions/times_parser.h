// Reads time expressions from lexemes: small parsers that call each other, one for each kind of
// first word. They look forward only, so that a text is read in one pass.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_PARSER_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_PARSER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "extractors/mentions/times_lexemes.h"
#include "extractors/mentions/times_value.h"

namespace newsfacts {

class TimeParser {
 public:
  TimeParser(const std::vector<Lexeme>& lexemes, std::string_view text)
      : lexemes_(lexemes), text_(text) {}

  // The longest expression that begins at lexeme `i`.
  std::optional<TimeExpression> Parse(size_t i) const;

 private:
  using Found = std::optional<TimeExpression>;

  Found Simple(size_t i) const;
  Found MonthFirst(size_t i) const;
  Found NumberFirst(size_t i) const;
  Found DayMonth(size_t i) const;
  Found IsoDate(size_t i) const;
  Found SlashDate(size_t i) const;
  Found ReportCode(size_t i) const;
  Found Clock(size_t i) const;
  Found Decade(size_t i) const;
  Found Year(size_t i) const;
  Found WeekdayFirst(size_t i) const;
  Found DeicticFirst(size_t i) const;
  Found OrdinalFirst(size_t i) const;
  Found FirstMonths(size_t i) const;
  Found Period(size_t i) const;
  Found FiscalFirst(size_t i) const;
  Found ModifierFirst(size_t i) const;
  Found EarlierFirst(size_t i) const;
  Found CountFirst(size_t i) const;
  Found ArticleFirst(size_t i) const;
  Found YearEarlier(size_t i) const;
  Found YearPeriod(size_t i) const;
  Found DayWord(size_t i) const;
  Found PartFirst(size_t i) const;
  Found EachFirst(size_t i) const;

  void QuarterEnded(size_t at, size_t from, TimeValue* v) const;
  void YearBefore(size_t at, size_t from, TimeExpression* e) const;
  bool YearEnded(size_t at, size_t from, TimeValue* v) const;
  // "1/2" or "and a half" at `i`: the lexeme after it, else `i`.
  size_t TakeHalf(size_t i, size_t from) const;
  Found MonthsEnded(size_t i, size_t month, int n) const;
  // "nineteen ninety-six", "two thousand"; 0 where there is none.
  int SpelledYear(size_t i, size_t* end) const;

  // The year that may follow a month or a period: "2019", ", 2019", "of 2019", "last year".
  size_t TakeYear(size_t i, bool bare_number, TimeValue* value) const;
  size_t TakePart(size_t i, TimeValue* value) const;
  size_t TakeLastDay(size_t i, TimeValue* value) const;
  // The number word or digits at `i` ("twenty five"); -1 for "several"; 0 where there is none.
  int Count(size_t i, size_t* end) const;

  const Lexeme& At(size_t i, size_t from) const;
  TimeWord Word(size_t i, size_t from) const { return At(i, from).word; }
  bool Mark(size_t i, size_t from, char c) const {
    return Word(i, from) == TimeWord::kMark && At(i, from).n == c;
  }
  size_t SkipHyphen(size_t i, size_t from) const { return Mark(i, from, '-') ? i + 1 : i; }
  size_t SkipOf(size_t i, size_t from) const { return Word(i, from) == TimeWord::kOf ? i + 1 : i; }
  bool IsUnit(size_t i, size_t from) const {
    return Word(i, from) == TimeWord::kUnit || Word(i, from) == TimeWord::kUnits;
  }
  bool IsWord(size_t i, size_t from, std::string_view word) const {
    return At(i, from).span.In(text_) == word;
  }
  std::string_view Text(size_t i) const {
    return i < lexemes_.size() ? lexemes_[i].span.In(text_) : std::string_view();
  }
  bool IsYear(size_t i, size_t from) const;
  bool IsNamedDay(size_t i) const;
  bool IsNowadays(size_t i) const;
  bool IsTitle(size_t i) const;
  bool IsAge(size_t i) const;
  bool IsLastYear(size_t i, size_t from) const;
  bool IsComparedPeriod(size_t i) const;
  // "Winter Games", "20th Century Fox": the words from `i` on begin a name.
  bool IsNameWith(size_t i, size_t from) const {
    const Lexeme& next = At(i + 1, from);
    return At(i, from).capitalised && next.word == TimeWord::kNone && next.capitalised;
  }
  // By reference: `end` may come from a parser that fills `value`.
  static TimeExpression Make(size_t begin, size_t end, const TimeValue& value) {
    return {begin, end, value};
  }

  const std::vector<Lexeme>& lexemes_;
  std::string_view text_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_PARSER_H_
