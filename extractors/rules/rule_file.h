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
#include "extractors/rules/frame.h"
#include "pipeline/result.h"

namespace newsfacts {

using SlotTexts = std::vector<std::pair<std::string, std::string>>;

// One `match` or `frame` line: the RE2 pattern over skeletons, and which slot each of its groups
// fills.
struct RulePattern {
  std::string regex;
  std::vector<std::string> slots;     // of group 1, 2, ...
  std::vector<std::string> elements;  // the pieces of `regex` in order, for explanations
  std::vector<FrameRole> roles;       // of a frame: what stands around the pattern
};

struct RuleTake {
  std::string slot;
  MentionType type = MentionType::kDate;
};

// `yes` and `no`: a text whose mentions stand in brackets.
struct RuleExample {
  bool matches = true;
  std::string text;               // without the brackets
  std::vector<Mention> mentions;  // into text
  SlotTexts slots;                // what `=>` lists
  int line = 0;
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

// "[Nordlys|ORG] bought ..." -> text and mentions. The error says what is wrong.
Result<RuleExample> ReadExample(std::string_view bracketed);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_FILE_H_
