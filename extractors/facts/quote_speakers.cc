#include "extractors/facts/quote_speakers.h"

#include <optional>
#include <string>
#include <string_view>

#include "extractors/facts/antecedents.h"
#include "extractors/facts/quote_subjects.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 36;  // tokens between a quotation and the verb that brings it

// Posts of which a text seldom tells two: "the Perth senator", "the two-term president".
bool IsPublicPost(std::string_view w) {
  return OneOf(w, {"senator", "congressman", "congresswoman", "governor", "president", "mayor",
                   "minister", "premier", "chancellor", "lawmaker", "prince", "king", "pope"});
}

class SpeakerFinder {
 public:
  SpeakerFinder(const Lexicon& lexicon, const TokenView& view,
                const std::vector<Paragraph>& paragraphs, const std::vector<Quotation>& quotations)
      : verbs_(lexicon.list("speech_verbs")),
        more_verbs_(lexicon.list("quote_verbs")),
        view_(view),
        paragraphs_(paragraphs),
        quotations_(quotations),
        quoted_(Quoted(view, quotations)),
        subjects_(view_, quoted_),
        antecedents_(lexicon, view_, quoted_),
        speakers_(quotations.size()) {}

  std::vector<Speaker> Run() {
    for (size_t i = 0; i < quotations_.size() && !view_.doc().OutOfTime(); ++i) {
      if (speakers_[i].found()) continue;
      speakers_[i] = SpeakerOf(i);
      if (speakers_[i].found()) last_ = i;
    }
    return std::move(speakers_);
  }

 private:
  static std::vector<bool> Quoted(const TokenView& view, const std::vector<Quotation>& quotations) {
    std::vector<bool> quoted(view.size());
    for (const Quotation& q : quotations) {
      uint32_t end = std::min(q.close + 1, view.size());
      for (uint32_t t = q.open; t < end; ++t) quoted[t] = true;
    }
    return quoted;
  }

  // A verb of speech, not the noun that is written like one.
  bool IsVerb(uint32_t t) const {
    if (view_.MentionIndex(t) >= 0 || quoted_[t]) return false;
    if (OneOf(view_.Low(t), {"put", "puts"})) {
      return t + 1 < view_.size() && view_.Low(t + 1) == "it";
    }
    bool finds =
        OneOf(view_.Low(t), {"found", "finds", "showed", "shows", "recognised", "recognized"}) &&
        t + 1 < view_.size() && view_.Low(t + 1) == "that";
    if (!finds && !verbs_.Has(view_.Low(t)) && !more_verbs_.Has(view_.Low(t))) return false;
    if (IsNoun(t)) return false;
    // "was asked": somebody else asked.
    bool passive = t > 0 && OneOf(view_.Low(t - 1), {"was", "were", "is", "are", "been", "be"});
    bool agent = t + 1 < view_.size() && view_.Low(t + 1) == "by";
    if (passive && !agent && !view_.Low(t).ends_with("ing")) return false;
    if (view_.At(t).capitalised && t == view_.SentenceOf(t).first_token) return false;
    return t == 0 || !OneOf(view_.Low(t - 1), {"the", "a", "an", "of", "in", "his", "her", "its",
                                               "their", "any", "’s", "'s", "with", "on"});
  }

  // "filed comments", "its earlier reported bid": written like verbs.
  bool IsNoun(uint32_t t) const {
    if (t < 2) return false;
    std::string_view before = view_.Low(t - 1);
    if (OneOf(before, {"earlier", "previously", "recently", "newly", "widely", "reported"})) {
      return OneOf(view_.Low(t - 2), {"the", "a", "an", "its", "their", "his", "her", "'s", "’s"});
    }
    return OneOf(view_.Low(t), {"comments", "claims", "reports", "notes", "calls", "questions",
                                "demands", "promises", "protests", "requests", "estimates", "hopes",
                                "thanks", "posts", "labels", "objects"}) &&
           (before.ends_with("ed") || before.ends_with("ing"));
  }

  bool IsAccording(uint32_t t, uint32_t end) const {
    return view_.Low(t) == "according" && t + 2 < end && view_.Low(t + 1) == "to";
  }

