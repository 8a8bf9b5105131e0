#include "pipeline/fetch/xml_text.h"

#include <algorithm>

#include "pipeline/text/unicode.h"

namespace newsfacts {

std::string TrimmedText(std::string_view s) {
  size_t begin = s.size();
  size_t end = 0;
  for (size_t i = 0; i < s.size();) {
    CodePoint c = CodePointAt(s, i);
    if (!IsSpace(c.value) && c.value != 0xFEFF) {
      begin = std::min(begin, i);
      end = i + c.length;
    }
    i += c.length;
  }
  return begin < end ? std::string(s.substr(begin, end - begin)) : "";
}

}  // namespace newsfacts
