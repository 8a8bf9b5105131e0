// The whole number that a text begins with.
#ifndef NEWSFACTS_PIPELINE_TEXT_LEADING_NUMBER_H_
#define NEWSFACTS_PIPELINE_TEXT_LEADING_NUMBER_H_

#include <charconv>
#include <string_view>

namespace newsfacts {

// "2024-W17" -> 2024; 0 where no digit begins the text or the number does not fit.
inline int LeadingNumber(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value < 0 ? 0 : value;
}

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_LEADING_NUMBER_H_
