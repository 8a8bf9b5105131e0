#include "extractors/mentions/tokens.h"

#include <algorithm>
#include <array>

#include "pipeline/text/unicode.h"

// One pass over the text. Words are runs of letters, digits and marks with the joints that keep
// them whole: apostrophe, hyphen, full stop between single letters ("U.S."). Sentences end at . ! ?
// with what closes them, where the next word can begin one.

namespace newsfacts {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Capitalised words that begin sentences and no name; sorted.
// In tokens. No sentence of news is longer; some steps take time by the square of a sentence's
// length.
constexpr size_t kLongestSentence = 600;

constexpr std::array<std::string_view, 84> kStarters = {
    "A",        "After",      "All",     "Also",      "Although",  "Among",   "An",
    "Analysts", "And",        "As",      "At",        "Because",   "Before",  "Both",
    "But",      "By",         "Despite", "Does",      "During",    "Earlier", "Even",
    "For",      "From",       "He",      "Her",       "His",       "How",     "However",
    "I",        "If",         "In",      "Instead",   "Investors", "It",      "Its",
    "Last",     "Later",      "Many",    "Meanwhile", "Most",      "Net",     "No",
    "Not",      "Now",        "On",      "Once",      "One",       "Our",     "Overall",
    "Sales",    "Separately", "Several", "Shares",    "She",       "Since",   "So",
    "Some",     "Still",      "Such",    "That",      "The",       "Their",   "Then",
    "There",    "These",      "They",    "This",      "Those",     "Though",  "Through",
    "To",       "Under",      "Until",   "We",        "What",      "When",    "Where",
    "While",    "Who",        "Why",     "With",      "Yesterday", "Yet",     "You"};

bool IsScaleWord(std::string_view w) {
  return w == "million" || w == "billion" || w == "trillion";
}

bool IsNumberWord(std::string_view w) {
  for (std::string_view number :
       {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}) {
    if (w == number) return true;
  }
  return false;
}

class Tokenizer {
 public:
  Tokenizer(const Lexicon& lexicon, Annotations* doc)
      : abbreviations_(lexicon.list("abbreviations")),
        currency_prefixes_(lexicon.list("currency_prefixes")),
        doc_(*doc),
        text_(doc->text) {}

  void Run() {
    wrap_width_ = WrapWidth();
    doc_.lower_text = LowerAscii(text_);
    size_t i = 0;
    while (i < text_.size() && !doc_.OutOfTime()) {
      CodePoint c = CodePointAt(text_, i);
      if (IsSpace(c.value)) {
        space_ = true;
        if (c.value == '\n' && !IsWrap(i)) EndLine(i);
        i += c.length;
        continue;
      }
      size_t end = TokenEnd(i, c);
      i = end;
      if (EndsSentence() || doc_.tokens.size() - first_ >= kLongestSentence) EndSentence();
    }
    EndLine(text_.size());
  }

 private:
  // The width at which the body's lines were broken by hand, 0 where a line is a paragraph: wires
  // of old break every line before the 90th character.
  size_t WrapWidth() const {
    size_t lines = 0;
    size_t sum = 0;
    size_t longest = 0;
    for (size_t i = doc_.body; i < text_.size();) {
      size_t end = std::min(text_.find('\n', i), text_.size());
      if (end - i > 1) {
        ++lines;
        sum += end - i;
        longest = std::max(longest, end - i);
      }
      i = end + 1;
    }
    return lines >= 4 && longest <= 90 && sum >= 40 * lines ? longest : 0;
  }

