#include "extractors/facts/employers.h"

#include <vector>

#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kWords = 120;    // of a sentence that are looked at
constexpr uint32_t kSentences = 4;  // how far back the company in focus may be named

bool IsPossessive(std::string_view w) {
  return OneOf(w, {"'s", "’s", "'", "’"});
}

// Words that cannot stand between an employer and the post: "Halden said its chief ...".
bool Parts(std::string_view w) {
  return OneOf(
      w, {"and", "said", "says",  "by",   "with",  "of",   "to",   "in",    "as",   "for",  "who",
          "is",  "was",  "that",  "told", "named", "from", "at",   "but",   "or",   "will", "has",
          "had", "when", "after", "than", "on",    "have", "were", "hired", "where"});
}

// A body inside a company.
bool IsPart(std::string_view name) {
  return name.ends_with("Committee") || name.starts_with("Board") || name.ends_with("Board") ||
         name.ends_with("Assembly") || name.ends_with("Council");
}

}  // namespace

Employers::Employers(const Lexicon& lexicon, const TokenView& view)
    : posts_(lexicon.list("company_posts")), view_(view) {
  const Annotations& doc = view.doc();
  std::vector<int> weight(doc.entities.size(), 0);
  for (const Mention& m : doc.mentions) {
    if (m.type != MentionType::kOrg || m.entity < 0 || m.generic) continue;
    auto e = static_cast<size_t>(m.entity);
    weight[e] += m.span.begin < doc.body ? 3 : 1;
    if (main_ < 0 || weight[e] > weight[static_cast<size_t>(main_)]) main_ = m.entity;
  }
}

std::string Employers::At(uint32_t t) const {
  const Mention* m = t < view_.size() ? view_.MentionAt(t) : nullptr;
  bool names = m != nullptr && !m->generic && m->entity >= 0 &&
               (m->type == MentionType::kOrg || m->type == MentionType::kName);
  return names ? view_.doc().entities[static_cast<size_t>(m->entity)].canonical : std::string();
}

std::string Employers::Of(uint32_t begin, uint32_t end, uint32_t floor) const {
  std::optional<std::string> before = Before(begin, floor);
  if (before && !before->empty()) return *before;
  std::string behind = Behind(end);
  if (!behind.empty()) return behind;
  bool some = begin > floor && OneOf(view_.Low(begin - 1), {"a", "an"});
  bool owned = before.has_value();  // "its"
  return owned || (!some && IsCompanyPost(begin, end)) ? InFocus(begin) : std::string();
}

std::optional<std::string> Employers::Before(uint32_t begin, uint32_t floor) const {
  for (uint32_t t = begin; t > floor && t + 6 > begin;) {
    --t;
    if (std::string name = At(t); !name.empty()) return name;
    if (view_.MentionIndex(t) >= 0) {
      if (view_.IsType(t, MentionType::kPerson)) return std::nullopt;
      // "Perth coach": a team by its town.
      if (t + 1 == begin && view_.IsType(t, MentionType::kPlace) && IsTeamPost(begin)) {
        return std::string(view_.doc().Text(*view_.MentionAt(t)));
      }
      t = view_.MentionBegin(t);
      continue;
    }
    std::string_view w = view_.Low(t);
    if (OneOf(w, {"its", "their"})) return "";
    // "company spokesman Ann Lee", "the company's chief executive".
    if (t + 1 == begin && OneOf(w, {"company", "firm", "club"})) return "";
    if (IsPossessive(w)) continue;
    if (w.ends_with("-based")) return std::nullopt;
    if (view_.At(t).kind != TokenKind::kWord || Parts(w)) return std::nullopt;
    if (OneOf(w, {"the", "a", "an", "his", "her"})) return std::nullopt;
  }
  return std::nullopt;
}

std::string Employers::Behind(uint32_t t) const {
  if (t + 1 >= view_.size()) return {};
  if (view_.Low(t) == ",") {
    ++t;
    if (OneOf(view_.Low(t), {"at", "with"})) return Behind(t);
    if (t + 1 < view_.size() && view_.Low(t) == "the") ++t;
    std::string name = At(t);
    uint32_t past = view_.MentionEnd(t);
    bool closes = past >= view_.size() || view_.EndsSentence(past) ||
                  OneOf(view_.Low(past), {",", "\"", "”"});
    return closes && past < view_.size() ? name : std::string();
  }
  if (!OneOf(view_.Low(t), {"of", "at", "for", "with", "in", "from", "to"})) return {};
  uint32_t limit = std::min(view_.size(), view_.SentenceOf(t).end_token);
  if (std::string unknown = Capitals(t + 1, limit); !unknown.empty()) return unknown;
  for (uint32_t n = t + 1; n < std::min(limit, t + 9); ++n) {
    if (view_.IsType(n, MentionType::kPerson) && !view_.MentionAt(n)->anaphor) {
      return NamedAfterPeople(n);
    }
    if (std::string name = At(n); !name.empty()) {
      if (Describes(n, limit)) continue;
      if (IsOfPerson(n, limit)) return {};
      // "manager of Home Solutions at Halden": the company, not its part.
      uint32_t past = view_.MentionEnd(n);
      bool part = past + 1 < limit && view_.Low(past) == "at";
      std::string whole = part ? At(past + 1) : std::string();
      return whole.empty() ? name : whole;
    }
    std::string_view w = view_.Low(n);
    if (w.ends_with("-based") && view_.Low(t + 1) == "the" && !NamesBehind(n, limit)) {
      return InFocus(t);
    }
    bool stops = view_.MentionIndex(n) < 0 && view_.At(n).kind != TokenKind::kWord && w != "-";
    bool joins = w == "and" && n + 1 < limit && !view_.At(n + 1).capitalised;
    if (joins) continue;
    if (stops || OneOf(w, {"and", "who", "said", "says", "told", "was", "is", "will", "when"})) {
      break;
    }
  }
  return {};
}

