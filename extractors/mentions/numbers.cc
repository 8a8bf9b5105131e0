#include "extractors/mentions/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <unordered_map>

#include "extractors/mentions/word_filter.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

using Table = std::unordered_map<std::string_view, double>;

const Table kUnits = {{"zero", 0},     {"one", 1},        {"two", 2},       {"three", 3},
                      {"four", 4},     {"five", 5},       {"six", 6},       {"seven", 7},
                      {"eight", 8},    {"nine", 9},       {"ten", 10},      {"eleven", 11},
                      {"twelve", 12},  {"thirteen", 13},  {"fourteen", 14}, {"fifteen", 15},
                      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
                      {"twenty", 20},  {"thirty", 30},    {"forty", 40},    {"fifty", 50},
                      {"sixty", 60},   {"seventy", 70},   {"eighty", 80},   {"ninety", 90}};
const Table kScales = {{"hundred", 1e2},  {"thousand", 1e3},  {"million", 1e6}, {"mln", 1e6},
                       {"mn", 1e6},       {"mio", 1e6},       {"billion", 1e9}, {"bn", 1e9},
                       {"bln", 1e9},      {"trillion", 1e12}, {"trn", 1e12},    {"tn", 1e12},
                       {"crore", 1e7},    {"crores", 1e7},    {"lakh", 1e5},    {"lakhs", 1e5},
                       {"millions", 1e6}, {"billions", 1e9},  {"mil", 1e6},     {"bil", 1e9},
                       {"dozen", 12}};
const Table kLetterScales = {{"k", 1e3}, {"m", 1e6}, {"mm", 1e6}, {"b", 1e9}, {"t", 1e12}};
const Table kOrdinals = {{"first", 1},     {"second", 2}, {"third", 3},     {"fourth", 4},
                         {"fifth", 5},     {"sixth", 6},  {"seventh", 7},   {"eighth", 8},
                         {"ninth", 9},     {"tenth", 10}, {"eleventh", 11}, {"twelfth", 12},
                         {"twentieth", 20}};

const double* Find(const Table& table, std::string_view word) {
  auto it = table.find(word);
  return it == table.end() ? nullptr : &it->second;
}

class Reader {
 public:
  Reader(const Annotations& doc, uint32_t at)
      : doc_(doc), at_(at), count_(static_cast<uint32_t>(doc.tokens.size())) {}

  std::optional<Number> Read() {
    Number n;
    n.begin = at_;
    bool read = IsDigits(at_) ? ReadDigits(&n) : ReadWords(&n);
    if (!read) return std::nullopt;
    ReadScale(&n);
    n.end = at_;
    return n;
  }

 private:
  std::string_view Text(uint32_t t) const {
    return t < count_ ? doc_.Text(doc_.tokens[t]) : std::string_view();
  }
  bool IsDigits(uint32_t t) const {
    return t < count_ && doc_.tokens[t].kind == TokenKind::kNumber;
  }
  bool Glued(uint32_t t) const { return t < count_ && !doc_.tokens[t].space_before; }

  // Commas part groups of three, in India of two before the last; a list ("22,24,26") is no number.
  static bool GroupsWell(std::string_view text) {
    text = text.substr(0, text.find('.'));
    size_t last = text.rfind(',');
    if (last == std::string_view::npos) return true;
    if (text.size() - last - 1 != 3) return false;
    for (size_t at = last; at > 0;) {
      size_t before = text.rfind(',', at - 1);
      size_t group = before == std::string_view::npos ? at : at - before - 1;
      bool first = before == std::string_view::npos;
      if (first ? group > 3 : group != 3 && group != 2) return false;
      at = first ? 0 : before;
    }
    return true;
  }

  // "1,234.5", "5,00,000", "1,2" (a decimal comma). False for what is no one number ("1.2.3").
  static bool ToDouble(std::string_view text, double* value) {
    if (text.size() > 30 || std::count(text.begin(), text.end(), '.') > 1) return false;
    size_t last_comma = text.rfind(',');
    bool decimal_comma = last_comma != std::string_view::npos && text.find(',') == last_comma &&
                         text.find('.') == std::string_view::npos &&
                         text.size() - last_comma - 1 < 3;
    if (!decimal_comma && !GroupsWell(text)) return false;
    std::array<char, 32> plain;
    size_t size = 0;
    for (char c : text) {
      if (c == ',' && !decimal_comma) continue;
      plain[size++] = c == ',' ? '.' : c;
    }
    auto [end, error] = std::from_chars(plain.data(), plain.data() + size, *value);
    return error == std::errc() && end == plain.data() + size;
  }

