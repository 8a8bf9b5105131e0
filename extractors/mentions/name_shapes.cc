#include "extractors/mentions/name_shapes.h"

#include <algorithm>
#include <array>

namespace newsfacts {
namespace {

// A syllable is an initial and a final; the table of which go together is left out, since a family
// name has to stand before the word anyway.
constexpr auto kInitials = std::to_array<std::string_view>(
    {"zh", "ch", "sh", "hy", "by", "gy", "ky", "my", "ny", "ts", "hs", "kw",
     "gw", "b",  "p",  "m",  "f",  "d",  "t",  "n",  "l",  "g",  "k",  "h",
     "j",  "q",  "x",  "r",  "z",  "c",  "s",  "y",  "w",  ""});
constexpr auto kFinals = std::to_array<std::string_view>(
    {"iang", "iong", "uang", "eung", "oung", "yung", "ang", "eng", "ong", "ing", "ung",
     "iao",  "ian",  "uai",  "uan",  "eon",  "eok",  "oon", "ook", "oun", "yun", "eun",
     "eul",  "ai",   "ei",   "ao",   "ou",   "an",   "en",  "in",  "un",  "on",  "ia",
     "ie",   "iu",   "ua",   "uo",   "ui",   "ue",   "ee",  "oo",  "ae",  "eo",  "ah",
     "uk",   "ok",   "ik",   "ak",   "il",   "ol",   "ul",  "am",  "im",  "om",  "um",
     "ip",   "ap",   "up",   "et",   "a",    "o",    "e",   "i",   "u",   "er"});

bool ReadsAsSyllables(std::string_view rest, int most) {
  if (rest.empty()) return true;
  if (most == 0) return false;
  for (std::string_view initial : kInitials) {
    if (!rest.starts_with(initial)) continue;
    std::string_view tail = rest.substr(initial.size());
    for (std::string_view final : kFinals) {
      if (tail.starts_with(final) && ReadsAsSyllables(tail.substr(final.size()), most - 1)) {
        return true;
      }
    }
  }
  return false;
}

template <size_t N>
bool EndsInOneOf(std::string_view word, size_t stem, const std::array<std::string_view, N>& ends) {
  if (word.size() < 4) return false;
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return word.back() == end.back() && word.size() >= end.size() + stem && word.ends_with(end);
  });
}

bool IsCapital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

bool ReadsLikeEastAsianGivenName(std::string_view lower) {
  size_t hyphen = lower.find('-');
  if (hyphen != std::string_view::npos) {
    return ReadsAsSyllables(lower.substr(0, hyphen), 2) && hyphen + 1 < lower.size() &&
           ReadsAsSyllables(lower.substr(hyphen + 1), 2);
  }
  return lower.size() >= 2 && ReadsAsSyllables(lower, 2);
}

bool HasSurnameEnding(std::string_view lower) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {"ović",   "ovic",   "evic",  "evich",   "ovich",  "vich",   "ović",  "ević",  "enko",
       "chuk",   "escu",   "eanu",  "sson",    "ssen",   "dottir", "stein", "berg",  "mann",
       "meier",  "mayer",  "meyer", "bauer",   "hauser", "nsen",   "rsen",  "lsen",  "ksen",
       "wski",   "wska",   "ński",  "nski",    "cki",    "czyk",   "wicz",  "ewicz", "ovsky",
       "evsky",  "insky",  "inski", "opoulos", "oulos",  "akis",   "idis",  "iadis", "shvili",
       "adze",   "oyan",   "nyan",  "rian",    "ssian",  "zadeh",  "nejad", "ullah", "uddin",
       "oğlu",   "oglu",   "swamy", "murthy",  "nathan", "appa",   "wala",  "walla", "inghe",
       "singhe", "sekera", "ratne", "moto",    "mura",   "yama",   "naka",  "zawa",  "sawa",
       "shita",  "guchi",  "saki",  "kawa",    "gami",   "strom",  "ström", "gren",  "qvist",
       "quist",  "lund",   "dahl",  "gaard",   "kov",    "nov",    "rov",   "lov",   "tsev",
       "chev",   "dyev",   "rev",   "niev",    "ikov",   "ovna",   "nova",  "kova",  "rova",
       "lova",   "eva",    "elli",  "etti",    "ucci",   "acci",   "azzi",  "ardi",  "aldi",
       "iello",  "ez",     "ínez",  "anian",   "feld",   "blatt",  "baum",  "worth", "smith"});
  return EndsInOneOf(lower, 2, kEnds);
}

