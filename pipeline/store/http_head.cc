#include "pipeline/store/http_head.h"

#include <algorithm>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

std::string_view WithoutBlanks(std::string_view s) {
  size_t begin = s.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(kBlanks) - begin + 1);
}

// A part of a header line as a field keeps it: a CR of its own is a blank (RFC 9112, section 2.2).
std::string FieldText(std::string_view part) {
  std::string text(WithoutBlanks(part));
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

// Takes the first line off `rest`, without its line end.
std::string_view TakeLine(std::string_view* rest) {
  size_t end = std::min(rest->find('\n'), rest->size());
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(std::min(end + 1, rest->size()));
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "HTTP/1.1 200 OK" -> 200; 0 for anything else.
int StatusOf(std::string_view line) {
  if (!EqualsIgnoreAsciiCase(line.substr(0, 5), "HTTP/")) return 0;
  size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return 0;
  std::string_view code = WithoutBlanks(line.substr(blank)).substr(0, 3);
  if (code.size() != 3) return 0;
  int status = 0;
  for (char c : code) {
    if (c < '0' || c > '9') return 0;
    status = status * 10 + (c - '0');
  }
  return status;
}

}  // namespace

std::string_view FieldValue(const HeaderFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (EqualsIgnoreAsciiCase(key, name)) return value;
  }
  return {};
}

std::optional<size_t> EndOfHead(std::string_view bytes) {
  for (size_t line = 0; line < bytes.size();) {
    size_t end = bytes.find('\n', line);
    if (end == std::string_view::npos) return std::nullopt;
    if (bytes.substr(line, end - line).find_first_not_of('\r') == std::string_view::npos) {
      return end + 1;
    }
    line = end + 1;
  }
  return std::nullopt;
}

HeaderFields ParseFields(std::string_view lines) {
  HeaderFields fields;
  while (!lines.empty()) {
    std::string_view line = TakeLine(&lines);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') {
      if (fields.empty()) continue;
      std::string& value = fields.back().second;
      if (!value.empty()) value += ' ';
      value += FieldText(line);
      continue;
    }
    size_t colon = line.find(':');
    std::string name = FieldText(line.substr(0, colon));
    if (colon == std::string_view::npos || name.empty()) continue;
    fields.emplace_back(std::move(name), FieldText(line.substr(colon + 1)));
  }
  return fields;
}

HttpHead ParseHttpHead(std::string_view bytes) {
  HttpHead head;
  head.size = EndOfHead(bytes).value_or(bytes.size());
  std::string_view lines = bytes.substr(0, head.size);
  head.status = StatusOf(TakeLine(&lines));
  head.fields = ParseFields(lines);
  return head;
}

}  // namespace newsfacts
