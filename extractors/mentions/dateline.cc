#include "extractors/mentions/dateline.h"

#include <algorithm>

namespace newsfacts {

size_t DatelineLength(std::string_view sentence) {
  constexpr size_t kLongest = 60;
  size_t mark = sentence.substr(0, kLongest).find(" - ");
  if (mark == std::string_view::npos) return 0;
  std::string_view city = sentence.substr(0, std::min(sentence.find(','), mark));
  bool capitals = city.size() > 2 && std::none_of(city.begin(), city.end(), [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                  });
  return capitals ? mark : 0;
}

}  // namespace newsfacts
