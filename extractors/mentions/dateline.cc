#include "extractors/mentions/dateline.h"

#include <algorithm>

namespace newsfacts {

size_t DatelineLength(std::string_view sentence) {
  constexpr size_t kLongest = 90;
  std::string_view head = sentence.substr(0, kLongest);
  size_t mark = std::string_view::npos;
  for (std::string_view dash : {" - ", " -- ", " \u2013 ", " \u2014 "})
    mark = std::min(mark, head.find(dash));
  if (mark == std::string_view::npos) return 0;
  std::string_view city = sentence.substr(0, std::min(sentence.find(','), mark));
  bool capitals = city.size() > 2 && std::none_of(city.begin(), city.end(), [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                  });
  return capitals ? mark : 0;
}

}  // namespace newsfacts
