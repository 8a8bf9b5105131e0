// What the letters of one word tell of the name it may belong to.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_SHAPES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_SHAPES_H_

#include <string_view>

namespace newsfacts {

// One to three syllables of pinyin or of the Korean romanisations, joined or with hyphens:
// "zhengfei", "yu-lin", "moo-hyun". In lower case.
bool ReadsLikeEastAsianGivenName(std::string_view lower);
// Endings of family names: "-ovic", "-sson", "-enko", "-stein". In lower case.
bool HasSurnameEnding(std::string_view lower);
// Beginnings and endings of made-up company names: "-soft", "-tronics", "petro-". In lower case.
bool HasCompanyEnding(std::string_view lower);
// A capital inside the word, "AppliedMicro", "eBay"; not "McKay", "O'Brien", "Jean-Paul".
bool HasInnerCapital(std::string_view word);
// "II", "XIV".
bool IsRomanNumeral(std::string_view word);
// "We'll", "Don't": a pronoun or verb and what is left of another.
bool IsContraction(std::string_view word);
// "Velmora-owned", "British-led": an adjective, though its first part is a name.
bool IsCompoundAdjective(std::string_view word);
// Top level domains that companies carry in their names: "com", "ai".
bool IsDomainEnding(std::string_view word);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_SHAPES_H_
