// Rule files: every text is read or refused with its line, and what is read compiles or is refused.
#include "extractors/rules/rule_set.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Lexicon lexicon = Lexicon::Builtin();
  RuleBook book;
  Status read = book.Add(Bytes(data, size), "fuzz.rules", lexicon);
  if (!read.ok()) {
    Require(read.error().message.find("fuzz.rules:") != std::string::npos, "a fault has its line");
    return 0;
  }
  Result<RuleSet> rules = RuleSet::Compile(book);
  Require(rules.ok() || !rules.error().message.empty(), "a rule that does not compile says why");
  return 0;
}