  // Whether token `t` is the rest of a longer number or code: "000" of "X50,000".
  bool IsRest(uint32_t t) const {
    uint32_t at = doc_.tokens[t].span.begin;
    auto digit = [&](uint32_t i) { return doc_.text[i] >= '0' && doc_.text[i] <= '9'; };
    if (at > 0 && digit(at - 1)) return true;
    bool joint = at > 1 && (doc_.text[at - 1] == ',' || doc_.text[at - 1] == '.');
    return joint && digit(at - 2);
  }

  // "1 234 567": groups of three behind single blanks, two of them at least.
  void ReadGroups(Number* n) {
    std::string_view first = Text(at_);
    if (first.size() > 3 || first.find_first_of(",.") != std::string_view::npos) return;
    uint32_t t = at_ + 1;
    double value = n->value;
    while (IsDigits(t) && Text(t).size() == 3 &&
           Text(t).find_first_of(",.") == std::string_view::npos &&
           doc_.tokens[t].span.begin - doc_.tokens[t - 1].span.end <= 3 && !Glued(t)) {
      double group = 0;
      ToDouble(Text(t), &group);
      value = value * 1000 + group;
      ++t;
    }
    if (t - at_ < 3) return;
    n->value = value;
    at_ = t - 1;
  }

  bool ReadDigits(Number* n) {
    // A part of something else: "10:30", "G-7", "1.2.3".
    if (!ToDouble(Text(at_), &n->value) || IsRest(at_)) return false;
    ReadGroups(n);
    if (Text(at_ + 1) == ":" && Glued(at_ + 1) && IsDigits(at_ + 2) && Glued(at_ + 2)) return false;
    if (at_ > 0 && Glued(at_) && (Text(at_ - 1) == ":" || Text(at_ - 1) == "/")) return false;
    ++at_;
    double fraction = 0;
    if (ReadFraction(at_, &fraction)) {
      if (doc_.tokens[at_].space_before || Text(at_) == "-") {
        at_ += Text(at_) == "-" ? 4 : 3;
        n->value += fraction;
        return true;
      }
    }
    // "1/2" alone.
    double below = 0;
    if (Text(at_) == "/" && Glued(at_) && IsDigits(at_ + 1) && Glued(at_ + 1) &&
        ToDouble(Text(at_ + 1), &below)) {
      bool small = n->value < below && below <= 32;
      if (!small || (Text(at_ + 2) == "/")) return false;
      n->value /= below;
      at_ += 2;
      return true;
    }
    return ReadSuffix(n);
  }

  // "1/2" (or "-1/2") at token `t`, behind a whole number.
  bool ReadFraction(uint32_t t, double* fraction) const {
    if (Text(t) == "-" && Glued(t)) ++t;
    double above = 0;
    double below = 0;
    bool read = IsDigits(t) && Text(t + 1) == "/" && Glued(t + 1) && IsDigits(t + 2) &&
                Glued(t + 2) && ToDouble(Text(t), &above) && ToDouble(Text(t + 2), &below);
    if (!read || above >= below || below > 64) return false;
    *fraction = above / below;
    return true;
  }

  // Letters glued to the digits: an ordinal's ending, a scale, or a sign that this is no number
  // ("5G").
  bool ReadSuffix(Number* n) {
    if (!Glued(at_) || at_ >= count_ || doc_.tokens[at_].kind != TokenKind::kWord) return true;
    std::string word = LowerAscii(Text(at_));
    if (word == "st" || word == "nd" || word == "rd" || word == "th") {
      ++at_;
      n->ordinal = true;
      return true;
    }
    return Find(kScales, word) != nullptr || Find(kLetterScales, word) != nullptr || word == "p" ||
           word == "pct" || word == "pc" || word == "c" || word == "s" || word == "bp" ||
           word == "bps" || word.size() == 3;
  }

  bool IsPercent(uint32_t t) const {
    std::string word = LowerAscii(Text(t));
    return word == "percent" || word == "percentage" || word == "point" ||
           (word == "per" && LowerAscii(Text(t + 1)) == "cent");
  }

