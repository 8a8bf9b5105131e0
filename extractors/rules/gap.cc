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

bool ReadsBytes(std::string_view regex) {
  constexpr std::string_view kClasses = "bdsw";  // of ASCII characters alone
  while (!regex.empty()) {
    if (regex.starts_with(kGapWord)) {
      regex.remove_prefix(kGapWord.size());
      continue;
    }
    char c = regex[0];
    if (c == '.' || regex.starts_with("[^") || !IsAscii(regex.substr(0, 1))) return false;
    if (c == '\\' && regex.size() > 1) {
      bool sign = !IsLetter(regex[1]) && (regex[1] < '0' || regex[1] > '9');
      if (!sign && kClasses.find(regex[1]) == std::string_view::npos) return false;
      regex.remove_prefix(1);
    }
    regex.remove_prefix(1);
  }
  return true;
}

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
