// The `yes` and `no` lines of a rule: sentences that show what it finds and what it leaves.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_EXAMPLE_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_EXAMPLE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/annotations.h"
#include "pipeline/result.h"

namespace newsfacts {

using SlotTexts = std::vector<std::pair<std::string, std::string>>;

// A text whose mentions stand in brackets.
struct RuleExample {
  bool matches = true;
  std::string text;               // without the brackets
  std::vector<Mention> mentions;  // into text
  SlotTexts slots;                // what `=>` lists
  int line = 0;
};

// "[Nordlys|ORG] bought ..." -> text and mentions. The error says what is wrong.
Result<RuleExample> ReadExample(std::string_view bracketed);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_EXAMPLE_H_
