// Which period a figure is of.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_PERIODS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_PERIODS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "extractors/facts/figure_frames.h"
#include "extractors/facts/figure_text.h"

namespace newsfacts {

// The last period of that code that was over at the day of publication: Q1 to Q4, H1, H2, 9 (nine
// months), Y. "" where the day is not known.
std::string LastPeriod(std::string_view code, const std::string& published);

class FigurePeriods {
 public:
  explicit FigurePeriods(const FigureText& text);

  // Of a frame of sentence `s`: what the sentence tells beside it, else what the article is about.
  // Frames are asked for in the order of the text.
  std::string Of(const Sentence& s, const FigureFrame& f);

 private:
  std::string Beside(const Sentence& s, const FigureFrame& f) const;
  std::string JustBefore(const Sentence& s) const;
  std::string InWords(const Sentence& s) const;
  std::string ReportedPeriod() const;
  std::string PeriodAt(uint32_t m, const Sentence& s) const;
  bool IsCompared(uint32_t t, uint32_t floor) const;

  const FigureText& text_;
  std::string reported_;              // what the article reports on
  std::string last_;                  // the last period told of a result
  const Sentence* worded_ = nullptr;  // whose InWords is `in_words_`
  std::string in_words_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_PERIODS_H_
