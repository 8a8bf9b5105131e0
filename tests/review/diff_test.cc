#include "pipeline/review/diff.h"

#include <catch2/catch.hpp>

#include "pipeline/review/difference_filter.h"

namespace newsfacts {
namespace {

std::vector<Json> Facts(const std::vector<std::string>& lines) {
  JsonParser parser;
  std::vector<Json> out;
  for (const std::string& line : lines) {
    Result<Json> json = parser.Parse(line);
    REQUIRE(json.ok());
    out.push_back(std::move(*json));
  }
  return out;
}

// A figure of article "a" read from a text and a page with these digests.
std::string Figure(std::string_view id, int value, int begin, std::string_view text,
                   std::string_view page) {
  return R"({"id":")" + std::string(id) + R"(","doc":"a","published":"2024-05-03","text_sha1":")" +
         std::string(text) + R"(","payload_sha1":")" + std::string(page) +
         R"(","fact":"figure","rule":"figure.revenue","metric":"revenue","subject":"Ostrel","value":)" +
         std::to_string(value) + R"(,"unit":"EUR","evidence":[{"begin":)" + std::to_string(begin) +
         R"(,"end":90,"text":"Ostrel said sales were )" + std::to_string(value) + R"( euros"}]})";
}

// "outcome cause slot..." of each difference, joined by ';'.
std::string Told(const std::vector<Difference>& differences) {
  std::string out;
  for (const Difference& d : differences) {
    if (!out.empty()) out += "; ";
    out += std::string(OutcomeName(d.outcome)) + " " + std::string(CauseName(d.cause));
    for (const SlotChange& c : d.changes) {
      out += " " + c.slot + " " + c.old_value + "->" + c.new_value;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("facts of two runs are told apart, with the cause") {
  const std::string fact = Figure("1", 12, 10, "t1", "p1");
  const std::string other = R"({"id":"9","doc":"a","published":"2024-05-03","text_sha1":"t1",)"
                            R"("payload_sha1":"p1","fact":"person","name":"Ada Lindqvist"})";
  struct Row {
    std::string why;
    std::vector<std::string> old_facts, new_facts;
    std::string want;
  };
  const Row rows[] = {
      {"equal", {fact}, {fact}, "same none"},
      {"only the offsets", {fact}, {Figure("1", 12, 11, "t2", "p2")}, "moved page"},
      {"same id, another slot",
       {fact},
       {Figure("1", 13, 10, "t1", "p1")},
       "changed rules value 12->13"},
      {"another id, alike",
       {fact},
       {Figure("2", 13, 10, "t1", "p1")},
       "changed rules value 12->13"},
      {"another page", {fact}, {Figure("2", 13, 10, "t2", "p2")}, "changed page value 12->13"},
      {"another text of the same page",
       {fact},
       {Figure("2", 13, 10, "t2", "p1")},
       "changed cleaner value 12->13"},
      {"nothing alike", {fact, other}, {other}, "same none; removed rules"},
      {"kinds are not mixed", {fact}, {other}, "removed rules; added rules"},
      {"no facts on one side", {fact}, {}, "removed unknown"},
      {"an id that stands twice", {fact, fact}, {fact}, "same none; removed rules"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::vector<Json> old_facts = Facts(row.old_facts);
    std::vector<Json> new_facts = Facts(row.new_facts);
    CHECK(Told(DiffDocument(old_facts, new_facts)) == row.want);
  }
}

TEST_CASE("a fact that became two is split, two that became one are merged") {
  auto deal = [](std::string_view id, std::string_view parties) {
    std::string list;
    for (char name : parties)
      list += (list.empty() ? "" : ",") + (R"({"name":")" + std::string(1, name) + R"("})");
    return R"({"id":")" + std::string(id) +
           R"(","doc":"a","text_sha1":"t1","payload_sha1":"p1","published":null,)" +
           R"("fact":"deal","rule":"deal.x","deal_type":"contract","status":"agreed","parties":[)" +
           list +
           R"(],"evidence":[{"begin":0,"end":9,"text":"Ostrel ships to Calder and Brell"}]})";
  };
  std::vector<Json> one = Facts({deal("1", "OCB")});
  std::vector<Json> two = Facts({deal("2", "OC"), deal("3", "OB")});
  std::vector<Difference> split = DiffDocument(one, two);
  REQUIRE(split.size() == 1);
  CHECK(split[0].outcome == Outcome::kSplit);
  CHECK(split[0].also.size() == 1);
  std::vector<Difference> merged = DiffDocument(two, one);
  REQUIRE(merged.size() == 1);
  CHECK(merged[0].outcome == Outcome::kMerged);
  // One that kept its identity was not split: the other one came beside it.
  std::vector<Json> kept = Facts({deal("1", "OCB"), deal("3", "OB")});
  CHECK(Told(DiffDocument(one, kept)) == "same none; added rules");
}

// The words of the evidence still differ: the fact is moved, not changed.
TEST_CASE("ignored slots and tolerated numbers are no change") {
  std::vector<Json> a = Facts({Figure("1", 100, 10, "t1", "p1")});
  std::vector<Json> b = Facts({Figure("1", 101, 10, "t1", "p1")});
  struct Row {
    DiffOptions options;
    Outcome want;
  };
  const Row rows[] = {{{}, Outcome::kChanged},
                      {{{"value"}, {}}, Outcome::kMoved},
                      {{{"figure.value"}, {}}, Outcome::kMoved},
                      {{{"deal.value"}, {}}, Outcome::kChanged},
                      {{{}, {{"value", 0.02}}}, Outcome::kMoved},
                      {{{}, {{"figure.value", 0.001}}}, Outcome::kChanged}};
  for (const Row& row : rows) CHECK(DiffDocument(a, b, row.options).at(0).outcome == row.want);
}

TEST_CASE("gates read their condition, measure and limit") {
  std::vector<Json> olds = Facts({Figure("1", 1, 1, "t1", "p1"), Figure("2", 2, 50, "t1", "p1")});
  std::vector<Json> news = Facts({Figure("1", 9, 1, "t1", "p1"), Figure("2", 2, 50, "t1", "p1")});
  std::vector<Difference> differences = DiffDocument(olds, news);
  struct Row {
    std::string gate;
    bool trips;
  };
  const Row rows[] = {{"changed>0", true},
                      {"changed>1", false},
                      {"changed>=50%", true},
                      {"changed>50%", false},
                      {"removed>0", false},
                      {"differs>0", true},
                      {"same<2", true},
                      {"kind=figure,changed>0", true},
                      {"kind=deal,changed>0", false},
                      {"cause=rules,changed>0", true},
                      {"cause=page,changed>0%", false}};
  for (const Row& row : rows) {
    CAPTURE(row.gate);
    Result<Gate> gate = Gate::Parse(row.gate);
    REQUIRE(gate.ok());
    for (const Difference& d : differences) gate->Count(d);
    CHECK(gate->Tripped() == row.trips);
  }
  for (std::string wrong : {"", "removed", "gone>1", "removed>x", "removed>", "colour=red,same>1",
                            "kind=deals,same>1", "removed=2"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Gate::Parse(wrong).ok());
  }
}

}  // namespace newsfacts
