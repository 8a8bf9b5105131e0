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

// The code that `word` is, in capitals ("PLN"), "" where it is none. Companies of the north write a
// scale to it ("MEUR", "TEUR", "EURm"): then `*scale` becomes that.
std::string_view CurrencyCode(std::string_view word, double* scale);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_CURRENCY_NAMES_H_