  // No letter of the line is small: the headline above a wire's text.
  static bool IsHeadline(std::string_view line) {
    return std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // A first line from whose head the dateline was cut: shorter than the others, and no row.
  static bool IsCutShort(std::string_view line) {
    return line.find_last_of(".!?:\"") != line.size() - 1 && line.find(" vs ") == line.npos;
  }

  // The line end at `i` breaks a long line, and the next line goes on with text at its margin.
  bool IsWrap(size_t i) const {
    if (wrap_width_ == 0 || i == 0 || i + 1 >= text_.size() || i < doc_.body) return false;
    if (IsSpace(CodePointAt(text_, i + 1).value) || text_[i - 1] == '\n') return false;
    size_t before = text_.rfind('\n', i - 1);
    size_t begin = before == std::string_view::npos ? 0 : before + 1;
    std::string_view line = text_.substr(begin, i - begin);
    if (begin <= doc_.body) {
      if (IsHeadline(line)) return false;
      if (IsCutShort(line)) return true;
    }
    size_t word = std::min(text_.find_first_of(" \n", i + 1), text_.size()) - i;
    return i - begin + word + 12 > wrap_width_;
  }

  // Adds the token that begins at `i` and returns its end.
  size_t TokenEnd(size_t i, CodePoint c) {
    Token t;
    t.space_before = space_;
    space_ = false;
    size_t end;
    if (BeginsNumber(i)) {
      t.kind = TokenKind::kNumber;
      end = NumberEnd(i);
    } else if (IsLetter(c.value)) {
      end = WordEnd(i, &t);
      if (!IsAscii(text_.substr(i, end - i))) t.resized = !Lower(i, end);
    } else {
      bool apostrophe = c.value == '\'' || c.value == 0x2019;
      end = i + c.length;
      if (apostrophe && !t.space_before && IsPossessive(end)) ++end;
      t.kind = c.value < 0x80 || IsPunctuation(c.value) ? TokenKind::kPunct : TokenKind::kSymbol;
      if (c.value == '$') t.kind = TokenKind::kSymbol;
    }
    t.span = {static_cast<uint32_t>(i), static_cast<uint32_t>(end)};
    doc_.tokens.push_back(t);
    return end;
  }

  // Writes the word [begin, end) in lower case into its place. False where it does not fit there.
  bool Lower(size_t begin, size_t end) {
    std::string lower = ToLower(text_.substr(begin, end - begin));
    if (lower.size() == end - begin) {
      doc_.lower_text.replace(begin, end - begin, lower);
      return true;
    }
    doc_.resized.emplace(static_cast<uint32_t>(begin), std::move(lower));
    return false;
  }

  static bool IsPunctuation(char32_t c) {
    return (c >= 0x2010 && c <= 0x205E) || c == 0xAB || c == 0xBB;
  }

  // "s" after an apostrophe, and no letter after it.
  bool IsPossessive(size_t i) const {
    if (i >= text_.size() || (text_[i] != 's' && text_[i] != 'S')) return false;
    return i + 1 >= text_.size() || !IsLetter(CodePointAt(text_, i + 1).value);
  }

  // A digit, or the stop of ".42" after a blank or a currency sign.
  bool BeginsNumber(size_t i) const {
    if (IsDigit(text_[i])) return true;
    if (text_[i] != '.' || i + 1 >= text_.size() || !IsDigit(text_[i + 1])) return false;
    return i == 0 || text_[i - 1] == '$' || text_[i - 1] == ' ' || text_[i - 1] == '(';
  }

  size_t NumberEnd(size_t i) const {
    if (text_[i] == '.') ++i;
    while (i < text_.size()) {
      if (IsDigit(text_[i])) {
        ++i;
      } else if ((text_[i] == ',' || text_[i] == '.') && i + 1 < text_.size() &&
                 IsDigit(text_[i + 1])) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  size_t WordEnd(size_t i, Token* t) const {
    int letters = 0;
    int uppers = 0;
    t->capitalised = IsUpper(CodePointAt(text_, i).value);
    size_t begin = i;
    while (i < text_.size()) {
      CodePoint c = CodePointAt(text_, i);
      if (IsLetter(c.value) || (c.value >= 0x300 && c.value < 0x370)) {
        ++letters;
        if (IsUpper(c.value)) ++uppers;
      } else if (c.value < 0x80 && IsDigit(text_[i])) {
        // "G7", "Web3", but "USD" + "34.6"
        if (IsGluedCode(begin, i)) break;
      } else if (!IsJoint(begin, i, c)) {
        break;
      }
      i += c.length;
    }
    t->all_capitals = letters >= 2 && uppers == letters;
    return i;
  }

  // Whether the letters before the digit at `i` are a currency's code glued to a sum: "RM50,000",
  // "Rs20". "R500" is a sum only where a scale follows.
  bool IsGluedCode(size_t begin, size_t i) const {
    std::string_view code = text_.substr(begin, i - begin);
    if (code.size() < 2) return code == "R" && ScaleFollows(NumberEnd(i));
    if (IsDigit(code.back())) return false;
    return currency_prefixes_.Has(code);
  }

  bool ScaleFollows(size_t i) const {
    if (i < text_.size() && text_[i] == ' ') ++i;
    for (std::string_view scale : {"million", "billion", "trillion", "bn", "m ", "m,", "m."}) {
      if (text_.substr(i, scale.size()) == scale) return true;
    }
    return false;
  }

  // "five-million-dollar", "$5 million-a-year": the parts of a sum are words of their own.
  bool SplitsSum(size_t begin, size_t hyphen) const {
    std::string_view left = text_.substr(begin, hyphen - begin);
    if (IsScaleWord(left)) return true;
    std::string_view right = text_.substr(hyphen + 1, 8);
    for (std::string_view scale : {"million", "billion", "trillion"}) {
      if (right.starts_with(scale)) return IsNumberWord(left);
    }
    return false;
  }

  // Whether the mark at `i` keeps a word together rather than ending it.
  bool IsJoint(size_t begin, size_t i, CodePoint c) const {
    size_t next = i + c.length;
    bool more = next < text_.size() && IsLetter(CodePointAt(text_, next).value);
    switch (c.value) {
      case '&':
        return more;  // "AT&T"
      case '-':
        if (SplitsSum(begin, i)) return false;
        [[fallthrough]];
      case 0x2010:
      case 0x2011:
        return next < text_.size() && (more || IsDigit(text_[next]));
      case '\'':
      case 0x2019:
        // "don't", "O'Brien", but "Huawei" + "'s".
        return more && !IsPossessive(next);
      case '.': {
        // "U.S.", "p.m.": a stop after a single letter of the word, and the word's last stop.
        bool single = i == begin + 1 || text_[i - 2] == '.';
        return single &&
               (more || text_.substr(begin, i - begin).find('.') != std::string_view::npos);
      }
      default:
        return false;
    }
  }

  bool EndsSentence() {
    const Token& last = doc_.tokens.back();
    std::string_view word = doc_.Text(last);
    size_t after = last.span.end;
    if (word == "!" || word == "?") {
      return !ClosingFollows(after) && StartsSentence(after) && !LegalFormFollows(after);
    }
    if (closes_ && IsCloser(word)) return !ClosingFollows(after) && StartsSentence(after);
    closes_ = false;
    bool stop = word == ".";
    if (!stop && !(word.size() > 2 && word.back() == '.')) return false;
    if (stop && GluesWords(after)) return true;
    if (stop) {
      switch (AbbreviationBefore(after)) {
        case Abbreviation::kNone:
          break;
        case Abbreviation::kNever:
          return false;
        case Abbreviation::kMay:
          return StartsSentence(after) && (after >= text_.size() || StarterWord(after));
      }
    }
    if (ClosingFollows(after)) {
      closes_ = stop;
      return false;
    }
    if (!stop) {
      // "U.S. Steel" goes on; "in the U.S. The" ends.
      return StartsSentence(after) && StarterWord(after);
    }
    return StartsSentence(after);
  }

  static bool IsCloser(std::string_view w) {
    return w == "\"" || w == ")" || w == "'" || w == "”" || w == "’" || w == "]" || w == "»";
  }

  bool ClosingFollows(size_t i) const {
    if (i >= text_.size()) return false;
    for (std::string_view closer : {"\"", ")", "'", "”", "’", "]", "»", ".", "!", "?"}) {
      if (text_.substr(i, closer.size()) == closer) return true;
    }
    return false;
  }

  // The text at `i` is at an end, or white space and then something that can begin a sentence.
  bool StartsSentence(size_t i) const {
    if (i >= text_.size()) return true;
    CodePoint c = CodePointAt(text_, i);
    if (!IsSpace(c.value)) return false;
    while (i < text_.size() && IsSpace((c = CodePointAt(text_, i)).value)) i += c.length;
    if (i >= text_.size()) return true;
    if (!IsLetter(c.value) || IsUpper(c.value)) return true;
    // "iPad", "eBay" begin sentences too.
    return i + 1 < text_.size() && text_[i + 1] >= 'A' && text_[i + 1] <= 'Z';
  }

  // The next word is one that begins sentences and no name.
  bool StarterWord(size_t i) const {
    while (i < text_.size() && IsSpace(CodePointAt(text_, i).value)) ++i;
    size_t end = i;
    while (end < text_.size() && IsLetter(CodePointAt(text_, end).value))
      end += CodePointAt(text_, end).length;
    std::string_view word = text_.substr(i, end - i);
    return std::binary_search(kStarters.begin(), kStarters.end(), word);
  }

  enum class Abbreviation { kNone, kMay, kNever };  // ... end a sentence

  // What the word before the stop is; the stop is the last token and ends at `after`.
  Abbreviation AbbreviationBefore(size_t after) const {
    if (doc_.tokens.size() < 2 || doc_.tokens.back().space_before) return Abbreviation::kNone;
    const Token& before = doc_.tokens[doc_.tokens.size() - 2];
    std::string_view word = doc_.Text(before);
    if (before.kind != TokenKind::kWord) return Abbreviation::kNone;
    // "J. Lind", but not the "B" of "$2.5B."
    bool scale = doc_.tokens.size() > 2 && !before.space_before &&
                 doc_.tokens[doc_.tokens.size() - 3].kind == TokenKind::kNumber;
    if (before.capitalised && word.size() == 1 && word != "I" && !scale) return Abbreviation::kMay;
    constexpr size_t kLongest = 8;
    if (word.size() > kLongest) return Abbreviation::kNone;
    std::string lower = ToLower(word) + ".";
    if (!abbreviations_.Has(lower)) return Abbreviation::kNone;
    std::string_view kind = abbreviations_.Value(lower);
    if (kind == "number") {
      while (after < text_.size() && text_[after] == ' ') ++after;
      bool digit = after < text_.size() && IsDigit(text_[after]);
      return digit ? Abbreviation::kNever : Abbreviation::kNone;
    }
    if (kind == "small") return Abbreviation::kMay;
    if (!before.capitalised) return Abbreviation::kNone;
    return kind == "title" ? Abbreviation::kNever : Abbreviation::kMay;
  }

  // "Yahoo! Inc."
  bool LegalFormFollows(size_t i) const {
    while (i < text_.size() && text_[i] == ' ') ++i;
    for (std::string_view form : {"Inc", "Corp", "Ltd", "Co.", "AG ", "SA ", "plc"}) {
      if (text_.substr(i, form.size()) == form) return true;
    }
    return false;
  }

  // A blank was lost: "it ended.The next".
  bool GluesWords(size_t i) const {
    if (i + 1 >= text_.size() || i < 4) return false;
    bool word_before = true;
    for (size_t at = i - 4; at < i - 1; ++at) {
      word_before = word_before && text_[at] >= 'a' && text_[at] <= 'z';
    }
    bool upper = text_[i] >= 'A' && text_[i] <= 'Z';
    bool lower_after = text_[i + 1] >= 'a' && text_[i + 1] <= 'z';
    if (!word_before || !upper || !lower_after) return false;
    // A stop in the next word too: an address or a name ("velmora.Com.au").
    size_t end = std::min(text_.find_first_of(" \n", i), text_.size());
    return text_.substr(i, end - i).find('.') >= end - i - 1;
  }

  void EndSentence() {
    if (doc_.tokens.size() == first_) return;
    Sentence s;
    s.first_token = static_cast<uint32_t>(first_);
    s.end_token = static_cast<uint32_t>(doc_.tokens.size());
    s.span = {doc_.tokens[first_].span.begin, doc_.tokens.back().span.end};
    s.paragraph = paragraph_;
    s.in_title = s.span.begin < doc_.body;
    doc_.sentences.push_back(s);
    first_ = doc_.tokens.size();
    closes_ = false;
    line_has_words_ = true;
  }

  void EndLine(size_t) {
    EndSentence();
    if (line_has_words_) ++paragraph_;
    line_has_words_ = false;
  }

  const WordList& abbreviations_;
  const WordList& currency_prefixes_;
  Annotations& doc_;
  std::string_view text_;
  bool space_ = true;
  bool closes_ = false;  // a stop was read and closing marks may follow
  bool line_has_words_ = false;
  size_t wrap_width_ = 0;
  size_t first_ = 0;  // first token of the sentence
  uint32_t paragraph_ = 0;
};

}  // namespace

void Tokenize(const Lexicon& lexicon, Annotations* doc) {
  Tokenizer(lexicon, doc).Run();
}

}  // namespace newsfacts
