// Who says each quotation of an article.
//
//   "We will build," Ann Lee of Halden said on Monday. "Soon."     Ann Lee, Ann Lee
//
// A verb that brings speech is looked for after the quotation and before it; its subject is the
// speaker. Without one, a quotation goes on with the speaker of the one before or with the subject
// of the sentence before.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SPEAKERS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SPEAKERS_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/facts/quote_marks.h"
#include "extractors/facts/token_view.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

struct Speaker {
  Span words{};         // where the speaker stands ("he"); empty where nobody was found
  int32_t entity = -1;  // who that is, or -1: described only ("a spokesman")
  const char* rule = "quote.unattributed";
  bool found() const { return !words.empty(); }
};

// One a quotation, in their order.
std::vector<Speaker> FindSpeakers(const Lexicon& lexicon, const TokenView& view,
                                  const std::vector<Paragraph>& paragraphs,
                                  const std::vector<Quotation>& quotations);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_QUOTE_SPEAKERS_H_
