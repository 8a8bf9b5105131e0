#include <catch2/catch.hpp>

#include "extractors/rules/check_examples.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/embedded.h"

namespace newsfacts {
namespace {

TEST_CASE("every built-in pack reads, compiles and proves its examples") {
  Lexicon lexicon = Lexicon::Builtin();
  RuleBook book;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (!file.name.ends_with(".rules")) continue;
    Status added = book.Add(file.bytes, file.name, lexicon);
    INFO((added.ok() ? "" : added.error().message));
    REQUIRE(added.ok());
  }
  REQUIRE(!book.rules().empty());
  Result<RuleSet> rules = RuleSet::Compile(book);
  INFO((rules.ok() ? "" : rules.error().message));
  REQUIRE(rules.ok());
  for (const std::string& fault : CheckExamples(book, &*rules)) FAIL_CHECK(fault);
}

}  // namespace
}  // namespace newsfacts
