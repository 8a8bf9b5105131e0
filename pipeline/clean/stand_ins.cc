#include "pipeline/clean/stand_ins.h"

#include <algorithm>
#include <charconv>

namespace newsfacts {
namespace {

constexpr size_t kLength = 4;       // bytes of a character of the private-use planes
constexpr uint32_t kMost = 0xFFF0;  // the last two of a plane are no characters

// The number of the stand-in at `at`; kMost where there is none.
uint32_t NumberAt(std::string_view s, size_t at) {
  if (at + kLength > s.size() || s[at] != '\xF3') return kMost;
  auto low = [&](size_t i) { return static_cast<uint32_t>(s[at + i] & 0x3F); };
  uint32_t c = 3U << 18 | low(1) << 12 | low(2) << 6 | low(3);
  return c >= StandIns::kFirst ? c - StandIns::kFirst : kMost;
}

}  // namespace

void StandIns::Clear() {
  text_.clear();
  texts_.clear();
  attributes_.clear();
  lists_.clear();
  html_end_ = saved_ = 0;
}

bool StandIns::AddText(std::string_view text, std::string* html) {
  auto begin = static_cast<uint32_t>(text_.size());
  if (!EndsWithText(*html)) {
    auto number = static_cast<uint32_t>(texts_.size());
    if (number == kMost) return false;
    auto low = [&](int shift) { return static_cast<char>(0x80 | ((number >> shift) & 0x3F)); };
    const char c[kLength] = {'\xF3', static_cast<char>(0xB0 | number >> 12), low(6), low(0)};
    html->append(c, kLength);
    html_end_ = html->size();
    texts_.push_back({begin, begin});
    saved_ -= kLength;
  }
  text_ += text;
  texts_.back().end += static_cast<uint32_t>(text.size());
  saved_ += text.size();
  return true;
}

void StandIns::AddAttributes(std::span<const Attribute> list, std::string* html) {
  auto begin = static_cast<uint32_t>(attributes_.size());
  for (const Attribute& a : list) {
    attributes_.push_back(a);
    saved_ += a.name.size() + a.value.size() + 4;
  }
  size_t size = html->size();
  *html += ' ';
  *html += kAttribute;
  *html += '=';
  char digits[12];
  html->append(digits, std::to_chars(digits, std::end(digits), lists_.size()).ptr);
  saved_ -= html->size() - size;
  lists_.push_back({begin, static_cast<uint32_t>(attributes_.size())});
}

void StandIns::ShortenText(size_t bytes) {
  Span& last = texts_.back();
  size_t end = last.end - std::min<size_t>(bytes, last.size());
  while (end > last.begin && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) --end;
  saved_ -= last.end - end;
  last.end = static_cast<uint32_t>(end);
  text_.resize(end);
}

std::string_view StandIns::TextOf(std::string_view parsed) const {
  if (parsed.size() != kLength) return {};
  uint32_t number = NumberAt(parsed, 0);
  return number < texts_.size() ? texts_[number].In(text_) : std::string_view();
}

std::string StandIns::Expand(std::string_view parsed) const {
  std::string out;
  for (size_t i = 0; i < parsed.size();) {
    size_t next = std::min(parsed.find('\xF3', i), parsed.size());
    out.append(parsed, i, next - i);
    if (next == parsed.size()) break;
    std::string_view character = parsed.substr(next, kLength);
    // Plane 14 (tags, variation selectors) begins with the same byte.
    out += NumberAt(parsed, next) == kMost ? character : TextOf(character);
    i = next + kLength;
  }
  return out;
}

std::span<const Attribute> StandIns::AttributesOf(std::string_view value) const {
  size_t number = lists_.size();
  std::from_chars(value.data(), value.data() + value.size(), number);
  if (number >= lists_.size()) return {};
  return std::span(attributes_).subspan(lists_[number].begin, lists_[number].size());
}

}  // namespace newsfacts
