#include "extractors/mentions/quantities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "extractors/mentions/currency_names.h"
#include "extractors/mentions/numbers.h"
#include "extractors/mentions/shares.h"
#include "extractors/mentions/word_filter.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

// One pass over the tokens. At a number (or a currency sign before one) the number is read, then
// what stands before and after says what it is: a currency sign or word makes MONEY, a per cent
// sign or word PERCENT, nothing a NUMBER. Two quantities joined by "-" or "to" become one range; a
// unit or scale said once holds for both.

namespace newsfacts {
namespace {

// "billions of dollars".
constexpr std::array<std::string_view, 6> kVagueScales = {"tens",     "hundreds", "thousands",
                                                          "millions", "billions", "trillions"};

struct Quantity {
  uint32_t begin = 0, end = 0;  // tokens
  MentionType type = MentionType::kNumber;
  double value = 0;
  double scale = 1;
  std::string currency;
  std::string_view unit;  // a literal, as Mention::unit
  bool in_words = false;
  bool sign_before = false;  // "$5" and not "5 dollars"
};

class QuantityFinder {
 public:
  QuantityFinder(const Lexicon& lexicon, const Annotations& doc)
      : words_(lexicon.list("currencies")),
        prefixes_(lexicon.list("currency_prefixes")),
        families_(lexicon.list("currency_families")),
        doc_(doc),
        count_(static_cast<uint32_t>(doc.tokens.size())) {
    for (const auto& [prefix, code] : prefixes_.terms()) begins_.Add(prefix);
    for (std::string_view word : kVagueScales) begins_.Add(word);
    begins_.Add("minus");
  }

  std::vector<Mention> Run() {
    std::vector<Mention> out;
    for (uint32_t at = 0; at < count_ && !doc_.OutOfTime();) {
      std::optional<Quantity> q;
      if (MayBegin(at)) q = ReadAt(at);
      if (!q) {
        ++at;
        continue;
      }
      Mention m = ToMention(*q);
      uint32_t end = q->end;
      if (std::optional<Quantity> high = ReadRange(&*q)) {
        m = ToMention(*q);
        m.span.end = doc_.tokens[high->end - 1].span.end;
        m.number_max = high->value;
        end = high->end;
      }
      if (m.type == MentionType::kMoney) {
        m.unit = PerUnit(end);
        Tell(m.value);
      }
      if (out.empty() || !IsConversion(out.back(), m, q->begin, end)) out.push_back(std::move(m));
      at = end;
    }
    return out;
  }

 private:
  std::string_view Text(uint32_t t) const {
    return t < count_ ? doc_.Text(doc_.tokens[t]) : std::string_view();
  }
  bool Glued(uint32_t t) const { return t < count_ && !doc_.tokens[t].space_before; }

  // Remembers a currency: later ones first, each once.
  void Tell(const std::string& code) {
    auto at = std::find(told_.begin(), told_.end(), code);
    if (at == told_.end()) at = told_.insert(told_.end(), code);
    std::rotate(told_.begin(), at, at + 1);
  }

  // "crowns" after "Norwegian crowns": the code of the noun's family that was told last.
  std::string_view ToldOf(std::string_view noun) const {
    std::string_view family = families_.Value(noun);
    for (const std::string& code : told_) {
      if (family.find(code) != std::string_view::npos) return code;
    }
    return {};
  }

  // "3.2 million yuan ($450,000)": the sum before, told again in another currency.
  bool IsConversion(const Mention& before, const Mention& m, uint32_t begin, uint32_t end) const {
    bool sums = before.type == MentionType::kMoney && m.type == MentionType::kMoney;
    if (!sums || before.value == m.value || begin < 2) return false;
    if (before.span.end != doc_.tokens[begin - 2].span.end) return false;
    return Text(begin - 1) == "(" && Text(end) == ")";
  }

  Mention ToMention(const Quantity& q) const {
    Mention m;
    m.span = {doc_.tokens[q.begin].span.begin, doc_.tokens[q.end - 1].span.end};
    m.type = q.type;
    m.number = q.value;
    m.value = q.currency;
    m.unit = q.unit;
    return m;
  }

  // Whether the token is worth a closer look; nearly all words are not.
  bool MayBegin(uint32_t at) const {
    const Token& t = doc_.tokens[at];
    if (t.kind == TokenKind::kNumber || t.kind == TokenKind::kSymbol) return true;
    std::string_view text = Text(at);
    if (t.kind == TokenKind::kPunct) return t.space_before && (text == "-" || text == "−");
    TokenKind next = at + 1 < count_ ? doc_.tokens[at + 1].kind : TokenKind::kPunct;
    return next == TokenKind::kNumber || next == TokenKind::kSymbol || MayBeginNumber(text) ||
           MayBeMultiple(text) || begins_.MayHave(text);
  }

