// Deals from text to fact: what the title tells, how statuses and dates are read, who is meant.
#include "tests/facts/facts_of.h"

namespace newsfacts {
namespace {

std::vector<DealFact> DealsOf(const std::string& title, const std::string& text) {
  return FactsOf<DealFact>(title, text);
}

std::string Parties(const DealFact& deal) {
  std::string all;
  for (const Party& p : deal.parties) {
    if (!p.generic) all += (all.empty() ? "" : "; ") + p.role + "=" + p.name;
  }
  return all;
}

TEST_CASE("the body is cited for what the title tells") {
  const std::string text =
      "Orvane Corp said it will buy Tessaro Ltd for $6.12 billion in cash. Shares rose.";
  // The sum of the title is that of the body, if rounded.
  std::vector<DealFact> deals = DealsOf("Orvane to buy Tessaro for $6.1 billion", text);
  REQUIRE(deals.size() == 1);
  REQUIRE(deals[0].amount);
  CHECK(deals[0].amount->value == 6.12e9);
  CHECK(deals[0].amount->span.In(text) == "$6.12 billion");
  // A deal that the body does not retell: the sentence that names its parties.
  deals = DealsOf("Orvane to buy Tessaro for $6.1 billion",
                  "Shares of Orvane Corp fell while those of Tessaro Ltd rose.");
  REQUIRE(deals.size() == 1);
  CHECK(Parties(deals[0]) == "acquirer=Orvane; target=Tessaro");
  CHECK(!deals[0].amount);
  // One that the body tells under other names is told once.
  deals = DealsOf("Orvane units to buy Tessaro", "Nordlys Inc, of Orvane, agreed to buy Tessaro.");
  CHECK(deals.size() == 1);
}

TEST_CASE("whom a deal is told of") {
  struct Row {
    const char* title;
    const char* text;
    const char* parties;
  };
  const Row rows[] = {
      {"", "Velmora Inc makes masts. That's why we've acquired Tarnwick Ltd. Velmora Inc is old.",
       "acquirer=Velmora; target=Tarnwick"},
      {"", "Orvane widens its lead in Nordlys Bay with the acquisition of Tessaro Ltd.",
       "acquirer=Orvane; target=Tessaro"},
      {"", "Orvane Corp will also license its radios, which reach far, to Tessaro Ltd.",
       "licensor=Orvane; licensee=Tessaro"},
      {"",
       "Since its plans were foiled to merge with rival Tessaro Ltd, Orvane Corp has been small.",
       "party=Tessaro; party=Orvane"},
      {"Orvane Media Raises $24 Million Amid Growth",
       "Orvane Media said it has raised $24 million.", "recipient=Orvane Media"},
      {"", "LONDON Orvane Corp said it bought Tessaro Ltd.", "acquirer=Orvane; target=Tessaro"},
      // The other side is named elsewhere.
      {"Orvane ends patent row with Tessaro",
       "Shares of Orvane Corp and Tessaro Ltd rose. Orvane got money in the settlement.",
       "party=Orvane; party=Tessaro"},
      {"",
       "Orvane Corp had a loss. Orvane said sales fell. Orvane's costs rose. The loss held a "
       "charge "
       "for the acquisition of the mast maker Tessaro Ltd.",
       "target=Tessaro; acquirer=Orvane"},
      // "The company" is not who buys it.
      {"",
       "Tessaro Ltd was founded in 1990. Orvane Corp bought a 4.6 percent stake in the Nordic "
       "carrier.",
       "investor=Orvane; target=Tessaro"},
      {"", "Sales of Orvane Corp grew on new products, including a deal with Tessaro Ltd.",
       "party=Orvane; party=Tessaro"},
      // A country is no licensee.
      {"",
       "Orvane Corp sells US technology. Its chief said Orvane Corp had been in talks with US "
       "companies for a license to use its radio technology.",
       "licensor=Orvane"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<DealFact> deals = DealsOf(row.title, row.text);
    REQUIRE(deals.size() == 1);
    CHECK(Parties(deals[0]) == row.parties);
  }
}

TEST_CASE("status and date of a deal") {
  struct Row {
    const char* text;
    const char* status;
    const char* date;
  };
  const Row rows[] = {
      {"Orvane Corp is reportedly in talks to buy Tessaro Ltd.", "rumoured", ""},
      // A party that confirms takes the rumour back.
      {"An Orvane executive reportedly confirmed that Orvane Corp was in talks to buy Tessaro Ltd.",
       "talks", ""},
      {"The board of Orvane Corp has decided to buy Tessaro Ltd.", "proposed", ""},
      {"Orvane Corp bought Tessaro Ltd in 2016.", "completed", "2016"},
      // When something begins or ends.
      {"Orvane Corp licensed its radios to Tessaro Ltd, which makes them from 2019.", "agreed", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<DealFact> deals = DealsOf("", row.text);
    REQUIRE(deals.size() == 1);
    CHECK(deals[0].status == row.status);
    CHECK(deals[0].date == row.date);
  }
}

}  // namespace
}  // namespace newsfacts
