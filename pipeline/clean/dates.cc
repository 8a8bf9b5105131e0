#include "pipeline/clean/dates.h"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <unordered_map>
#include <vector>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr const char* kLocales[] = {
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "da", "sv", "nb", "nn",
    "fi", "hu", "ro", "tr", "ru", "uk", "bg", "el", "hr", "sr", "sl", "lt", "lv", "et",
    "is", "ca", "vi", "id", "ms", "ar", "fa", "he", "hi", "zu", "xh", "af", "sw", "eu"};

const std::unordered_map<std::string, int>& MonthNames() {
  static const auto* kNames = [] {
    auto* names = new std::unordered_map<std::string, int>;
    for (const char* locale : kLocales) {
      UErrorCode status = U_ZERO_ERROR;
      icu::DateFormatSymbols symbols(icu::Locale(locale), status);
      if (U_FAILURE(status)) continue;
      for (auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
        for (auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
          int32_t count = 0;
          const icu::UnicodeString* list = symbols.getMonths(count, context, width);
          for (int32_t i = 0; i < count && i < 12; ++i) {
            std::string name;
            list[i].toUTF8String(name);
            name = ToLower(name);
            while (!name.empty() && name.back() == '.') name.pop_back();
            if (name.size() >= 3 && !(name[0] >= '0' && name[0] <= '9'))
              names->emplace(name, i + 1);
          }
        }
      }
    }
    for (auto [name, month] : {std::pair{"sept", 9}, {"maerz", 3}, {"mrz", 3}, {"jänner", 1}}) {
      names->emplace(name, month);
    }
    return names;
  }();
  return *kNames;
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsDay(int year, int month, int day) {
  static constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 1980 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 &&
         day <= kDays[month - 1] &&
         !(month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)));
}

std::string Iso(int year, int month, int day) {
  return IsDay(year, month, day) ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : "";
}

// "T10:00:00.000+01:00" at the head of `s`: what follows an ISO day.
std::string TimePart(std::string_view s) {
  if (s.size() < 6 || (s[0] != 'T' && s[0] != ' ') || !IsDigit(s[1]) || !IsDigit(s[2]) ||
      s[3] != ':' || !IsDigit(s[4]) || !IsDigit(s[5])) {
    return "";
  }
  std::string out = "T" + std::string(s.substr(1, 5));
  size_t i = 6;
  if (i + 2 < s.size() && s[i] == ':' && IsDigit(s[i + 1]) && IsDigit(s[i + 2])) {
    out += s.substr(i, 3);
    i += 3;
  } else {
    out += ":00";
  }
  if (i < s.size() && s[i] == '.') {
    while (++i < s.size() && IsDigit(s[i])) {
    }
  }
  if (i < s.size() && s[i] == ' ') ++i;
  if (i < s.size() && (s[i] == 'Z' || s[i] == 'z')) return out + "Z";
  if (i + 4 < s.size() && (s[i] == '+' || s[i] == '-') && IsDigit(s[i + 1]) && IsDigit(s[i + 2])) {
    size_t minutes = s[i + 3] == ':' ? i + 4 : i + 3;
    if (minutes + 1 < s.size() && IsDigit(s[minutes]) && IsDigit(s[minutes + 1])) {
      return out + std::string(s.substr(i, 3)) + ":" + std::string(s.substr(minutes, 2));
    }
  }
  return out;
}

// A number or a word of the text, with the bytes it covers.
struct Piece {
  bool number = false;
  int value = 0;  // of a number; of a word its month, 0 for none
  size_t digits = 0;
  size_t begin = 0, end = 0;
};

std::vector<Piece> PiecesOf(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t i = 0; i < text.size() && pieces.size() < 400;) {
    Piece p;
    p.begin = i;
    if (IsDigit(text[i])) {
      while (i < text.size() && IsDigit(text[i])) {
        if (i - p.begin < 8) p.value = p.value * 10 + (text[i] - '0');
        ++i;
      }
      p.number = true;
      p.digits = i - p.begin;
    } else {
      CodePoint c = CodePointAt(text, i);
      if (!IsLetter(c.value)) {
        i += c.length;
        continue;
      }
      bool ideograph = c.value >= 0x3000;
      do {
        i += c.length;
        if (i >= text.size()) break;
        c = CodePointAt(text, i);
      } while (!ideograph && (IsLetter(c.value) || (c.value >= 0x300 && c.value < 0x370) ||
                              (c.value >= 0x900 && c.value < 0x980)));
      auto found = MonthNames().find(ToLower(text.substr(p.begin, i - p.begin)));
      if (found != MonthNames().end()) p.value = found->second;
    }
    p.end = i;
    pieces.push_back(p);
  }
  return pieces;
}