bool HasCompanyEnding(std::string_view lower) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {"soft",   "tech",    "corp",    "tel",    "com",     "net",    "bank",   "bancorp",
       "media",  "pharma",  "gen",     "bio",    "labs",    "works",  "chem",   "air",
       "gas",    "telekom", "werke",   "tron",   "tronics", "tronic", "ware",   "link",
       "logic",  "logix",   "cell",    "flix",   "metrics", "scape",  "tex",    "tec",
       "tek",    "dyne",    "nor",     "dex",    "rex",     "plex",   "onics",  "onix",
       "sys",    "systems", "data",    "mart",   "foods",   "jet",    "avia",   "neft",
       "prom",   "energo",  "telecom", "wave",   "space",   "cast",   "vision", "medic",
       "med",    "thera",   "genics",  "gene",   "cor",     "ify",    "ium",    "box",
       "hub",    "pay",     "coin",    "lab",    "stream",  "motive", "trans",  "invest",
       "finans", "fin",     "cap",     "equity", "union",   "credit", "life",   "sure",
       "mobil"});
  static constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"petro", "micro", "inter", "trans",   "bio",  "cyber", "euro",   "tele", "info", "data",
       "agro",  "hydro", "aero",  "electro", "nano", "medi",  "pharma", "geo",  "digi", "omni",
       "gen",   "syn",   "air",   "bank",    "auto", "ener",  "opti",   "poly"});
  if (EndsInOneOf(lower, 2, kEnds)) return true;
  return std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view b) {
    return lower[0] == b[0] && lower.size() >= b.size() + 3 && lower.starts_with(b);
  });
}

bool HasInnerCapital(std::string_view word) {
  if (word.empty() || std::none_of(word.begin() + 1, word.end(), IsCapital)) return false;
  if (word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") ||
      word.starts_with("Di") || word.starts_with("La") || word.starts_with("Le") ||
      word.starts_with("Fitz") || word.starts_with("Van")) {
    size_t skip = word.starts_with("Mac") || word.starts_with("Van") ? 3
                  : word.starts_with("Fitz")                         ? 4
                                                                     : 2;
    if (word.size() > skip && IsCapital(word[skip])) word.remove_prefix(skip);
  }
  for (size_t i = 1; i < word.size(); ++i) {
    if (IsCapital(word[i]) && word[i - 1] >= 'a' && word[i - 1] <= 'z') return true;
  }
  return false;
}

bool IsRomanNumeral(std::string_view word) {
  return !word.empty() && word.size() <= 5 &&
         word.find_first_not_of("IVX") == std::string_view::npos;
}

bool IsContraction(std::string_view word) {
  size_t mark = word.find('\'');
  size_t length = 1;
  if (mark == std::string_view::npos) {
    mark = word.find("’");
    length = 3;
  }
  if (mark == std::string_view::npos) return false;
  std::string_view rest = word.substr(mark + length);
  return rest == "ll" || rest == "re" || rest == "ve" || rest == "d" || rest == "t" || rest == "m";
}

bool IsCompoundAdjective(std::string_view word) {
  size_t hyphen = word.rfind('-');
  if (hyphen == std::string_view::npos) return false;
  std::string_view last = word.substr(hyphen + 1);
  if (last.size() > 3 && last[0] >= 'a' && last[0] <= 'z' && last.ends_with("ed")) return true;
  static constexpr auto kLast = std::to_array<std::string_view>(
      {"led",   "run",   "style", "born",     "like",  "wide",     "made",   "speaking",
       "bound", "held",  "era",   "only",     "free",  "friendly", "area",   "ready",
       "type",  "built", "loyal", "language", "class", "backing",  "making", "area",
       "the",   "of",    "in",    "to",       "year",  "day",      "month"});
  return std::find(kLast.begin(), kLast.end(), last) != kLast.end();
}

bool IsDomainEnding(std::string_view word) {
  static constexpr auto kEnds = std::to_array<std::string_view>(
      {"com", "ai", "io", "net", "org", "co",  "tv",   "fm",    "ly",  "me",
       "de",  "uk", "fr", "in",  "app", "dev", "tech", "cloud", "bio", "xyz"});
  return std::find(kEnds.begin(), kEnds.end(), word) != kEnds.end();
}

}  // namespace newsfacts
