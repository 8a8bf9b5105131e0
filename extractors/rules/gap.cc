#include "extractors/rules/gap.h"

#include <algorithm>
#include <string>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::string_view kEnds[] = {
    "to",       "from",    "by",      "for",    "with",    "at",      "on",     "in",
    "into",     "as",      "after",   "before", "since",   "until",   "while",  "when",
    "where",    "which",   "who",     "whose",  "that",    "than",    "if",     "but",
    "because",  "through", "under",   "over",   "against", "between", "during", "including",
    "it",       "he",      "she",     "they",   "said",    "says",    "told",   "is",
    "was",      "are",     "were",    "be",     "been",    "has",     "have",   "had",
    "will",     "would",   "may",     "might",  "could",   "can",     "did",    "does",
    "do",       "not",     "agreed",  "sold",   "sell",    "bought",  "buy",    "acquire",
    "acquired", "plans",   "reached", "signed", "made",    "about"};

}  // namespace

bool EndsPhrase(std::string_view words) {
  while (!words.empty()) {
    size_t blank = std::min(words.find(' '), words.size());
    std::string word = LowerAscii(words.substr(0, blank));
    if (word.ends_with(',') ||
        std::find(std::begin(kEnds), std::end(kEnds), word) != std::end(kEnds))
      return true;
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
  return false;
}

}  // namespace newsfacts
