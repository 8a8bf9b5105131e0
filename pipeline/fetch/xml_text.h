// What the readers of feeds and sitemaps share.
#ifndef NEWSFACTS_PIPELINE_FETCH_XML_TEXT_H_
#define NEWSFACTS_PIPELINE_FETCH_XML_TEXT_H_

#include <string>
#include <string_view>

namespace newsfacts {

// "news:title" -> "title"
inline std::string_view LocalName(std::string_view name) {
  return name.substr(name.rfind(':') + 1);
}

// Without white space at both ends, no-break and other Unicode spaces and byte order marks
// included.
std::string TrimmedText(std::string_view s);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_XML_TEXT_H_
