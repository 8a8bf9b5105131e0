#include "extractors/mentions/times_lexemes.h"

#include <array>
#include <cctype>
#include <utility>

#include "extractors/mentions/times_names.h"

namespace newsfacts {
namespace {

constexpr std::pair<std::string_view, TimeWord> kClasses[] = {
    {"some", TimeWord::kSome},
    {"article", TimeWord::kArticle},
    {"deictic", TimeWord::kDeictic},
    {"modifier", TimeWord::kModifier},
    {"earlier", TimeWord::kEarlier},
    {"before", TimeWord::kBefore},
    {"ago", TimeWord::kAgo},
    {"abbreviated-month", TimeWord::kAbbreviatedMonth},
    {"abbreviated-weekday", TimeWord::kAbbreviatedWeekday},
    {"season", TimeWord::kSeason},
    {"unit", TimeWord::kUnit},
    {"units", TimeWord::kUnits},
    {"day", TimeWord::kDay},
    {"part", TimeWord::kPart},
    {"weekend", TimeWord::kWeekend},
    {"fiscal", TimeWord::kFiscal},
    {"calendar", TimeWord::kCalendar},
    {"of", TimeWord::kOf},
    {"ended", TimeWord::kEnded},
    {"present", TimeWord::kPresent},
    {"past-ref", TimeWord::kPastRef},
    {"future-ref", TimeWord::kFutureRef},
    {"frequency", TimeWord::kFrequency},
    {"each", TimeWord::kEach},
    {"future-verb", TimeWord::kFutureVerb},
    {"past-verb", TimeWord::kPastVerb},
    {"about", TimeWord::kAbout},
    {"running", TimeWord::kRunning},
    {"decades-of", TimeWord::kDecadeName},
};

bool Digits(std::string_view s) {
  for (char c : s) {
    if (c < '0' || c > '9') return false;
  }
  return !s.empty() && s.size() <= 8;
}

int ToInt(std::string_view digits) {
  int n = 0;
  for (char c : digits) n = 10 * n + (c - '0');
  return n;
}

// "-3" or "12", as the list writes numbers.
int SignedNumber(std::string_view s) {
  return s.starts_with('-') ? -ToInt(s.substr(1)) : ToInt(s);
}

int FiscalYear(std::string_view digits) {
  int n = ToInt(digits);
  return digits.size() == 2 ? (n < 60 ? 2000 + n : 1900 + n) : n;
}

// "Q3", "H1", "FY2018": the codes of reports. False where the word is none.
bool Code(std::string_view word, Lexeme* lex) {
  if (word.size() == 2 && (word[0] == 'Q' || word[0] == 'H') && word[1] >= '1' &&
      word[1] <= (word[0] == 'Q' ? '4' : '2')) {
    lex->word = word[0] == 'Q' ? TimeWord::kQuarterCode : TimeWord::kHalfCode;
    lex->n = word[1] - '0';
    return true;
  }
  size_t letters = word.starts_with("FY") ? 2 : word.starts_with('F') ? 1 : 0;
  if (letters == 0 || !Digits(word.substr(letters))) return false;
  size_t digits = word.size() - letters;
  if (digits != 4 && (digits != 2 || letters == 1)) return false;
  lex->word = TimeWord::kFiscalCode;
  lex->n = FiscalYear(word.substr(letters));
  return true;
}

class Lexer {
 public:
  Lexer(const WordList& words, const Annotations& doc) : words_(words), doc_(doc) {
    out_.reserve(doc.tokens.size() + doc.tokens.size() / 8);
  }

  std::vector<Lexeme> Run() {
    for (uint32_t s = 0; s < doc_.sentences.size(); ++s) {
      if (doc_.OutOfTime()) break;
      sentence_ = s;
      for (uint32_t t = doc_.sentences[s].first_token; t < doc_.sentences[s].end_token; ++t) {
        Add(doc_.tokens[t]);
      }
    }
    return std::move(out_);
  }

 private:
  void Add(const Token& t) {
    std::string_view text = doc_.Text(t);
    if (t.kind != TokenKind::kWord) {
      AddPiece(t.span, t.space_before, t.capitalised, t.kind);
      return;
    }
    uint32_t at = t.span.begin;
    bool first = true;
    while (true) {
      size_t hyphen = text.find('-');
      auto size = static_cast<uint32_t>(std::min(hyphen, text.size()));
      AddJoined({at, at + size}, first && t.space_before, IsCapital(text), t.kind);
      if (hyphen == std::string_view::npos) return;
      AddMark({at + size, at + size + 1}, '-');
      at += size + 1;
      text.remove_prefix(hyphen + 1);
      first = false;
    }
  }