  // A token can begin a quantity: a digit, a sign, a capital code, or one of few words.
  std::optional<Quantity> ReadAt(uint32_t at) const {
    if (at >= count_) return std::nullopt;
    const Token& t = doc_.tokens[at];
    std::string_view text = Text(at);
    if (t.kind == TokenKind::kNumber) return ReadQuantity(at, at, "");
    uint32_t number = at;
    double scale = 1;
    if (std::string currency = Prefix(at, &number, &scale); !currency.empty()) {
      if (std::optional<Quantity> q = ReadQuantity(at, number, currency)) {
        q->value *= scale;
        q->scale *= scale;
        return q;
      }
    }
    bool sign = (text == "-" || text == "−") && t.space_before && Glued(at + 1);
    bool word = text == "minus";
    if ((sign || word) && at + 1 < count_) {
      std::optional<Quantity> q = ReadAt(at + 1);
      if (!q || (sign && q->in_words) || (word && q->type != MentionType::kPercent)) {
        return std::nullopt;
      }
      q->begin = at;
      q->value = -q->value;
      return q;
    }
    if (t.kind != TokenKind::kWord) return std::nullopt;
    if (std::optional<Quantity> q = ReadShareWords(at)) return q;
    if (std::optional<Quantity> q = ReadVague(at)) return q;
    return ReadQuantity(at, at, "");
  }

  // "billions of dollars", "tens of millions of euros": a sum whose amount is not said.
  std::optional<Quantity> ReadVague(uint32_t at) const {
    uint32_t t = at;
    while (OneOf(LowerAscii(Text(t)), kVagueScales) && Text(t + 1) == "of") t += 2;
    if (t == at) return std::nullopt;
    Quantity q;
    q.begin = at;
    q.end = t;
    q.value = kNoNumber;
    q.in_words = true;
    q.scale = 1e6;
    // "hundreds of pounds of flour"
    bool large = LowerAscii(Text(t - 2)).ends_with("llions");
    if (!CurrencyAfter(&q) || (!large && Text(q.end) == "of")) return std::nullopt;
    return q;
  }

  // A currency sign or code at `at` that a number follows at `*number`; its ISO code. `*scale`
  // becomes that of a code like "MEUR".
  std::string Prefix(uint32_t at, uint32_t* number, double* scale) const {
    std::string_view first = Text(at);
    if (Text(at + 1) == "$" || Text(at + 1) == "£") {
      std::string both = std::string(first) + std::string(Text(at + 1));
      if (Glued(at + 1) && prefixes_.Has(both)) {
        *number = at + 2;
        return std::string(prefixes_.Value(both));
      }
    }
    if (!prefixes_.Has(first)) {
      // Other codes are words too ("TOP 10", "CUP 2019"): a sum has a scale, thousands or cents.
      bool rand = first == "R" && Glued(at + 1);
      std::string_view code = rand ? "ZAR" : CurrencyCode(first, scale);
      if (code.empty()) return "";
      std::optional<Number> n = at + 1 < count_ ? ReadNumber(doc_, at + 1) : std::nullopt;
      bool sum = n && !n->in_words &&
                 (n->scale > 1 || *scale > 1 ||
                  Text(at + 1).find_first_of(",.") != std::string_view::npos);
      if (!sum || (rand && n->scale == 1)) return "";
      *number = at + 1;
      return std::string(code);
    }
    *number = at + 1;
    if (first == "Rs" && Text(at + 1) == "." && Glued(at + 1)) *number = at + 2;
    return std::string(prefixes_.Value(first));
  }

  std::optional<Quantity> ReadQuantity(uint32_t begin, uint32_t number_at,
                                       std::string currency) const {
    std::optional<Number> n = ReadNumber(doc_, number_at);
    if (!n) return std::nullopt;
    Quantity q;
    q.begin = begin;
    q.end = n->end;
    q.value = n->value;
    q.scale = n->scale;
    q.in_words = n->in_words;
    if (n->ordinal) {
      if (!currency.empty()) return std::nullopt;
      q.unit = "ordinal";
      return q;
    }
    if (!currency.empty()) {
      q.type = MentionType::kMoney;
      q.sign_before = true;
      q.currency = std::move(currency);
      // "$9.99 US dollars", "dlrs 220 million": the word after may name the sign's currency.
      CurrencyAfter(&q);
      return q;
    }
    if (PercentAfter(&q)) return q;
    if (CurrencyAfter(&q)) return q;
    if (n->letter_scale) return Unscaled(*n, q);
    return q;
  }

