#include "pipeline/review/leading_field.h"

namespace newsfacts {

std::optional<std::string_view> LeadingField(std::string_view line, std::string_view key) {
  if (!line.starts_with('{') || !line.ends_with('}')) return std::nullopt;
  std::string_view front = line.substr(0, line.find_first_of("[{", 1));
  for (size_t at = 0; (at = front.find(key, at)) != std::string_view::npos; at += key.size()) {
    std::string_view before = front.substr(0, at);
    std::string_view after = front.substr(at + key.size());
    if (!(before == "{\"" || before.ends_with(",\"")) || !after.starts_with("\":\"")) continue;
    after.remove_prefix(3);
    size_t end = after.find_first_of("\"\\");
    if (end == std::string_view::npos || after[end] == '\\') return std::nullopt;
    return after.substr(0, end);
  }
  return std::nullopt;
}

}  // namespace newsfacts
