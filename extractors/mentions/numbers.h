// Numbers as news writes them: "1,234.5", "3 1/2", "twenty-five", "two hundred thousand", "1.2 bn".
// Read once here; quantities.h says what they are numbers of.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NUMBERS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NUMBERS_H_

#include <optional>
#include <string_view>

#include "extractors/annotations.h"

namespace newsfacts {

struct Number {
  uint32_t begin = 0, end = 0;  // tokens [begin, end)
  double value = 0;             // scale applied
  double scale = 1;             // 1e6 where "million" was said
  bool in_words = false;
  bool ordinal = false;
  bool letter_scale = false;  // the scale is a bare letter ("5m", "3M"): money only
};

// The number that begins at token `at`, if one does. Never a part of one: "1.2.3" and "10:30" are
// none.
std::optional<Number> ReadNumber(const Annotations& doc, uint32_t at);

// False: no number in words begins with `word` ("seven", "twenty-five", "a"). Most words are none.
bool MayBeginNumber(std::string_view word);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NUMBERS_H_
