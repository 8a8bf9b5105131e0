// Reads rule packs: the text of .rules files becomes rules, and every fault is told with its file,
// its line and how to mend it. Syntax, with an example, in extractors/rules/README.md.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_FILE_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_FILE_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/rules/rule_example.h"
#include "extractors/rules/rule_pattern.h"
#include "pipeline/result.h"

namespace newsfacts {

struct RuleTake {
  std::string slot;
  MentionType type = MentionType::kDate;
};

struct Rule {
  std::string id;
  std::string why;
  std::string fact;                               // deal, person, figure, quote
  std::map<std::string, std::string> attributes;  // type=..., status=...
  std::vector<std::pair<std::string, int>> needs;
  std::vector<RulePattern> patterns;
  std::vector<RuleTake> takes;
  std::vector<std::string> unless;         // RE2 patterns over the sentence
  std::vector<std::string> unless_clause;  // and over the clause
  std::vector<RuleExample> examples;
  std::string file;
  int line = 0;
  std::string digest;  // 16 hex digits over all that decides what the rule finds

  std::string_view Attribute(std::string_view name) const;
};

// Reads the rules of one file onto the end of `rules`. `list x = lexicon/NAME.txt` takes the list
// NAME of `lexicon`. Ids must be new among `rules`.
Status ReadRules(std::string_view bytes, std::string_view file, const Lexicon& lexicon,
                 std::vector<Rule>* rules);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_FILE_H_