int YearOf(const Piece& p) {
  return p.number && p.digits == 4 ? p.value : 0;
}
bool Small(const Piece& p) {
  return p.number && p.digits <= 2;
}

std::string DateAt(std::string_view text, const std::vector<Piece>& p, size_t i, bool month_first) {
  auto gap = [&](size_t k) { return text.substr(p[k].end, p[k + 1].begin - p[k].end); };
  if (p[i].number && p[i].digits == 8) {
    return Iso(p[i].value / 10000, p[i].value / 100 % 100, p[i].value % 100);
  }
  if (i + 2 >= p.size() || gap(i).size() > 3 || gap(i + 1).size() > 3) return "";
  const Piece &a = p[i], &b = p[i + 1], &c = p[i + 2];
  // 2021-03-04, 2021/3/4, 2021.03.04
  if (YearOf(a) && Small(b) && Small(c) && gap(i) == gap(i + 1)) {
    std::string day = Iso(a.value, b.value, c.value);
    return day.empty() ? "" : day + TimePart(text.substr(c.end));
  }
  if (Small(a) && Small(b) && c.number && gap(i) == gap(i + 1) && !gap(i).empty() &&
      (c.digits == 4 || (c.digits == 2 && gap(i) != ":"))) {
    int year = c.digits == 4 ? c.value : 2000 + c.value;
    bool month = (month_first && gap(i) == "/" && a.value <= 12) || b.value > 12;
    return month ? Iso(year, a.value, b.value) : Iso(year, b.value, a.value);
  }
  // 4 March 2021, March 4 2021
  if (Small(a) && !b.number && b.value && YearOf(c)) return Iso(c.value, b.value, a.value);
  if (!a.number && a.value && Small(b) && YearOf(c)) return Iso(c.value, a.value, b.value);
  return "";
}

// 4th of March 2021, 4 de marzo de 2021, March 4th, 2021, 2021年3月4日
std::string LooseDateAt(const std::vector<Piece>& p, size_t i) {
  int day = 0, month = 0, year = 0;
  size_t words = 0;
  if (YearOf(p[i]) && i + 4 < p.size() && !p[i + 1].number && Small(p[i + 2]) &&
      p[i + 1].end - p[i + 1].begin == 3 && p[i + 1].end == p[i + 2].begin) {
    for (size_t k = i + 2; k < std::min(p.size(), i + 5); ++k) {
      if (Small(p[k])) (month ? day : month) = p[k].value;
    }
    return Iso(p[i].value, month, day);
  }
  for (size_t k = i; k < p.size() && k < i + 7; ++k) {
    if (k > i && p[k].begin - p[k - 1].end > 3) break;
    if (Small(p[k]) && !day) {
      day = p[k].value;
    } else if (!p[k].number && p[k].value && !month) {
      month = p[k].value;
    } else if (YearOf(p[k]) && day && month) {
      year = p[k].value;
      break;
    } else if (p[k].number || ++words > 2 || p[k].end - p[k].begin > 4) {
      break;
    }
  }
  return Iso(year, month, day);
}

}  // namespace

std::string FindDate(std::string_view text, bool month_first) {
  if (text.size() > 2000) text = text.substr(0, 2000);
  std::vector<Piece> pieces = PiecesOf(text);
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces[i].number && pieces[i].value == 0) continue;
    std::string day = DateAt(text, pieces, i, month_first);
    if (day.empty()) day = LooseDateAt(pieces, i);
    if (!day.empty()) return day;
  }
  return "";
}

std::string DayAfter(std::string_view day) {
  if (day.size() != 10) return "";
  auto number = [&](size_t at, size_t n) {
    int value = 0;
    for (size_t i = at; i < at + n; ++i) value = value * 10 + (day[i] - '0');
    return value;
  };
  int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (Iso(y, m, d) != day) return "";
  if (std::string next = Iso(y, m, d + 1); !next.empty()) return next;
  return m < 12 ? Iso(y, m + 1, 1) : Iso(y + 1, 1, 1);
}

std::string FindUrlDate(std::string_view url) {
  for (size_t i = 0; i + 10 < url.size(); ++i) {
    if (url[i] != '/' && url[i] != '-' && url[i] != '_') continue;
    std::string_view s = url.substr(i + 1);
    if (!IsDigit(s[0]) || !IsDigit(s[1]) || !IsDigit(s[2]) || !IsDigit(s[3])) continue;
    char mark = s.size() > 8 ? s[4] : '\0';
    if (mark != '/' && mark != '-' && mark != '_') continue;
    size_t second = s.find(mark, 5);
    if (second == std::string_view::npos || second > 7) continue;
    std::string_view head = s.substr(0, std::min<size_t>(s.size(), second + 3));
    std::string day = FindDate(head);
    if (!day.empty()) return day;
  }
  return "";
}

}  // namespace newsfacts
