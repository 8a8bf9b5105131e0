// The people of an article: each once, with the post and the employer that its sentences claim for
// her. New appointments weigh more than present posts, these more than former ones; of equal
// claims the first counts. Those who made the page (bylines, credits, press desks) are left out.
#include <algorithm>
#include <string_view>

#include "extractors/facts/assemble.h"
#include "extractors/facts/bylines.h"
#include "extractors/facts/late_names.h"
#include "extractors/facts/person_claims.h"
#include "extractors/facts/quote_marks.h"
#include "extractors/facts/token_view.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

class PeopleAssembler {
 public:
  PeopleAssembler(const Lexicon& lexicon, const TokenView& view)
      : honorifics_(lexicon.list("honorifics")),
        speech_verbs_(lexicon.list("speech_verbs")),
        view_(view),
        skip_(BylineTokens(view)),
        claims_(ReadPersonClaims(lexicon, view, WithoutQuotedPronouns(skip_))) {
    ClaimLateName(lexicon, view, skip_, &claims_);
  }

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
      if (IsDoubtful(person, m)) continue;
      std::vector<Span>& spans = named[static_cast<size_t>(person)];
      if (spans.empty()) order.push_back(person);
      spans.push_back(m.span);
    }
    std::vector<Fact> facts;
    facts.reserve(order.size());
    for (int32_t person : order) {
      if (view_.doc().OutOfTime()) break;
      facts.push_back(ToFact(person, std::move(named[static_cast<size_t>(person)])));
    }
    return facts;
  }

 private:
  // One word that stands once, with no form of address and nothing said of it: more often a brand,
  // a figure of a film or a team than a person.
  bool IsDoubtful(int32_t person, const Mention& m) const {
    auto p = static_cast<size_t>(person);
    bool word = view_.doc().entities[p].canonical.find(' ') == std::string::npos;
    if (!word || uses_[p] > 1 || !of_[p].empty()) return false;
    uint32_t t = view_.TokenAt(m.span.begin);
    uint32_t past = view_.MentionEnd(t);
    bool titled =
        t > 0 && (honorifics_.Has(view_.Low(t - 1)) ||
                  (view_.Low(t - 1) == "." && t > 1 && honorifics_.Has(view_.Low(t - 2))));
    bool speaks = past < view_.size() && speech_verbs_.Has(view_.Low(past));
    return !titled && !speaks;
  }

  // Whom "he" stands for in somebody's words is not known.
  std::vector<bool> WithoutQuotedPronouns(std::vector<bool> skip) const {
    std::vector<Paragraph> paragraphs = Paragraphs(view_.doc());
    for (const Quotation& q : FindQuotations(view_.doc(), paragraphs)) {
      for (uint32_t t = q.open; t < std::min(q.close, view_.size()); ++t) {
        const Mention* m = view_.MentionAt(t);
        if (m != nullptr && m->anaphor) skip[t] = true;
      }
    }
    return skip;
  }

  bool IsSkipped(const Mention& m) const { return skip_[view_.TokenAt(m.span.begin)]; }

  // "Ann Lee, also known as Lee An": two names of one person; the one used more is the name.
  void JoinAliases() {
    for (uint32_t t = 0; t + 3 < view_.size(); ++t) {
      if (!view_.IsType(t, MentionType::kPerson) || !view_.StartsMention(t)) continue;
      uint32_t n = view_.MentionEnd(t);
      if (n < view_.size() && OneOf(view_.Low(n), {",", "("})) ++n;
      uint32_t words = n;
      while (n < view_.size() && n < words + 4 &&
             OneOf(view_.Low(n), {"also", "better", "best", "formerly", "known", "as", "aka",
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

  const WordList& honorifics_;
  const WordList& speech_verbs_;
  const TokenView& view_;
  const std::vector<bool> skip_;  // tokens of bylines
  std::vector<PersonClaim> claims_;
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
