#include "pipeline/review/leading_field.h"

namespace newsfacts {

std::optional<std::string_view> LeadingField(std::string_view line, std::string_view key) {
  if (!line.starts_with('{') || !line.ends_with('}')) return std::nullopt;
  constexpr size_t kNone = std::string_view::npos;
  // Member after member: "name":value, where a value with an escaped quote, and a nested one, are
  // for a parser.
  for (size_t at = 1; at < line.size() && line[at] == '"';) {
    size_t name_end = line.find('"', at + 1);
    if (name_end == kNone || line.substr(name_end, 2) != "\":") return std::nullopt;
    std::string_view name = line.substr(at + 1, name_end - at - 1);
    size_t value = name_end + 2;
    size_t end = value;
    if (line[value] == '"') {
      end = line.find('"', value + 1);
      if (end == kNone || line[end - 1] == '\\') return std::nullopt;
      std::string_view text = line.substr(value + 1, end - value - 1);
      if (name == key) return text.find('\\') == kNone ? std::optional(text) : std::nullopt;
      ++end;
    } else if (line[value] == '{' || line[value] == '[') {
      return std::nullopt;
    } else {
      end = line.find(',', value);
    }
    if (end == kNone || line[end] != ',') return std::nullopt;
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace newsfacts
