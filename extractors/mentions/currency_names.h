// Currencies as ICU's locale data name them: ISO 4217 codes in use, and their English names in
// singular and plural ("Swiss franc", "Bangladeshi takas"). What newspapers write besides ("dlrs",
// "Danish crowns") stands in the lexicons `currencies` and `currency_prefixes`.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_CURRENCY_NAMES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_CURRENCY_NAMES_H_

#include <string_view>

namespace newsfacts {

// The code of the currency of that lower-case name; "" for words that are none. Read from ICU at
// the first call; the view lives as long as the program.
std::string_view EnglishCurrency(std::string_view lower);

// Whether `word` is a code in use, in capitals ("PLN").
bool IsCurrencyCode(std::string_view word);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_CURRENCY_NAMES_H_
