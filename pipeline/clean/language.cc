#include "pipeline/clean/language.h"

#include <unordered_map>
#include <vector>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Words {
  std::string_view lang, words;
};
constexpr Words kSmallWords[] = {
    {"en", "the of and to in that is for was on with as by at from this are it be has have said"},
    {"de", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch"},
    {"fr", "le la les de des et du en un une est que dans pour qui sur pas au par plus avec sont"},
    {"es", "el la los de que y en un una del se las por con para es al lo como más su pero"},
    {"it", "il di che e la un per in una del non della con sono gli le da nel si al ha più"},
    {"pt", "o de que e do da em um para uma os no se na por mais as dos não com foi ao"},
    {"nl", "de het een van en in is dat op te voor met zijn aan niet die er om ook als bij"},
    {"pl", "w i na z się że do nie to jest o po od za przez jak dla są ale oraz"},
    {"cs", "a v se na je že s z do o i ve to za podle pro jako po by které"},
    {"sv", "och i att det som en på är av för med till den har inte om ett han men"},
    {"da", "og i at det er en til af på for med de den der som ikke et har fra"},
    {"no", "og i at det er en til av på for med de den som ikke et har fra om ble"},
    {"fi", "ja on ei että se hän oli joka mutta kun ovat myös mukaan sen niin"},
    {"tr", "ve bir bu için ile da de olarak olan daha çok gibi kadar sonra ise"},
    {"hu", "a az és hogy nem is egy azt meg volt ez de csak már el mint"},
    {"ro", "și de în a la cu pe o să nu că este din care pentru un mai"},
    {"lt", "ir į kad yra su iš bei tai apie buvo bet po už kaip"},
    {"vi", "và của là có trong cho được các với không một những người đã"},
    {"id", "yang dan di dari ini untuk dengan pada itu tidak dalam akan juga"}};

// One "per" or "May" among the figures of a report is no language.
constexpr int kFewestHits = 3;

}  // namespace

std::string DetectLanguage(std::string_view text) {
  static const auto* kLanguagesOf = [] {
    auto* map = new std::unordered_map<std::string_view, std::vector<size_t>>;
    for (size_t k = 0; k < std::size(kSmallWords); ++k) {
      std::string_view rest = kSmallWords[k].words;
      while (!rest.empty()) {
        size_t end = std::min(rest.find(' '), rest.size());
        (*map)[rest.substr(0, end)].push_back(k);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return map;
  }();
  std::string low = ToLower(text.substr(0, 4000));
  std::vector<int> hits(std::size(kSmallWords), 0);
  size_t words = 0, han = 0, kana = 0, hangul = 0, cyrillic = 0, arabic = 0, letters = 0;
  size_t from = 0;
  for (size_t i = 0; i <= low.size();) {
    CodePoint c = i < low.size() ? CodePointAt(low, i) : CodePoint{' ', 1};
    if (!IsLetter(c.value)) {
      if (i > from) {
        ++words;
        auto found = kLanguagesOf->find(std::string_view(low).substr(from, i - from));
        if (found != kLanguagesOf->end()) {
          for (size_t k : found->second) ++hits[k];
        }
      }
      from = i + c.length;
    } else {
      ++letters;
      han += c.value >= 0x4E00 && c.value < 0xA000;
      kana += c.value >= 0x3040 && c.value < 0x3100;
      hangul += c.value >= 0xAC00 && c.value < 0xD7B0;
      cyrillic += c.value >= 0x400 && c.value < 0x530;
      arabic += c.value >= 0x600 && c.value < 0x700;
    }
    i += c.length;
  }
  if (letters < 20) return "";
  if (kana * 10 > letters) return "ja";
  if (hangul * 3 > letters) return "ko";
  if (han * 3 > letters) return "zh";
  if (cyrillic * 2 > letters) return low.find("і") != std::string::npos ? "uk" : "ru";
  if (arabic * 2 > letters) return "ar";
  size_t best = 0;
  for (size_t k = 1; k < hits.size(); ++k) {
    if (hits[k] > hits[best]) best = k;
  }
  if (hits[best] < kFewestHits || hits[best] * 10 < static_cast<int>(words)) return "";
  return std::string(kSmallWords[best].lang);
}

}  // namespace newsfacts
