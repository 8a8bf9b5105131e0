// A string member near the front of a JSON line, found without parsing the line.
#ifndef NEWSFACTS_PIPELINE_REVIEW_LEADING_FIELD_H_
#define NEWSFACTS_PIPELINE_REVIEW_LEADING_FIELD_H_

#include <optional>
#include <string_view>

namespace newsfacts {

// The value of "key" where it is a member of the line's own object that stands before any nested
// object or list, without escapes; nothing where that cannot be told so: then parse the line. A
// quote inside a JSON string is escaped, so that no string can look like a member.
std::optional<std::string_view> LeadingField(std::string_view line, std::string_view key);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_LEADING_FIELD_H_
