#include "extractors/facts/quote_marks.h"

#include <string_view>

#include "extractors/facts/token_view.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr int kLeastWords = 4;
constexpr uint32_t kNoToken = ~0u;

enum class Mark { kNone, kOpen, kClose, kStraight };

Mark MarkOf(std::string_view word) {
  if (OneOf(word, {"“", "«", "„"})) return Mark::kOpen;
  if (OneOf(word, {"”", "»"})) return Mark::kClose;
  return word == "\"" ? Mark::kStraight : Mark::kNone;
}

bool EndsSentence(std::string_view w) {
  return OneOf(w, {".", "?", "!", "…", "..."});
}

class MarkReader {
 public:
  MarkReader(const Annotations& doc, const std::vector<Paragraph>& paragraphs)
      : doc_(doc), paragraphs_(paragraphs) {}

  std::vector<Quotation> Run() {
    for (uint32_t p = 0; p < paragraphs_.size() && !doc_.OutOfTime(); ++p) {
      Read(p);
      if (found_.empty() || found_.back().paragraph != p) ReadSingle(p);
    }
    for (Quotation& q : found_) q.speech = IsSpeech(q);
    return std::move(found_);
  }

 private:
  std::string_view Word(uint32_t token) const { return doc_.Text(doc_.tokens[token]); }

  // After white space or an opening bracket, with its words right behind it.
  bool LooksOpening(uint32_t t, const Paragraph& p) const {
    if (t == p.first_token) return true;
    bool room = doc_.tokens[t].space_before || OneOf(Word(t - 1), {"(", "—", "–", "-", "["});
    return room && t + 1 < p.end_token && !doc_.tokens[t + 1].space_before;
  }

  Mark Read(uint32_t t, const Paragraph& p, bool is_open) const {
    Mark mark = MarkOf(Word(t));
    bool opening = LooksOpening(t, p);
    // A closing mark by mistake where only an opening one can stand: ”Yes, he said.
    if (mark == Mark::kClose && !is_open && t == p.first_token) return Mark::kOpen;
    if (mark != Mark::kStraight) return mark;
    if (!is_open) return opening || !doc_.tokens[t].space_before ? Mark::kOpen : Mark::kClose;
    return opening && EndsSentence(Word(t - 1)) ? Mark::kOpen : Mark::kClose;
  }

  void Read(uint32_t paragraph) {
    const Paragraph& p = paragraphs_[paragraph];
    uint32_t open = kNoToken;
    for (uint32_t t = p.first_token; t < p.end_token; ++t) {
      if (MarkOf(Word(t)) == Mark::kNone) continue;
      if (open != kNoToken && open + 1 == t) {  // a doubled mark
        open = t;
        continue;
      }
      bool opens = Read(t, p, open != kNoToken) == Mark::kOpen;
      if (open != kNoToken) Add({open, t, paragraph, opens});
      open = opens ? t : kNoToken;
    }
    if (open == kNoToken) return;
    bool continued = paragraph + 1 < paragraphs_.size() && OpensAt(paragraphs_[paragraph + 1]);
    if (continued || IsLedIn(open, p)) Add({open, p.end_token, paragraph, continued});
  }

  // 'I am glad,' she said. Of a paragraph without double marks: as apostrophes are written alike, a
  // quotation is led in or begins its sentence, and ends behind a stop or comma.
  void ReadSingle(uint32_t paragraph) {
    const Paragraph& p = paragraphs_[paragraph];
    uint32_t open = kNoToken;
    for (uint32_t t = p.first_token; t < p.end_token; ++t) {
      if (!IsSingle(Word(t))) continue;
      bool behind = t > p.first_token && OneOf(Word(t - 1), {",", ".", "!", "?", "…"}) &&
                    !doc_.tokens[t].space_before;
      if (open != kNoToken && behind) {
        if (!IsHeading(open, t)) Add({open, t, paragraph, false});
        open = kNoToken;
      } else if (open == kNoToken && LeadsIn(t, p)) {
        open = t;
      }
    }
    bool continued = open != kNoToken && paragraph + 1 < paragraphs_.size() &&
                     IsSingle(Word(paragraphs_[paragraph + 1].first_token));
    if (continued) Add({open, p.end_token, paragraph, true});
  }

