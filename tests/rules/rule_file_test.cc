#include "extractors/rules/rule_file.h"

#include <catch2/catch.hpp>

#include <string>

namespace newsfacts {
namespace {

// Lines 1 to 7.
constexpr char kSound[] =
    "list  from = from | out of\n"
    "rule  deal.orders\n"
    "why   one orders from another\n"
    "fact  deal type=contract needs=customer,supplier\n"
    "match {ORG:customer} ~3 orders %from {ORG+:supplier}\n"
    "yes   [Orion|ORG] orders from [Tern|ORG].\n"
    "no    [Orion|ORG] orders to [Tern|ORG].\n";

Status Read(const std::string& bytes, std::vector<Rule>* rules) {
  return ReadRules(bytes, "a.rules", Lexicon(), rules);
}

TEST_CASE("a rule is read") {
  std::vector<Rule> rules;
  REQUIRE(Read(kSound, &rules).ok());
  REQUIRE(rules.size() == 1);
  const Rule& r = rules[0];
  CHECK(r.id == "deal.orders");
  CHECK(r.why == "one orders from another");
  CHECK(r.Attribute("type") == "contract");
  CHECK(r.Attribute("status").empty());
  CHECK(r.needs == std::vector<std::pair<std::string, int>>{{"customer", 1}, {"supplier", 1}});
  REQUIRE(r.patterns.size() == 1);
  CHECK(r.patterns[0].slots == std::vector<std::string>{"customer", "supplier"});
  CHECK(r.examples.size() == 2);
  CHECK(r.digest.size() == 16);
}

TEST_CASE("the parts of a pattern are kept as the file has them") {
  struct Row {
    const char* match;
    std::vector<std::string> written;
  };
  const Row rows[] = {
      {"{ORG:customer} ~3 orders %from {ORG+:supplier}",
       {"{ORG:customer}", "~3", "orders", "%from", "{ORG+:supplier}"}},
      {"orders(?: out of)?   -2  {ORG|PERSON:supplier}'s",
       {"orders(?: out of)?", "-2", "{ORG|PERSON:supplier}'s"}},
      {"an? (?:order|large order) {-4 %from:subject} \\(late",
       {"an?", "(?:order|large order)", "{-4 %from:subject}", "\\(late"}},
      {"orders @whom now", {"orders", "~2", "{ORG:supplier}", "now"}},
  };
  for (const Row& row : rows) {
    std::string bytes = "form  whom = ~2 {ORG:supplier}\n" + std::string(kSound);
    size_t match = bytes.find("{ORG:customer}");
    bytes.replace(match, bytes.find('\n', match) - match, row.match);
    std::vector<Rule> rules;
    REQUIRE(Read(bytes, &rules).ok());
    const RulePattern& pattern = rules[0].patterns[0];
    std::vector<std::string> written;
    std::string regex;
    for (const PatternElement& e : pattern.elements) {
      written.push_back(e.written);
      regex += e.regex;
    }
    INFO(row.match);
    CHECK(written == row.written);
    CHECK(pattern.regex.find(regex) != std::string::npos);
  }
}

TEST_CASE("a rule has the slots of its own fact line") {
  std::string second = kSound;
  second.replace(second.find("deal.orders"), 11, "deal.other");
  second.erase(0, second.find("rule"));
  size_t fact = second.find("fact");
  size_t match = second.find("match");
  std::string before = second.substr(0, fact) + second.substr(match);  // none before its forms
  std::vector<Rule> rules;
  Status read = Read(kSound + before, &rules);
  REQUIRE(!read.ok());
  CHECK(read.error().message.find("a.rules:10:") != std::string::npos);
}

TEST_CASE("what a rule finds decides its digest") {
  std::string other = kSound;
  other.replace(other.find("~3"), 2, "~4");
  std::string list = kSound;
  list.replace(list.find("out of"), 6, "off");
  std::vector<Rule> a, b, c, d;
  REQUIRE(Read(kSound, &a).ok());
  REQUIRE(Read("# a comment\n\n" + std::string(kSound), &b).ok());
  REQUIRE(Read(other, &c).ok());
  REQUIRE(Read(list, &d).ok());
  CHECK(a[0].digest == b[0].digest);
  CHECK(a[0].digest != c[0].digest);
  CHECK(a[0].digest != d[0].digest);
}

TEST_CASE("faults name file and line and how to mend them") {
  struct Row {
    const char* was;
    const char* becomes;
    const char* message;  // a beginning
  };
  const Row rows[] = {
      {"list  from =", "list  from", "a.rules:1: write a list as: "},
      {"from | out of", "from | | out of", "a.rules:1: an empty word in the list"},
      {"from | out of", "lexicon/none.txt", "a.rules:1: there is no word list lexicon/none.txt"},
      {"rule  deal.orders", "rule  deal orders", "a.rules:2: a rule needs one id without blanks"},
      {"rule  deal.orders", "", "a.rules:3: \"why\" outside a rule"},
      {"why   one orders", "because one orders", "a.rules:3: \"because\" begins no line"},
      {"why   one orders from another", "", "a.rules:2: rule deal.orders has no why line"},
      {"fact  deal", "fact  meal", "a.rules:4: no kind of fact \"meal\""},
      {"type=contract", "contract", "a.rules:4: \"contract\" is not NAME=VALUE"},
      {"needs=customer", "needs=guest", "a.rules:4: a deal has no slot \"guest\""},
      {"needs=customer,", "needs=customer:0,", "a.rules:4: needs takes counts from 1 to 9"},
      {"{ORG:customer}", "{OGR:customer}", "a.rules:5: no mention type \"OGR\""},
      {"{ORG:customer}", "{ORG:guest}", "a.rules:5: a deal has no slot \"guest\""},
      {"{ORG+:supplier}", "{ORG+:supplier", "a.rules:5: a \"{\" without its \"}\""},
      {"~3", "~0", "a.rules:5: a gap is ~1 to ~12 words"},
      {"~3", "~13", "a.rules:5: a gap is ~1 to ~12 words"},
      {"~3 orders %from {ORG+:supplier}", "orders ~3", "a.rules:5: a gap needs something after"},
      {"%from", "%form", "a.rules:5: no list %form"},
      {"%from", "@from", "a.rules:5: no form @from"},
      {"list  from =", "form  From =", "a.rules:1: write a form as: "},
      {"{ORG+:supplier}", "{-3 %none:supplier}", "a.rules:5: no list \"%none\"; words end in one"},
      {"{ORG+:supplier}", "{%from}", "a.rules:5: words that fill a slot are written"},
      {"~3", "-13", "a.rules:5: a gap is ~1 to ~12 words"},
      {"orders %from", "(orders|order) %from", "a.rules:5: only (?:...) groups are allowed"},
      {"orders %from", "^orders %from", "a.rules:5: anchors are not allowed"},
      {"~3 orders %from", "~3", "a.rules:5: a pattern needs a word beside its mentions"},
      {"yes   [Orion|ORG]", "yes   [Orion|OGR]", "a.rules:6: a mention is written [words|TYPE]"},
      {"no    [Orion|ORG] orders to", "yes   [Orion|ORG] orders from",
       "a.rules:2: rule deal.orders has no no example"},
      {"no    [Orion|ORG]", "=>    guest=\"x\"\nno    [Orion|ORG]",
       "a.rules:7: a deal has no slot \"guest\""},
  };
  for (const Row& row : rows) {
    std::string bytes = kSound;
    size_t at = bytes.find(row.was);
    REQUIRE(at != std::string::npos);
    bytes.replace(at, std::string(row.was).size(), row.becomes);
    std::vector<Rule> rules;
    Status s = Read(bytes, &rules);
    INFO(bytes);
    REQUIRE_FALSE(s.ok());
    CHECK(s.error().kind == Error::Kind::kUsage);
    INFO(s.error().message);
    CHECK(s.error().message.substr(0, std::string(row.message).size()) == row.message);
  }
}

TEST_CASE("ids are unique") {
  std::vector<Rule> rules;
  REQUIRE(Read(kSound, &rules).ok());
  Status s = Read(kSound, &rules);
  REQUIRE_FALSE(s.ok());
  CHECK(s.error().message == "a.rules:2: the id deal.orders is taken by a.rules:2; choose another");
}

TEST_CASE("bytes that are no UTF-8 are refused") {
  std::vector<Rule> rules;
  CHECK_FALSE(Read("# \xff\n", &rules).ok());
}

}  // namespace
}  // namespace newsfacts
