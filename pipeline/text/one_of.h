// Whether a word is one of a few. What grows is a word list (extractors/lexicon/).
#ifndef NEWSFACTS_PIPELINE_TEXT_ONE_OF_H_
#define NEWSFACTS_PIPELINE_TEXT_ONE_OF_H_

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace newsfacts {

inline bool OneOf(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
inline bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_ONE_OF_H_