  Speaker ToSpeaker(Phrase p, const char* rule) const {
    while (p.found() && view_.At(p.begin).kind == TokenKind::kPunct) ++p.begin;
    if (!p.found()) return {};
    Speaker s{view_.Words(p.begin, p.end), -1, rule};
    bool unnamed = view_.Low(p.begin) == "it" && p.mention < 0;
    if (unnamed || OneOf(view_.Low(p.begin), {"he", "she"})) {
      bool spoken = last_.has_value();
      s.entity = antecedents_.Of(p.begin, spoken ? speakers_[*last_].entity : -1,
                                 spoken ? quotations_[*last_].open : 0);
    } else if (int32_t author = AuthorOf(p); author >= 0) {
      s.entity = author;
    } else if (p.mention >= 0) {
      s.entity = view_.doc().mentions[static_cast<size_t>(p.mention)].entity;
    } else if (view_.At(p.end - 1).capitalised) {
      s.entity = antecedents_.OfLastName(view_.Word(p.end - 1));
    } else if (view_.Low(p.begin) == "the" &&
               (p.end == p.begin + 2 || IsPublicPost(view_.Low(p.end - 1)))) {
      s.entity = antecedents_.OfPost(view_.Low(p.end - 1));
    }
    return s;
  }

  // "Halden's statement": Halden's entity; -1 for other phrases.
  int32_t AuthorOf(const Phrase& p) const {
    uint32_t past = view_.MentionEnd(p.begin);
    bool owns = view_.StartsMention(p.begin) && past + 1 < p.end &&
                OneOf(view_.Low(past), {"'s", "’s", "'", "’"});
    bool paper = OneOf(view_.Low(p.end - 1), {"statement", "letter", "filing", "email", "memo",
                                              "release", "announcement", "website", "post"});
    return owns && paper ? view_.MentionAt(p.begin)->entity : -1;
  }

  static Speaker TakenOver(Speaker s, const char* rule) {
    s.rule = rule;
    return s;
  }

  bool BeginsSentence(const Quotation& q) const {
    return view_.SentenceOf(q.open).first_token == q.open;
  }
  bool Follows(size_t i) const {
    return i > 0 && quotations_[i - 1].paragraph == quotations_[i].paragraph;
  }

  Speaker SpeakerOf(size_t i) const {
    const Quotation& q = quotations_[i];
    bool whole = BeginsSentence(q);
    Speaker s = Signature(i);
    if (!s.found()) s = InnerLabel(q);
    if (s.found()) return s;
    if (whole) {
      s = After(i);
      if (!s.found()) s = Continued(i);
    } else {
      s = Before(i);
      Speaker behind = After(i);
      if (s.found() ? IsTag(q, behind) : Brings(q, behind)) s = Agreed(behind, s);
      if (!s.found()) {
        uint32_t begin = view_.SentenceOf(q.open).first_token;
        s = ToSpeaker(subjects_.OfClause(begin, q.open, true), "quote.subject");
      }
      if (!s.found()) s = Continued(i);
    }
    return s;
  }

  // `"...," she said`: right behind the quotation.
  bool IsTag(const Quotation& q, const Speaker& s) const {
    if (!s.found() || view_.Low(q.close - 1) != "," || Subordinates(q.close + 1)) return false;
    uint32_t t = view_.TokenAt(s.words.begin);
    return t <= q.close + 3 || IsAccording(q.close + 1, view_.size());
  }

  // What follows is a clause with a subject of its own: `called it "...," while Sun said no`.
  bool Subordinates(uint32_t t) const {
    return t < view_.size() &&
           OneOf(view_.Low(t), {"when", "while", "as", "after", "because", "since", "although",
                                "though", "but", "if", "until", "before", "whereas"});
  }

  // Of a quotation within a sentence: right behind it, or between commas.
  bool Brings(const Quotation& q, const Speaker& s) const {
    if (Subordinates(q.close + 1)) return false;
    uint32_t t = view_.TokenAt(s.words.begin);
    if (t <= q.close + 3 || IsAccording(q.close + 1, view_.size())) return true;
    while (t > q.close + 1 && !OneOf(view_.Low(t - 1), {",", "to"})) {
      bool describes = view_.MentionIndex(t - 1) >= 0 || view_.At(t - 1).capitalised ||
                       OneOf(view_.Low(t - 1), {"the", "a", "an", "said", "says", "."});
      if (!describes) return false;
      --t;
    }
    return true;
  }

  // `Lee denied it: "...," she said`: she is Lee.
  Speaker Agreed(Speaker s, const Speaker& before) const {
    bool pronoun = OneOf(view_.doc().Text(s.words), {"he", "she"});
    if (s.found() && pronoun && before.entity >= 0) s.entity = before.entity;
    return s;
  }

