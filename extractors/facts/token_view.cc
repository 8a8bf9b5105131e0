#include "extractors/facts/token_view.h"

#include "pipeline/text/one_of.h"

namespace newsfacts {

TokenView::TokenView(const Annotations& doc) : doc_(doc) {
  mention_.assign(doc.tokens.size() + 1, -1);
  for (size_t m = 0; m < doc.mentions.size(); ++m) {
    Span span = doc.mentions[m].span;
    for (uint32_t t = TokenAt(span.begin); t < size() && At(t).span.end <= span.end; ++t) {
      mention_[t] = static_cast<int32_t>(m);
    }
  }
  sentence_.assign(doc.tokens.size(), 0);
  for (uint32_t s = 0; s < doc.sentences.size(); ++s) {
    const Sentence& sentence = doc.sentences[s];
    std::fill(sentence_.begin() + sentence.first_token, sentence_.begin() + sentence.end_token, s);
  }
}

uint32_t TokenView::TokenAt(uint32_t offset) const {
  auto it = std::lower_bound(doc_.tokens.begin(), doc_.tokens.end(), offset,
                             [](const Token& t, uint32_t b) { return t.span.begin < b; });
  return static_cast<uint32_t>(it - doc_.tokens.begin());
}

bool TokenView::EndsSentence(uint32_t t) const {
  return t < size() && t + 2 >= SentenceOf(t).end_token &&
         OneOf(Low(t), {".", "?", "!", "…", "..."});
}

uint32_t TokenView::MentionBegin(uint32_t t) const {
  while (t > 0 && mention_[t - 1] == mention_[t]) --t;
  return t;
}

uint32_t TokenView::MentionEnd(uint32_t t) const {
  uint32_t end = t;
  while (end < size() && mention_[end] == mention_[t]) ++end;
  return end;
}

}  // namespace newsfacts
