// The people of an article: each once, with the post that stands beside the name.
//
// A sentence is read as a row of items, each a mention or a word. Around every naming of a person
// the patterns below are tried, nearest first; what they find is a claim (role, organisation,
// present or former, rule). All claims about one person are then weighed: a new appointment before
// a present post, a present post before a former one, claims with an organisation before those
// without.
#include <algorithm>
#include <array>

#include "extractors/facts/assemble.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Item {
  int32_t mention = -1;  // index into mentions, or -1 for a word
  Span span{};
};

struct Claim {
  int32_t person;  // entity
  std::string role;
  std::string organization;
  int rank;  // 0 new post, 1 present, 2 former
  Evidence evidence;
};

template <size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 7> kOf = {"of", "at", "for", "with", "in", "from", "to"};
constexpr std::array<std::string_view, 5> kArticles = {"the", "a", "an", "its", "The"};
constexpr std::array<std::string_view, 9> kFormer = {
    "former", "Former", "ex", "late", "then", "onetime", "one-time", "previous", "outgoing"};
constexpr std::array<std::string_view, 8> kAppoints = {
    "appointed", "named", "hired", "promoted", "elected", "installed", "picked", "appoints"};
constexpr std::array<std::string_view, 6> kBe = {"is", "was", "became", "becomes", "remains", "be"};
constexpr std::array<std::string_view, 6> kLeave = {"resigned", "quit",    "retired",
                                                    "stepped",  "resigns", "ousted"};
constexpr std::array<std::string_view, 8> kSucceeds = {"succeed",    "succeeds",  "replace",
                                                       "replaces",   "succeeded", "replaced",
                                                       "succeeding", "replacing"};

class PeopleFinder {
 public:
  explicit PeopleFinder(const Annotations& doc) : doc_(doc) {}

  std::vector<Fact> Run() {
    for (const Sentence& s : doc_.sentences) {
      if (s.in_title) continue;
      ReadItems(s);
      if (IsByline()) continue;
      for (size_t i = 0; i < items_.size(); ++i) {
        if (Type(i) == MentionType::kPerson && HasEntity(i)) Read(i);
      }
    }
    return Facts();
  }

