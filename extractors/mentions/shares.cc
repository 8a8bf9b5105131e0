#include "extractors/mentions/shares.h"

#include <algorithm>
#include <array>
#include <string>

#include "extractors/mentions/word_filter.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Row {
  std::string_view word;
  double percent;
};

constexpr std::array<Row, 9> kMultiples = {{{"doubled", 100},
                                            {"doubling", 100},
                                            {"doubles", 100},
                                            {"tripled", 200},
                                            {"tripling", 200},
                                            {"trebled", 200},
                                            {"quadrupled", 300},
                                            {"halved", -50},
                                            {"halving", -50}}};

// After "a" or "one".
constexpr std::array<Row, 6> kParts = {{{"third", 100.0 / 3},
                                        {"fifth", 20},
                                        {"sixth", 100.0 / 6},
                                        {"seventh", 100.0 / 7},
                                        {"eighth", 12.5},
                                        {"tenth", 10}}};

// Words that are shares of something whole alone: "a quarter" is also a time.
constexpr std::array<Row, 3> kPartsOfWhole = {{{"quarter", 25}, {"fourth", 25}, {"half", 50}}};

constexpr std::array<Row, 8> kJoined = {{{"one-third", 100.0 / 3},
                                         {"two-thirds", 200.0 / 3},
                                         {"one-quarter", 25},
                                         {"three-quarters", 75},
                                         {"one-fifth", 20},
                                         {"two-fifths", 40},
                                         {"three-fifths", 60},
                                         {"four-fifths", 80}}};

// Words before a share that is one without "of": "fell by a third".
constexpr std::array<std::string_view, 9> kMeasuring = {
    "by", "to", "than", "about", "nearly", "almost", "over", "roughly", "around"};

// What something whole begins with: "a quarter of its sales", but not "a quarter of losses".
constexpr std::array<std::string_view, 12> kWhole = {"the",    "its",   "their", "his",
                                                     "her",    "our",   "all",   "total",
                                                     "global", "those", "these", "people"};

template <size_t N>
const Row* Find(const std::array<Row, N>& rows, std::string_view word) {
  auto it =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.word == word; });
  return it == rows.end() ? nullptr : &*it;
}

}  // namespace

std::optional<Share> ReadShare(const Annotations& doc, uint32_t at) {
  auto word_at = [&](uint32_t t) {
    return t < doc.tokens.size() ? LowerAscii(doc.Text(doc.tokens[t])) : std::string();
  };
  std::string word = word_at(at);
  if (const Row* row = Find(kMultiples, word)) return Share{at + 1, row->percent, true};
  if (const Row* row = Find(kJoined, word)) return Share{at + 1, row->percent};
  std::string part = word_at(at + 1);
  if (word == "two" && part == "thirds") return Share{at + 2, 200.0 / 3};
  if (word != "a" && word != "one") return std::nullopt;

  std::string after = word_at(at + 2);
  if (const Row* row = Find(kPartsOfWhole, part)) {
    bool whole = after == "of" && OneOf(word_at(at + 3), kWhole);
    return whole ? std::optional(Share{at + 2, row->percent}) : std::nullopt;
  }
  const Row* row = Find(kParts, part);
  if (row == nullptr) return std::nullopt;
  // "by a third, to", but "a fifth, shorter term".
  bool measured = at > 0 && OneOf(word_at(at - 1), kMeasuring);
  bool share = after == "of" || after == "to" ||
               (measured && (after == "," || after == "." || after == "in"));
  return share ? std::optional(Share{at + 2, row->percent}) : std::nullopt;
}

bool MayBeMultiple(std::string_view word) {
  static const WordFilter filter = [] {
    WordFilter f;
    for (const Row& row : kMultiples) f.Add(row.word);
    return f;
  }();
  return filter.MayHave(word);
}

}  // namespace newsfacts