  // `"..." - Ann Lee`, or her name in a line of its own below.
  Speaker Signature(size_t i) const {
    const Quotation& q = quotations_[i];
    const Paragraph& p = paragraphs_[q.paragraph];
    uint32_t t = q.close + 1;
    uint32_t end = p.end_token;
    bool below =
        t >= end && !q.goes_on && q.paragraph + 1 < paragraphs_.size() && q.open == p.first_token;
    if (below) {
      t = paragraphs_[q.paragraph + 1].first_token;
      end = paragraphs_[q.paragraph + 1].end_token;
      if (end > t + 12 || view_.EndsSentence(end - 1)) return {};
    }
    bool dash = t < end && OneOf(view_.Low(t), {"―", "—", "–", "-", "--"});
    if (dash) ++t;
    if (t >= end || (!dash && !below) || !view_.IsType(t, MentionType::kPerson)) return {};
    uint32_t past = view_.MentionEnd(t);
    bool alone = past == end || OneOf(view_.Low(past), {",", "("}) || view_.EndsSentence(past);
    if (!alone) return {};
    return ToSpeaker({t, past, view_.MentionIndex(t)}, "quote.signature");
  }

  // Behind the quotation: `"...," said Ann Lee`, `"...," the bank said`, `"...," according to ...`.
  Speaker After(size_t i) const {
    constexpr const char* kRule = "quote.speaker-after";
    const Quotation& q = quotations_[i];
    if (q.goes_on) return {};
    uint32_t from = q.close + 1;
    uint32_t to = std::min(paragraphs_[q.paragraph].end_token, from + kReach);
    if (i + 1 < quotations_.size()) to = std::min(to, quotations_[i + 1].open);
    while (from < to && OneOf(view_.Low(from), {",", "—", "–", "―", "-", "--", ")"})) ++from;
    if (from >= to) return {};
    to = ClauseEnd(from, to);
    std::string_view last = view_.Low(q.close - 1);
    bool closed = last == "." || last == "…";
    uint32_t verb = from;
    while (verb < to && !IsVerb(verb) && !IsAccording(verb, to)) ++verb;
    if (verb == to) return closed ? Speaker{} : Unknown(from, to);
    if (IsAccording(verb, to)) return ToSpeaker(subjects_.Behind(verb + 2, to), kRule);
    bool direct = verb == from || (verb == from + 1 && view_.Low(from).ends_with("ly"));
    if (direct) {
      if (view_.Low(verb).ends_with("ing") || view_.Low(verb) == "told") return {};
      return ToSpeaker(subjects_.Behind(verb + 1, to), kRule);
    }
    if (OneOf(view_.Low(verb), {"quoted", "cited", "quotes", "cites"})) {
      Speaker s = QuotedAs(verb + 1, to);
      if (s.found()) return s;
    }
    // A sentence of its own after a full stop is about the quotation only where it says no more.
    bool leads_on = i + 1 < quotations_.size() && to == quotations_[i + 1].open;
    if (closed && (leads_on || verb + 4 < to)) return {};
    if (IsDescribed(from, verb)) {
      return ToSpeaker({from, view_.MentionEnd(from), view_.MentionIndex(from)}, kRule);
    }
    return ToSpeaker(subjects_.OfVerb(verb, from), kRule);
  }

  // "Ann Lee, head of a firm in Perth said", "Ann Lee of <Halden Corp> said": the person at `t`,
  // with nobody else before the verb.
  bool IsDescribed(uint32_t t, uint32_t verb) const {
    if (!view_.IsType(t, MentionType::kPerson)) return false;
    uint32_t past = view_.MentionEnd(t);
    if (past >= verb || !OneOf(view_.Low(past), {",", "of", "at", "from", "("})) return false;
    for (uint32_t n = past; n < verb; ++n) {
      if (view_.IsType(n, MentionType::kPerson) || OneOf(view_.Low(n), {"and", "but"}))
        return false;
    }
    return true;
  }

  // "the paper quoted Lee as saying": the one quoted, who stands from `t` on.
  Speaker QuotedAs(uint32_t t, uint32_t to) const {
    for (uint32_t as = t; as + 1 < to; ++as) {
      if (view_.Low(as) != "as" || !view_.Low(as + 1).ends_with("ing")) continue;
      return ToSpeaker(subjects_.Behind(t, as), "quote.speaker-after");
    }
    return {};
  }

