#include "extractors/mentions/currency_names.h"

#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace newsfacts {
namespace {

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};

struct Currencies {
  std::unordered_set<std::string, Hash, std::equal_to<>> codes;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> names;
};

void AddName(const icu::UnicodeString& code, const char* count, Currencies* out) {
  UErrorCode status = U_ZERO_ERROR;
  UBool is_choice = false;
  int32_t size = 0;
  const UChar* name = ucurr_getPluralName(icu::UnicodeString(code).getTerminatedBuffer(), "en",
                                          &is_choice, count, &size, &status);
  if (U_FAILURE(status)) return;
  std::string lower;
  icu::UnicodeString(name, size).toLower(icu::Locale::getRoot()).toUTF8String(lower);
  std::string iso;
  code.toUTF8String(iso);
  out->names.try_emplace(std::move(lower), std::move(iso));
}

Currencies Read() {
  Currencies out;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UEnumeration, decltype(&uenum_close)> codes(
      ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status), uenum_close);
  while (U_SUCCESS(status)) {
    int32_t size = 0;
    const UChar* chars = uenum_unext(codes.get(), &size, &status);
    if (chars == nullptr || U_FAILURE(status)) break;
    icu::UnicodeString code(chars, size);
    std::string iso;
    code.toUTF8String(iso);
    out.codes.insert(std::move(iso));
    AddName(code, "one", &out);
    AddName(code, "other", &out);
  }
  return out;
}

const Currencies& All() {
  static const Currencies currencies = Read();
  return currencies;
}

}  // namespace

std::string_view EnglishCurrency(std::string_view lower) {
  auto it = All().names.find(lower);
  return it == All().names.end() ? std::string_view() : std::string_view(it->second);
}

std::string_view CurrencyCode(std::string_view word, double* scale) {
  auto known = [](std::string_view code) { return All().codes.contains(code); };
  if (word.size() == 3 && known(word)) return word;
  if (word.size() != 4) return {};
  char before = word.front();
  bool million = before == 'M' || before == 'm';
  if ((million || before == 'T' || before == 'K' || before == 'k') && known(word.substr(1))) {
    *scale = million ? 1e6 : 1e3;
    return word.substr(1);
  }
  if (word.back() != 'm' || !known(word.substr(0, 3))) return {};
  *scale = 1e6;
  return word.substr(0, 3);
}

}  // namespace newsfacts
