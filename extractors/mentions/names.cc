#include "extractors/mentions/names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/mentions/name_candidates.h"
#include "extractors/mentions/name_evidence.h"
#include "extractors/mentions/name_words.h"
#include "extractors/mentions/roles.h"
#include "pipeline/text/unicode.h"

// The mentions of one string are one group, and what speaks for its kind anywhere in the document
// speaks for all of them. Groups are decided twice: first each by its own evidence; then short
// forms learn from the full names they belong to, and members of a list from their neighbours.

namespace newsfacts {
namespace {

constexpr std::array<MentionType, kNameKinds> kTypes = {MentionType::kPerson, MentionType::kOrg,
                                                        MentionType::kPlace, MentionType::kProduct,
                                                        MentionType::kName};
constexpr double kEnough = 2.0;         // points that settle a kind
constexpr double kCertain = 4.0;        // points that let a name vouch for others
constexpr size_t kNobody = ~size_t{0};  // a short form whose full form names another body
constexpr uint32_t kLongestKey = 6;     // words of a name looked for in lines of capitals

struct Group {
  EvidenceSet evidence;
  NameKind kind = kNoName;
  double points = 0;
  uint32_t first = ~0u;       // token where the body has it first
  bool amid = false;          // stands with capitals other than at the start of a sentence
  std::vector<size_t> whole;  // candidates with the full form of this short form
  std::string why;
};

class NameFinder {
 public:
  NameFinder(const Lexicon& lexicon, Annotations* doc)
      : lexicon_(lexicon), doc_(*doc), traits_(TraitsOfTokens(lexicon, *doc)) {}

  void Run() {
    candidates_ = FindCandidates(lexicon_, doc_, traits_);
    Gather();
    if (doc_.OutOfTime()) return;
    ShareContext();
    for (auto& [key, group] : groups_) Decide(&group);
    LearnFullNames();
    LearnFromOpenings();
    LearnFromLists();
    for (auto& [key, group] : groups_) Decide(&group);
    std::vector<Mention> names;
    for (size_t i = 0; i < candidates_.size(); ++i) Emit(i, &names);
    ReadHeadlines(&names);
    std::vector<Mention> roles;
    FindRoles(doc_, traits_, &roles);
    Merge(std::move(names), std::move(roles));
  }

 private:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, Traits traits) const { return (traits_[i] & traits) != 0; }
  Span SpanOf(uint32_t begin, uint32_t end) const {
    return {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
  }

  // The end without legal forms; "& Co" stays, and so does a name that is nothing else.
  uint32_t NameEnd(const NameCandidate& c) const {
    uint32_t end = c.end;
    while (end > c.begin + 1 && (Is(end - 1, kLegalForm) || Word(end - 1) == ",")) --end;
    bool partners = Word(end - 1) == "&" || Word(end - 1) == "and";
    return partners && end < c.end ? end + 1 : end;
  }
  std::string KeyOf(uint32_t begin, uint32_t end) const {
    return ToLower(OneLine(doc_.Text(SpanOf(begin, end))));
  }

  void Gather() {
    owners_.reserve(candidates_.size());
    for (const NameCandidate& c : candidates_) {
      if (doc_.OutOfTime()) break;
      Group& group = groups_[KeyOf(c.begin, NameEnd(c))];
      group.evidence |= EvidenceOf(doc_, traits_, c);
      if (doc_.tokens[c.begin].span.begin >= doc_.body)
        group.first = std::min(group.first, c.begin);
      group.amid = group.amid || (!c.sentence_start && !c.in_headline);
      owners_.push_back(&group);
    }
    for (auto& [key, group] : groups_) {
      if (group.amid) continue;
      Note(Evidence::kOnlySentenceStart, &group.evidence);
      bool common = group.evidence[static_cast<size_t>(Evidence::kSingleCommon)];
      if (common) Note(Evidence::kCommonOpener, &group.evidence);
    }
  }

  const Group* Find(uint32_t begin, uint32_t end) const {
    auto it = groups_.find(KeyOf(begin, end));
    return it == groups_.end() ? nullptr : &it->second;
  }

  // "Mr Fan" tells that "Fan Zhelin" is a person.
  void ShareContext() {
    static const EvidenceSet shared = [] {
      EvidenceSet set;
      for (Evidence e : {Evidence::kAddressBefore, Evidence::kPostBeforeSingle,
                         Evidence::kPersonVerb, Evidence::kWho}) {
        Note(e, &set);
      }
      return set;
    }();
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const NameCandidate& c = candidates_[i];
      uint32_t end = NameEnd(c);
      if (end - c.begin < 2 || end < c.end || c.known != KnownIn::kNone) continue;
      for (uint32_t word : {end - 1, c.begin}) {
        if (word == c.begin && !Is(word, kFamilyFirst)) continue;
        const Group* part = Find(word, word + 1);
        if (part != nullptr) owners_[i]->evidence |= part->evidence & shared;
      }
    }
  }

