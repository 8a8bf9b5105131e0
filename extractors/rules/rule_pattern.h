// A `match` or `frame` line compiled to a regular expression over skeletons.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_PATTERN_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_PATTERN_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rules/fact_slots.h"
#include "extractors/rules/frame.h"
#include "pipeline/result.h"

namespace newsfacts {

// One of the parts of a pattern: a word, {ORG:party}, %list, ~4.
struct PatternElement {
  std::string regex;
  std::string written;  // as the rule file has it, for explanations
};

// The RE2 pattern over skeletons, and which slot each of its groups fills.
struct RulePattern {
  std::string regex;
  std::vector<std::string> slots;        // of group 1, 2, ...
  std::vector<PatternElement> elements;  // the pieces of `regex` in order
  std::vector<FrameRole> roles;          // of a frame: what stands around the pattern
};

// The word lists of a rule file: of each its name and the RE2 pattern for its words.
using ListPatterns = std::map<std::string, std::string, std::less<>>;

// What a `match` line says. Errors tell neither file nor line.
Result<RulePattern> ReadPattern(std::string_view written, const ListPatterns& lists,
                                const FactSlots& slots);

// PLACE=SLOT of a frame line; organisations and names of unknown kind may always fill it.
Result<FrameRole> ReadRole(std::string_view word, const FactSlots& slots);

// No captures, flags or anchors: the groups of a pattern are numbered here.
Status CheckRegex(std::string_view s);

// No error where a pattern of so many bytes may be read.
Status CheckLength(size_t bytes);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_PATTERN_H_