 private:
  void ReadItems(const Sentence& s) {
    items_.clear();
    sentence_ = s.span;
    uint32_t m = s.first_mention;
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      Span span = doc_.tokens[t].span;
      while (m < s.end_mention && doc_.mentions[m].span.end <= span.begin) ++m;
      if (m < s.end_mention && doc_.mentions[m].span.begin <= span.begin) {
        if (items_.empty() || items_.back().mention != static_cast<int32_t>(m)) {
          items_.push_back({static_cast<int32_t>(m), doc_.mentions[m].span});
        }
      } else {
        items_.push_back({-1, span});
      }
    }
  }

  const Mention* At(size_t i) const {
    if (i >= items_.size() || items_[i].mention < 0) return nullptr;
    return &doc_.mentions[static_cast<size_t>(items_[i].mention)];
  }
  MentionType Type(size_t i) const {
    const Mention* m = At(i);
    return m == nullptr ? MentionType::kNumber : m->type;
  }
  bool Is(size_t i, MentionType type) const { return At(i) != nullptr && At(i)->type == type; }
  bool HasEntity(size_t i) const { return At(i) != nullptr && At(i)->entity >= 0; }
  std::string_view Word(size_t i) const {
    if (i >= items_.size() || items_[i].mention >= 0) return {};
    return doc_.Text(items_[i].span);
  }
  static bool IsPossessive(std::string_view w) {
    return w == "'s" || w == "’s" || w == "'" || w == "’";
  }

  // "By Ann Lee", "Reporting by Ann Lee; editing by ...", "Photo: ...": people who made the page.
  bool IsByline() const {
    std::string first = ToLower(Word(0));
    std::string second = ToLower(Word(1));
    if (first == "(") {
      first = second;
      second = ToLower(Word(2));
    }
    for (size_t i = 0; i + 1 < items_.size(); ++i) {
      std::string_view w = Word(i);
      bool credit = w == "Reporting" || w == "reporting" || w == "Editing" || w == "editing";
      if (credit && Word(i + 1) == "by") return true;
    }
    bool made =
        first == "reporting" || first == "editing" || first == "writing" || first == "compiled";
    if (made && second == "by") return true;
    if (first == "photo" || first == "photograph" || first == "image") return true;
    return first == "by" && Is(1, MentionType::kPerson) && items_.size() <= 8;
  }

  std::string Organization(size_t i) const {
    const Mention* m = At(i);
    bool named = m != nullptr && !m->generic && m->entity >= 0 &&
                 (m->type == MentionType::kOrg || m->type == MentionType::kPlace ||
                  m->type == MentionType::kName);
    return named ? doc_.entities[static_cast<size_t>(m->entity)].canonical : "";
  }

  // An organisation, or a name of unknown kind where an employer stands.
  bool IsEmployer(size_t i) const {
    return (Is(i, MentionType::kOrg) || Is(i, MentionType::kName)) && !Organization(i).empty();
  }

  std::string RoleText(size_t i) const {
    std::string_view text = doc_.Text(*At(i));
    for (std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "}) {
      if (text.starts_with(article)) text.remove_prefix(article.size());
    }
    return std::string(text);
  }

  bool IsFormer(size_t role) const {
    if (OneOf(doc_.Text(*At(role)).substr(0, doc_.Text(*At(role)).find_first_of(" -")), kFormer))
      return true;
    for (size_t back = 1; back <= 3 && back <= role; ++back) {
      if (OneOf(Word(role - back), kFormer)) return true;
    }
    return false;
  }

  void Add(size_t person, size_t role, std::string organization, int rank, const char* rule) {
    Claim c;
    c.person = At(person)->entity;
    if (role != kNone) {
      c.role = RoleText(role);
      if (rank == 1 && IsFormer(role)) rank = 2;
      if (organization.empty()) organization = OrganizationNear(role);
      if (organization.empty() && IsCompanyPost(c.role))
        organization = OrganizationInFocus(items_[person].span);
    }
    c.organization = std::move(organization);
    c.rank = rank;
    size_t other = role == kNone ? person : role;
    Span span{std::min(items_[person].span.begin, items_[other].span.begin),
              std::max(items_[person].span.end, items_[other].span.end)};
    c.evidence = {span, rule};
    claims_.push_back(std::move(c));
  }

  // The organisation that a role names: "Orion's chief", "Orion chief", "chief of Orion".
  std::string OrganizationNear(size_t role) const {
    if (role + 2 < items_.size() && OneOf(Word(role + 1), kOf)) {
      // "of US firm Orion": words that describe may stand before the name.
      for (size_t at = role + 2; at < items_.size() && at < role + 7; ++at) {
        if (IsEmployer(at)) return Organization(at);
        bool describes =
            At(at) != nullptr || (!Word(at).empty() && IsLetter(CodePointAt(Word(at), 0).value));
        if (!describes || Word(at) == "and" || Word(at) == "who") break;
      }
    }
    size_t at = role;
    for (int steps = 0; steps < 4 && at > 0; ++steps) {
      --at;
      if (IsEmployer(at)) return Organization(at);
      std::string_view w = Word(at);
      if (w.empty() || w == "," || w == "and" || w == "." || w == "said") break;
    }
    return "";
  }

  // A post that is held in a company: without one beside it, it is one of the company told of.
  static bool IsCompanyPost(const std::string& role) {
    std::string low = ToLower(role);
    for (std::string_view post : {"chief executive", "ceo", "chief financial", "cfo", "chairman",
                                  "chairwoman", "spokes", "chief operating", "managing director",
                                  "vice president", "founder", "chief technology"}) {
      if (low.find(post) != std::string::npos) return true;
    }
    return false;
  }

  // The organisation named last before `place`.
  std::string OrganizationInFocus(Span place) const {
    const Mention* last = nullptr;
    for (const Mention& m : doc_.mentions) {
      if (m.span.begin >= place.begin) break;
      if (m.type == MentionType::kOrg && m.entity >= 0 && !m.generic) last = &m;
    }
    return last == nullptr ? "" : doc_.entities[static_cast<size_t>(last->entity)].canonical;
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);

  // A role at `i`, or after an article or one describing word there.
  size_t RoleAt(size_t i) const {
    for (size_t step = 0; step < 4; ++step, ++i) {
      if (Is(i, MentionType::kRole)) return i;
      bool passes = OneOf(Word(i), kArticles) || IsPossessive(Word(i)) || OneOf(Word(i), kFormer) ||
                    Word(i) == "as" || Word(i) == "company" || Word(i) == "its" ||
                    Is(i, MentionType::kOrg) || Is(i, MentionType::kPlace);
      if (!passes) return kNone;
    }
    return kNone;
  }

  void Read(size_t i) {
    size_t before = claims_.size();
    ReadAfter(i);
    ReadBefore(i);
    if (claims_.size() == before) ReadEmployer(i);
    mentions_.push_back({At(i)->entity, items_[i].span, At(i)->anaphor});
  }

  void ReadAfter(size_t i) {
    size_t next = i + 1;
    if (Word(next) == ",") {
      // "Ann Lee, chief executive of Orion," / "Ann Lee, Orion's chief executive" / "Ann Lee, 45,
      // ..."
      size_t at = next + 1;
      if ((Is(at, MentionType::kNumber) || Is(at, MentionType::kDuration)) && Word(at + 1) == ",")
        at += 2;
      if (Word(at) == "who" || Word(at) == "previously") ++at;
      if (OneOf(Word(at), kBe)) ++at;
      size_t role = RoleAt(at);
      if (role != kNone) Add(i, role, "", 1, "person.apposition-after");
      return;
    }
    if (OneOf(Word(next), kSucceeds) || Word(next) == "will" || Word(next) == "has" ||
        Word(next) == "had" || OneOf(Word(next), kBe) || OneOf(Word(next), kAppoints) ||
        OneOf(Word(next), kLeave)) {
      ReadVerb(i, next);
      return;
    }
    if (Word(next) == "as" || Word(next) == "to") {
      size_t role = RoleAt(next + 1);
      if (role != kNone && AppointedBefore(i)) {
        Add(i, role, EmployerBefore(i), 0, "person.appointed");
      }
      return;
    }
    size_t role = RoleAt(next);
    if (role == next && AppointedBefore(i)) Add(i, role, EmployerBefore(i), 0, "person.appointed");
  }

  // "Ann Lee is / was named / will succeed Bo Sun as / resigned as <role>".
  void ReadVerb(size_t i, size_t next) {
    bool appoints = false;
    bool leaves = false;
    bool is = false;
    size_t at = next;
    for (size_t steps = 0; steps < 9 && at < items_.size(); ++steps, ++at) {
      if (Is(at, MentionType::kRole)) {
        if (appoints || leaves || is) {
          Add(i, at, appoints ? EmployerBefore(i) : "", leaves ? 2 : (appoints ? 0 : 1),
              leaves ? "person.left" : (appoints ? "person.appointed" : "person.is"));
        }
        return;
      }
      std::string_view w = Word(at);
      if (OneOf(w, kAppoints) || OneOf(w, kSucceeds)) appoints = true;
      if (OneOf(w, kLeave)) leaves = true;
      if (OneOf(w, kBe) && at == next) is = true;
      if (w == "." || w == ";" || w == "said" || w == "\"") return;
    }
  }

  bool AppointedBefore(size_t i) const {
    for (size_t back = 1; back <= 3 && back <= i; ++back) {
      if (OneOf(Word(i - back), kAppoints)) return true;
    }
    return false;
  }

  // The organisation that appoints: the last one named before the person in the sentence.
  std::string EmployerBefore(size_t i) const {
    while (i-- > 0) {
      if (Is(i, MentionType::kOrg)) return Organization(i);
    }
    return "";
  }

  void ReadBefore(size_t i) {
    if (i == 0) return;
    size_t at = i - 1;
    if (Word(at) == "," && at > 0) --at;
    if (Is(at, MentionType::kRole)) {
      Add(i, at, "", 1, "person.role-before");
      return;
    }
    // "the head of sales at Orion, Ann Lee": the role may end in its organisation.
    if (IsEmployer(at) && at >= 2 && OneOf(Word(at - 1), kOf) && Is(at - 2, MentionType::kRole)) {
      Add(i, at - 2, Organization(at), 1, "person.role-before");
    }
  }

  // "Ann Lee of Orion", "Orion's Ann Lee": the employer alone.
  void ReadEmployer(size_t i) {
    bool of = Word(i + 1) == "of" || Word(i + 1) == "at" || Word(i + 1) == "from";
    if (of && IsEmployer(i + 2)) {
      Add(i, kNone, Organization(i + 2), 1, "person.of");
    } else if (i >= 2 && IsPossessive(Word(i - 1)) && IsEmployer(i - 2)) {
      Add(i, kNone, Organization(i - 2), 1, "person.possessive");
    }
  }

  struct Naming {
    int32_t person;
    Span span;
    bool anaphor;
  };

  std::vector<Fact> Facts() {
    std::vector<int32_t> order;
    for (const Naming& n : mentions_) {
      if (!n.anaphor && std::find(order.begin(), order.end(), n.person) == order.end())
        order.push_back(n.person);
    }
    std::vector<Fact> out;
    for (int32_t person : order) out.push_back(ToFact(person));
    return out;
  }

  Fact ToFact(int32_t person) {
    const Entity& entity = doc_.entities[static_cast<size_t>(person)];
    PersonFact p;
    p.name = entity.canonical;
    p.aliases = entity.aliases;
    Fact fact;
    std::vector<Claim> claims;
    for (const Claim& c : claims_) {
      if (c.person == person) claims.push_back(c);
    }
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
      if (a.rank != b.rank) return a.rank < b.rank;
      return a.role.empty() < b.role.empty();
    });
    for (const Claim& c : claims) {
      fact.evidence.push_back(c.evidence);
      if (c.rank < 2 && p.role.empty() && !c.role.empty()) {
        p.role = c.role;
        p.organization = c.organization;
        continue;
      }
      if (c.rank < 2 && p.organization.empty() && (c.role.empty() || c.role == p.role)) {
        p.organization = c.organization;
      }
      AddOther(c, &p);
    }
    for (const Naming& n : mentions_) {
      if (n.person != person || n.anaphor) continue;
      p.mentions.push_back(n.span);
      if (fact.evidence.empty()) fact.evidence.push_back({n.span, "person.named"});
    }
    fact.rule = fact.evidence.front().rule;
    fact.slots = std::move(p);
    return fact;
  }

  static void AddOther(const Claim& c, PersonFact* p) {
    if (c.role.empty() || ToLower(c.role) == ToLower(p->role)) return;
    for (newsfacts::RoleAt& other : p->other_roles) {
      if (ToLower(other.role) != ToLower(c.role)) continue;
      if (other.organization.empty()) other.organization = c.organization;
      return;
    }
    p->other_roles.push_back({c.role, c.organization});
  }

  const Annotations& doc_;
  std::vector<Item> items_;
  Span sentence_{};
  std::vector<Claim> claims_;
  std::vector<Naming> mentions_;
};

}  // namespace

std::vector<Fact> AssemblePeople(const Annotations& doc) {
  return PeopleFinder(doc).Run();
}

}  // namespace newsfacts
