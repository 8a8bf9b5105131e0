// Quotations and who said them.
//
// Marks are paired inside one paragraph; a paragraph may leave its last quotation open only where
// the next one opens again (a quotation over several paragraphs). Words in marks are a quotation
// when they are four or more and do not stand as a name or title. The speaker is looked for in this
// order: after the quotation ("...", said X), before it (X said: "..."), in the same paragraph's
// earlier quotation, and, for a paragraph that only quotes, in the paragraph before. "he" and "she"
// are the last speaker or person named before.
#include <algorithm>

#include "extractors/facts/assemble.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr int kLeastWords = 4;
constexpr uint32_t kReach = 24;  // tokens between a quotation and its speaker

enum class Mark { kNone, kOpen, kClose, kStraight };

Mark MarkOf(std::string_view word) {
  if (word == "“" || word == "«" || word == "„") return Mark::kOpen;
  if (word == "”" || word == "»") return Mark::kClose;
  return word == "\"" ? Mark::kStraight : Mark::kNone;
}

struct Quotation {
  uint32_t open, close;  // tokens of the marks; close may be one past the paragraph's last token
  uint32_t paragraph;
  bool goes_on = false;  // left open: the next paragraph continues it
};

struct Paragraph {
  uint32_t first_token, end_token;
  uint32_t first_sentence, end_sentence;
};

std::vector<Paragraph> Paragraphs(const Annotations& doc) {
  std::vector<Paragraph> out;
  for (uint32_t i = 0; i < doc.sentences.size(); ++i) {
    const Sentence& s = doc.sentences[i];
    if (s.in_title) continue;
    if (i == 0 || doc.sentences[i - 1].in_title || doc.sentences[i - 1].paragraph != s.paragraph) {
      out.push_back({s.first_token, s.end_token, i, i + 1});
    } else {
      out.back().end_token = s.end_token;
      out.back().end_sentence = i + 1;
    }
  }
  return out;
}

class QuoteFinder {
 public:
  QuoteFinder(const Lexicon& lexicon, const Annotations& doc)
      : verbs_(lexicon.list("speech_verbs")), doc_(doc), paragraphs_(Paragraphs(doc)) {}

  std::vector<Fact> Run() {
    for (uint32_t p = 0; p < paragraphs_.size(); ++p) FindIn(p);
    std::vector<Fact> out;
    for (size_t i = 0; i < found_.size(); ++i) {
      if (!IsQuotation(found_[i])) continue;
      Speaker speaker = SpeakerOf(i);
      speakers_[i] = speaker;
      out.push_back(ToFact(found_[i], speaker));
    }
    return out;
  }

 private:
  struct Speaker {
    int32_t mention = -1;   // index into mentions
    int32_t named_by = -1;  // the mention whose entity speaks, where `mention` is a pronoun
    Span words{};           // where the speaker stands ("he"), empty where taken over
    const char* rule = "quote.unattributed";
  };

  std::string_view Word(uint32_t token) const { return doc_.Text(doc_.tokens[token]); }

  // A straight mark opens after white space or an opening bracket, with its words right behind it.
  bool StraightOpens(uint32_t t, const Paragraph& p) const {
    bool next_is_close = t + 1 < p.end_token && !doc_.tokens[t + 1].space_before;
    if (t == p.first_token) return true;
    std::string_view before = Word(t - 1);
    bool room = doc_.tokens[t].space_before || before == "(" || before == "—" || before == "–" ||
                before == "-" || before == "[";
    return room && next_is_close;
  }

  void FindIn(uint32_t paragraph) {
    const Paragraph& p = paragraphs_[paragraph];
    int64_t open = -1;
    for (uint32_t t = p.first_token; t < p.end_token; ++t) {
      Mark mark = MarkOf(Word(t));
      if (mark == Mark::kNone) continue;
      if (mark == Mark::kStraight) {
        bool opens = open < 0 ? StraightOpens(t, p) || !doc_.tokens[t].space_before : false;
        mark = opens ? Mark::kOpen : Mark::kClose;
      }
      if (mark == Mark::kOpen) {
        open = t;
      } else if (open >= 0) {
        Add({static_cast<uint32_t>(open), t, paragraph});
        open = -1;
      }
    }
    // Left open: a quotation that the next paragraph goes on with.
    if (open < 0 || paragraph + 1 >= paragraphs_.size()) return;
    Mark next = MarkOf(Word(paragraphs_[paragraph + 1].first_token));
    if (next == Mark::kOpen || next == Mark::kStraight) {
      Add({static_cast<uint32_t>(open), p.end_token, paragraph, true});
    }
  }

