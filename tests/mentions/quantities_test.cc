#include "extractors/mentions/quantities.h"

#include <catch2/catch.hpp>
#include <cmath>

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
      // Codes glued to the number.
      {"USD34.6 million", "USD34.6 million", "USD", 34.6e6},
      {"RMB172.8 million", "RMB172.8 million", "CNY", 172.8e6},
      {"RM50,000 a year", "RM50,000", "MYR", 50000},
      {"a fare of Rs20", "Rs20", "INR", 20},
      {"EUR1.37 a share", "EUR1.37", "EUR", 1.37},
      {"AED5 million", "AED5 million", "AED", 5e6},
      {"R500 million", "R500 million", "ZAR", 500e6},
      {"PLN 40 million", "PLN 40 million", "PLN", 40e6},
      // Scales and groups.
      {"Rs 1,371.6 crore", "Rs 1,371.6 crore", "INR", 13716e6},
      {"Rs 5,00,000", "Rs 5,00,000", "INR", 500000},
      {"Rs 2 lakh crore", "Rs 2 lakh crore", "INR", 2e12},
      {"Tk 50 crore", "Tk 50 crore", "BDT", 500e6},
      {"$98 M in sales", "$98 M", "USD", 98e6},
      {"$5million", "$5million", "USD", 5e6},
      {"a $5-million deal", "$5-million", "USD", 5e6},
      {"a $5 million-a-year deal", "$5 million", "USD", 5e6},
      {"a five-million-dollar deal", "five-million-dollar", "USD", 5e6},
      {"5 mln dlrs", "5 mln dlrs", "USD", 5e6},
      {"$1,234,567.89 in all", "$1,234,567.89", "USD", 1234567.89},
      {"1 234 567 euros", "1 234 567 euros", "EUR", 1234567},
      {"a stake for €1,2 billion", "€1,2 billion", "EUR", 1.2e9},
      {"$.42 a share", "$.42", "USD", 0.42},
      {"half a million dollars", "half a million dollars", "USD", 500000},
      {"$1MM in sales", "$1MM", "USD", 1e6},
      {"half million dollars", "half million dollars", "USD", 500000},
      // Signs and codes behind the number, codes with a scale.
      {"1.2 billion € in cash", "1.2 billion €", "EUR", 1.2e9},
      {"a fare of 20€", "20€", "EUR", 20},
      {"40 million PLN", "40 million PLN", "PLN", 40e6},
      {"120 MEUR in sales", "120 MEUR", "EUR", 120e6},
      {"sales of MSEK 45.5", "MSEK 45.5", "SEK", 45.5e6},
      {"a fee of TEUR 500", "TEUR 500", "EUR", 500000},
      // Currencies by name, ICU's and the papers'.
      {"C$5m", "C$5m", "CAD", 5e6},
      {"NT$5 billion", "NT$5 billion", "TWD", 5e9},
      {"20 million Bangladeshi takas", "20 million Bangladeshi takas", "BDT", 20e6},
      {"300 million Norwegian crowns", "300 million Norwegian crowns", "NOK", 300e6},
      {"10 million U.S. dollars", "10 million U.S. dollars", "USD", 10e6},
      {"1.5 trillion won", "1.5 trillion won", "KRW", 1.5e12},
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
      {"a quarter of its sales", "a quarter", "", 25},
      {"one half of the staff", "one half", "", 50},
      {"profit doubled", "doubled", "times", 100},
      {"fell by -2.5% again", "-2.5%", "", -2.5},
      {"grew minus 5 percent", "minus 5 percent", "", -5},
      {"cut by 25bp", "25bp", "bp", 0.25},
      {"cut by 3 basis points", "3 basis points", "bp", 0.03},
      {"up half a percent", "half a percent", "", 0.5},
      {"up a half percent", "a half percent", "", 0.5},
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
                      {"EUR 20,000-25,000", 20000, 25000},
                      {"$10-15 million", 10e6, 15e6},
                      {"$3 to $4 million", 3e6, 4e6},
                      {"10%-15%", 10, 15},
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

TEST_CASE("a bracketed conversion is the same sum") {
  Annotations doc;
  std::vector<Mention> found = Find("RMB 3.2 million (US$450,000) in cash", &doc);
  REQUIRE(found.size() == 1);
  CHECK(found[0].value == "CNY");
  // Another sum in brackets is one.
  Annotations same;
  CHECK(Find("a loss of $4 million ($3 million) in the half", &same).size() == 2);
  Annotations other;
  CHECK(Find("$4 million (of which £1 million is owed)", &other).size() == 2);
}

TEST_CASE("a sum may have a currency and no amount") {
  Annotations doc;
  std::vector<Mention> found = Find("it owes hundreds of millions of euros to banks", &doc);
  REQUIRE(found.size() == 1);
  CHECK(doc.Text(found[0]) == "hundreds of millions of euros");
  CHECK(found[0].value == "EUR");
  CHECK(std::isnan(found[0].number));
  Annotations none;
  CHECK(Find("billions of people", &none).empty());
}

TEST_CASE("a currency's bare noun is that of the country told last") {
  struct Row {
    std::string text, last;
  };
  const Row rows[] = {
      {"It cost 2 million Norwegian crowns, of which 1 million crowns is paid", "NOK"},
      {"It cost NOK 2 million, of which 1 million crowns is paid", "NOK"},
      {"It cost 1 million crowns", "SEK"},
      {"It cost 2 million Swiss francs; it had 5 million francs", "CHF"},
      {"It cost 2 million Canadian dollars, or 1.5 million dollars", "USD"},
      {"It cost 2 million Pakistani rupees, not 3 million rupees", "PKR"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    std::vector<Mention> found = Find(row.text, &doc);
    REQUIRE_FALSE(found.empty());
    CHECK(found.back().value == row.last);
  }
}

TEST_CASE("years beside sums are no ends of a range") {
  Annotations doc;
  std::vector<Mention> found = Find("from $42 million in 2011 to $34 million", &doc);
  REQUIRE(found.size() == 3);
  CHECK(found[2].number == Approx(34e6));
  CHECK(std::isnan(found[2].number_max));
}

TEST_CASE("numbers that are sums of no currency") {
  struct Row {
    std::string text;
    double value;
  };
  const Row rows[] = {{"below the 5000 mark", 5000},
                      {"a model 4060 real-time box", 4060},
                      {"the TOP 10", 10},
                      {"two dozen people", 24},
                      {"a dozen eggs", 12},
                      {"since CUP 2019", 2019}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Annotations doc;
    std::vector<Mention> found = Find(row.text, &doc);
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == MentionType::kNumber);
    CHECK(found[0].number == row.value);
  }
}

TEST_CASE("what is no sum and no number") {
  for (std::string text :
       {"the G7 and Web3", "EU27 members", "part X50,000 of it", "5G networks", "3M makes tape",
        "at 10:30 today", "version 1.2.3 of it", "a real problem"}) {
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