  // "3M", "5m": with no currency the letter is no scale; glued to the number it makes it none.
  std::optional<Quantity> Unscaled(const Number& n, Quantity q) const {
    uint32_t letter = n.end - 1;
    if (Text(letter) == ".") --letter;
    if (Glued(letter)) return std::nullopt;
    q.end = letter;
    q.value /= n.scale;
    q.scale = 1;
    return q;
  }

  bool IsWordOrNumber(uint32_t t) const {
    return t < count_ &&
           (doc_.tokens[t].kind == TokenKind::kNumber || doc_.tokens[t].kind == TokenKind::kWord);
  }

  bool PercentAfter(Quantity* q) const {
    uint32_t t = q->end;
    if (Text(t) == "-" && Glued(t) && Glued(t + 1)) ++t;
    std::string word = LowerAscii(Text(t));
    uint32_t end = 0;
    // "28%29" is a part of an address.
    if (word == "%" && Glued(t + 1) && IsWordOrNumber(t + 1)) return false;
    if (word == "%" || word == "percent" || word == "pct" || (word == "pc" && Glued(t))) {
      end = t + 1;
    } else if (word == "per" && LowerAscii(Text(t + 1)) == "cent") {
      end = t + 2;
    } else if (word == "bps" || (word == "bp" && Glued(t))) {
      end = t + 1;
      word = "basis";
    } else if ((word == "percentage" || word == "basis") &&
               LowerAscii(Text(t + 1)).starts_with("point")) {
      end = t + 2;
    } else {
      return false;
    }
    if (word == "percentage" || LowerAscii(Text(end)).starts_with("percentage-point"))
      q->unit = "points";
    if (word == "basis") q->unit = "bp";
    if (LowerAscii(Text(end)) == "points" || LowerAscii(Text(end)) == "point") {
      ++end;
      q->unit = "points";
    }
    if (q->unit == "bp") q->value /= 100;
    q->type = MentionType::kPercent;
    q->end = end;
    return true;
  }

  // Up to three words after the number that name a currency: "Hong Kong dollars", "cents", "p".
  bool CurrencyAfter(Quantity* q) const {
    uint32_t t = q->end;
    if (Text(t) == "-" && Glued(t) && Glued(t + 1)) ++t;
    std::string low = LowerAscii(Text(t));
    if (q->type != MentionType::kMoney && Cents(q, t, low)) return true;
    std::string phrase;
    uint32_t best = 0;
    std::string code;
    for (uint32_t words = 0; words < 3 && t + words < count_; ++words) {
      if (doc_.tokens[t + words].kind != TokenKind::kWord) break;
      if (words > 0) phrase += ' ';
      phrase += LowerAscii(Text(t + words));
      std::string_view known = words_.Has(phrase) ? words_.Value(phrase) : EnglishCurrency(phrase);
      if (known.empty()) continue;
      best = t + words + 1;
      code = known;
    }
    if (best == 0) return SignAfter(q, t) || CodeAfter(q, t);
    // "5 won", "3 marks", "a real": verbs and nouns of the same letters need a sum's size.
    if ((low == "mark" || low == "real") && !(low == "real" && q->scale > 1)) return false;
    bool doubtful = low == "won" || low == "marks" || low == "pound" || low == "rand";
    if (doubtful && q->type != MentionType::kMoney && q->scale == 1 && q->value < 100) return false;
    if (low == "pounds" && q->scale == 1 && q->in_words) return false;
    q->type = MentionType::kMoney;
    q->currency = code;
    q->end = best;
    if (best == t + 1) {
      if (std::string_view told = ToldOf(low); !told.empty()) q->currency = told;
    }
    return true;
  }

  // "20 €", "3.14US$": a sign behind the number, unless it stands before the next one.
  bool SignAfter(Quantity* q, uint32_t t) const {
    if (q->type == MentionType::kMoney || t >= count_) return false;
    uint32_t end = t + 1;
    std::string sign(Text(t));
    if (Glued(t) && Text(t + 1) == "$" && Glued(t + 1)) sign += Text(end++);
    bool is_sign = doc_.tokens[end - 1].kind == TokenKind::kSymbol && prefixes_.Has(sign);
    bool next = end < count_ && doc_.tokens[end].kind == TokenKind::kNumber && Glued(end);
    if (!is_sign || next) return false;
    q->type = MentionType::kMoney;
    q->currency = prefixes_.Value(sign);
    q->end = end;
    return true;
  }

