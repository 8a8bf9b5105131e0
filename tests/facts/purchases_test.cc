// Purchases from text to fact: who buys what from whom, and for how much.
#include <catch2/catch.hpp>
#include <cmath>

#include "extractors/facts/extract.h"

namespace newsfacts {
namespace {

std::vector<DealFact> DealsOf(const std::string& text) {
  Result<Extractor> extractor = Extractor::Create({});
  REQUIRE(extractor.ok());
  Article article;
  article.id = "a";
  article.text = text;
  std::vector<DealFact> deals;
  for (const Fact& f : extractor->Extract(article).facts) {
    if (const auto* deal = std::get_if<DealFact>(&f.slots)) deals.push_back(*deal);
  }
  return deals;
}

std::string Named(const DealFact& deal, std::string_view role) {
  std::string names;
  for (const Party& p : deal.parties) {
    if (p.role == role) names += (names.empty() ? "" : "; ") + p.name;
  }
  return names;
}

TEST_CASE("roles of a purchase") {
  struct Row {
    const char* text;
    const char* acquirer;
    const char* target;
    const char* seller;
  };
  const Row rows[] = {
      {"Orvane Corp said it sold its ferry division to Tessaro Ltd.", "Tessaro", "ferry division",
       "Orvane"},
      {"Orvane Corp is selling its ferry business, Kestrel Lines Inc, to a group led by Tessaro "
       "Ltd.",
       "Tessaro", "Kestrel Lines", "Orvane"},
      {"Tessaro Ltd said it reached an agreement with Orvane Corp to acquire all shares of Kestrel "
       "Lines Inc.",
       "Tessaro", "Kestrel Lines", "Orvane"},
      {"BERGEN, March 3 - Tessaro Ltd said it bought Orvane Corp's harbour unit.", "Tessaro",
       "harbour unit", "Orvane"},
      {"Tessaro Ltd told the Harbour Board it bought Kestrel Lines Inc.", "Tessaro",
       "Kestrel Lines", ""},
      {"Tessaro Ltd said it bought Orvane Corp's Kestrel Lines Inc.", "Tessaro", "Kestrel Lines",
       "Orvane"},
      // A description gives way to the name.
      {"Tessaro Ltd said it agreed to buy a small ferry operator. The purchase of Kestrel Lines "
       "Inc "
       "by Tessaro Ltd is to close in May.",
       "Tessaro", "Kestrel Lines", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<DealFact> deals = DealsOf(row.text);
    REQUIRE(deals.size() == 1);
    CHECK(deals[0].type == "acquisition");
    CHECK(Named(deals[0], "acquirer") == row.acquirer);
    CHECK(Named(deals[0], "target") == row.target);
    CHECK(Named(deals[0], "seller") == row.seller);
  }
}

TEST_CASE("prices of a purchase") {
  struct Row {
    const char* text;
    double value;  // NaN: none
    const char* words;
  };
  const double none = kNoNumber;
  const Row rows[] = {
      {"Tessaro Ltd bought Kestrel Lines Inc for 12 mln dlrs.", 12e6, "12 mln dlrs"},
      {"Tessaro Ltd will buy Kestrel Lines Inc for 30 dlrs a share, or 242 mln dlrs.", 242e6,
       "242 mln dlrs"},
      {"Tessaro Ltd will buy Kestrel Lines Inc, which has sales of 80 mln dlrs.", none, ""},
      {"Tessaro Ltd bought Kestrel Lines Inc. Kestrel makes ferries. The purchase price was $9 "
       "million.",
       9e6, "$9 million"},
      {"Tessaro Ltd bought Kestrel Lines Inc. Terms of the deal were not disclosed.", none,
       "not disclosed"},
      {"Tessaro Ltd bought Kestrel Lines Inc for an undisclosed sum.", none, "undisclosed"},
      {"Tessaro Ltd bought Kestrel Lines Inc. Its plans were not disclosed.", none, ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<DealFact> deals = DealsOf(row.text);
    REQUIRE(deals.size() == 1);
    const std::optional<Amount>& amount = deals[0].amount;
    CHECK(amount.has_value() == (*row.words != '\0'));
    if (!amount) continue;
    CHECK(std::isnan(amount->value) == std::isnan(row.value));
    if (!std::isnan(row.value)) CHECK(amount->value == row.value);
    CHECK(amount->span.In(row.text) == row.words);
  }
}

TEST_CASE("what reads like a purchase and is none") {
  const char* rows[] = {
      "Tessaro Ltd bought Kestrel Lines jets for its northern routes.",
      "Tessaro Ltd said it filed a proposal to buy Kestrel Lines Inc's first spring timetable.",
      "Tessaro Ltd spent the day on its bid for a Senate seat.",
      "Ada Lind will take over Kestrel Lines Inc as its chief executive.",
  };
  for (const char* row : rows) {
    INFO(row);
    CHECK(DealsOf(row).empty());
  }
}

TEST_CASE("how far a purchase is") {
  struct Row {
    const char* text;
    const char* status;
  };
  const Row rows[] = {
      {"Tessaro Ltd agreed to sell its 9 percent stake in Kestrel Lines Inc to Orvane Corp.",
       "agreed"},
      {"Tessaro Ltd sold its 9 percent stake in Kestrel Lines Inc to Orvane Corp.", "completed"},
      // What only names the deal does not say that it is done.
      {"Tessaro Ltd said it agreed to buy Kestrel Lines Inc. The acquisition of Kestrel Lines Inc "
       "by Tessaro Ltd will give it nine ships.",
       "agreed"},
      {"Tessaro Ltd, which said that it may bid for an airport, raised its stake in Kestrel Lines "
       "Inc.",
       "completed"},
      // The next sentence tells how it went on.
      {"Tessaro Ltd agreed in May to buy Kestrel Lines Inc. That transaction closed at the end of "
       "the year.",
       "completed"},
      {"Tessaro Ltd agreed in May to buy Kestrel Lines Inc. The deal was blocked by a court in "
       "June.",
       "ended"},
      {"Tessaro Ltd ended talks with Orvane Corp on the purchase of Kestrel Lines Inc.", "ended"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<DealFact> deals = DealsOf(row.text);
    REQUIRE(deals.size() == 1);
    CHECK(deals[0].status == row.status);
  }
}

TEST_CASE("a purchase told in pieces is one") {
  std::vector<DealFact> deals = DealsOf(
      "And then, with its $90 million acquisition of Kestrel Lines Inc, Tessaro Ltd came to the "
      "north. The north has many ports. Its winters are long. Nobody lives on the islands. By "
      "purchasing Kestrel Lines Inc, Tessaro Ltd won nine ships. The ships are old. Some leak. "
      "The rest are slow. The Kestrel Lines acquisition was dear.");
  REQUIRE(deals.size() == 1);
  CHECK(Named(deals[0], "acquirer") == "Tessaro");
  REQUIRE(deals[0].amount);
  CHECK(deals[0].amount->value == 90e6);
}

TEST_CASE("a holding of more than half is a purchase") {
  const std::pair<const char*, const char*> rows[] = {
      {"Tessaro Ltd raised its stake in Kestrel Lines Inc to 52 percent.", "acquisition"},
      {"Tessaro Ltd raised its stake in Kestrel Lines Inc to 22 percent.", "stake"},
  };
  for (const auto& [text, type] : rows) {
    INFO(text);
    std::vector<DealFact> deals = DealsOf(text);
    REQUIRE(deals.size() == 1);
    CHECK(deals[0].type == type);
  }
}

TEST_CASE("nobody sells itself") {
  std::vector<DealFact> deals = DealsOf(
      "Ada Lind led Kestrel Lines Inc, a ferry company, to a good end for its owners by selling "
      "Kestrel Lines Inc to Tessaro Ltd in 2011.");
  REQUIRE(deals.size() == 1);
  CHECK(Named(deals[0], "target") == "Kestrel Lines");
  CHECK(Named(deals[0], "acquirer") == "Tessaro");
}

TEST_CASE("who rules on a purchase has no part in it") {
  std::vector<DealFact> deals = DealsOf(
      "The Department of Transport approved the takeover of Kestrel Lines Inc by Tessaro Ltd.");
  REQUIRE(deals.size() == 1);
  CHECK(deals[0].parties.size() == 2);
  CHECK(Named(deals[0], "acquirer") == "Tessaro");
}

}  // namespace
}  // namespace newsfacts
