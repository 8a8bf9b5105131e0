#include "pipeline/fetch/http_head.h"

#include <algorithm>

#include "pipeline/text/unicode.h"

namespace newsfacts {

std::string_view FindHeader(std::string_view head, std::string_view name) {
  for (size_t at = head.find('\n'); at != head.npos; at = head.find('\n', at)) {
    ++at;
    std::string_view line = head.substr(at, std::min(head.find('\n', at), head.size()) - at);
    if (line.size() <= name.size() || line[name.size()] != ':' ||
        !EqualsIgnoreAsciiCase(line.substr(0, name.size()), name)) {
      continue;
    }
    line.remove_prefix(name.size() + 1);
    size_t begin = line.find_first_not_of(" \t");
    if (begin == line.npos) return "";
    size_t end = line.find_last_not_of(" \t\r");
    return end == line.npos || end < begin ? "" : line.substr(begin, end - begin + 1);
  }
  return "";
}

}  // namespace newsfacts
