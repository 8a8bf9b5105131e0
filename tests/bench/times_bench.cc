// The share of time expressions in the mention layer: megabytes a second of tokens and of times.
#include <chrono>
#include <cstdio>
#include <string>

#include "extractors/mentions/times.h"
#include "extractors/mentions/tokens.h"

using namespace newsfacts;

namespace {

constexpr std::string_view kParagraph =
    "Velmora said on Tuesday that revenue rose 12% to 4.1 billion euros in the third quarter, from "
    "3.7 billion a year earlier. The company, which opened its first plant near Turin in 1998, "
    "expects to ship the new engines by March 2020, two years later than it had planned. Shares of "
    "the maker, founded by two brothers, closed up 3% in Milan. \"We have the people and the "
    "orders "
    "that we need,\" said its chief executive, who will present the plan to investors on Dec. 4.\n";

template <typename Step>
double MegabytesPerSecond(size_t bytes, Step step) {
  auto begin = std::chrono::steady_clock::now();
  int rounds = 0;
  double seconds = 0;
  do {
    step();
    ++rounds;
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  } while (seconds < 1);
  return static_cast<double>(bytes) * rounds / seconds / 1e6;
}

}  // namespace

int main() {
  Lexicon lexicon = Lexicon::Builtin();
  Annotations doc;
  for (int i = 0; i < 20; ++i) doc.text += kParagraph;
  doc.published = "2019-11-06";
  Tokenize(lexicon, &doc);
  size_t found = 0;
  double times =
      MegabytesPerSecond(doc.text.size(), [&] { found = FindTimes(lexicon, doc).size(); });
  double tokens = MegabytesPerSecond(doc.text.size(), [&] {
    Annotations fresh;
    fresh.text = doc.text;
    Tokenize(lexicon, &fresh);
  });
  std::printf("tokens %.1f MB/s, times %.1f MB/s (%zu found in %zu bytes)\n", tokens, times, found,
              doc.text.size());
  return 0;
}
