// The tokens of an article with what each word means beside a number: the classes of the list
// "figure_words", the directions of "trends".
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TEXT_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TEXT_H_

#include <cstdint>
#include <vector>

#include "extractors/facts/token_view.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

class FigureText : public TokenView {
 public:
  enum Class : uint8_t {
    kAbout = 1,
    kLink = 2,
    kComparison = 4,
    kExpectation = 8,
    kUnit = 16,
    kBreaks = 32,
    kLine = 64,  // a part of a business: the list "business_lines"
  };

  FigureText(const Lexicon& lexicon, const Annotations& doc);

  bool Is(uint32_t t, Class c) const { return (classes_[t] & c) != 0; }
  // 1 where the word tells of a rise, -1 of a fall, else 0.
  int Trend(uint32_t t) const { return trends_[t]; }
  bool IsSum(uint32_t t) const { return IsType(t, MentionType::kMoney); }
  // A percentage, not a difference of two ("3 percentage points").
  bool IsPercent(uint32_t t) const {
    const Mention* m = MentionAt(t);
    return m != nullptr && m->type == MentionType::kPercent && m->unit != "bp" &&
           m->unit != "points";
  }
  // "4.8 billion" with no currency: a sum where one was told before.
  bool IsBareSum(uint32_t t) const;
  bool IsFigure(uint32_t t) const { return IsSum(t) || IsPercent(t); }
  // "from", "compared with", "lower than": what follows is compared with.
  bool LeadsComparison(uint32_t t) const;
  // The word before the number at `t`, past words like "about"; `from` where there is none.
  uint32_t Lead(uint32_t t, uint32_t from) const;
  // The direction that the words around the percentage at `t` give it, within [from, to).
  int TrendAround(uint32_t t, uint32_t from, uint32_t to) const;

 private:
  std::vector<uint8_t> classes_;
  std::vector<int8_t> trends_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TEXT_H_
