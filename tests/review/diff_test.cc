#include "pipeline/review/diff.h"

#include <catch2/catch.hpp>

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
      {"nothing alike", {fact, other}, {other}, "removed rules; same none"},
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

}  // namespace newsfacts