  void Add(Quotation q) {
    found_.push_back(q);
    speakers_.emplace_back();
  }

  bool IsQuotation(const Quotation& q) const {
    int words = 0;
    int capitals = 0;
    for (uint32_t t = q.open + 1; t < q.close; ++t) {
      if (doc_.tokens[t].kind != TokenKind::kWord && doc_.tokens[t].kind != TokenKind::kNumber)
        continue;
      if (Word(t).starts_with('\'') || Word(t).starts_with("’")) continue;
      ++words;
      if (doc_.tokens[t].capitalised) ++capitals;
    }
    if (words < kLeastWords) return false;
    // "The Long Road to Perth": a title, unless it ends as a sentence does.
    std::string_view last = Word(q.close - 1);
    bool ends = last == "," || last == "." || last == "?" || last == "!";
    return ends || capitals * 3 < words * 2;
  }

  // The first mention of somebody who can speak among tokens [from, to).
  template <typename F>
  void ForMentions(uint32_t from, uint32_t to, F f) const {
    if (from >= to) return;
    Span span{doc_.tokens[from].span.begin, doc_.tokens[to - 1].span.end};
    auto it = std::lower_bound(doc_.mentions.begin(), doc_.mentions.end(), span.begin,
                               [](const Mention& m, uint32_t b) { return m.span.begin < b; });
    for (; it != doc_.mentions.end() && it->span.end <= span.end; ++it) {
      if (it->type == MentionType::kPerson || it->type == MentionType::kOrg) {
        f(static_cast<int32_t>(it - doc_.mentions.begin()));
      }
    }
  }

  bool HasVerb(uint32_t from, uint32_t to) const { return VerbIn(from, to) < to; }
  uint32_t VerbIn(uint32_t from, uint32_t to) const {
    for (uint32_t t = from; t < to; ++t) {
      std::string_view w = Word(t);
      if (verbs_.Has(w)) return t;
      if (w == "according" || w == "According") return t;
    }
    return to;
  }

  static bool IsPronoun(std::string_view w) {
    return w == "he" || w == "she" || w == "He" || w == "She";
  }

  // The speaker among tokens [from, to) that hold the verb at `verb`: the nearest person or,
  // failing that, the nearest organisation; or a pronoun.
  Speaker Nearest(uint32_t from, uint32_t to, uint32_t verb, const char* rule) const {
    Speaker best;
    int64_t distance = 3 * kReach;
    uint32_t at = doc_.tokens[verb].span.begin;
    ForMentions(from, to, [&](int32_t m) {
      const Mention& mention = doc_.mentions[static_cast<size_t>(m)];
      // Whom somebody told it does not speak; a person speaks before an organisation does.
      if (Word(verb) == "told" && mention.span.begin > at) return;
      int64_t gap = std::abs(static_cast<int64_t>(mention.span.begin) - at) / 6;
      if (mention.type == MentionType::kOrg) gap += kReach;
      if (gap < distance) {
        distance = gap;
        best = {m, m, mention.span, rule};
      }
    });
    for (uint32_t t = from; t < to; ++t) {
      if (!IsPronoun(Word(t))) continue;
      if (std::abs(static_cast<int64_t>(t) - static_cast<int64_t>(verb)) > 2) continue;
      return {-1, Antecedent(t), doc_.tokens[t].span, rule};
    }
    if (best.mention >= 0 && doc_.mentions[static_cast<size_t>(best.mention)].anaphor) {
      best.rule = rule;
    }
    return best;
  }

  // Whom "he" at token `t` means: the last person named before.
  int32_t Antecedent(uint32_t t) const {
    int32_t last = -1;
    ForMentions(0, t, [&](int32_t m) {
      if (doc_.mentions[static_cast<size_t>(m)].type == MentionType::kPerson) last = m;
    });
    return last;
  }

  uint32_t SentenceEnd(uint32_t token) const {
    for (const Sentence& s : doc_.sentences) {
      if (token < s.end_token) return s.end_token;
    }
    return static_cast<uint32_t>(doc_.tokens.size());
  }
  uint32_t SentenceBegin(uint32_t token) const {
    uint32_t begin = 0;
    for (const Sentence& s : doc_.sentences) {
      if (s.first_token > token) break;
      begin = s.first_token;
    }
    return begin;
  }

