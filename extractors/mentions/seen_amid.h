// Which words of a text stand with capitals amid its sentences, where capitals mean a name.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_SEEN_AMID_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_SEEN_AMID_H_

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/name_words.h"

namespace newsfacts {

// First words of names and pairs of words; holds views into the text of the document.
class SeenAmid {
 public:
  SeenAmid(const Annotations& doc, const std::vector<Traits>& traits) {
    for (const Sentence& s : doc.sentences) {
      uint32_t first = s.first_token;
      while (first < s.end_token && doc.tokens[first].kind != TokenKind::kWord) ++first;
      for (uint32_t i = first + 1; i < s.end_token; ++i) {
        const Token& t = doc.tokens[i];
        if (!t.capitalised || t.kind != TokenKind::kWord) continue;
        if (traits[i] & (kInHeadline | kTitleCased)) break;
        const Token& before = doc.tokens[i - 1];
        bool amid = before.kind == TokenKind::kWord || doc.Text(before) == ",";
        if (!before.capitalised && amid) starts_.insert(doc.Text(t));
        if (before.capitalised && i > first + 1) pairs_.insert(Pair(doc, i - 1));
      }
    }
  }
  bool Starts(std::string_view word) const { return starts_.contains(word); }
  bool HasPair(const Annotations& doc, uint32_t i) const {
    return i + 1 < doc.tokens.size() && pairs_.contains(Pair(doc, i));
  }

 private:
  static std::string_view Pair(const Annotations& doc, uint32_t i) {
    uint32_t begin = doc.tokens[i].span.begin;
    return std::string_view(doc.text).substr(begin, doc.tokens[i + 1].span.end - begin);
  }
  std::unordered_set<std::string_view> starts_;
  std::unordered_set<std::string_view> pairs_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_SEEN_AMID_H_
