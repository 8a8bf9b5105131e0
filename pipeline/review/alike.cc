#include "pipeline/review/alike.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Left out of names: legal forms, and words that come and go with them.
const std::set<std::string_view> kLegalWords = {
    "inc", "corp", "corporation", "co",   "company", "ltd",      "limited", "plc",   "llc", "ag",
    "sa",  "nv",   "bv",          "gmbh", "oyj",     "ab",       "asa",     "as",    "spa", "se",
    "kk",  "pte",  "pty",         "lp",   "llp",     "holdings", "holding", "group", "the"};
// Left out where roles and quotations are compared.
const std::set<std::string_view> kSmallWords = {"of", "the", "for", "and", "in",  "at",  "a",
                                                "an", "s",   "to",  "its", "his", "her", "their"};

// "'s" at the end of a word; U+2019 counts as an apostrophe.
std::string DropPossessives(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    CodePoint c = CodePointAt(text, i);
    size_t next = i + c.length;
    bool apostrophe = c.value == '\'' || c.value == 0x2019;
    if (apostrophe && next < text.size() && text[next] == 's' &&
        (next + 1 == text.size() || !IsWordCharacter(CodePointAt(text, next + 1).value))) {
      i = next + 1;
      continue;
    }
    out.append(text, i, c.length);
    i = next;
  }
  return out;
}

bool IsKept(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '&' ||
         (c >= 0x4E00 && c <= 0x9FFF);
}

std::vector<std::string> Without(std::vector<std::string> words,
                                 const std::set<std::string_view>& dropped) {
  std::erase_if(words, [&](const std::string& w) { return dropped.count(w) != 0; });
  return words;
}

std::vector<std::string> NameWords(std::string_view name) {
  std::vector<std::string> words = PlainWords(name);
  std::vector<std::string> kept = Without(words, kLegalWords);
  return kept.empty() ? words : kept;
}

}  // namespace

std::string Plain(std::string_view phrase) {
  std::string text = DropPossessives(FoldLetters(phrase));
  std::string out;
  bool gap = false;
  for (size_t i = 0; i < text.size();) {
    CodePoint c = CodePointAt(text, i);
    if (IsKept(c.value)) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out.append(text, i, c.length);
    } else {
      gap = true;
    }
    i += c.length;
  }
  return out;
}

std::vector<std::string> PlainWords(std::string_view phrase) {
  std::string plain = Plain(phrase);
  std::vector<std::string> words;
  for (size_t from = 0; from < plain.size();) {
    size_t end = std::min(plain.find(' ', from), plain.size());
    words.push_back(plain.substr(from, end - from));
    from = end + 1;
  }
  return words;
}

bool SameName(std::string_view a, std::string_view b, bool strict) {
  std::vector<std::string> shorter = NameWords(a);
  std::vector<std::string> longer = NameWords(b);
  if (shorter.empty() || longer.empty()) return false;
  if (shorter == longer) return true;
  if (strict) return false;
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  size_t letters = 0;  // of the words joined, in code points
  for (const std::string& word : shorter)
    letters += CodePointIndex(word).At(static_cast<uint32_t>(word.size()));
  return letters > 2 &&
         std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end();
}

double SharedWords(std::string_view a, std::string_view b) {
  std::vector<std::string> x = Without(PlainWords(a), kSmallWords);
  std::vector<std::string> rest = Without(PlainWords(b), kSmallWords);
  if (x.empty() && rest.empty()) return 1;
  if (x.empty() || rest.empty()) return 0;
  size_t total = x.size() + rest.size();
  size_t common = 0;
  for (const std::string& word : x) {
    auto found = std::find(rest.begin(), rest.end(), word);
    if (found == rest.end()) continue;
    rest.erase(found);
    ++common;
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(total);
}

bool SameNumber(const Json& a, const Json& b) {
  if (!a.is_number() || !b.is_number()) return a.is_null() && b.is_null();
  double x = a.number();
  double y = b.number();
  return std::abs(x - y) <= 1e-6 * std::max({1.0, std::abs(x), std::abs(y)});
}

bool SameValue(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case Json::Type::kBool:
      return a.boolean() == b.boolean();
    case Json::Type::kString:
      return a.str() == b.str();
    case Json::Type::kArray:
      return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                        SameValue);
    case Json::Type::kObject:
      return a.members().size() == b.members().size() &&
             std::all_of(a.members().begin(), a.members().end(), [&](const auto& member) {
               return b.has(member.first) && SameValue(member.second, b[member.first]);
             });
    default:
      return true;
  }
}

}  // namespace newsfacts
