// Whether each rule finds what its own examples say.
#ifndef NEWSFACTS_EXTRACTORS_RULES_CHECK_EXAMPLES_H_
#define NEWSFACTS_EXTRACTORS_RULES_CHECK_EXAMPLES_H_

#include <string>
#include <vector>

#include "extractors/rules/rule_set.h"

namespace newsfacts {

// Runs the examples of every rule of the book; one line of words a failure, with file and line.
std::vector<std::string> CheckExamples(const RuleBook& book, RuleSet* rules);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_CHECK_EXAMPLES_H_
