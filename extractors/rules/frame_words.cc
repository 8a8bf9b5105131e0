#include "extractors/rules/frame_words.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extractors/mentions/term_table.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestParenthesis = 60;

constexpr std::pair<FrameWordClass, std::string_view> kClassWords[] = {
    {kPrepositions,
     "of in on at by with from to for into over under against between among during through via "
     "than like including without within about despite upon across toward towards amid alongside "
     "as per versus unlike behind"},
    {kAuxiliaries,
     "is are was were be been being has have had will would can could may might shall should "
     "must do does did"},
    {kSpeech, "said says say told added reported announced announces"},
    {kBe, "is are was were be been being get getting got"},
    {kBorders,
     "which who whom whose where when while although though because but unless if whether after "
     "before since until"},
    {kClauses, "when while although though because unless if whether after before until"},
    {kJoints, "and & , plus"},
    {kIrregular, "bought sold won struck took led gave made wins buys sells takes"},
    {kBetweenAdverbs, "also already not just now then first never"},
    {kOwned, "owned operated run controlled managed founded made built published written"},
    {kAfterTo, "the a an its their his her rival fellow two both several u.s."},
    {kMeans, "with through via by"},
    {kMarks, "; : \""},
};

TermTable<uint32_t> ReadClassWords() {
  TermTable<uint32_t> out;
  for (auto [of, words] : kClassWords) {
    while (!words.empty()) {
      std::string_view word = words.substr(0, words.find(' '));
      out[word] |= of;
      words.remove_prefix(std::min(words.size(), word.size() + 1));
    }
  }
  return out;
}

uint32_t ClassesOf(std::string_view word) {
  static const TermTable<uint32_t> table = ReadClassWords();
  const uint32_t* classes = table.Find(word);
  return classes == nullptr ? 0 : *classes;
}

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
    if (word != ".") {
      out.push_back({{i, end}, nullptr, LowerAscii(word), c >= 'A' && c <= 'Z'});
      out.back().classes = ClassesOf(out.back().text);
    }
    i = end;
  }
  return out;
}

}  // namespace newsfacts
