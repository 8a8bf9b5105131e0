#include "pipeline/review/score.h"

#include <catch2/catch.hpp>

#include "pipeline/review/alike.h"
#include "pipeline/review/interval.h"
#include "pipeline/review/score_text.h"

namespace newsfacts {
namespace {

Json Parse(std::string_view text) {
  JsonParser parser;
  Result<Json> json = parser.Parse(text);
  REQUIRE(json.ok());
  return *json;
}

ScoreCard ScoreOf(std::string_view gold, const std::vector<std::string>& facts) {
  Scorer scorer({});
  REQUIRE(scorer.AddGold(Parse(gold)).ok());
  for (const std::string& fact : facts) scorer.AddFact(Parse(fact));
  return scorer.Finish();
}

constexpr std::string_view kGold = R"({"id":"a",
 "deals":[{"type":"stake","status":"agreed","parties":[{"name":"Ostrel","role":"investor"},
   {"name":"Belmar Foods","role":"target"}],"amount":{"value":2000000,"currency":"EUR"},"date":"2024-05"},
  {"type":"merger","status":"denied","parties":[{"name":"a bank","role":"party","generic":true}]}],
 "people":[{"name":"Ada Lindqvist","role":"chief executive","organization":"Ostrel"}],
 "dates":[{"text":"Friday","occurrence":1,"value":"2024-05-03"},{"text":"May","occurrence":1,"value":null}],
 "figures":[{"metric":"revenue","subject":"Ostrel","value":12000000,"unit":"EUR","kind":"actual"}],
 "quotes":[{"speaker":"Ada Lindqvist","text":"We will keep every shop open"}]})";

}  // namespace

TEST_CASE("names are the same in spite of suffixes, cases and marks") {
  struct Row {
    std::string a, b;
    bool same, strict;
  };
  const Row rows[] = {
      {"Belmar Foods Inc", "belmar foods", true, true},
      {"Société Ostrel", "Societe Ostrel", true, true},
      {"Ostrel’s", "Ostrel", true, true},
      {"Belmar", "Belmar Foods", true, false},
      {"Foods", "Belmar Foods", true, false},
      {"Belmar Foods", "Belmar Mills", false, false},
      {"AB", "AB Ostrel", false, false},     // nothing but a legal form
      {"华瑞", "华瑞 Power", false, false},  // two characters are too few
      {"", "Ostrel", false, false},
      {"The Company", "Ostrel", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a, row.b);
    CHECK(SameName(row.a, row.b) == row.same);
    CHECK(SameName(row.b, row.a) == row.same);
    CHECK(SameName(row.a, row.b, true) == row.strict);
  }
}

TEST_CASE("roles and quotations are compared by shared words") {
  CHECK(SharedWords("chief executive", "the chief executive of") == 1);
  CHECK(SharedWords("chief executive", "chief of staff") == 0.5);
  CHECK(SharedWords("chairman", "driver") == 0);
  CHECK(SharedWords("", "the") == 1);
}

