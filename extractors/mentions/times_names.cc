#include "extractors/mentions/times_names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/rbnf.h>

#include <memory>

#include "extractors/mentions/word_filter.h"

namespace newsfacts {
namespace {

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};
using Names = std::unordered_map<std::string, TimeName, Hash, std::equal_to<>>;

class NameReader {
 public:
  Names Read() {
    ReadSymbols();
    ReadNumbers();
    return std::move(names_);
  }

 private:
  void Add(icu::UnicodeString name, TimeWord word, int n) {
    std::string lower;
    name.toLower(icu::Locale::getRoot()).toUTF8String(lower);
    if (lower.ends_with('.')) lower.pop_back();
    names_.try_emplace(std::move(lower), TimeName{word, n});  // "May" is its own abbreviation
  }

  void ReadSymbols() {
    UErrorCode status = U_ZERO_ERROR;
    icu::DateFormatSymbols symbols(icu::Locale::getEnglish(), status);
    if (U_FAILURE(status)) return;
    using Symbols = icu::DateFormatSymbols;
    for (auto [width, month, weekday] :
         {std::tuple(Symbols::WIDE, TimeWord::kMonth, TimeWord::kWeekday),
          std::tuple(Symbols::ABBREVIATED, TimeWord::kAbbreviatedMonth,
                     TimeWord::kAbbreviatedWeekday)}) {
      int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, Symbols::FORMAT, width);
      for (int32_t i = 0; i < count; ++i) Add(months[i], month, i + 1);
      // ICU's weekdays begin at index 1 with Sunday.
      const icu::UnicodeString* days = symbols.getWeekdays(count, Symbols::FORMAT, width);
      for (int32_t i = 1; i < count; ++i) Add(days[i], weekday, i == 1 ? 7 : i - 1);
    }
  }

  void ReadNumbers() {
    UErrorCode status = U_ZERO_ERROR;
    icu::RuleBasedNumberFormat spell(icu::URBNF_SPELLOUT, icu::Locale::getEnglish(), status);
    if (U_FAILURE(status)) return;
    for (int n = 1; n <= 90; n += n < 20 ? 1 : 10) {
      for (auto [rules, word] : {std::pair("%spellout-cardinal", TimeWord::kCount),
                                 std::pair("%spellout-ordinal", TimeWord::kOrdinal)}) {
        icu::UnicodeString name;
        icu::FieldPosition where;
        spell.format(n, rules, name, where, status);
        if (U_SUCCESS(status)) Add(name, word, n);
      }
    }
  }

  Names names_;
};

const Names& AllNames() {
  static const Names names = NameReader().Read();
  return names;
}

}  // namespace

TimeName EnglishTimeName(std::string_view lower) {
  auto it = AllNames().find(lower);
  return it == AllNames().end() ? TimeName() : it->second;
}

bool MayBeEnglishTimeName(std::string_view word) {
  static const WordFilter filter = [] {
    WordFilter f;
    for (const auto& [name, value] : AllNames()) f.Add(name);
    return f;
  }();
  return filter.MayHave(word);
}

}  // namespace newsfacts