  // 'We Will Build It Here,' as headings are written.
  bool IsHeading(uint32_t open, uint32_t close) const {
    uint32_t words = 0;
    uint32_t capitals = 0;
    for (uint32_t t = open + 1; t < close; ++t) {
      if (doc_.tokens[t].kind != TokenKind::kWord) continue;
      ++words;
      capitals += doc_.tokens[t].capitalised;
    }
    return capitals * 3 >= words * 2;
  }

  static bool IsSingle(std::string_view word) { return OneOf(word, {"'", "‘", "’"}); }

  bool LeadsIn(uint32_t t, const Paragraph& p) const {
    bool words = t + 1 < p.end_token && !doc_.tokens[t + 1].space_before &&
                 doc_.tokens[t + 1].kind == TokenKind::kWord && doc_.tokens[t + 1].capitalised;
    if (t == p.first_token) return words;
    return words && doc_.tokens[t].space_before &&
           (OneOf(Word(t - 1), {",", ":"}) || EndsSentence(Word(t - 1)));
  }

  bool OpensAt(const Paragraph& p) const {
    Mark mark = MarkOf(Word(p.first_token));
    return mark == Mark::kOpen || mark == Mark::kStraight;
  }

  // A quotation whose closing mark was forgotten.
  bool IsLedIn(uint32_t open, const Paragraph& p) const {
    bool led = open > p.first_token && OneOf(Word(open - 1), {",", ":"});
    return (led || open == p.first_token) && EndsSentence(Word(p.end_token - 1));
  }

  void Add(Quotation q) {
    if (q.open + 1 < q.close) found_.push_back(q);
  }

  bool IsSpeech(const Quotation& q) const {
    int words = 0;
    int capitals = 0;
    for (uint32_t t = q.open + 1; t < q.close; ++t) {
      const Token& token = doc_.tokens[t];
      if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) continue;
      if (Word(t).starts_with('\'') || Word(t).starts_with("’")) continue;
      ++words;
      if (token.capitalised) ++capitals;
    }
    if (words < kLeastWords || IsTitle(q)) return false;
    // "The Long Road to Perth": a title, unless it ends as a sentence or a part of one does.
    std::string_view last = Word(q.close - 1);
    bool ends = EndsSentence(last) || (last == "," && capitals < words);
    return ends || capitals * 3 < words * 2;
  }

  // "on “Morning Report with Ann Lee,” she said": only small words without capitals, and neither
  // led in as speech nor a sentence of its own.
  bool IsTitle(const Quotation& q) const {
    int capitals = 0;
    for (uint32_t t = q.open + 1; t < q.close; ++t) {
      if (doc_.tokens[t].kind != TokenKind::kWord) continue;
      bool small = OneOf(Word(t), {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from",
                                   "with", "by", "and", "or", "is", "as", "’s", "'s"});
      if (!doc_.tokens[t].capitalised && !small) return false;
      capitals += doc_.tokens[t].capitalised;
    }
    if (OneOf(Word(q.close - 1), {"!", "?"})) return false;
    const Paragraph& p = paragraphs_[q.paragraph];
    bool opens = q.open == p.first_token || EndsSentence(Word(q.open - 1));
    bool led = !opens && OneOf(Word(q.open - 1), {",", ":", "said", "says", "asked", "shouted"});
    bool whole = opens && EndsSentence(Word(q.close - 1));
    return capitals > 1 && !led && !whole && !(opens && Word(q.close - 1) == ",");
  }

  const Annotations& doc_;
  const std::vector<Paragraph>& paragraphs_;
  std::vector<Quotation> found_;
};

}  // namespace

std::vector<Paragraph> Paragraphs(const Annotations& doc) {
  std::vector<Paragraph> out;
  for (uint32_t i = 0; i < doc.sentences.size(); ++i) {
    const Sentence& s = doc.sentences[i];
    if (s.in_title || s.first_token == s.end_token) continue;
    bool begins =
        i == 0 || doc.sentences[i - 1].in_title || doc.sentences[i - 1].paragraph != s.paragraph;
    if (begins || out.empty()) {
      out.push_back({s.first_token, s.end_token});
    } else {
      out.back().end_token = s.end_token;
    }
  }
  return out;
}

std::vector<Quotation> FindQuotations(const Annotations& doc,
                                      const std::vector<Paragraph>& paragraphs) {
  return MarkReader(doc, paragraphs).Run();
}

}  // namespace newsfacts
