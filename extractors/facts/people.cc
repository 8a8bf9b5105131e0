// The people of an article: each once, with the post and the employer that its sentences claim for
// her. New appointments weigh more than present posts, these more than former ones; of equal
// claims the first counts. Those who made the page (bylines, credits, press desks) are left out.
#include <algorithm>
#include <string_view>

#include "extractors/facts/assemble.h"
#include "extractors/facts/person_claims.h"
#include "extractors/facts/token_view.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// "By Ann Lee", "Reporting by Ann Lee; editing by ...", "Photo: ...", "To contact the reporter".
bool IsByline(const TokenView& view, const Sentence& s) {
  uint32_t first = s.first_token;
  while (first < s.end_token && IsOneOf(view.Low(first), {"(", "[", "-", "—", "*"})) ++first;
  if (first == s.end_token) return false;
  uint32_t length = s.end_token - first;
  auto low = [&](uint32_t t) { return t < s.end_token ? view.Low(t) : std::string_view(); };
  if (IsOneOf(low(first), {"photo", "photograph", "photos", "image", "illustration", "graphic"})) {
    return true;
  }
  if (low(first) == "by" && length <= 9) return view.IsType(first + 1, MentionType::kPerson);
  for (uint32_t t = first; t + 1 < s.end_token; ++t) {
    std::string_view w = low(t);
    bool made = IsOneOf(w, {"reporting", "editing", "writing", "compiled", "translated", "edited",
                            "photography", "photographed", "filming"});
    if (made && low(t + 1) == "by" && (t == first || length < 30)) return true;
    if (made && t == first && low(t + 1) == "additional") return true;
    if (w == "contributed" && low(t + 1) == "to" && IsOneOf(low(t + 2), {"this", "the"})) {
      return IsOneOf(low(t + 3), {"report", "story", "article"});
    }
    bool staff = IsOneOf(w, {"reporter", "reporters", "editor", "editors"});
    if (staff && IsOneOf(low(t + 1), {"responsible", "on", "of", "for"})) {
      if (low(t + 2) == "this" || low(t + 2) == "for") return true;
    }
  }
  return false;
}

// One flag a sentence: its people are no people of the story. A credit holds to the paragraph's
// end.
std::vector<bool> Bylines(const TokenView& view) {
  const std::vector<Sentence>& sentences = view.doc().sentences;
  std::vector<bool> skip(sentences.size());
  for (size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& s = sentences[i];
    bool goes_on = i > 0 && skip[i - 1] && !sentences[i - 1].in_title &&
                   sentences[i - 1].paragraph == s.paragraph;
    skip[i] = s.in_title || goes_on || IsByline(view, s);
  }
  return skip;
}

class PeopleAssembler {
 public:
  PeopleAssembler(const Lexicon& lexicon, const TokenView& view)
      : view_(view), skip_(Bylines(view)), claims_(ReadPersonClaims(lexicon, view, skip_)) {}

  std::vector<Fact> Run() {
    same_.resize(view_.doc().entities.size());
    for (size_t e = 0; e < same_.size(); ++e) same_[e] = static_cast<int32_t>(e);
    uses_.resize(same_.size());
    for (const Mention& m : view_.doc().mentions) {
      if (m.entity >= 0 && !m.anaphor) ++uses_[static_cast<size_t>(m.entity)];
    }
    JoinAliases();
    of_.resize(same_.size());
    for (const PersonClaim& c : claims_) {
      if (c.person >= 0)
        of_[static_cast<size_t>(same_[static_cast<size_t>(c.person)])].push_back(&c);
    }
    std::vector<std::vector<Span>> named(same_.size());
    std::vector<int32_t> order;
    for (const Mention& m : view_.doc().mentions) {
      if (m.type != MentionType::kPerson || m.entity < 0 || m.anaphor || IsSkipped(m)) continue;
      int32_t person = same_[static_cast<size_t>(m.entity)];
      std::vector<Span>& spans = named[static_cast<size_t>(person)];
      if (spans.empty()) order.push_back(person);
      spans.push_back(m.span);
    }
    std::vector<Fact> facts;
    for (int32_t person : order) {
      facts.push_back(ToFact(person, std::move(named[static_cast<size_t>(person)])));
    }
    return facts;
  }