  // "40 million PLN", "120 MEUR".
  bool CodeAfter(Quantity* q, uint32_t t) const {
    if (q->type == MentionType::kMoney || t >= count_) return false;
    std::string_view word = Text(t);
    double scale = 1;
    std::string_view code = CurrencyCode(word, &scale);
    bool sum = q->scale > 1 || scale > 1 || Text(q->end - 1).find_first_of(",.") != word.npos;
    if (code.empty() || q->in_words || !sum) return false;
    q->type = MentionType::kMoney;
    q->currency = code;
    q->value *= scale;
    q->scale *= scale;
    q->end = t + 1;
    return true;
  }

  bool Cents(Quantity* q, uint32_t t, const std::string& low) const {
    bool cents = low == "cents" || low == "cent" || low == "cts" || low == "ct" || low == "¢";
    bool pence = low == "pence" || low == "penny" || (low == "p" && Glued(t));
    if (!cents && !pence) return false;
    q->type = MentionType::kMoney;
    q->currency = pence ? "GBP" : "USD";
    q->value /= 100;
    q->end = t + 1;
    return true;
  }

  // "a third", "doubled".
  std::optional<Quantity> ReadShareWords(uint32_t at) const {
    std::optional<Share> share = ReadShare(doc_, at);
    if (!share) return std::nullopt;
    Quantity q;
    q.begin = at;
    q.end = share->end;
    q.type = MentionType::kPercent;
    q.in_words = true;
    q.value = share->percent;
    if (share->multiple) q.unit = "times";
    return q;
  }

  // The high end of a range that begins with `q`; gives `q` the unit and scale said only once.
  std::optional<Quantity> ReadRange(Quantity* q) const {
    if (!q->unit.empty() && q->unit == "ordinal") return std::nullopt;
    uint32_t t = q->end;
    std::string_view joint = Text(t);
    bool dash = (joint == "-" || joint == "–" || joint == "—") && Glued(t) == Glued(t + 1);
    bool to = joint == "to";
    bool between = joint == "and" && q->begin > 0 && LowerAscii(Text(q->begin - 1)) == "between";
    bool from = q->begin > 0 && LowerAscii(Text(q->begin - 1)) == "from";
    if (!dash && !to && !between) return std::nullopt;
    std::optional<Quantity> high = ReadAt(t + 1);
    if (!high || high->unit == "ordinal" || high->unit == "times") return std::nullopt;
    bool bare = q->type == MentionType::kNumber;
    // "4 to 5 million dollars", but not "in 2011 to $4 million".
    bool shares = bare && high->type != MentionType::kNumber && !high->sign_before;
    bool same = q->type == high->type && q->currency == high->currency;
    bool signed_once =
        q->type == MentionType::kMoney && high->type == MentionType::kNumber && q->sign_before;
    if (from && !shares && !dash) return std::nullopt;
    if (bare && high->type == MentionType::kNumber && !dash && !between) return std::nullopt;
    if (bare && high->type == MentionType::kNumber)
      return std::nullopt;  // scores, years, spans of pages
    if (!shares && !same && !signed_once) return std::nullopt;
    if (shares) {
      q->type = high->type;
      q->currency = high->currency;
      q->unit = high->unit;
      if (high->type == MentionType::kMoney && (LowerAscii(Text(high->end - 1)) == "cents" ||
                                                LowerAscii(Text(high->end - 1)) == "cts")) {
        q->value /= 100;
      }
    }
    if (q->scale == 1 && high->scale > 1 && q->value * high->scale <= high->value * 1.0000001) {
      q->value *= high->scale;
      q->scale = high->scale;
    }
    if (high->value < q->value && !from) return std::nullopt;
    return high;
  }

  // "a share", "per share", "an ounce", "per tonne" behind a sum.
  std::string_view PerUnit(uint32_t t) const {
    std::string word = LowerAscii(Text(t));
    if (word != "a" && word != "an" && word != "per" && word != "each") return "";
    static constexpr std::array<std::string_view, 10> kThings = {
        "share", "barrel", "ounce", "tonne", "ton", "gallon", "bushel", "pound", "unit", "month"};
    const auto* thing = std::find(kThings.begin(), kThings.end(), LowerAscii(Text(t + 1)));
    return thing == kThings.end() ? "" : *thing;
  }

  const WordList& words_;
  const WordList& prefixes_;
  const WordList& families_;
  const Annotations& doc_;
  uint32_t count_;
  std::vector<std::string> told_;  // codes of the sums so far, the last one first
  WordFilter begins_;              // words that begin a quantity and are no numbers
};

}  // namespace

std::vector<Mention> FindQuantities(const Lexicon& lexicon, const Annotations& doc) {
  return QuantityFinder(lexicon, doc).Run();
}

}  // namespace newsfacts
