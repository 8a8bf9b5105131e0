#include "extractors/facts/employers.h"
#include "extractors/facts/claim_words.h"

#include <algorithm>
#include <vector>

#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kWords = 120;    // of a sentence that are looked at
constexpr uint32_t kSentences = 4;  // how far back the company in focus may be named

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
    : posts_(lexicon.list("company_posts")), common_(lexicon.list("common_words")), view_(view) {
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
  if (!names) return {};
  std::string name = view_.doc().entities[static_cast<size_t>(m->entity)].canonical;
  // "a member of Halden's board"
  constexpr std::string_view kBoard = " Board of Directors";
  if (name.ends_with(kBoard)) name.resize(name.size() - kBoard.size());
  return name;
}

std::string Employers::Of(uint32_t begin, uint32_t end, uint32_t floor) const {
  std::optional<std::string> before = Before(begin, floor);
  if (before && !before->empty()) return *before;
  std::string behind = Behind(end);
  if (!behind.empty()) return behind;
  // "Lee campaign spokesman Bo Sun"
  uint32_t owner = begin;
  if (owner > floor && IsPossessive(view_.Low(owner - 1))) --owner;
  bool serves = OneOf(view_.Low(end - 1), {"spokesman", "spokeswoman", "spokesperson", "aide",
                                           "lawyer", "attorney", "adviser", "advisor"});
  if (serves && owner > floor && view_.IsType(owner - 1, MentionType::kPerson)) return {};
  if (IsOfState(begin, end, floor)) return {};
  bool some = begin > floor && OneOf(view_.Low(begin - 1), {"a", "an"});
  bool owned = before.has_value();  // "its"
  return owned || (!some && IsCompanyPost(begin, end)) ? InFocus(begin) : std::string();
}

// "former President", "Perth Chief Executive": offices of a state or town.
bool Employers::IsOfState(uint32_t begin, uint32_t end, uint32_t floor) const {
  bool placed = begin > floor && view_.IsType(begin - 1, MentionType::kPlace);
  while (begin + 1 < end && !view_.At(begin).capitalised) ++begin;
  if (begin + 1 < end && OneOf(view_.Low(begin), {"former", "then", "vice"})) ++begin;
  if (!view_.At(begin).capitalised) return false;
  std::string_view post = view_.Low(begin);
  if (begin + 1 == end && OneOf(post, {"president", "president-elect"})) return true;
  return placed && OneOf(post, {"president", "chief", "secretary", "director"}) &&
         !OneOf(view_.Low(end - 1), {"officer"});
}