 private:
  bool IsSkipped(const Mention& m) const {
    return skip_[view_.SentenceIndex(view_.TokenAt(m.span.begin))];
  }

  // "Ann Lee, also known as Lee An": two names of one person; the one used more is the name.
  void JoinAliases() {
    for (uint32_t t = 0; t + 3 < view_.size(); ++t) {
      if (!view_.IsType(t, MentionType::kPerson) || !view_.StartsMention(t)) continue;
      uint32_t n = view_.MentionEnd(t);
      if (n < view_.size() && IsOneOf(view_.Low(n), {",", "("})) ++n;
      uint32_t words = n;
      while (n < view_.size() && n < words + 4 &&
             IsOneOf(view_.Low(n), {"also", "better", "best", "formerly", "known", "as", "aka",
                                    "a.k.a.", "born", "né", "née"})) {
        ++n;
      }
      if (n == words || n >= view_.size() || !view_.IsType(n, MentionType::kPerson)) continue;
      Join(view_.MentionAt(t)->entity, view_.MentionAt(n)->entity);
    }
  }

  void Join(int32_t a, int32_t b) {
    if (a < 0 || b < 0 || a == b) return;
    if (uses_[static_cast<size_t>(b)] > uses_[static_cast<size_t>(a)]) std::swap(a, b);
    same_[static_cast<size_t>(b)] = a;
    also_.push_back({a, view_.doc().entities[static_cast<size_t>(b)].canonical});
  }

  Fact ToFact(int32_t person, std::vector<Span> mentions) const {
    const Entity& entity = view_.doc().entities[static_cast<size_t>(person)];
    PersonFact p;
    p.name = entity.canonical;
    p.aliases = entity.aliases;
    for (const auto& [of, name] : also_) {
      if (of == person) p.aliases.push_back(name);
    }
    p.mentions = std::move(mentions);
    std::vector<const PersonClaim*> claims = of_[static_cast<size_t>(person)];
    std::stable_sort(claims.begin(), claims.end(), [](const PersonClaim* a, const PersonClaim* b) {
      return a->tenure != b->tenure ? a->tenure < b->tenure : a->role.empty() < b->role.empty();
    });
    Fact fact;
    for (const PersonClaim* c : claims) {
      fact.evidence.push_back(c->evidence);
      Weigh(*c, &p);
    }
    if (fact.evidence.empty()) fact.evidence.push_back({p.mentions.front(), "person.named"});
    fact.rule = fact.evidence.front().rule;
    fact.slots = std::move(p);
    return fact;
  }

  static bool SameRole(std::string_view a, std::string_view b) { return ToLower(a) == ToLower(b); }

  static void Weigh(const PersonClaim& c, PersonFact* p) {
    bool former = c.tenure == Tenure::kFormer;
    if (c.role.empty()) {
      if (p->organization.empty() && !former) p->organization = c.organization;
      return;
    }
    if (!former && p->role.empty()) {
      p->role = c.role;
      p->organization = c.organization;
    } else if (SameRole(c.role, p->role)) {
      if (p->organization.empty()) p->organization = c.organization;
    } else {
      AddOther(c, p);
    }
  }

  static void AddOther(const PersonClaim& c, PersonFact* p) {
    for (newsfacts::RoleAt& other : p->other_roles) {
      if (!SameRole(other.role, c.role)) continue;
      if (other.organization.empty()) other.organization = c.organization;
      return;
    }
    p->other_roles.push_back({c.role, c.organization});
  }

  const TokenView& view_;
  const std::vector<bool> skip_;
  const std::vector<PersonClaim> claims_;
  std::vector<std::vector<const PersonClaim*>> of_;  // the claims about each person
  std::vector<int> uses_;                            // mentions of each entity
  std::vector<int32_t> same_;  // the entity that stands for each, of those joined
  std::vector<std::pair<int32_t, std::string>> also_;
};

}  // namespace

std::vector<Fact> AssemblePeople(const Lexicon& lexicon, const Annotations& doc) {
  TokenView view(doc);
  return PeopleAssembler(lexicon, view).Run();
}

}  // namespace newsfacts
