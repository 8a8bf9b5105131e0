// The words that a line of a rule file is cut into.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_LINE_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_LINE_H_

#include <string_view>

namespace newsfacts {

// Without the blanks around it.
std::string_view TrimBlanks(std::string_view s);

// Cuts the first word off `s`.
std::string_view CutWord(std::string_view* s);

// Of the name of a list or a form.
bool IsNameChar(char c);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_LINE_H_