// "of US firm Halden": what describes is no employer.
bool Employers::Describes(uint32_t n, uint32_t limit) const {
  uint32_t noun = view_.MentionEnd(n);
  if (noun >= limit || view_.At(noun).capitalised) return false;
  if (view_.At(noun).kind != TokenKind::kWord || Parts(view_.Low(noun))) return false;
  bool firm = noun + 1 < limit && view_.IsType(noun + 1, MentionType::kOrg);
  return firm || (view_.IsType(n, MentionType::kName) && !IsPossessive(view_.Low(noun)));
}

// "for Assembly Speaker Ann Lee": whose person it is, not whose firm.
bool Employers::IsOfPerson(uint32_t n, uint32_t limit) const {
  uint32_t post = view_.MentionEnd(n);
  if (post >= limit || !view_.IsType(post, MentionType::kRole)) return false;
  uint32_t person = view_.MentionEnd(post);
  return person < limit && view_.IsType(person, MentionType::kPerson);
}

// "at Ann Lee", "of the investment bank Lee Marsh": a firm that bears the names of people.
std::string Employers::NamedAfterPeople(uint32_t n) const {
  bool firm = OneOf(view_.Low(n - 1), {"bank", "firm", "brokerage", "consultancy", "company",
                                       "group", "agency", "broker", "house", "fund", "manager"});
  return firm || OneOf(view_.Low(n - 1), {"at", "with"})
             ? std::string(view_.doc().Text(*view_.MentionAt(n)))
             : std::string();
}

// "the Perth-based builder Halden": a name closes the phrase that begins before `n`.
bool Employers::NamesBehind(uint32_t n, uint32_t limit) const {
  for (uint32_t t = n + 1; t < std::min(limit, n + 5); ++t) {
    if (!At(t).empty()) return true;
    if (view_.At(t).kind != TokenKind::kWord || Parts(view_.Low(t))) break;
  }
  return false;
}

// Some words of the post are on the list; "President Ann Lee" may rule a country.
bool Employers::IsCompanyPost(uint32_t begin, uint32_t end) const {
  if (end == begin + 1 && view_.Word(begin) == "President") return false;
  for (uint32_t t = begin; t < end; ++t) {
    std::string words;
    for (uint32_t n = t; n < end && n < t + static_cast<uint32_t>(posts_.longest()); ++n) {
      if (n > t && view_.At(n).space_before) words += ' ';
      words += view_.Low(n);
      if (posts_.Has(words)) return true;
    }
  }
  return false;
}

// "co-founder of Lattice": capitals that no mention covers.
std::string Employers::Capitals(uint32_t t, uint32_t limit) const {
  uint32_t end = t;
  while (end < limit && view_.MentionIndex(end) < 0 && view_.At(end).capitalised &&
         view_.At(end).kind == TokenKind::kWord) {
    ++end;
  }
  if (end == t) return {};
  // "of European defence group Halden": an adjective.
  bool whole = end == limit || (view_.MentionIndex(end) < 0 &&
                                (view_.At(end).kind != TokenKind::kWord || Parts(view_.Low(end))));
  return whole ? std::string(view_.doc().Text(view_.Words(t, end))) : std::string();
}

// Named for what it says or hears: "Halden analyst Ann Lee", "told Reuters".
bool Employers::IsAside(uint32_t t) const {
  if (t > 0 && view_.Low(t - 1) == "told") return true;
  uint32_t past = view_.MentionEnd(t);
  if (past >= view_.size()) return false;
  if (view_.IsType(past, MentionType::kRole)) past = view_.MentionEnd(past) - 1;
  return OneOf(view_.Low(past), {"analyst", "analysts", "strategist", "strategists", "economist",
                                 "economists", "broker", "brokers", "trader", "traders"});
}

bool Employers::IsTeamPost(uint32_t t) const {
  return OneOf(view_.Low(view_.MentionEnd(t) - 1),
               {"coach", "captain", "striker", "midfielder", "defender", "goalkeeper", "keeper",
                "quarterback", "manager", "winger", "pitcher", "forward", "linebacker"});
}

// The first organisation of the sentence before token `end`, or the main one if it stands there.
std::string Employers::SubjectOf(const Sentence& s, uint32_t end) const {
  std::string first;
  for (uint32_t t = s.first_token; t < std::min({end, s.end_token, s.first_token + kWords}); ++t) {
    if (!view_.IsType(t, MentionType::kOrg) || IsAside(t)) continue;
    std::string name = At(t);
    if (view_.MentionAt(t)->entity == main_) return name;
    if (first.empty() && !IsPart(name)) first = std::move(name);
  }
  return first;
}

std::string Employers::InFocus(uint32_t t) const {
  const std::vector<Sentence>& sentences = view_.doc().sentences;
  for (uint32_t s = view_.SentenceIndex(t), back = 0; back < kSentences; ++back, --s) {
    std::string name = SubjectOf(sentences[s], t);
    if (!name.empty()) return name;
    if (s == 0) break;
  }
  return main_ < 0 ? std::string() : view_.doc().entities[static_cast<size_t>(main_)].canonical;
}

}  // namespace newsfacts
