// The language of a text by its most frequent small words and its script.
#ifndef NEWSFACTS_PIPELINE_CLEAN_LANGUAGE_H_
#define NEWSFACTS_PIPELINE_CLEAN_LANGUAGE_H_

#include <string>
#include <string_view>

namespace newsfacts {

// A two-letter code, "" where the text is too short or like none that is known.
std::string DetectLanguage(std::string_view text);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_LANGUAGE_H_
