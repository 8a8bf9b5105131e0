// What a part of a pattern begins with, read off its regular expression: by that a sentence is
// known not to hold it.
//
//   FirstWordsOf("(?:has |have )?bought") -> words {bought, has, have}, 0 to 1 blanks
#ifndef NEWSFACTS_EXTRACTORS_RULES_FIRST_WORDS_H_
#define NEWSFACTS_EXTRACTORS_RULES_FIRST_WORDS_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace newsfacts {

inline constexpr int kManyBlanks = 640;  // more than a sentence has

// Everything that the expression matches begins, after signs, with one of these, and holds so many
// blanks. A word is a run of ASCII letters, digits and underlines in lower case, or "<org>".
struct FirstWords {
  std::set<std::string> words;
  int least_blanks = 0, most_blanks = 0;  // kManyBlanks: any number
  bool ends_open = false;  // the expression may end with the first word, and the word go on
};

// Nothing where the expression may match the empty text, or is beyond what is read here.
std::optional<FirstWords> FirstWordsOf(std::string_view regex);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_FIRST_WORDS_H_