  Speaker SpeakerOf(size_t i) const {
    const Quotation& q = found_[i];
    const Paragraph& p = paragraphs_[q.paragraph];
    // After: up to the end of the sentence or the next quotation.
    if (!q.goes_on) {
      uint32_t from = q.close + 1;
      uint32_t to = std::min(p.end_token, from + kReach);
      if (from < to) to = std::min(to, SentenceEnd(from));
      if (i + 1 < found_.size() && found_[i + 1].paragraph == q.paragraph) {
        to = std::min(to, found_[i + 1].open);
      }
      std::string_view last = Word(q.close - 1);
      bool closed =
          last == ".";  // "... ." begins something new after it, unless a verb follows at once
      if (from < to) {
        uint32_t verb = VerbIn(from, closed ? std::min(to, from + 4) : to);
        if (verb < to) {
          Speaker s = Nearest(from, to, verb, "quote.speaker-after");
          if (s.named_by >= 0) return s;
        }
      }
    }
    // Before: from the sentence's begin or the end of the quotation before.
    uint32_t begin = std::max(p.first_token, SentenceBegin(q.open));
    bool follows = i > 0 && found_[i - 1].paragraph == q.paragraph;
    if (follows) begin = std::max(begin, found_[i - 1].close + 1);
    if (begin < q.open) {
      uint32_t verb = VerbIn(begin, q.open);
      if (verb < q.open) {
        Speaker s = Nearest(begin, q.open, verb, "quote.speaker-before");
        if (s.named_by >= 0) return s;
      }
    }
    if (follows && speakers_[i - 1].named_by >= 0)
      return TakenOver(speakers_[i - 1], "quote.same-paragraph");
    // The sentence before, in this paragraph.
    if (begin > p.first_token) {
      uint32_t from = SentenceBegin(begin - 1);
      uint32_t verb = VerbIn(from, begin);
      if (verb < begin) {
        Speaker s = Nearest(from, begin, verb, "quote.sentence-before");
        if (s.named_by >= 0) return s;
      }
    }
    return FromParagraphBefore(i, begin);
  }

  static Speaker TakenOver(Speaker s, const char* rule) {
    s.rule = rule;
    return s;
  }

  // A paragraph that begins with a quotation goes on with the speaker before.
  Speaker FromParagraphBefore(size_t i, uint32_t begin) const {
    const Quotation& q = found_[i];
    if (q.paragraph == 0 || q.open != paragraphs_[q.paragraph].first_token) return {};
    (void)begin;
    for (size_t j = i; j-- > 0;) {
      if (found_[j].paragraph + 1 < q.paragraph) break;
      if (speakers_[j].named_by >= 0) return TakenOver(speakers_[j], "quote.paragraph-before");
    }
    const Paragraph& before = paragraphs_[q.paragraph - 1];
    uint32_t from = SentenceBegin(before.end_token - 1);
    uint32_t verb = VerbIn(from, before.end_token);
    if (verb < before.end_token) {
      Speaker s = Nearest(from, before.end_token, verb, "quote.paragraph-before");
      if (s.named_by >= 0) return s;
    }
    return {};
  }

  Fact ToFact(const Quotation& q, const Speaker& s) const {
    QuoteFact quote;
    quote.span = {doc_.tokens[q.open].span.end, doc_.tokens[q.close - 1].span.end};
    if (quote.span.begin < doc_.tokens[q.open + 1].span.begin) {
      quote.span.begin = doc_.tokens[q.open + 1].span.begin;
    }
    if (s.named_by >= 0) {
      const Mention& m = doc_.mentions[static_cast<size_t>(s.named_by)];
      quote.speaker = m.entity >= 0 ? doc_.entities[static_cast<size_t>(m.entity)].canonical
                                    : std::string(doc_.Text(m));
      quote.generic = m.generic;
      if (!s.words.empty()) quote.speaker_mention = s.words;
    }
    Fact fact;
    fact.rule = s.rule;
    fact.evidence.push_back({quote.span, fact.rule});
    fact.slots = std::move(quote);
    return fact;
  }

  const WordList& verbs_;
  const Annotations& doc_;
  std::vector<Paragraph> paragraphs_;
  std::vector<Quotation> found_;
  std::vector<Speaker> speakers_;
};

}  // namespace

std::vector<Fact> AssembleQuotes(const Lexicon& lexicon, const Annotations& doc) {
  return QuoteFinder(lexicon, doc).Run();
}

}  // namespace newsfacts
