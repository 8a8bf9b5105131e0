#include "extractors/mentions/tokens.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace newsfacts {
namespace {

std::vector<std::string> SentencesOf(const std::string& text) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Annotations doc;
  doc.text = text;
  Tokenize(lexicon, &doc);
  std::vector<std::string> out;
  for (const Sentence& s : doc.sentences) out.emplace_back(doc.Text(s.span));
  return out;
}

}  // namespace

TEST_CASE("a stop ends a sentence unless it belongs to a word") {
  struct Row {
    std::string text;
    size_t sentences;
  };
  const Row rows[] = {
      {"Mr. Vane left. He ran.", 2},
      {"J. K. Vane of the U.S. Treasury spoke.", 1},
      {"\"It ends.\" He left.", 2},
      {"Velmora Inc. bought it.", 1},
      {"A headline without stop\nA paragraph.", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(SentencesOf(row.text).size() == row.sentences);
  }
}

TEST_CASE("lines broken by hand are one paragraph") {
  const std::string text =
      "Velmora Inc said on the day before that it had bought the Tarnwick\n"
      "Holdings mill for a sum that neither party would tell the press of\n"
      "the town, and that it would keep all the people who work at it now.\n"
      "  A second paragraph begins with a margin and goes on for some time\n"
      "until it ends.\n";
  std::vector<std::string> sentences = SentencesOf(text);
  REQUIRE(sentences.size() == 2);
  CHECK(sentences[0].find("Tarnwick\nHoldings") != std::string::npos);
}

}  // namespace newsfacts
