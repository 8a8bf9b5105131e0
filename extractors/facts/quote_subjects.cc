#include "extractors/facts/quote_subjects.h"
#include "extractors/facts/claim_words.h"

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

// Words between a subject and its verb that belong to the verb.
bool IsAuxiliary(std::string_view w) {
  bool adverb =
      w.ends_with("ly") && !OneOf(w, {"family", "ally", "rally", "assembly", "italy", "monopoly"});
  return adverb ||
         OneOf(w, {"has",   "had",   "have",  "is",      "was",   "are",    "were",    "been",
                   "being", "be",    "will",  "would",   "can",   "could",  "may",     "might",
                   "did",   "does",  "do",    "not",     "n't",   "n’t",    "never",   "still",
                   "just",  "since", "later", "also",    "then",  "once",   "already", "again",
                   "even",  "now",   "later", "further", "ever",  "always", "often",   "himself",
                   "first", "later", "soon",  "herself", "there", "both",   "went",    "on",
                   "'s",    "’s",    "’d",    "'d"});
}

bool IsPreposition(std::string_view w) {
  return OneOf(w, {"of",   "in",    "on",      "at",     "by",     "with",   "from",    "to",
                   "for",  "after", "about",   "before", "than",   "like",   "against", "under",
                   "over", "into",  "between", "during", "toward", "behind", "as",      "than",
                   "via",  "near",  "among",   "upon",   "since",  "around", "without", "and"});
}

bool IsDeterminer(std::string_view w) {
  return OneOf(w, {"the",     "a",     "an",   "his",   "her",   "their", "its", "one",
                   "another", "some",  "this", "these", "those", "my",    "our", "many",
                   "several", "other", "two",  "three", "both",  "most"});
}

bool IsPronoun(std::string_view w) {
  return OneOf(w, {"he", "she", "they", "it", "i", "we"});
}

bool EndsClause(std::string_view w) {
  return OneOf(w, {",", ";", ":", "?", "!", "(", ")", "—", "–", "--"});
}

// Papers that speak for those who wrote them.
bool IsDocument(std::string_view w) {
  return OneOf(w, {"statement", "letter", "report", "filing", "email", "memo", "release", "website",
                   "spokesperson"});
}

}  // namespace

bool SubjectFinder::CanSpeak(uint32_t t) const {
  const Mention* m = view_.MentionAt(t);
  return m != nullptr && (m->type == MentionType::kPerson || m->type == MentionType::kOrg ||
                          m->type == MentionType::kName);
}

Phrase SubjectFinder::Naming(uint32_t t) const {
  return {view_.MentionBegin(t), view_.MentionEnd(t), view_.MentionIndex(t)};
}

bool SubjectFinder::IsPossessed(uint32_t t) const {
  uint32_t end = view_.MentionEnd(t);
  return end < view_.size() && IsPossessive(view_.Low(end));
}

// "with chief executive Ann Lee": the person at `t`.
bool SubjectFinder::FollowsWith(uint32_t t, uint32_t floor) const {
  while (t > floor && (view_.IsType(t - 1, MentionType::kRole) || IsDeterminer(view_.Low(t - 1)) ||
                       view_.IsType(t - 1, MentionType::kOrg) || IsPossessive(view_.Low(t - 1)))) {
    --t;
  }
  return t > floor && view_.Low(t - 1) == "with";
}

Phrase SubjectFinder::OfVerb(uint32_t verb, uint32_t floor) const {
  const uint32_t begin = view_.SentenceOf(verb).first_token;
  const uint32_t clause = std::max(floor, begin);
  if (view_.Low(verb).ends_with("ing")) {
    uint32_t t = verb;
    while (t > clause && OneOf(view_.Low(t - 1), {"is", "was", "are", "were", "be", "been"})) --t;
    // "with Ann Lee saying"
    bool with = t == verb && verb > clause && view_.IsType(verb - 1, MentionType::kPerson) &&
                FollowsWith(view_.MentionBegin(verb - 1), clause);
    if (with) return Naming(verb - 1);
    if (t == verb) return OfClause(clause, verb, false);
  }
  uint32_t t = verb;
  while (t > clause) {
    bool free = view_.MentionIndex(t - 1) < 0 || view_.IsType(t - 1, MentionType::kNumber);
    if (free && IsAuxiliary(view_.Low(t - 1))) {
      --t;
    } else if (view_.IsType(t - 1, MentionType::kDate) || view_.IsType(t - 1, MentionType::kTime)) {
      t = view_.MentionBegin(t - 1);
    } else {
      break;
    }
  }
  if (t == clause) return {};
  std::string_view before = view_.Low(t - 1);
  if (before == ",") return BeforeComma(t - 1, clause);
  bool which = before == "which" && t > clause + 1 && view_.Low(t - 2) == ",";
  if (!which && OneOf(before, {"to", "and", "but", "or", "as", "that", "which", "if", "when"})) {
    return OfClause(clause, t - 1, false);
  }
  if (which || before == "who") {
    uint32_t end = t - 1;
    if (end > clause && view_.Low(end - 1) == ",") --end;
    return EndingAt(end, clause, 0);
  }
  return EndingAt(t, clause, 0);
}