std::optional<std::string> Employers::Before(uint32_t begin, uint32_t floor) const {
  for (uint32_t t = begin; t > floor && t + 6 > begin;) {
    --t;
    if (std::string name = At(t); !name.empty()) return name;
    if (view_.MentionIndex(t) >= 0) {
      if (view_.IsType(t, MentionType::kPerson)) return std::nullopt;
      // "Perth coach": a team by its town.
      bool owns = t + 2 == begin && IsPossessive(view_.Low(t + 1));
      if ((t + 1 == begin || owns) && view_.IsType(t, MentionType::kPlace)) {
        bool directs = view_.Low(view_.MentionEnd(begin) - 1) == "director";
        std::string team = directs || IsTeamPost(begin) ? OfPlace(t) : std::string();
        if (!team.empty()) return team;
        if (IsTeamPost(begin)) return std::string(view_.doc().Text(*view_.MentionAt(t)));
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
  // "President Halden Asia," "CEO - Halden": capitals that nothing but a mark parts.
  if (view_.At(t - 1).capitalised) {
    uint32_t name = OneOf(view_.Low(t), {"-", "–", "—", "|", "@"}) ? t + 1 : t;
    uint32_t past = view_.MentionEnd(name);
    bool closes = past >= view_.size() || OneOf(view_.Low(past), {",", ".", ";", ":", ")"});
    if (view_.IsType(name, MentionType::kOrg) && closes) return At(name);
  }
  if (!OneOf(view_.Low(t), {"of", "at", "for", "with", "in", "from", "to", "on"})) return {};
  uint32_t limit = std::min(view_.size(), view_.SentenceOf(t).end_token);
  if (std::string unknown = Capitals(t + 1, limit); !unknown.empty()) return unknown;
  for (uint32_t n = t + 1; n < std::min(limit, t + 9); ++n) {
    if (view_.IsType(n, MentionType::kPerson) && !view_.MentionAt(n)->anaphor) {
      return NamedAfterPeople(n);
    }
    if (n == t + 2 && view_.Low(t + 1) == "the" && IsSeat(n, limit)) return InFocus(t);
    std::string name = At(n);
    if (name.empty() && n == t + 1 && view_.Low(t) == "at") name = OfPlace(n);
    if (!name.empty()) {
      if (Describes(n, limit)) continue;
      if (IsOfPerson(n, limit)) return {};
      // "manager of Home Solutions at Halden": the company, not its part.
      uint32_t past = view_.MentionEnd(n);
      bool part = past + 1 < limit &&
                  (view_.Low(past) == "at" || (OneOf(view_.Low(past), {"for", ","}) && IsField(n)));
      std::string whole = part ? At(past + 1) : std::string();
      return whole.empty() ? name : whole;
    }
    std::string_view w = view_.Low(n);
    bool stops = view_.MentionIndex(n) < 0 && view_.At(n).kind != TokenKind::kWord && w != "-" &&
                 w != "<";  // "a director of <Halden Corp>", as wires mark new names
    bool joins = w == "and" && n + 1 < limit && !view_.At(n + 1).capitalised;
    if (joins) continue;
    if (stops || OneOf(w, {"and", "who", "said", "says", "told", "was", "is", "will", "when"})) {
      break;
    }
  }
  return {};
}

// "Network Sales", "Crime Prevention": several words of every day may be the field of a post.
bool Employers::IsField(uint32_t n) const {
  uint32_t end = view_.MentionEnd(n);
  for (uint32_t t = n; t < end; ++t) {
    if (view_.At(t).kind == TokenKind::kWord && !common_.Has(view_.Low(t))) return false;
  }
  return end > n + 1;
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
  // "of the company Lee founded"
  uint32_t past = view_.MentionEnd(n);
  if (past < view_.size() && view_.Low(past).ends_with("ed")) return {};
  bool firm = OneOf(view_.Low(n - 1), {"bank", "firm", "brokerage", "consultancy", "company",
                                       "group", "agency", "broker", "house", "fund", "manager"});
  return firm || OneOf(view_.Low(n - 1), {"at", "with"})
             ? std::string(view_.doc().Text(*view_.MentionAt(n)))
             : std::string();
}

// "Perth-based company", "Perth, Australia-based builder": a seat from `n` on, and no name behind
// ("Perth-based builder Halden").
bool Employers::IsSeat(uint32_t n, uint32_t limit) const {
  uint32_t t = n;
  while (t < limit && t < n + 5 && !view_.Low(t).ends_with("-based")) ++t;
  if (t == limit || !view_.Low(t).ends_with("-based")) return false;
  for (++t; t < limit && view_.At(t).kind == TokenKind::kWord && !Parts(view_.Low(t)); ++t) {
    if (!At(t).empty() && !view_.MentionAt(t)->anaphor) return false;
  }
  return true;
}

// The one organisation of the text that is called after the place at token `t`: "at Perth", where
// "Perth Mining" is known.
std::string Employers::OfPlace(uint32_t t) const {
  if (t >= view_.size() || !view_.IsType(t, MentionType::kPlace)) return {};
  std::string_view place = view_.doc().Text(*view_.MentionAt(t));
  std::string found;
  for (const Entity& e : view_.doc().entities) {
    std::string_view name = e.canonical;
    bool opens = name.starts_with(place) && name.substr(place.size()).starts_with(' ');
    bool closes = name.ends_with(place) && name.size() > place.size() &&
                  name[name.size() - place.size() - 1] == ' ';
    if (e.type != MentionType::kOrg || !(opens || closes)) continue;
    if (!found.empty()) return {};
    found = name;
  }
  return found;
}

// Some words of the post are on the list.
bool Employers::IsCompanyPost(uint32_t begin, uint32_t end) const {
  for (uint32_t t = begin; t < end; ++t) {
    std::string words;
    for (uint32_t n = t; n < end && n < t + static_cast<uint32_t>(posts_.longest()); ++n) {
      if (n > t && view_.At(n).space_before) words += ' ';
      words += view_.Low(n);
      std::string_view one = words;
      if (n + 1 == end && one.ends_with('s')) one.remove_suffix(1);
      if (posts_.Has(words) || posts_.Has(one)) return true;
    }
  }
  return false;
}

// "Lattice", "my6sense", "eBay".
bool Employers::IsNameWord(uint32_t t) const {
  if (view_.At(t).kind != TokenKind::kWord) return false;
  std::string_view word = view_.Word(t);
  return view_.At(t).capitalised || std::any_of(word.begin(), word.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

// "co-founder of Lattice": capitals that no mention covers.
std::string Employers::Capitals(uint32_t t, uint32_t limit) const {
  uint32_t end = t;
  while (end < limit && view_.MentionIndex(end) < 0 && IsNameWord(end)) {
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
                "quarterback", "manager", "winger", "pitcher", "forward", "linebacker", "skipper"});
}

// "chief of the Harbour Board", in a sentence about somebody else.
bool Employers::IsOfPost(uint32_t t) const {
  uint32_t before = t;
  if (before > 0 && view_.Low(before - 1) == "the") --before;
  return before > 1 && OneOf(view_.Low(before - 1), {"of", "at", "for"}) &&
         view_.IsType(before - 2, MentionType::kRole);
}

// The first organisation of the sentence before token `end`, or the main one if it stands there.
std::string Employers::SubjectOf(const Sentence& s, uint32_t end) const {
  std::string first;
  for (uint32_t t = s.first_token; t < std::min({end, s.end_token, s.first_token + kWords}); ++t) {
    if (!view_.IsType(t, MentionType::kOrg) || IsAside(t)) continue;
    if (end >= s.end_token && IsOfPost(t)) continue;
    std::string name = At(t);
    if (IsPart(name)) continue;
    if (view_.MentionAt(t)->entity == main_) return name;
    if (first.empty()) first = std::move(name);
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
