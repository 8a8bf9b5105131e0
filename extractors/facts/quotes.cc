// Quotations as facts: those of quote_marks.h that are speech, with the speakers of
// quote_speakers.h.
#include "extractors/facts/assemble.h"
#include "extractors/facts/quote_marks.h"
#include "extractors/facts/quote_speakers.h"
#include "extractors/facts/token_view.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

bool IsPronoun(std::string_view words) {
  return OneOf(words, {"he", "He", "she", "She", "it", "It", "they", "They", "I", "we", "We"});
}

Fact ToFact(const Annotations& doc, const Quotation& q, const Speaker& speaker) {
  QuoteFact quote;
  quote.span = {doc.tokens[q.open + 1].span.begin, doc.tokens[q.close - 1].span.end};
  if (speaker.found()) {
    quote.speaker_mention = speaker.words;
    std::string_view words = doc.Text(speaker.words);
    if (speaker.entity >= 0) {
      quote.speaker = doc.entities[static_cast<size_t>(speaker.entity)].canonical;
    } else if (!IsPronoun(words)) {
      quote.speaker = std::string(words);
      quote.generic = true;
    }
  }
  Fact fact;
  fact.rule = speaker.rule;
  fact.evidence.push_back({quote.span, fact.rule});
  fact.slots = std::move(quote);
  return fact;
}

}  // namespace

std::vector<Fact> AssembleQuotes(const Lexicon& lexicon, const Annotations& doc) {
  std::vector<Paragraph> paragraphs = Paragraphs(doc);
  std::vector<Quotation> quotations = FindQuotations(doc, paragraphs);
  std::vector<Fact> out;
  if (quotations.empty()) return out;
  TokenView view(doc);
  std::vector<Speaker> speakers = FindSpeakers(lexicon, view, paragraphs, quotations);
  for (size_t i = 0; i < quotations.size(); ++i) {
    if (quotations[i].speech) out.push_back(ToFact(doc, quotations[i], speakers[i]));
  }
  return out;
}

}  // namespace newsfacts