// "Ann Lee, 45, a lawyer from Perth, said": the nearest person before a comma.
Phrase SubjectFinder::BeforeComma(uint32_t comma, uint32_t floor) const {
  Phrase organization;
  for (uint32_t t = comma; t > floor && t + 40 > comma; --t) {
    if (view_.Low(t) != ",") continue;
    uint32_t last = t - 1;
    if (view_.Low(last) == ")") {
      while (last > floor && view_.Low(last) != "(") --last;
      if (last > floor) --last;
    }
    if (quoted_[last] || !CanSpeak(last)) continue;
    uint32_t first = view_.MentionBegin(last);
    bool inside = first > floor && IsPreposition(view_.Low(first - 1));
    if (view_.IsType(last, MentionType::kPerson) && !inside) return Naming(last);
    if (!inside && view_.IsType(last, MentionType::kOrg)) organization = Naming(last);
  }
  return organization.found() ? organization : OfClause(floor, comma, false);
}

Phrase SubjectFinder::EndingAt(uint32_t end, uint32_t floor, int depth) const {
  if (end <= floor || quoted_[end - 1] || depth > 3) return {};
  uint32_t t = end - 1;
  if (view_.Low(t) == ")") {
    while (t > floor && view_.Low(t) != "(") --t;
    return EndingAt(t, floor, depth + 1);
  }
  if (IsPronoun(view_.Low(t))) return {t, end, view_.MentionIndex(t)};
  if (view_.MentionIndex(t) < 0 || view_.IsType(t, MentionType::kRole))
    return Described(end, floor);
  if (view_.IsType(t, MentionType::kNumber)) {
    bool article = t > floor && view_.At(t - 1).capitalised;  // "Article 33"
    return article ? Phrase{t - 1, end, -1} : Phrase{};
  }
  uint32_t first = view_.MentionBegin(t);
  // "Ann Lee of Perth, Western Australia"
  bool region = view_.IsType(t, MentionType::kPlace) && first > floor + 1 &&
                view_.Low(first - 1) == "," && view_.IsType(first - 2, MentionType::kPlace);
  if (region) return EndingAt(first - 1, floor, depth + 1);
  bool inside = first > floor && OneOf(view_.Low(first - 1), {"of", "for", "at", "from", "with"});
  if (!inside) return Naming(t);
  if (first >= floor + 2 && IsDocument(view_.Low(first - 2)) && CanSpeak(t)) return Naming(t);
  Phrase head = EndingAt(first - 1, floor, depth + 1);
  return head.found() && head.mention < 0 ? Phrase{head.begin, end, -1} : head;
}

// "Ann Lee, partner at Halden added": a description may lack its second comma.
Phrase SubjectFinder::Described(uint32_t end, uint32_t floor) const {
  Phrase words = Description(end, floor);
  uint32_t from = words.found() ? words.begin : end;
  for (uint32_t t = from; t > floor + 1 && t + 6 > from; --t) {
    if (view_.Low(t - 1) != ",") continue;
    if (view_.IsType(t - 2, MentionType::kPerson)) return Naming(t - 2);
    break;
  }
  return words;
}

// "a friend of hers", "protesters": from the article on, or the last word alone.
Phrase SubjectFinder::Description(uint32_t end, uint32_t floor) const {
  if (view_.At(end - 1).kind != TokenKind::kWord) return {};
  Phrase determined;
  for (uint32_t t = end - 1; t >= floor && t + 9 > end; --t) {
    if (quoted_[t] || EndsClause(view_.Low(t)) || view_.EndsSentence(t)) break;
    if (IsPossessive(view_.Low(t)) && t > floor) {
      uint32_t owner = t - 1;
      bool speaks = IsDocument(view_.Low(end - 1)) && CanSpeak(owner);
      return {view_.MentionBegin(owner), end, speaks ? view_.MentionIndex(owner) : -1};
    }
    if (IsDeterminer(view_.Low(t)) && t + 1 < end) {
      determined = {t, end, -1};
      bool inside = t > floor && OneOf(view_.Low(t - 1), {"of", "for", "from", "in", "at"});
      if (!inside) break;
    }
    if (t == 0) break;
  }
  if (determined.found()) return determined;
  uint32_t name = end;
  while (name > floor && view_.At(name - 1).capitalised && view_.MentionIndex(name - 1) < 0) --name;
  if (name < end) return {name, end, -1};
  std::string_view last = view_.Low(end - 1);
  bool plural = last.ends_with("s") && !last.ends_with("ss") && last.size() > 3;
  return plural ? Phrase{end - 1, end, -1} : Phrase{};
}

