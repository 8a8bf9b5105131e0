#include "extractors/rules/skeleton.h"

#include <catch2/catch.hpp>

#include "extractors/rules/rule_file.h"

namespace newsfacts {
namespace {

Skeleton Make(const RuleExample& e) {
  return Skeleton(e.text, {0, static_cast<uint32_t>(e.text.size())}, e.mentions, 0,
                  static_cast<uint32_t>(e.mentions.size()));
}

TEST_CASE("mentions become pieces") {
  struct Row {
    const char* bracketed;
    const char* skeleton;
  };
  const Row rows[] = {
      {"[Orion|ORG] bought [Tern|ORG].", "<ORG> bought <ORG>."},
      {"[Orion|ORG] and [Tern|ORG] merged.", "<ORGS> merged."},
      {"[Orion|ORG], [Tern|ORG] and [Kestrel|ORG] merged.", "<ORGS> merged."},
      {"[Orion|ORG], [Tern|ORG] said.", "<ORG>, <ORG> said."},
      {"[Ada Holm|PERSON] and [Tern|ORG] met.", "<PERSON> and <ORG> met."},
      {"of <[Orion|ORG]>, <[Tern|ORG]> and <[Kestrel|ORG]>.", "of <ORGS>."},
      {"[Orion|ORG] <ORI> rose", "<ORG> rose"},
      {"[Orion|ORG]'s <ORI.OL> ferries, ORION <ORI> and <Tern Co>",
       "<ORG>'s ferries, ORION and \u2039Tern Co\u203a"},
      {"[Orion|ORG]'s <[ORI|ORG]> ferries", "<ORG>'s ferries"},
      {"[Orion|ORG] told the [Harbour Board|ORG] of [Tern|ORG]",
       "<ORG> told the Harbour Board of <ORG>"},
      {"in a filing with the [Harbour Board|ORG] [Orion|ORG] said",
       "in a filing with the Harbour Board <ORG> said"},
      {"[OSLO|NAME], [March 3|DATE] - [Orion|ORG] rose", "OSLO, <DATE> - <ORG> rose"},
      {"[Oslo|NAME] ferries - [Orion|ORG] rose", "<NAME> ferries - <ORG> rose"},
      {"a <[Orion|ORG] unit>", "a \u2039<ORG> unit\u203a"},
      {"[Orion|NAME] and [Tern|ORG] met.", "<ORGS> met."},
      {"[Orion|NAME] and [Tern|NAME] met.", "<NAMES> met."},
      {"[Oslo|PLACE] and [Bergen|PLACE] met.", "<PLACE> and <PLACE> met."},
      {"[Orion|ORG] (OSE: ORI) rose.", "<ORG> rose."},
      {"[Orion|ORG] ( [ORI|ORG].OL ) rose.", "<ORG> rose."},
      {"[Orion Inc|ORG]. (OSE: ORI) bought [Tern Ltd|ORG].", "<ORG> bought <ORG>."},
      {"[Orion Inc|ORG]., [Tern Co|ORG]. and [Kestrel|ORG] merged.", "<ORGS> merged."},
      {"with [Orion|ORG], [Tern|ORG] and others.", "with <ORGS> and others."},
      {"with [Orion|ORG], [Tern|ORG] grew.", "with <ORG>, <ORG> grew."},
      {"[Orion|ORG] said it \u201chas no plans\u201d to sell.",
       "<ORG> said it has no plans to sell."},
      {"He left \"[Orion Inc|ORG].\"", "He left \"<ORG>.\""},
      {"[Orion|ORG] ... rose.", "<ORG> ... rose."},
      {"[Orion|ORG] (which fell) rose.", "<ORG> (which fell) rose."},
      {"[Orion|ORG], the Oslo utility, rose.", "<ORG>, rose."},
      {"[Orion|ORG], a rival of [Tern|ORG], rose.", "<ORG>, a rival of <ORG>, rose."},
      {"a <Org> of  the\n text", "a \u2039Org\u203a of the text"},
      {"\u201cYes\u201d, it\u2019s [Orion|ORG]", "\"Yes\", it's <ORG>"},
      {"", ""},
  };
  for (const Row& row : rows) {
    INFO(row.bracketed);
    Result<RuleExample> e = ReadExample(row.bracketed);
    REQUIRE(e.ok());
    CHECK(Make(*e).text() == row.skeleton);
  }
}

TEST_CASE("a stretch of the skeleton leads back to the words of the text") {
  Result<RuleExample> e =
      ReadExample("He\u2019ll  see [Orion|ORG] and [Tern|ORG] (OSE: TRN) buy [Kestrel|ORG] soon");
  REQUIRE(e.ok());
  Skeleton s = Make(*e);
  REQUIRE(s.text() == "He'll see <ORGS> buy <ORG> soon");
  struct Row {
    const char* part;
    const char* words;
  };
  const Row rows[] = {
      {"see <ORGS>", "see Orion and Tern (OSE: TRN)"},
      {"<ORGS> buy <ORG>", "Orion and Tern (OSE: TRN) buy Kestrel"},
      {"<ORG> soon", "Kestrel soon"},
      {"He'll", "He\u2019ll"},
      {"buy", "buy"},
  };
  for (const Row& row : rows) {
    INFO(row.part);
    auto begin = static_cast<uint32_t>(s.text().find(row.part));
    Span source = s.SourceOf(begin, begin + static_cast<uint32_t>(std::string(row.part).size()));
    CHECK(source.In(e->text) == row.words);
  }
}

TEST_CASE("a mark that the skeleton writes with fewer or more bytes ends a stretch whole") {
  Result<RuleExample> e = ReadExample("[Orion|ORG] fell <a \u201CTern deal\u201D <");
  REQUIRE(e.ok());
  Skeleton s = Make(*e);
  REQUIRE(s.text() == "<ORG> fell \u2039a \"Tern deal\" \u2039");
  CHECK(s.SourceOf(0, static_cast<uint32_t>(s.text().size())).In(e->text) == e->text);
  auto quoted = static_cast<uint32_t>(s.text().find('"'));
  auto closed = static_cast<uint32_t>(s.text().rfind('"')) + 1;
  CHECK(s.SourceOf(quoted, closed).In(e->text) == "\u201CTern deal\u201D");
}

TEST_CASE("pieces know their members") {
  Result<RuleExample> e = ReadExample("[Orion|ORG] and [Tern|ORG] left [Kestrel|ORG]");
  REQUIRE(e.ok());
  Skeleton s = Make(*e);
  REQUIRE(s.pieces().size() == 2);
  CHECK(s.Members(s.pieces()[0]).size() == 2);
  CHECK(s.Members(s.pieces()[1]).front() == 2);
  CHECK(s.PieceAt(s.pieces()[1].begin) == &s.pieces()[1]);
  CHECK(s.PieceAt(s.pieces()[1].begin + 1) == nullptr);
}

}  // namespace
}  // namespace newsfacts
