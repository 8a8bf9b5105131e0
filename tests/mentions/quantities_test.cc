#include "extractors/mentions/quantities.h"

#include <catch2/catch.hpp>

#include "extractors/mentions/tokens.h"

namespace newsfacts {
namespace {

std::vector<Mention> Find(const std::string& text, Annotations* doc) {
  static const Lexicon lexicon = Lexicon::Builtin();
  doc->text = text;
  Tokenize(lexicon, doc);
  return FindQuantities(lexicon, *doc);
}

}  // namespace

TEST_CASE("sums of money in all written forms") {
  struct Row {
    std::string text, words, currency;
    double value;
  };
  const Row rows[] = {
      {"It paid $1.2 billion in cash.", "$1.2 billion", "USD", 1.2e9},
      {"a price of €1.2bn", "€1.2bn", "EUR", 1.2e9},
      {"EUR 1.2bn", "EUR 1.2bn", "EUR", 1.2e9},
      {"A$2.1bn", "A$2.1bn", "AUD", 2.1e9},
      {"about HK$300 million", "HK$300 million", "HKD", 300e6},
      {"RMB 3.2 bn", "RMB 3.2 bn", "CNY", 3.2e9},
      {"12.2 mln dlrs", "12.2 mln dlrs", "USD", 12.2e6},
      {"dlrs 220 million", "dlrs 220 million", "USD", 220e6},
      {"a fare of 700p", "700p", "GBP", 7},
      {"Rs 5 crore", "Rs 5 crore", "INR", 5e7},
      {"5 million Swiss francs", "5 million Swiss francs", "CHF", 5e6},
      {"a half-billion dollars", "a half-billion dollars", "USD", 5e8},
      {"45 cents a share", "45 cents", "USD", 0.45},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    std::vector<Mention> found = Find(row.text, &doc);
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == MentionType::kMoney);
    CHECK(doc.Text(found[0]) == row.words);
    CHECK(found[0].value == row.currency);
    CHECK(found[0].number == Approx(row.value));
  }
}

TEST_CASE("per cent, shares and multiples") {
  struct Row {
    std::string text, words, unit;
    double value;
  };
  const Row rows[] = {
      {"up 48%", "48%", "", 48},
      {"rose 7 pct", "7 pct", "", 7},
      {"3 1/2 per cent", "3 1/2 per cent", "", 3.5},
      {"three percentage points", "three percentage points", "points", 3},
      {"a third of sales", "a third", "", 100.0 / 3},
      {"profit doubled", "doubled", "times", 100},
      {"fell by -2.5% again", "-2.5%", "", -2.5},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    std::vector<Mention> found = Find(row.text, &doc);
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == MentionType::kPercent);
    CHECK(doc.Text(found[0]) == row.words);
    CHECK(found[0].unit == row.unit);
    CHECK(found[0].number == Approx(row.value));
  }
}

TEST_CASE("a unit or scale said once holds for both ends of a range") {
  struct Row {
    std::string text;
    double low, high;
  };
  const Row rows[] = {{"$1.2-$1.4 billion", 1.2e9, 1.4e9},
                      {"4.5-4.7 billion dollars", 4.5e9, 4.7e9},
                      {"20 to 25 percent", 20, 25},
                      {"between $3 million and $5 million", 3e6, 5e6}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    std::vector<Mention> found = Find(row.text, &doc);
    REQUIRE(found.size() == 1);
    CHECK(found[0].number == Approx(row.low));
    CHECK(found[0].number_max == Approx(row.high));
  }
  Annotations doc;
  CHECK(Find("fell from $5 to $3", &doc).size() == 2);
}

TEST_CASE("what is no sum and no number") {
  for (std::string text : {"5G networks", "3M makes tape", "at 10:30 today", "version 1.2.3 of it",
                           "a real problem"}) {
    CAPTURE(text);
    Annotations doc;
    CHECK(Find(text, &doc).empty());
  }
}

TEST_CASE("a text that ends where a range or a sum goes on is read to its end and no further") {
  for (std::string text : {"20 -", "20 to", "between 5 and", "-", "US$", "Rs."}) {
    CAPTURE(text);
    Annotations doc;
    for (const Mention& m : Find(text, &doc)) CHECK(m.span.end <= text.size());
  }
}

}  // namespace newsfacts