// "The spokesman refused": an article, a post and what it does.
bool SubjectFinder::OpensDescribed(uint32_t begin, uint32_t end) const {
  if (begin + 2 >= end || !IsDeterminer(view_.Low(begin))) return false;
  if (!view_.IsType(begin + 1, MentionType::kRole)) return false;
  if (view_.MentionIndex(begin + 2) >= 0) return false;
  std::string_view next = view_.Low(begin + 2);
  return IsAuxiliary(next) || next.ends_with("ed") || OneOf(next, {"said", "says", "told"});
}

Phrase SubjectFinder::OfClause(uint32_t begin, uint32_t end, bool named) const {
  constexpr uint32_t kReach = 120;
  Phrase pronoun;
  Phrase owner;
  end = std::min(end, begin + kReach);
  if (!named && OpensDescribed(begin, end)) return {begin, begin + 2, view_.MentionIndex(begin)};
  for (uint32_t t = begin; t < end; ++t) {
    if (quoted_[t]) continue;
    bool speaks = named ? OneOf(view_.Low(t), {"he", "she"})
                        : IsPronoun(view_.Low(t)) && view_.Low(t) != "it";
    if (speaks) {
      if (!pronoun.found()) pronoun = {t, t + 1, view_.MentionIndex(t)};
      if (view_.IsType(t, MentionType::kPerson)) return pronoun;
      continue;
    }
    if (!CanSpeak(t) || !view_.StartsMention(t)) continue;
    uint32_t past = view_.MentionEnd(t);
    uint32_t word = t;
    if (word > begin && IsDeterminer(view_.Low(word - 1))) --word;
    bool inside =
        word > begin && (IsPreposition(view_.Low(word - 1)) || view_.Low(word - 1) == "(");
    bool describes = past < end && (view_.IsType(past, MentionType::kPerson) ||
                                    view_.IsType(past, MentionType::kRole));
    if (!inside && !describes && !IsPossessed(t)) return Naming(t);
    bool first_owner = !owner.found() && IsPossessed(t);
    if (!inside && !describes && first_owner && past + 2 < end) owner = {t, past + 2, -1};
    t = past - 1;
  }
  if (!pronoun.found() && owner.found() && !named) return owner;
  if (pronoun.found() || named || begin + 1 >= end || !IsDeterminer(view_.Low(begin))) {
    return pronoun;
  }
  return {begin, begin + 2, -1};
}

Phrase SubjectFinder::Behind(uint32_t begin, uint32_t end) const {
  if (begin < end && OneOf(view_.Low(begin), {"that", "it", "him", "her", "them", "to", "how"})) {
    return {};
  }
  Phrase organization;
  uint32_t t = begin;
  for (; t < end; ++t) {
    if (view_.IsType(t, MentionType::kPerson)) {
      uint32_t past = view_.MentionEnd(t) + 1;
      if (!IsPossessed(t) || past >= end || !view_.IsType(past, MentionType::kPerson)) {
        return Naming(t);
      }
    }
    if (view_.MentionIndex(t) >= 0) {
      if (CanSpeak(t) && !IsPossessed(t)) organization = Naming(t);
      t = view_.MentionEnd(t) - 1;
      continue;
    }
    std::string_view w = view_.Low(t);
    if (IsPronoun(w)) return {t, t + 1, -1};
    if (EndsClause(w) || view_.EndsSentence(t) ||
        OneOf(w, {"in", "on", "during", "who", "to", "as", "when", "after"})) {
      break;
    }
    if (OneOf(w, {"of", "for", "at", "from"}) && organization.found()) break;
  }
  // "said the head of sales at Halden, Ann Lee"
  bool described = t > begin && (IsDeterminer(view_.Low(begin)) || !organization.found());
  bool after_comma = described && t + 1 < end && view_.Low(t) == ",";
  if (after_comma && view_.IsType(t + 1, MentionType::kPerson)) {
    return Naming(t + 1);
  }
  if (organization.found() && organization.end == t) {
    bool inside = organization.begin > begin &&
                  OneOf(view_.Low(organization.begin - 1), {"of", "for", "at", "from"});
    if (!inside) return organization;
  }
  return t > begin ? Phrase{begin, t, -1} : Phrase{};
}

}  // namespace newsfacts
