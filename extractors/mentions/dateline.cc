#include "extractors/mentions/dateline.h"

#include <algorithm>

namespace newsfacts {

size_t DatelineLength(std::string_view sentence) {
  constexpr size_t kLongest = 90;
  auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  std::string_view head = sentence.substr(0, kLongest);
  // Nearly all sentences have small letters before any comma or dash.
  auto capitals = static_cast<size_t>(std::find_if(head.begin(), head.end(), small) - head.begin());
  if (head.substr(0, capitals).find_first_of(",-\xE2") == std::string_view::npos) return 0;
  size_t mark = std::string_view::npos;
  for (std::string_view dash : {" - ", " -- ", " \u2013 ", " \u2014 "})
    mark = std::min(mark, head.find(dash));
  if (mark == std::string_view::npos) return 0;
  size_t city = std::min(sentence.find(','), mark);
  return city > 2 && city <= capitals ? mark : 0;
}

}  // namespace newsfacts
