// The tokens of an article as the assemblers of facts read them: in lower case, with the mention
// and the sentence that each belongs to, all found in one step.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_TOKEN_VIEW_H_
#define NEWSFACTS_EXTRACTORS_FACTS_TOKEN_VIEW_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"

namespace newsfacts {

class TokenView {
 public:
  explicit TokenView(const Annotations& doc);

  const Annotations& doc() const { return doc_; }
  uint32_t size() const { return static_cast<uint32_t>(doc_.tokens.size()); }
  // "" behind the last: who looks at the word after a mention need not ask whether there is one.
  std::string_view Word(uint32_t t) const { return t < size() ? doc_.Text(doc_.tokens[t]) : ""; }
  std::string_view Low(uint32_t t) const { return t < size() ? doc_.Lower(doc_.tokens[t]) : ""; }
  const Token& At(uint32_t t) const { return doc_.tokens[t]; }

  // The mention that covers token `t`: its index, or -1; itself, or null. None behind the last.
  int32_t MentionIndex(uint32_t t) const { return mention_[t]; }
  const Mention* MentionAt(uint32_t t) const {
    return mention_[t] < 0 ? nullptr : &doc_.mentions[static_cast<size_t>(mention_[t])];
  }
  bool IsType(uint32_t t, MentionType type) const {
    return mention_[t] >= 0 && MentionAt(t)->type == type;
  }
  bool StartsMention(uint32_t t) const {
    return mention_[t] >= 0 && (t == 0 || mention_[t - 1] != mention_[t]);
  }
  // The tokens [begin, end) of the mention that covers `t`.
  uint32_t MentionBegin(uint32_t t) const;
  uint32_t MentionEnd(uint32_t t) const;

  uint32_t SentenceIndex(uint32_t t) const { return sentence_[t]; }
  const Sentence& SentenceOf(uint32_t t) const { return doc_.sentences[sentence_[t]]; }
  // Token `t` is the mark that ends its sentence (a quote mark may follow). None behind the last.
  bool EndsSentence(uint32_t t) const;
  // The first token that begins at or behind byte `offset`.
  uint32_t TokenAt(uint32_t offset) const;
  // The text of tokens [begin, end), begin < end.
  Span Words(uint32_t begin, uint32_t end) const {
    return {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
  }

 private:
  const Annotations& doc_;
  std::vector<int32_t> mention_;  // one more than tokens
  std::vector<uint32_t> sentence_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_TOKEN_VIEW_H_
