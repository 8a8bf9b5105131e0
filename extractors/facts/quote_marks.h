// Where an article quotes: pairs of quote marks, before anybody asks who speaks.
//
// Marks are paired inside one paragraph. An opening mark inside an open quotation ends that one and
// begins the next (the second of several paragraphs run together). A paragraph may leave its last
// quotation open where the next one opens again, or where the quotation is led in and ends the
// paragraph as a sentence.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_QUOTE_MARKS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_QUOTE_MARKS_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"

namespace newsfacts {

struct Paragraph {
  uint32_t first_token, end_token;
};

struct Quotation {
  uint32_t open, close;  // tokens of the marks; `close` is one past the words where none closes
  uint32_t paragraph;    // index into Paragraphs
  bool goes_on = false;  // left open: the next quotation continues it
  bool speech = false;   // words that somebody said: four or more, no title or term
};

// The paragraphs of the body.
std::vector<Paragraph> Paragraphs(const Annotations& doc);

std::vector<Quotation> FindQuotations(const Annotations& doc,
                                      const std::vector<Paragraph>& paragraphs);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_QUOTE_MARKS_H_