  uint32_t ClauseEnd(uint32_t from, uint32_t to) const {
    uint32_t end = std::min(to, view_.SentenceOf(from).end_token);
    for (uint32_t t = from; t < end; ++t) {
      if (OneOf(view_.Low(t), {";", ":"}) || view_.EndsSentence(t)) return t;
    }
    return end;
  }

  // `"...," Lee barked`: a person right behind, with a verb that no list has.
  Speaker Unknown(uint32_t from, uint32_t to) const {
    bool person = view_.IsType(from, MentionType::kPerson) || OneOf(view_.Low(from), {"he", "she"});
    if (!person) return {};
    uint32_t end = std::max(from + 1, view_.MentionEnd(from));
    if (view_.MentionIndex(from) < 0) end = from + 1;
    if (end >= to) return {};
    bool verb = view_.At(end).kind == TokenKind::kWord && !view_.At(end).capitalised;
    if (!verb && view_.Low(end) != ",") return {};
    return ToSpeaker({from, end, view_.MentionIndex(from)}, "quote.speaker-after");
  }

  // `Ann Lee: "..."` at the beginning of its line or behind a dash.
  Speaker Label(uint32_t open, uint32_t begin) const {
    if (open < begin + 2 || view_.Low(open - 1) != ":") return {};
    uint32_t last = open - 2;
    bool names = view_.IsType(last, MentionType::kPerson) && !view_.MentionAt(last)->anaphor;
    if (!names) return {};
    uint32_t first = view_.MentionBegin(last);
    bool alone = first == begin || OneOf(view_.Low(first - 1), {"-", "–", "—", "--", "―"});
    return alone ? ToSpeaker({first, last + 1, view_.MentionIndex(last)}, "quote.label")
                 : Speaker{};
  }

  // `Lee said on Monday that she hoped "..."`, `Lee says it shows that "..."`: she who stands
  // behind "that" is the one who says so.
  Speaker Outer(const Speaker& inner, uint32_t begin) const {
    uint32_t t = view_.TokenAt(inner.words.begin);
    if (t < begin + 2) return {};
    uint32_t verb = t - 1;
    if (OneOf(view_.Low(t), {"he", "she"})) {
      bool that = view_.Low(verb) == "that";
      while (that && verb > begin && !IsVerb(verb)) --verb;
    } else if (!OneOf(view_.Low(t), {"it", "they", "his", "her", "its", "their"})) {
      return {};
    } else if (view_.Low(verb) == "that") {
      --verb;
    }
    if (!IsVerb(verb)) return {};
    Speaker outer = ToSpeaker(subjects_.OfVerb(verb, begin), "quote.speaker-before");
    bool same = outer.found() && !OneOf(view_.doc().Text(outer.words), {"He", "She", "he", "she"});
    return same ? outer : Speaker{};
  }

  // `"LEE: ..."`, as transcripts have it.
  Speaker InnerLabel(const Quotation& q) const {
    uint32_t name = q.open + 1;
    if (name + 1 >= q.close || !view_.At(name).all_capitals || view_.Low(name + 1) != ":")
      return {};
    Speaker s{view_.Words(name, name + 1), -1, "quote.label"};
    const Mention* m = view_.MentionAt(name);
    bool person = m != nullptr && m->type == MentionType::kPerson;
    s.entity = person ? m->entity : antecedents_.OfLastName(Capitalised(view_.Word(name)));
    return s;
  }

  // "LEE" -> "Lee"
  static std::string Capitalised(std::string_view word) {
    std::string out = ToLower(word);
    out.replace(0, 1, word.substr(0, 1));
    return out;
  }

