// Whom a figure is about: the company or the part of it.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_SUBJECTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_SUBJECTS_H_

#include <cstdint>
#include <string>

#include "extractors/facts/figure_frames.h"
#include "extractors/facts/figure_text.h"

namespace newsfacts {

// The organisation that the article is mainly about; "" where it names none.
std::string MainOrganization(const Annotations& doc);

class FigureSubjects {
 public:
  explicit FigureSubjects(const FigureText& text)
      : text_(text), main_(MainOrganization(text.doc())) {}

  // "" where the text names nobody.
  std::string Of(const Sentence& s, const FigureFrame& f) const;

 private:
  std::string PartOfSales(const Sentence& s, const FigureFrame& f) const;
  std::string LineBefore(const Sentence& s, const FigureFrame& f) const;
  std::string UnitBehind(const Sentence& s, const FigureFrame& f) const;
  std::string UnitBefore(const Sentence& s, const FigureFrame& f) const;
  std::string UnitPhrase(uint32_t unit, uint32_t first) const;
  std::string Name(uint32_t t) const;

  const FigureText& text_;
  const std::string main_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_SUBJECTS_H_
