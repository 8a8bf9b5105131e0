// Word lists in the code as one text each: "by|written by|von".
#ifndef NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_
#define NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace newsfacts {

// The pieces of `text` between marks; none is empty.
inline std::vector<std::string_view> ListOf(std::string_view text, char mark) {
  std::vector<std::string_view> list;
  while (!text.empty()) {
    size_t end = std::min(text.find(mark), text.size());
    if (end > 0) list.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

inline std::unordered_set<std::string_view> SetOf(std::string_view text, char mark) {
  std::vector<std::string_view> list = ListOf(text, mark);
  return {list.begin(), list.end()};
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_
