#include "extractors/facts/figure_text.h"

#include <array>
#include <string_view>
#include <utility>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

uint8_t ClassesOf(std::string_view value) {
  static constexpr std::array<std::pair<std::string_view, uint8_t>, 6> kNames = {{
      {"about", FigureText::kAbout},
      {"link", FigureText::kLink},
      {"comparison", FigureText::kComparison},
      {"expectation", FigureText::kExpectation},
      {"unit", FigureText::kUnit},
      {"breaks", FigureText::kBreaks},
  }};
  uint8_t classes = 0;
  while (!value.empty()) {
    std::string_view word = value.substr(0, value.find(' '));
    value.remove_prefix(std::min(value.size(), word.size() + 1));
    for (const auto& [name, c] : kNames) {
      if (name == word) classes |= c;
    }
  }
  return classes;
}

}  // namespace

FigureText::FigureText(const Lexicon& lexicon, const Annotations& doc) : TokenView(doc) {
  const WordList& words = lexicon.list("figure_words");
  const WordList& lines = lexicon.list("business_lines");
  const WordList& trends = lexicon.list("trends");
  classes_.reserve(size());
  trends_.reserve(size());
  WordFilter any = words.filter();
  any.Join(lines.filter());
  any.Join(trends.filter());
  for (uint32_t t = 0; t < size(); ++t) {
    std::string_view word = Low(t);
    uint8_t classes = 0;
    int direction = 0;
    if (any.MayHave(word)) {
      classes = ClassesOf(words.Value(word)) | (lines.Has(word) ? kLine : 0);
      std::string_view trend = trends.Value(word);
      direction = trend == "up" ? 1 : trend == "down" ? -1 : 0;
      // "up to" is no rise, but "up from" is.
      if (word == "up" && Low(t + 1) == "to") direction = 0;
    }
    classes_.push_back(classes);
    trends_.push_back(static_cast<int8_t>(direction));
  }
}

bool FigureText::IsBareSum(uint32_t t) const {
  if (!IsType(t, MentionType::kNumber) || MentionAt(t)->number < 1e6) return false;
  uint32_t past = MentionEnd(t);
  // "4.8 billion users" are none.
  return past >= size() || At(past).kind != TokenKind::kWord ||
         OneOf(Low(past), {"in", "a", "from", "and", "for", "last", "the", "on", "this", "or", "to",
                           "at", "by", "but", "that", "compared", "expected", "forecast"});
}

bool FigureText::LeadsComparison(uint32_t t) const {
  if (Is(t, kComparison)) return true;
  if (t == 0) return false;
  if (Low(t) == "than") return OneOf(Low(t - 1), {"higher", "lower"});
  return Low(t) == "over" && Trend(t - 1) != 0;
}

uint32_t FigureText::Lead(uint32_t t, uint32_t from) const {
  while (t > from) {
    --t;
    if (MentionIndex(t) >= 0 || !Is(t, kAbout) || Trend(t) != 0) return t;
    if (OneOf(Low(t), {"of", "at", "in"})) return t;
  }
  return from;
}

int FigureText::TrendAround(uint32_t t, uint32_t from, uint32_t to) const {
  const uint32_t begin = MentionBegin(t);
  for (uint32_t n = begin; n > from && n + 3 > begin;) {
    --n;
    if (Trend(n) != 0) return Trend(n);
  }
  const uint32_t end = MentionEnd(t);
  for (uint32_t n = end; n < std::min(to, end + 3); ++n) {
    if (MentionIndex(n) >= 0 || Low(n) == ",") break;
    if (Low(n) != "up" && Low(n) != "down" && Trend(n) != 0) return Trend(n);
  }
  const Mention& m = *MentionAt(t);
  if (m.unit == "times") return m.number < 0 ? -1 : 1;
  for (uint32_t n = begin; n > from && n + 12 > begin;) {
    --n;
    if (Trend(n) != 0) return Trend(n);
  }
  return 0;
}

}  // namespace newsfacts
