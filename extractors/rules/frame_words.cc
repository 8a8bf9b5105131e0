#include "extractors/rules/frame_words.h"

#include <algorithm>
#include <string_view>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestParenthesis = 60;

}  // namespace

std::vector<FrameWord> SplitForFrames(const Skeleton& skeleton) {
  std::vector<FrameWord> out;
  const std::string& s = skeleton.text();
  for (uint32_t i = 0; i < s.size();) {
    if (const Skeleton::Piece* p = skeleton.PieceAt(i)) {
      out.push_back({{p->begin, p->end}, p, "", true});
      i = p->end;
      continue;
    }
    char c = s[i];
    // A ticker, an abbreviation: behind a name.
    if (c == '(' && !out.empty() && (out.back().piece || out.back().text == "'s")) {
      size_t close = s.find(')', i);
      i = close == std::string::npos || close - i > kLongestParenthesis
              ? i + 1
              : static_cast<uint32_t>(close + 1);
      continue;
    }
    uint32_t end = i + 1;
    constexpr std::string_view kMarks = ",;:\"";
    if (kMarks.find(c) == std::string_view::npos) {
      constexpr std::string_view kEnds = " <,;:\"()";
      if (c == ' ' || c == '(' || c == ')') {
        ++i;
        continue;
      }
      end = static_cast<uint32_t>(std::min(s.find_first_of(kEnds, i), s.size()));
      end = std::max(end, i + 1);
    }
    std::string_view word = std::string_view(s).substr(i, end - i);
    if (word.size() > 1 && word.ends_with('.') && word.find('.') == word.size() - 1)
      word.remove_suffix(1);
    if (word != ".") out.push_back({{i, end}, nullptr, LowerAscii(word), c >= 'A' && c <= 'Z'});
    i = end;
  }
  return out;
}

}  // namespace newsfacts
