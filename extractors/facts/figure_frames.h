// The measures of one sentence, each with its numbers.
//
//   "Revenue rose 12 percent to $4.1 billion from $3.7 billion, and profit was $98 million."
//    revenue: value 4.1 billion, change 12, compared with 3.7 billion; net_profit: value 98 million
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_FRAMES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_FRAMES_H_

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "extractors/fact.h"
#include "extractors/facts/figure_text.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// The words for a measure: tokens [begin, end).
struct FigureAnchor {
  uint32_t begin = 0, end = 0;
  std::string metric;
  bool loss = false;  // its number counts as negative
  bool verb = false;  // "earned": the sum is its object
};

struct FigureFrame {
  FigureAnchor anchor;
  FigureFact fact;  // subject and period are not filled here
  Span span;        // the words that it rests on
  const char* rule = "figure.level";
  bool filled() const { return !std::isnan(fact.value) || !std::isnan(fact.change_percent); }
};

// All measures of the sentence, those without numbers included.
std::vector<FigureFrame> FigureFrames(const Lexicon& lexicon, const FigureText& text,
                                      const Sentence& s);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_FRAMES_H_
