#include <catch2/catch.hpp>
#include <cmath>

#include "tests/facts/facts_of.h"

namespace newsfacts {
namespace {

std::vector<FigureFact> FiguresOf(const std::string& title, const std::string& text) {
  return FactsOf<FigureFact>(title, text);
}

bool Same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(b));
}

TEST_CASE("one figure a sentence: measure, value, change, comparison") {
  struct Row {
    const char* text;
    const char* metric;
    double value, change, previous;
    const char* unit;
    const char* kind;
  };
  const double none = kNoNumber;
  const Row rows[] = {
      {"Halden Corp said revenue rose 12 percent to $4.1 billion from $3.7 billion.", "revenue",
       4.1e9, 12, 3.7e9, "USD", "actual"},
      {"Halden Corp said sales slid 7% in the six months to June.", "revenue", none, -7, none, "",
       "actual"},
      {"Halden Corp reported $98 million in revenue.", "revenue", 98e6, none, none, "USD",
       "actual"},
      {"Halden Corp made a net loss of $70 million, against a net profit of $30 million.",
       "net_profit", -70e6, none, 30e6, "USD", "actual"},
      {"Halden Corp expects revenue of 500 million euros.", "revenue", 500e6, none, none, "EUR",
       "forecast"},
      {"Halden Corp saw its gross margin rise to 39 percent, up from 36 percent.", "margin", 39,
       none, 36, "percent", "actual"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<FigureFact> found = FiguresOf("", row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].metric == row.metric);
    CHECK(Same(found[0].value, row.value));
    CHECK(Same(found[0].change_percent, row.change));
    CHECK(Same(found[0].previous_value, row.previous));
    CHECK(found[0].unit == row.unit);
    CHECK(found[0].kind == row.kind);
    CHECK(found[0].subject == "Halden");
  }
}