TEST_CASE("facts pair with gold, slots are counted") {
  struct Row {
    std::string why, fact, kind, slot;
    Tally want;
  };
  const std::string deal =
      R"({"doc":"a","fact":"deal","deal_type":"stake","status":"agreed","parties":[)"
      R"({"name":"Ostrel","role":"investor"},{"name":"Belmar","role":"target"}],)"
      R"("amount":{"value":2000000,"currency":"EUR"},"date":null})";
  const Row rows[] = {
      {"a deal with one slot missing", deal, "deal", "all", {5, 0, 1}},
      {"its parties", deal, "deal", "party", {2, 0, 0}},
      {"the generic merger is not scored", deal, "deal", "found", {1, 0, 0}},
      {"no fact at all", R"({"doc":"b","fact":"deal"})", "deal", "found", {0, 0, 1}},
      {"a role of other words",
       R"({"doc":"a","fact":"person","name":"Lindqvist","role":"chief"})",
       "person",
       "role",
       {1, 0, 0}},
      {"a wrong role is wrong and missed",
       R"({"doc":"a","fact":"person","name":"Lindqvist","role":"chairman"})",
       "person",
       "role",
       {0, 1, 1}},
      {"a date with another value",
       R"({"doc":"a","fact":"date","text":"on Friday","value":"2024-05-10"})",
       "date",
       "value",
       {0, 1, 1}},
      {"the value of a date without one is not scored",
       R"({"doc":"a","fact":"date","text":"May","value":"2024-05"})",
       "date",
       "value",
       {0, 0, 1}},
      {"a figure needs its number",
       R"({"doc":"a","fact":"figure","metric":"revenue","value":1,"subject":"Ostrel"})",
       "figure",
       "found",
       {0, 1, 1}},
      {"a figure with its number",
       R"({"doc":"a","fact":"figure","metric":"revenue","value":12000000.1,"subject":"Ostrel Ltd"})",
       "figure",
       "all",
       {2, 0, 2}},
      {"a quotation and its speaker",
       R"({"doc":"a","fact":"quote","text":"We will keep every shop open,","speaker":"Ada Lindqvist"})",
       "quote",
       "speaker",
       {1, 0, 0}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    Tally got = ScoreOf(kGold, {row.fact}).Total()[MeasureIndex(row.kind, row.slot)];
    CHECK(got.right == row.want.right);
    CHECK(got.wrong == row.want.wrong);
    CHECK(got.missed == row.want.missed);
  }
}

TEST_CASE("each gold fact pairs once, and rules answer for their facts") {
  ScoreCard card =
      ScoreOf(kGold, {R"({"doc":"a","fact":"person","name":"Ada Lindqvist","rule":"person.one"})",
                      R"({"doc":"a","fact":"person","name":"Lindqvist","rule":"person.two"})"});
  size_t found = MeasureIndex("person", "found");
  CHECK(card.Total()[found].right == 1);
  CHECK(card.Total()[found].wrong == 1);
  CHECK(card.by_rule[{"person", "person.one"}][found].right == 1);
  CHECK(card.by_rule[{"person", "person.two"}][found].wrong == 1);
}

TEST_CASE("facts with false spans do not count") {
  Scorer scorer({});
  REQUIRE(scorer.AddGold(Parse(kGold)).ok());
  scorer.AddText("a", "😀 Friday");
  scorer.AddFact(Parse(R"({"doc":"a","fact":"date","text":"Friday","begin":2,"end":8})"));
  scorer.AddFact(Parse(R"({"doc":"a","fact":"date","text":"Friday","begin":5,"end":11})"));
  ScoreCard card = scorer.Finish();
  CHECK(card.false_spans == 1);
  CHECK(card.Total()[MeasureIndex("date", "found")].right == 1);
}

TEST_CASE("floors hold what was saved, and name what fell") {
  ScoreCard good = ScoreOf(kGold, {R"({"doc":"a","fact":"person","name":"Ada Lindqvist"})"});
  ScoreCard bad = ScoreOf(kGold, {});
  Json floors = Parse(FloorsJson(good));
  Result<std::vector<std::string>> held = BelowFloors(good, floors);
  REQUIRE(held.ok());
  CHECK(held->empty());
  Result<std::vector<std::string>> fell = BelowFloors(bad, floors);
  REQUIRE(fell.ok());
  CHECK(*fell == std::vector<std::string>{"mean_f1 0.0000 is below its floor 0.0667",
                                          "person.found 0.0000 is below its floor 1.0000"});
  CHECK_FALSE(BelowFloors(good, Parse(R"({"date.fuond":0.5})")).ok());
}

TEST_CASE("Wilson's interval") {
  struct Row {
    int64_t right, all;
    double low, high;
  };
  const Row rows[] = {
      {0, 0, 0, 1}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {45, 50, 0.7864, 0.9565}};
  for (const Row& row : rows) {
    CAPTURE(row.right, row.all);
    CHECK(Wilson(row.right, row.all).low == Approx(row.low).margin(0.0001));
    CHECK(Wilson(row.right, row.all).high == Approx(row.high).margin(0.0001));
  }
}

TEST_CASE("the bootstrap is the same for a seed and surrounds the score") {
  Scorer scorer({});
  for (int i = 0; i < 40; ++i) {
    std::string id = std::to_string(i);
    REQUIRE(scorer.AddGold(Parse(R"({"id":")" + id + R"(","people":[{"name":"Ada L"}]})")).ok());
    if (i % 2 != 0) continue;
    scorer.AddFact(Parse(R"({"doc":")" + id + R"(","fact":"person","name":"Ada L"})"));
  }
  ScoreCard card = scorer.Finish();
  size_t found = MeasureIndex("person", "found");
  Interval a = Bootstrap(card, 500, 1).f1[found];
  Interval b = Bootstrap(card, 500, 1).f1[found];
  CHECK(a.low == b.low);
  CHECK(a.high == b.high);
  double f1 = card.Total()[found].f1();
  CHECK(a.low < f1);
  CHECK(f1 < a.high);
  CHECK(a.high - a.low < 0.4);
}

TEST_CASE("judged samples give a precision") {
  Judgements judgements;
  CHECK(judgements.Add(Parse(R"({"fact":"deal","rule":"deal.x","judged":"right"})")).ok());
  CHECK(judgements.Add(Parse(R"({"new":{"fact":"deal","rule":"deal.y"},"judged":"wrong"})")).ok());
  CHECK(judgements.Add(Parse(R"({"fact":"date","judged":"unsure"})")).ok());
  CHECK_FALSE(judgements.Add(Parse(R"({"fact":"date","judged":"maybe"})")).ok());
  Json out = Parse(judgements.ToJson());
  std::string rows;
  for (const Json& row : out["judged"].items()) {
    rows += row["fact"].str() + "/" + row["rule"].str() + " " + row["right"].Dump() +
            row["wrong"].Dump() + row["unsure"].Dump() + " " + row["precision"].Dump() + "\n";
  }
  CHECK(rows == "/ 111 0.5\ndate/ 001 null\ndeal/ 110 0.5\ndeal/deal.x 100 1\ndeal/deal.y 010 0\n");
}

}  // namespace newsfacts
