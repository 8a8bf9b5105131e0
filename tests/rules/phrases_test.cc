// Forms, tight gaps and words that fill slots: rules whose examples hold only if those work.
#include <catch2/catch.hpp>

#include <string>

#include "extractors/rules/check_examples.h"
#include "extractors/rules/gap.h"
#include "extractors/rules/rule_set.h"

namespace newsfacts {
namespace {

constexpr char kPack[] =
    "list  head = division | ferry | mill\n"
    "form  thing = -3 {ORG+:target}\n"
    "form  thing = its {-3 %head:target}\n"
    "form  thing = -3 {ORG:seller}'s {-3 %head:target}\n"
    "rule  deal.lend\n"
    "why   one borrows from another\n"
    "fact  deal type=acquisition needs=acquirer,target\n"
    "match {ORG:acquirer} ~6 borrowed @thing\n"
    "match {ORG:acquirer} ~6 kept @thing for\n"
    "yes   [Orion|ORG] borrowed the old carrier [Tern|ORG].\n"
    "  =>  acquirer=\"Orion\" target=\"Tern\"\n"
    "yes   [Orion|ORG] borrowed its small ferry division back.\n"
    "  =>  acquirer=\"Orion\" target=\"small ferry division\"\n"
    "yes   [Orion|ORG] borrowed [Tern|ORG]'s [Oslo|PLACE] mill.\n"
    "  =>  acquirer=\"Orion\" seller=\"Tern\" target=\"Oslo mill\"\n"
    "yes   [Orion|ORG] kept its mill for [Tern|ORG].\n"
    "  =>  acquirer=\"Orion\" target=\"mill\"\n"
    "no    [Orion|ORG] borrowed from [Tern|ORG].\n"
    "no    [Orion|ORG] borrowed money, the carrier [Tern|ORG] lent it.\n"
    "no    [Orion|ORG] kept [Tern|ORG].\n";

TEST_CASE("forms, tight gaps and words in slots") {
  RuleBook book;
  Status read = book.Add(kPack, "a.rules", Lexicon());
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  REQUIRE(book.rules().size() == 1);
  CHECK(book.rules()[0].patterns.size() == 6);
  Result<RuleSet> rules = RuleSet::Compile(book);
  REQUIRE(rules.ok());
  for (const std::string& fault : CheckExamples(book, &*rules)) FAIL_CHECK(fault);
}

TEST_CASE("where a phrase ends") {
  for (const char* words : {"to ", "the mill from ", "the mill, ", "Said "}) {
    INFO(words);
    CHECK(EndsPhrase(words));
  }
  for (const char* words : {"", "the old mill ", "all of the <NUMBER> ", "tomato "}) {
    INFO(words);
    CHECK_FALSE(EndsPhrase(words));
  }
}

}  // namespace
}  // namespace newsfacts