  // Before the quotation, in its sentence: `Lee said: "..."`, `Lee called it "..."`.
  Speaker Before(size_t i) const {
    const Quotation& q = quotations_[i];
    uint32_t begin = view_.SentenceOf(q.open).first_token;
    Speaker label = Label(q.open, begin);
    if (label.found()) return label;
    size_t earlier = i;
    for (uint32_t t = q.open; t > begin && t + kReach > q.open;) {
      --t;
      if (quoted_[t]) {
        while (earlier > 0 && quotations_[earlier].open > t) --earlier;
        if (speakers_[earlier].found()) return TakenOver(speakers_[earlier], "quote.same-sentence");
        t = std::max(begin, quotations_[earlier].open);
        continue;
      }
      if (IsAccording(t, q.open)) {
        return ToSpeaker(subjects_.Behind(t + 2, q.open), "quote.speaker-before");
      }
      if (!IsVerb(t)) continue;
      Speaker s = t + 1 < q.open && view_.Low(t + 1) == "by"
                      ? ToSpeaker(subjects_.Behind(t + 2, q.open), "quote.speaker-before")
                      : ToSpeaker(subjects_.OfVerb(t, begin), "quote.speaker-before");
      if (!s.found()) continue;
      Speaker outer = Outer(s, begin);
      return outer.found() ? outer : s;
    }
    return {};
  }

  // Nobody is told in the sentence of the quotation.
  Speaker Continued(size_t i) const {
    const Quotation& q = quotations_[i];
    const Paragraph& p = paragraphs_[q.paragraph];
    uint32_t sentence = view_.SentenceIndex(q.open);
    if (q.open > p.first_token && sentence > 0) {
      bool quotes = Follows(i) && quotations_[i - 1].close >= SentenceBefore(q).first_token;
      if (!quotes) {
        Speaker s = OfSentence(SentenceBefore(q), "quote.sentence-before");
        if (s.found()) return s;
      }
    }
    if (Follows(i) && speakers_[i - 1].found()) {
      return TakenOver(speakers_[i - 1], "quote.same-paragraph");
    }
    bool next = i + 1 < quotations_.size() && quotations_[i + 1].paragraph == q.paragraph;
    if (next) {
      Speaker s = After(i + 1);
      if (s.found()) return TakenOver(s, "quote.same-paragraph");
    }
    return q.open == p.first_token ? FromParagraphBefore(i) : Speaker{};
  }

  const Sentence& SentenceBefore(const Quotation& q) const {
    return view_.doc().sentences[view_.SentenceIndex(q.open) - 1];
  }

  // The subject of a sentence's last verb of speech, or the person that the sentence is about.
  Speaker OfSentence(const Sentence& s, const char* rule) const {
    for (uint32_t t = s.end_token; t > s.first_token;) {
      --t;
      if (!IsVerb(t)) continue;
      Speaker found = ToSpeaker(subjects_.OfVerb(t, s.first_token), rule);
      if (found.found()) return found;
    }
    Phrase subject = subjects_.OfClause(s.first_token, s.end_token, true);
    bool person = subject.found() &&
                  (subject.mention < 0 || view_.IsType(subject.begin, MentionType::kPerson));
    return person ? ToSpeaker(subject, rule) : Speaker{};
  }

  // A paragraph that begins with a quotation goes on with the speaker before.
  Speaker FromParagraphBefore(size_t i) const {
    constexpr const char* kRule = "quote.paragraph-before";
    const Quotation& q = quotations_[i];
    if (q.paragraph == 0) return {};
    const Paragraph& before = paragraphs_[q.paragraph - 1];
    const Sentence& last = view_.SentenceOf(before.end_token - 1);
    bool quotes = i > 0 && quotations_[i - 1].paragraph + 1 == q.paragraph;
    bool speaks = quotes && quotations_[i - 1].close >= last.first_token;
    if (speaks && std::string_view(speakers_[i - 1].rule) == "quote.signature") return {};
    if (speaks && speakers_[i - 1].found()) return TakenOver(speakers_[i - 1], kRule);
    Speaker s = OfSentence(last, kRule);
    if (s.found()) return s;
    return quotes && speakers_[i - 1].found() ? TakenOver(speakers_[i - 1], kRule) : Speaker{};
  }

  const WordList& verbs_;
  const WordList& more_verbs_;
  const TokenView& view_;
  const std::vector<Paragraph>& paragraphs_;
  const std::vector<Quotation>& quotations_;
  const std::vector<bool> quoted_;
  const SubjectFinder subjects_;
  const Antecedents antecedents_;
  std::vector<Speaker> speakers_;
  std::optional<size_t> last_;  // the quotation whose speaker was found last
};

}  // namespace

std::vector<Speaker> FindSpeakers(const Lexicon& lexicon, const TokenView& view,
                                  const std::vector<Paragraph>& paragraphs,
                                  const std::vector<Quotation>& quotations) {
  return SpeakerFinder(lexicon, view, paragraphs, quotations).Run();
}

}  // namespace newsfacts
