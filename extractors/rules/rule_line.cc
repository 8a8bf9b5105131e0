#include "extractors/rules/rule_line.h"

#include <algorithm>

namespace newsfacts {

std::string_view TrimBlanks(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return s;
}

std::string_view CutWord(std::string_view* s) {
  *s = TrimBlanks(*s);
  size_t end = std::min(s->find_first_of(" \t"), s->size());
  std::string_view word = s->substr(0, end);
  *s = TrimBlanks(s->substr(end));
  return word;
}

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace newsfacts