TEST_CASE("a loss and the loss of a share are two figures with their comparisons") {
  std::vector<FigureFact> found = FiguresOf(
      "",
      "Halden Corp posted a net loss of $109 million, or 14 cents per share, from $180 million, "
      "or 23 cents per share.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].metric == "net_profit");
  CHECK(Same(found[0].value, -109e6));
  CHECK(Same(found[0].previous_value, -180e6));
  CHECK(found[1].metric == "eps");
  CHECK(Same(found[1].value, -0.14));
  CHECK(Same(found[1].previous_value, -0.23));
}

TEST_CASE("a period is never that of the comparison") {
  std::vector<FigureFact> found = FiguresOf(
      "", "Halden Corp said second-quarter revenue rose to $40 million from $30 million.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].period == "2021-Q2");
  found = FiguresOf("", "Halden Corp said fiscal fourth-quarter revenue rose to $40 million.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].period == "FY2021-Q4");
  found = FiguresOf("", "Halden Corp posted a profit of $36 million, up 27% from its 2003 level.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].period.empty());
}

TEST_CASE("a wire table is read line by line") {
  std::vector<FigureFact> found = FiguresOf(
      "HALDEN CORP <HLDN> 2ND QTR NET",
      "Shr 39 cts vs 50 cts\n    Net 4,529,000 vs 5,240,000\n    Revs 45.3 mln vs 33.8 mln   ");
  REQUIRE(found.size() == 3);
  CHECK(found[0].metric == "eps");
  CHECK(Same(found[0].value, 0.39));
  CHECK(found[1].metric == "net_profit");
  CHECK(Same(found[1].previous_value, 5240000));
  CHECK(found[2].metric == "revenue");
  CHECK(Same(found[2].value, 45.3e6));
  CHECK(Same(found[2].previous_value, 33.8e6));
  CHECK(found[2].period == "2021-Q2");
}

TEST_CASE("a note below a wire table does not name its company") {
  std::vector<FigureFact> found = FiguresOf(
      "HALDEN GROUP INC <HLDN> 2ND QTR NET",
      "Shr 39 cts vs 50 cts\n    NOTE: Excludes Nordlys Industries Inc, sold to Nordlys managers.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].subject == "HALDEN GROUP INC");
}

TEST_CASE("whom a figure is about") {
  struct Row {
    const char* text;
    const char* subject;
  };
  const Row rows[] = {
      {"Halden Corp said revenue of its film division rose 5 percent.", "film division"},
      {"Halden Corp said its film division saw revenue rise 5 percent.", "film division"},
      {"Halden Corp had revenue of $5 billion from its licensing division.", "licensing division"},
      {"Halden Corp said licensing revenue rose 5 percent.", "licensing"},
      {"Halden Corp told of a 5 percent rise in server and cloud services revenue.",
       "server and cloud services"},
      {"Halden Corp said revenue rose 5 percent.", "Halden"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<FigureFact> found = FiguresOf("", row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].metric == "revenue");
    CHECK(found[0].subject == row.subject);
  }
}

TEST_CASE("the second unit's change is of the first one's measure") {
  std::vector<FigureFact> found = FiguresOf(
      "", "Halden Corp said revenue at the carrier unit rose 5%, at the consumer unit 41%.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].change_percent == 5);
  CHECK(found[1].metric == "revenue");
  CHECK(found[1].subject == "consumer unit");
  CHECK(found[1].change_percent == 41);
}

TEST_CASE("estimates beside a result are forecasts of their own") {
  std::vector<FigureFact> found = FiguresOf(
      "",
      "Halden Corp said revenue fell 19 percent to $832 million, but beat analysts' average "
      "estimate of $818 million.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == "actual");
  CHECK(found[1].kind == "forecast");
  CHECK(Same(found[1].value, 818e6));
  // Without a currency, and in a sentence of their own.
  found = FiguresOf("",
                    "Halden Corp made an operating profit of 4.5 billion crowns against a forecast "
                    "of 4.8 billion in a poll and 4.7 billion in the year-ago period.");
  REQUIRE(found.size() == 2);
  CHECK(Same(found[0].previous_value, 4.7e9));
  CHECK(Same(found[1].value, 4.8e9));
  CHECK(found[1].unit == found[0].unit);
  found = FiguresOf("",
                    "Halden Corp said revenue was $40 million. Analysts had expected a 5 percent "
                    "slump to $38 million.");
  REQUIRE(found.size() == 2);
  CHECK(found[1].kind == "forecast");
  CHECK(Same(found[1].change_percent, -5));
  // Lines below a heading of guidance.
  found = FiguresOf("", "Halden Corp gave its guidance for 2022:\n* Sales: $40 million");
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == "forecast");
}

TEST_CASE("a measure is not lost behind a relative clause") {
  std::vector<FigureFact> found =
      FiguresOf("",
                "Revenue in Halden Corp's carrier business, which competes with many makers of "
                "ships and engines in the north of the country, increased 21.4 percent.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].change_percent == 21.4);
}

TEST_CASE("periods of months and of financial years") {
  struct Row {
    const char* text;
    const char* period;
  };
  const Row rows[] = {
      {"Halden Corp's profit was $40 million for January 2020 to June 2020.", "2020-H1"},
      {"Halden Corp's profit was $40 million for April 2020 to June 2020.", "2020-Q2"},
      {"Halden Corp made a profit of $40 million in the financial year that ended in March 2020.",
       "FY2020"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<FigureFact> found = FiguresOf("", row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].period == row.period);
  }
}

TEST_CASE("a wire table behind a dateline, in the currency of its lines") {
  std::vector<FigureFact> found = FiguresOf(
      "HALDEN PLC YEAR TO END-1986",
      "OSLO, March 3 - Shr 27.5p vs 24.3p\n    Pre-tax profit 85.1 mln stg vs 72.3 mln\n    "
      "Turnover 702.6 mln vs 646.7 mln\n    Avg shrs 15.2 mln vs 15.1 mln");
  REQUIRE(found.size() == 3);
  CHECK(found[0].metric == "eps");
  CHECK(found[1].metric == "pretax_profit");
  CHECK(found[2].metric == "revenue");
  CHECK(found[2].unit == "GBP");
  CHECK(Same(found[2].previous_value, 646.7e6));
}

TEST_CASE("items beside a result, ratios, volumes, what people earn and countries owe stay out") {
  for (const char* text : {
           "Halden Corp grew.\n\nNOTE: Net excludes a loss of 1.9 mln dlrs from a sale.",
           "Halden Corp told of a charge against earnings of $177 million.",
           "Halden Corp shares recovered those losses and were up 4 percent.",
           "Halden Corp said that Emma Larsson earned $11 million for her talks.",
           "Halden Corp said that she lost 130 pounds in two years.",
           "Halden Corp said sales volumes rose 5 percent.",
           "Halden Corp said its debt to equity ratio fell to 41 percent.",
           "Halden Corp lent to Ecuador, which has debt of $8 billion.",
       }) {
    CAPTURE(text);
    CHECK(FiguresOf("", text).empty());
  }
  CHECK(FiguresOf("", "Halden Corp, whose clients include Nordlys, earned $11 million.").size() ==
        1);
  CHECK(FiguresOf("", "Halden Corp has debt of $8 billion.").size() == 1);
}

TEST_CASE("sums that are no results stay out") {
  for (const char* text : {"Halden Corp bought a plant in Perth for $40 million.",
                           "Halden Corp owed $40 million in tax debt.",
                           "Halden Corp sold a unit for $40 million, including debt.",
                           "Halden Corp has 40 percent of the market.",
                           "Halden Corp pays $20 a month for every seat."}) {
    INFO(text);
    CHECK(FiguresOf("", text).empty());
  }
}

}  // namespace
}  // namespace newsfacts