  bool ReadWords(Number* n) {
    double total = 0;
    bool any = false;
    n->in_words = true;
    std::string word = LowerAscii(Text(at_));
    if (const double* ordinal = Find(kOrdinals, word)) {
      n->value = *ordinal;
      n->ordinal = true;
      ++at_;
      return true;
    }
    if (word == "half" && (Text(at_ + 1) == "a" || Text(at_ + 1) == "an") &&
        (Find(kScales, LowerAscii(Text(at_ + 2))) || IsPercent(at_ + 2))) {
      n->value = 0.5;
      at_ += 2;
      return true;
    }
    if (word == "half" && Find(kScales, LowerAscii(Text(at_ + 1)))) {  // "half million"
      n->value = 0.5;
      ++at_;
      return true;
    }
    if (word.starts_with("half-") && Find(kScales, word.substr(5))) {
      n->scale = *Find(kScales, word.substr(5));
      n->value = 0.5 * n->scale;
      ++at_;
      return true;
    }
    if ((word == "a" || word == "an")) {
      std::string next = LowerAscii(Text(at_ + 1));
      if (next == "half" || next.starts_with("half-")) {
        ++at_;
        word = next;
        if (word.starts_with("half-")) return ReadWords(n);
        if (!IsPercent(at_ + 1)) return false;
        n->value = 0.5;
        ++at_;
        return true;
      }
      if (Find(kScales, next) == nullptr || next == "mil") return false;
      n->value = 1;
      ++at_;
      return true;
    }
    double hundreds = 0;
    while (at_ < count_) {
      word = LowerAscii(Text(at_));
      double part = 0;
      if (!Small(word, &part)) {
        bool joins =
            word == "and" && any && hundreds > 0 && Small(LowerAscii(Text(at_ + 1)), &part);
        if (!joins) break;
        ++at_;
      }
      if (any && hundreds == 0 && total == 0) break;
      total += part;
      any = true;
      ++at_;
      if (LowerAscii(Text(at_)) == "hundred" && part < 100) {
        total = total * 100;
        hundreds = total;
        ++at_;
        continue;
      }
      if (hundreds == 0) break;
    }
    n->value = total;
    return any;
  }

  // "seven", "twenty-five".
  static bool Small(std::string_view word, double* value) {
    size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos) {
      const double* unit = Find(kUnits, word);
      if (unit == nullptr) return false;
      *value = *unit;
      return true;
    }
    const double* tens = Find(kUnits, word.substr(0, hyphen));
    const double* ones = Find(kUnits, word.substr(hyphen + 1));
    if (tens == nullptr || ones == nullptr || *tens < 20 || *ones > 9) return false;
    *value = *tens + *ones;
    return true;
  }

  void ReadScale(Number* n) {
    if (n->ordinal) return;
    for (int steps = 0; steps < 2 && at_ < count_; ++steps) {
      uint32_t t = at_;
      if (Text(t) == "-" && Glued(t) && Glued(t + 1)) ++t;
      std::string word = LowerAscii(Text(t));
      if (const double* scale = Find(kScales, word)) {
        n->value *= *scale;
        n->scale *= *scale;
        at_ = t + 1;
        continue;
      }
      const double* letter = Find(kLetterScales, word);
      if (letter != nullptr && n->scale == 1 && !n->in_words) {
        n->value *= *letter;
        n->scale = *letter;
        n->letter_scale = true;
        at_ = t + 1;
        // "158.1 m."
        if (Text(at_) == "." && Glued(at_) && at_ + 1 < count_ && !doc_.tokens[at_ + 1].capitalised)
          ++at_;
      }
      return;
    }
  }

  const Annotations& doc_;
  uint32_t at_;
  uint32_t count_;
};

}  // namespace

bool MayBeginNumber(std::string_view word) {
  static const WordFilter filter = [] {
    WordFilter f;
    for (const Table* table : {&kUnits, &kOrdinals}) {
      for (const auto& [term, value] : *table) f.Add(term);
    }
    for (std::string_view article : {"a", "an", "half"}) f.Add(article);
    return f;
  }();
  return filter.MayHave(word.substr(0, word.find('-')));
}

std::optional<Number> ReadNumber(const Annotations& doc, uint32_t at) {
  return Reader(doc, at).Read();
}

}  // namespace newsfacts
