// When two phrases mean the same: names with and without a legal suffix, roles and quotations by
// the words that they share. Every measure of score and the pairing of diff stand on these.
#ifndef NEWSFACTS_PIPELINE_REVIEW_ALIKE_H_
#define NEWSFACTS_PIPELINE_REVIEW_ALIKE_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/json.h"

namespace newsfacts {

// Lower case, without marks, possessive endings and punctuation, one blank between words:
// "Société Générale's" -> "societe generale". Letters other than Latin and Han count as
// punctuation.
std::string Plain(std::string_view phrase);

// The words of Plain(phrase).
std::vector<std::string> PlainWords(std::string_view phrase);

// The same name: equal words, legal suffixes and "the" apart; or, unless `strict`, the words of one
// stand in a row in the other ("Larkspur" and "Larkspur Energy Ltd").
bool SameName(std::string_view a, std::string_view b, bool strict = false);

// F1 of the words that two phrases share, small words apart: 1 where all, 0 where none.
double SharedWords(std::string_view a, std::string_view b);

// Numbers equal up to a millionth; two nulls are equal.
bool SameNumber(const Json& a, const Json& b);

// Equal JSON values (numbers by value, objects whatever the order of keys).
bool SameValue(const Json& a, const Json& b);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_ALIKE_H_