  // "1980s" and "Q4FY18" are two lexemes each.
  void AddJoined(Span span, bool space, bool capitalised, TokenKind kind) {
    std::string_view text = span.In(doc_.text);
    uint32_t head = 0;
    if (text.size() > 4 && text[0] == 'Q' && text[2] == 'F') head = 2;
    if (text.size() == 5 && text[4] == 's' && Digits(text.substr(0, 4))) head = 4;
    if (head > 0) AddPiece({span.begin, span.begin + head}, space, capitalised, kind);
    AddPiece({span.begin + head, span.end}, head == 0 && space, capitalised, kind);
  }

  static bool IsCapital(std::string_view s) { return !s.empty() && s[0] >= 'A' && s[0] <= 'Z'; }

  void AddMark(Span span, int c) {
    Lexeme lex;
    lex.span = span;
    lex.word = TimeWord::kMark;
    lex.n = c;
    lex.sentence = sentence_;
    out_.push_back(lex);
  }

  void AddPiece(Span span, bool space, bool capitalised, TokenKind kind) {
    Lexeme lex;
    lex.span = span;
    lex.space_before = space;
    lex.capitalised = capitalised;
    lex.sentence = sentence_;
    Classify(span.In(doc_.text), kind, &lex);
    if (!MergeOrdinal(lex)) out_.push_back(lex);
  }

  void Classify(std::string_view text, TokenKind kind, Lexeme* lex) {
    if (Digits(text)) {
      lex->word = TimeWord::kNumber;
      lex->digits = static_cast<uint8_t>(text.size());
      lex->n = ToInt(text);
    } else if (kind != TokenKind::kWord) {
      bool possessive = text.size() > 1 && (text.back() == 's' || text.back() == 'S');
      lex->word = possessive ? TimeWord::kPossessive : TimeWord::kMark;
      lex->n = static_cast<unsigned char>(text.front());
      if (text == "–" || text == "—") lex->n = '-';
      if (text == "’" || text == "‘") lex->n = '\'';
    } else if (!Code(text, lex)) {
      LookUp(text, lex);
    }
  }

  void LookUp(std::string_view text, Lexeme* lex) {
    if (text.size() > 4 && text.ends_with("ed")) lex->word = TimeWord::kPastVerb;
    bool known = words_.filter().MayHave(text);
    if (!known && !MayBeEnglishTimeName(text)) return;
    std::array<char, 12> lower;
    if (text.size() > lower.size()) return;
    for (size_t i = 0; i < text.size(); ++i) {
      lower[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    }
    std::string_view small(lower.data(), text.size());
    std::string_view value = known ? words_.Value(small) : std::string_view();
    if (value.empty()) {
      TimeName name = EnglishTimeName(small);
      if (name.word != TimeWord::kNone) {
        lex->word = name.word;
        lex->n = name.n;
        return;
      }
      return;
    }
    size_t blank = value.find(' ');
    std::string_view word = value.substr(0, blank);
    for (const auto& [name, meant] : kClasses) {
      if (name.front() == word.front() && name == word) lex->word = meant;
    }
    if (blank == std::string_view::npos) return;
    std::string_view rest = value.substr(blank + 1);
    lex->told = rest.ends_with(" told");
    lex->n = SignedNumber(rest.substr(0, rest.find(' ')));
  }

  // "3" + "rd", "twenty-" + "first".
  bool MergeOrdinal(const Lexeme& lex) {
    if (lex.word == TimeWord::kOrdinal && lex.n < 10 && out_.size() > 1 &&
        out_.back().word == TimeWord::kMark && out_.back().n == '-') {
      Lexeme& tens = out_[out_.size() - 2];
      if (tens.word != TimeWord::kCount || tens.n < 20) return false;
      tens.word = TimeWord::kOrdinal;
      tens.n += lex.n;
      tens.span.end = lex.span.end;
      out_.pop_back();
      return true;
    }
    if (lex.space_before || out_.empty() || out_.back().word != TimeWord::kNumber) return false;
    std::string_view text = lex.span.In(doc_.text);
    if (text != "st" && text != "nd" && text != "rd" && text != "th") return false;
    out_.back().word = TimeWord::kOrdinal;
    out_.back().span.end = lex.span.end;
    return true;
  }

  const WordList& words_;
  const Annotations& doc_;
  std::vector<Lexeme> out_;
  uint32_t sentence_ = 0;
};

}  // namespace

std::vector<Lexeme> LexTimes(const Lexicon& lexicon, const Annotations& doc) {
  return Lexer(lexicon.list("time_words"), doc).Run();
}

}  // namespace newsfacts