  static void Decide(Group* group) {
    KindScores scores = Score(group->evidence);
    auto best = std::max_element(scores.begin(), scores.end());
    group->points = *best;
    group->kind = *best >= kEnough ? static_cast<NameKind>(best - scores.begin()) : kNoName;
  }

  // ---- Short forms.

  // Last names of people and first words of organisations stand for the whole.
  void LearnFullNames() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const NameCandidate& c = candidates_[i];
      uint32_t end = NameEnd(c);
      const Group& group = *owners_[i];
      if (end - c.begin < 2) {
        if (end < c.end) owners_[i]->whole.push_back(i);
      } else if (group.kind == kPersonKind) {
        LearnPerson(c, end, i);
      } else if (group.kind == kOrgKind) {
        LearnOrg(c, end, i);
      }
    }
  }

  void LearnPerson(const NameCandidate& c, uint32_t end, size_t i) {
    last_names_.try_emplace(KeyOf(end - 1, end), owners_[i]);
    bool family_first = Is(c.begin, kFamilyFirst) && !Is(c.begin, kGiven);
    Learn(end - 1, end, Evidence::kShortOfPerson, i);
    if (Is(c.begin, kFamilyFirst)) Learn(c.begin, c.begin + 1, Evidence::kShortOfPerson, i);
    if (!family_first && Is(c.begin, kGiven) && !Is(c.begin, kPlaceWord | kKnownOrg)) {
      Learn(c.begin, c.begin + 1, Evidence::kShortOfPerson, i);
    }
    for (uint32_t k = c.begin + 1; k + 1 < end; ++k) {  // "van Dahlen"
      if (Is(k, kParticle)) Learn(k, end, Evidence::kShortOfPerson, i);
    }
  }

  void LearnOrg(const NameCandidate& c, uint32_t end, size_t i) {
    std::string initials;
    std::string all;
    std::string every;  // with those of small words: "VIM" is Velmora in Motion
    for (uint32_t k = c.begin; k < c.end; ++k) {
      if (k < end && doc_.tokens[k].kind == TokenKind::kWord)
        every += LowerAscii(Word(k).substr(0, 1));
      if (!doc_.tokens[k].capitalised) continue;
      all += LowerAscii(Word(k).substr(0, 1));
      if (k < end) initials = all;
    }
    if (initials.size() > 1) Learn(initials, Evidence::kAcronymOf, i);
    if (every.size() > 2 && every.size() > initials.size()) Learn(every, Evidence::kAcronymOf, i);
    if (all.size() > initials.size() && all.size() > 2) Learn(all, Evidence::kAcronymOf, i);
    LearnBracketed(c, i);
    if (IsNamedAfterPerson(c, end)) Learn(end - 1, end, Evidence::kNameOfFirm, i);
    if (Is(c.begin, kNationality | kPlaceWord | kOrgHead) || !doc_.tokens[c.begin].capitalised) {
      return;
    }
    for (uint32_t k = c.begin + 1; k < end; ++k) {
      if (k == c.begin + 1 && Is(c.begin, kEventHead | kRoleHead | kPlaceHead | kCalendar))
        continue;
      Learn(c.begin, k, Evidence::kShortOfOrg, SameBody(c, k, end) ? i : kNobody);
    }
  }

  // "Ada Lund Corp", "A.B. Lund Co": "Lund" is the firm.
  bool IsNamedAfterPerson(const NameCandidate& c, uint32_t end) const {
    bool known = end == c.end && c.known == KnownIn::kOrganisations;
    if (end < c.begin + 2 || !(known || (end < c.end && Is(c.end - 1, kLegalForm)))) return false;
    std::string_view first = Word(c.begin);
    bool initials = first.size() == 1 || first.find('.') != std::string_view::npos;
    return (initials || Is(c.begin, kGiven)) && Is(end - 1, kSurname) && !Is(end - 1, kCommon);
  }

  // Whether the first words of an organisation's name, up to `k`, name the same body: "Velmora" and
  // "Velmora Technologies" do, "Velmora" and "Velmora Research Forum" do not.
  bool SameBody(const NameCandidate& c, uint32_t k, uint32_t end) const {
    static constexpr auto kParts = std::to_array<std::string_view>(
        {"foundation", "forum",      "institute", "fund",     "ventures", "capital",   "research",
         "museum",     "university", "school",    "center",   "centre",   "stadium",   "union",
         "cloud",      "partners",   "office",    "newsroom", "desk",     "committee", "council",
         "department", "court",      "pension",   "theatre",  "library",  "lab",       "labs",
         "division",   "cup",        "arena"});
    if (end < c.end) return true;
    const Group* first = Find(c.begin, k);
    bool known = k == c.begin + 1 && Is(c.begin, kKnownOrg) && first != nullptr;
    std::string_view last = doc_.Lower(doc_.tokens[end - 1]);
    bool part = std::find(kParts.begin(), kParts.end(), last) != kParts.end();
    if (known) return end - k == 1 && Is(end - 1, kOrgHead) && !part;
    // A text tells the full name first; "Velmora" and then "Velmora Loyalty" are two.
    bool later = first != nullptr && first->first < c.begin && !Is(end - 1, kOrgHead);
    return end - k <= 3 && !part && !later && !Is(end - 1, kPlaceWord);
  }

  // "Velmora Radio Works (VRW)": what the name says of itself.
  void LearnBracketed(const NameCandidate& c, size_t i) {
    uint32_t n = c.end;
    if (n + 2 >= doc_.tokens.size() || Word(n) != "(" || Word(n + 2) != ")") return;
    if (doc_.tokens[n + 1].all_capitals) Learn(n + 1, n + 2, Evidence::kAcronymOf, i);
  }

  void Learn(uint32_t begin, uint32_t end, Evidence how, size_t whole) {
    Learn(KeyOf(begin, end), how, whole);
  }
  void Learn(const std::string& key, Evidence how, size_t whole) {
    auto it = groups_.find(key);
    if (it == groups_.end() || (whole != kNobody && &it->second == owners_[whole])) return;
    Note(how, &it->second.evidence);
    if (whole != kNobody) it->second.whole.push_back(whole);
  }

  // "Velmora Chile": names that begin with an organisation the text tells of.
  void LearnFromOpenings() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const NameCandidate& c = candidates_[i];
      if (NameEnd(c) - c.begin < 2 || c.known != KnownIn::kNone) continue;
      const Group* first = Find(c.begin, c.begin + 1);
      if (first == nullptr || first->kind != kOrgKind || first->points < kCertain) continue;
      if (!Is(c.begin, kGiven)) Note(Evidence::kOrgOpens, &owners_[i]->evidence);
    }
  }

  // ---- Lists: "Velmora, Tarnwick and Nordlys AB".

  // Members of a list are of one kind: those that are certain vouch for the others, unless they
  // contradict one another.
  void LearnFromLists() {
    for (size_t first = 0; first < candidates_.size();) {
      size_t last = first;
      while (last + 1 < candidates_.size() && Joined(candidates_[last], candidates_[last + 1])) {
        ++last;
      }
      if (last > first) Vouch(first, last + 1);
      first = last + 1;
    }
  }

  void Vouch(size_t first, size_t end) {
    const Group* voice = nullptr;
    for (size_t i = first; i < end; ++i) {
      const Group* group = owners_[i];
      if (group->points < kCertain || group->kind == kNoName) continue;
      if (voice != nullptr && voice->kind != group->kind) return;
      voice = group;
    }
    if (voice == nullptr) return;
    // "On Tarnwick, Lund said so" is no list.
    bool pair = end - first == 2 && Word(candidates_[first].end) == ",";
    uint32_t past = candidates_[end - 1].end;
    if (pair && past < traits_.size() && Is(past, kSpeech)) return;
    for (size_t i = first; i < end; ++i) {
      if (owners_[i] == voice) continue;
      if (voice->kind == kPersonKind) Note(Evidence::kListedPerson, &owners_[i]->evidence);
      if (voice->kind == kOrgKind && !Owns(candidates_[i]))
        Note(Evidence::kListedOrg, &owners_[i]->evidence);
      if (voice->kind == kPlaceKind) Note(Evidence::kListedPlace, &owners_[i]->evidence);
    }
  }

  // "Tarnwick and Ada Lund's Velmora": what she owns is listed, not she.
  bool Owns(const NameCandidate& c) const {
    if (c.end >= doc_.tokens.size()) return false;
    return Word(c.end) == "'s" || Word(c.end) == "’s";
  }

  bool Joined(const NameCandidate& a, const NameCandidate& b) const {
    uint32_t gap = b.begin - a.end;
    if (gap == 0 || gap > 2) return false;
    std::string_view first = Word(a.end);
    if (gap == 1) return first == "," || first == "and" || first == "or" || first == "&";
    std::string_view second = Word(a.end + 1);
    return first == "," && (second == "and" || second == "or");
  }

  // ---- Mentions.

  void Emit(size_t i, std::vector<Mention>* out) {
    const NameCandidate& c = candidates_[i];
    Group& group = *owners_[i];
    NameKind kind = group.kind;
    if (c.title == Title::kAddress && c.known == KnownIn::kNone) kind = kPersonKind;
    if (kind == kNoName) {
      if (c.in_headline || group.points >= kEnough) return;
      if (c.end - c.begin == 1 && Is(c.begin, kCommon)) return;
    }
    Mention m;
    m.span = SpanOf(c.begin, kind == kPersonKind ? NameEnd(c) : c.end);
    if (kind == kPersonKind && !c.sentence_start) m.span.begin = WithParticles(c.begin);
    if (kind != kPersonKind && EndsInAbbreviation(c.end)) ++m.span.end;
    m.type = kTypes[kind];
    if (doc_.says_why) {
      if (group.why.empty()) group.why = Explain(group.evidence, kind);
      m.why = group.why;
    }
    m.entity = EntityOf(i, kind);
    out->push_back(std::move(m));
  }

  // Where "van Dahlen" begins, whose particles are written small.
  uint32_t WithParticles(uint32_t begin) const {
    static constexpr auto kOwn = std::to_array<std::string_view>(
        {"de", "del", "della", "di", "da", "du", "der", "den", "van", "von", "zu", "al", "bin",
         "ibn", "el", "ten", "ter"});
    auto particle = [&](uint32_t i) {
      return std::find(kOwn.begin(), kOwn.end(), Word(i)) != kOwn.end();
    };
    while (begin > 0 && particle(begin - 1)) --begin;
    return doc_.tokens[begin].span.begin;
  }

  // "Velmora Corp. said": the stop of a legal form that ends no sentence is the name's.
  bool EndsInAbbreviation(uint32_t end) const {
    return end + 1 < doc_.tokens.size() && Is(end - 1, kLegalForm) && Word(end) == "." &&
           !doc_.tokens[end].space_before && !doc_.tokens[end + 1].capitalised;
  }

  // The candidate with the full name: the last one before this mention, else the first.
  size_t WholeOf(size_t i, NameKind kind) const {
    size_t whole = i;
    for (size_t w : owners_[i]->whole) {
      if (owners_[w]->kind != kind && owners_[w] != owners_[i]) continue;
      if (whole != i && w > i) break;
      whole = w;
    }
    return whole;
  }

  int32_t EntityOf(size_t i, NameKind kind) {
    size_t whole = WholeOf(i, kind);
    if (whole != i) {  // "V." of "Velmora" of "Velmora Radio Works Inc"
      size_t next = WholeOf(whole, kind);
      if (owners_[next] != owners_[i]) whole = next;
    }
    const NameCandidate& c = candidates_[whole];
    auto [it, added] =
        entities_.try_emplace({owners_[whole], kind}, static_cast<int32_t>(doc_.entities.size()));
    if (added) {
      Entity e;
      e.type = kTypes[kind];
      e.canonical = OneLine(doc_.Text(SpanOf(c.begin, NameEnd(c))));
      e.full = OneLine(doc_.Text(SpanOf(c.begin, c.end)));
      doc_.entities.push_back(std::move(e));
    }
    return it->second;
  }

  // In lines of capitals the names stand that the rest of the document tells of.
  void ReadHeadlines(std::vector<Mention>* out) {
    for (const Sentence& s : doc_.sentences) {
      if (s.first_token == s.end_token || !Is(s.first_token, kInHeadline)) continue;
      for (uint32_t i = s.first_token; i < s.end_token;) i = ReadHeadline(i, s.end_token, out);
    }
  }

  uint32_t ReadHeadline(uint32_t i, uint32_t limit, std::vector<Mention>* out) {
    if (doc_.tokens[i].kind != TokenKind::kWord) return i + 1;
    for (uint32_t e = std::min(limit, i + kLongestKey); e > i; --e) {
      const Group* group = Find(i, e);
      if (group == nullptr && e == i + 1) group = FindLastName(i);
      if (group == nullptr || group->kind == kNoName) continue;
      Mention m;
      m.span = SpanOf(i, e);
      m.type = kTypes[group->kind];
      if (doc_.says_why) m.why = Explain(group->evidence, group->kind);
      auto it = entities_.find({group, group->kind});
      if (it != entities_.end()) m.entity = it->second;
      if (m.entity >= 0) out->push_back(std::move(m));
      return e;
    }
    return i + 1;
  }

  const Group* FindLastName(uint32_t i) const {
    auto it = last_names_.find(KeyOf(i, i + 1));
    return it == last_names_.end() ? nullptr : it->second;
  }

  // Names of several words win over the number or day they contain; else who begins first stays.
  void Merge(std::vector<Mention> names, std::vector<Mention> roles) {
    auto by_begin = [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; };
    std::stable_sort(names.begin(), names.end(), by_begin);
    std::vector<Mention> kept;
    for (Mention& m : names) {
      if (kept.empty() || !kept.back().span.Overlaps(m.span)) kept.push_back(std::move(m));
    }
    auto free_of_names = [&](std::vector<Mention>* mentions) {
      size_t n = 0;
      std::erase_if(*mentions, [&](const Mention& m) {
        while (n < kept.size() && kept[n].span.end <= m.span.begin) ++n;
        return n < kept.size() && kept[n].span.Overlaps(m.span);
      });
    };
    free_of_names(&doc_.mentions);
    free_of_names(&roles);
    std::move(roles.begin(), roles.end(), std::back_inserter(kept));
    std::stable_sort(kept.begin(), kept.end(), by_begin);
    MergeInto(&doc_.mentions, std::move(kept));
    uint32_t end = 0;  // of the last that stays
    std::erase_if(doc_.mentions, [&](const Mention& m) {
      if (m.span.begin < end) return true;
      end = m.span.end;
      return false;
    });
  }

  // From behind, so that no second copy is needed. Of two that begin together, that of `all` stands
  // first.
  static void MergeInto(std::vector<Mention>* all, std::vector<Mention> more) {
    size_t left = all->size();
    all->resize(all->size() + more.size());
    for (size_t at = all->size(); !more.empty();) {
      bool last = left == 0 || more.back().span.begin >= (*all)[left - 1].span.begin;
      Mention& from = last ? more.back() : (*all)[--left];
      (*all)[--at] = std::move(from);
      if (last) more.pop_back();
    }
  }

  struct HashOwner {
    size_t operator()(const std::pair<const Group*, NameKind>& p) const {
      return std::hash<const Group*>()(p.first) * 31 + static_cast<size_t>(p.second);
    }
  };

  const Lexicon& lexicon_;
  Annotations& doc_;
  std::vector<Traits> traits_;
  std::vector<NameCandidate> candidates_;
  std::unordered_map<std::string, Group> groups_;  // by lower-case name without legal form
  std::vector<Group*> owners_;                     // the group of each candidate
  std::unordered_map<std::string, const Group*> last_names_;  // of people told in full
  std::unordered_map<std::pair<const Group*, NameKind>, int32_t, HashOwner> entities_;
};

}  // namespace

void FindNames(const Lexicon& lexicon, Annotations* doc) {
  NameFinder(lexicon, doc).Run();
}

}  // namespace newsfacts
