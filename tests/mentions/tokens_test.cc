#include "extractors/mentions/tokens.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "pipeline/text/unicode.h"

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

TEST_CASE("a line end before the first word of a text in short lines begins nothing") {
  std::string text = "\n";
  for (int i = 0; i < 12; ++i) {
    text +=
        "The harbour of Velmora took in more grain than ever, though\n"
        "its cranes stood still for a week and its ships lay waiting.\n";
  }
  std::vector<std::string> sentences = SentencesOf(text);
  REQUIRE_FALSE(sentences.empty());
  CHECK(sentences[0] ==
        "The harbour of Velmora took in more grain than ever, though\n"
        "its cranes stood still for a week and its ships lay waiting.");
}

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
      // Tickers.
      {"Velmora (VLM.N ) rose. It fell.", 2},
      {"Velmora <VLM.N> rose. <LNT.O> fell.", 2},
      {"The firm (V.N ). It fell.", 2},
      {"Orion raised $2.5B. This is much.", 2},
      // An abbreviation goes on, unless a word follows that only begins sentences.
      {"Velmora Corp. and Lanterna Corp. agreed.", 1},
      {"He works at Velmora Inc. The board met.", 2},
      {"It bought Velmora Ltd. Shares rose.", 2},
      {"It was in Oct. The firm fell.", 2},
      {"It fell on Oct. 5. The firm rose.", 2},
      {"It was owned by Vane Jr. and others.", 1},
      {"It was said by G. The board met.", 2},
      {"John G. Vane of the board spoke.", 1},
      {"Gen. Vane and Lt. Col. Ahn met Sen. Brask. They talked.", 2},
      {"Based in Seattle, Wash. The board met there.", 2},
      {"It is No. 5 in the list.", 1},
      {"He said no. Nobody came.", 2},
      {"He was ill. Nobody came.", 2},
      {"It was approx. 5 people.", 1},
      {"He paid Rs. 500 crore. It rose.", 2},
      {"Zing! Inc. rose. It fell.", 2},
      // Names that begin small, lost blanks, addresses.
      {"Sales fell. iVelm sales rose.", 2},
      {"It ended.The next began.", 2},
      {"See velmora.Com.au for it.", 1},
      {"It rose at velmora.example. It fell.", 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(SentencesOf(row.text).size() == row.sentences);
  }
}

TEST_CASE("sums and codes are cut into words and numbers") {
  struct Row {
    std::string text, tokens;
  };
  const Row rows[] = {
      {"USD34.6 million", "USD 34.6 million"},
      {"RM50,000", "RM 50,000"},
      {"the R500 engine", "the R500 engine"},
      {"R500 million", "R 500 million"},
      {"G7 and Web3", "G7 and Web3"},
      {"at $.42", "at $ .42"},
      {"$5 million-a-year", "$ 5 million - a-year"},
      {"five-million-dollar", "five - million - dollar"},
      {"a five-year-old", "a five-year-old"},
  };
  static const Lexicon lexicon = Lexicon::Builtin();
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    doc.text = row.text;
    Tokenize(lexicon, &doc);
    std::string tokens;
    for (const Token& t : doc.tokens) {
      if (!tokens.empty()) tokens += ' ';
      tokens += doc.Text(t);
    }
    CHECK(tokens == row.tokens);
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
  // The first line lost its dateline.
  CHECK(SentencesOf(text.substr(text.find("the day before"))).size() == 2);
  CHECK(SentencesOf("Bank of Old\n" + text).size() == 2);
  CHECK(SentencesOf("Shr 5 cts vs 4 cts\n" + text).size() == 3);
}

TEST_CASE("a sentence without end is cut, and no token is lost") {
  Annotations doc;
  for (int i = 0; i < 5000; ++i) doc.text += "word, ";
  Tokenize(Lexicon::Builtin(), &doc);
  CHECK(doc.tokens.size() == 10000);
  CHECK(doc.sentences.size() > 10);
  for (const Sentence& s : doc.sentences) CHECK(s.end_token - s.first_token <= 600);
  CHECK(doc.sentences.back().end_token == doc.tokens.size());
}

TEST_CASE("every token has its word in lower case, whatever its length becomes") {
  Annotations doc;
  doc.text = "\u0130zmir'de \u00c9tude, NORDLYS \u1e9ein 5G \u201cOrion\u201d";
  Tokenize(Lexicon::Builtin(), &doc);
  for (const Token& t : doc.tokens) {
    CAPTURE(doc.Text(t));
    CHECK(doc.Lower(t) == ToLower(doc.Text(t)));
    CHECK(t.resized == (doc.Lower(t).size() != doc.Text(t).size()));
  }
  CHECK(doc.resized.size() == 2);
}

}  // namespace newsfacts
