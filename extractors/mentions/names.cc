#include "extractors/mentions/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/mentions/name_candidates.h"
#include "extractors/mentions/name_words.h"
#include "extractors/mentions/roles.h"
#include "pipeline/text/unicode.h"

// Every candidate votes, by what stands in it and around it, for what it is. The votes for one
// string are added up over the whole document, short forms join the full name's, and the strongest
// kind wins for all of them.

namespace newsfacts {
namespace {

enum Kind { kPersonKind, kOrgKind, kPlaceKind, kProductKind, kNoName, kKinds };

constexpr std::array<MentionType, kKinds> kTypes = {MentionType::kPerson, MentionType::kOrg,
                                                    MentionType::kPlace, MentionType::kProduct,
                                                    MentionType::kName};

struct Votes {
  std::array<int, kKinds> sum{};
  std::array<const char*, kKinds> why{};
  std::array<int, kKinds> best{};

  void Add(Kind kind, int points, const char* reason) {
    sum[kind] += points;
    if (points <= best[kind]) return;
    best[kind] = points;
    why[kind] = reason;
  }
  Kind Winner() const {
    auto it = std::max_element(sum.begin(), sum.end());
    return *it >= 2 ? static_cast<Kind>(it - sum.begin()) : kNoName;
  }
};

class NameFinder {
 public:
  NameFinder(const Lexicon& lexicon, Annotations* doc)
      : lexicon_(lexicon), doc_(*doc), traits_(TraitsOfTokens(lexicon, *doc)) {}

  void Run() {
    candidates_ = FindCandidates(lexicon_, doc_, traits_);
    for (const NameCandidate& c : candidates_) {
      keys_.push_back(Key(c));
      Votes& votes = votes_[keys_.back()];
      VoteInside(c, &votes);
      VoteAround(c, &votes);
    }
    LearnFullNames();
    for (size_t i = 0; i < candidates_.size(); ++i) Emit(candidates_[i], keys_[i]);
    FindRoles(doc_, traits_, &roles_);
    for (Mention& m : roles_) doc_.mentions.push_back(std::move(m));
    std::sort(doc_.mentions.begin(), doc_.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
    DropOverlaps();
  }

 private:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, uint32_t traits) const { return (traits_[i] & traits) != 0; }
  Span SpanOf(uint32_t begin, uint32_t end) const {
    return {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
  }
  std::string Key(const NameCandidate& c) const {
    return ToLower(doc_.Text(SpanOf(c.begin, NameEnd(c))));
  }
  // The end without legal forms; a name that is nothing else stays whole.
  uint32_t NameEnd(const NameCandidate& c) const {
    uint32_t end = c.end;
    while (end > c.begin + 1 && (Is(end - 1, kLegalForm) || Word(end - 1) == "&")) --end;
    return Word(end - 1) == "&" ? c.end : end;
  }

  void VoteInside(const NameCandidate& c, Votes* v) const {
    uint32_t n = c.end - c.begin;
    uint32_t last = c.end - 1;
    if (c.known) {
      std::string_view list = c.known;
      if (list == "organisations") v->Add(kOrgKind, 4, "lexicon:organisations");
      if (list == "places") v->Add(kPlaceKind, 4, "lexicon:places");
      if (list == "products") v->Add(kProductKind, 5, "lexicon:products");
      return;
    }
    if (Is(c.begin, kNationality) && n == 1) return v->Add(kNoName, 9, "lexicon:nationalities");
    if (n > 1 && Is(last, kLegalForm)) return v->Add(kOrgKind, 9, "suffix");
    if (n > 1 && PlaceHead(Word(last))) return v->Add(kPlaceKind, 5, "head:place");
    for (uint32_t i = c.begin; i < c.end; ++i) {
      bool framed = i == last || i == c.begin || (i + 1 < c.end && !doc_.tokens[i + 1].capitalised);
      if (n > 1 && Is(i, kOrgHead) && framed && !LooksLikePerson(c)) {
        return v->Add(kOrgKind, 5, "head:organisation");
      }
      if (Word(i) == "&") return v->Add(kOrgKind, 5, "ampersand");
    }
    if (n == 1) return VoteSingle(c, v);
    VotePerson(c, v);
  }

  // "Grace Church" may be a woman, "France Telecom" is none.
  bool LooksLikePerson(const NameCandidate& c) const {
    return c.end - c.begin == 2 && Is(c.begin, kGiven) && Is(c.end - 1, kSurname) &&
           !Is(c.begin, kPlaceWord | kNationality | kKnownOrg | kCommon);
  }

  static bool HasInnerCapital(std::string_view w) {
    for (size_t i = 2; i < w.size(); ++i) {
      if (w[i] >= 'A' && w[i] <= 'Z' && w[i - 1] >= 'a' && w[i - 1] <= 'z') return true;
    }
    return false;
  }

  void VotePerson(const NameCandidate& c, Votes* v) const {
    uint32_t n = c.end - c.begin;
    uint32_t last = c.end - 1;
    if (n > 6) return;
    bool initial = false;
    for (uint32_t i = c.begin; i < last; ++i) initial = initial || Word(i).size() == 1;
    bool place = Is(c.begin, kPlaceWord | kKnownOrg) && Is(last, kCommon);
    if (Is(c.begin, kGiven) && Is(last, kSurname) && !place)
      return v->Add(kPersonKind, 5, "given+surname");
    if (Is(c.begin, kGiven) && !Is(last, kCommon | kKnownProduct)) {
      return v->Add(kPersonKind, 4, "lexicon:given-name");
    }
    if (initial && !Is(last, kCommon)) return v->Add(kPersonKind, 4, "initial");
    bool plain = Is(c.begin, kCommon | kNationality | kPlaceWord | kKnownOrg | kKnownProduct);
    if (Is(last, kSurname) && !Is(last, kCommon) && !plain) {
      return v->Add(kPersonKind, 3, "lexicon:surname");
    }
    if (n == 2 && Is(c.begin, kSurname) && Is(last, kGiven)) {
      v->Add(kPersonKind, 3, "surname-first");
    }
    for (uint32_t i = c.begin + 1; i < last; ++i) {
      if (Is(i, kParticle) && !doc_.tokens[i].capitalised) v->Add(kPersonKind, 2, "particle");
    }
    if (v->sum[kPersonKind] == 0 && !c.in_headline && !c.sentence_start)
      v->Add(kOrgKind, 1, "several words");
  }

  void VoteSingle(const NameCandidate& c, Votes* v) const {
    std::string_view w = Word(c.begin);
    if (doc_.tokens[c.begin].all_capitals && !c.in_headline && w.size() <= 6) {
      v->Add(kOrgKind, 2, "acronym");
    }
    if (HasInnerCapital(w) && !w.starts_with("Mc") && !w.starts_with("Mac")) {
      v->Add(kOrgKind, 2, "inner capital");
    }
    if (Is(c.begin, kLegalForm | kHonorific | kRoleHead)) v->Add(kNoName, 3, "common word");
    if (Is(c.begin, kCommon) && c.sentence_start) v->Add(kNoName, 3, "common word");
    if (Is(c.begin, kSurname) && !Is(c.begin, kCommon)) {
      v->Add(kPersonKind, 1, "lexicon:surname");
    }
  }

  static bool PlaceHead(std::string_view w) {
    static constexpr std::string_view kHeads[] = {
        "River",  "Lake",   "Island",   "Islands",   "County", "Street",   "Avenue", "Road",
        "Square", "Valley", "Mountain", "Mountains", "Sea",    "Ocean",    "Bay",    "Peninsula",
        "Desert", "Beach",  "Province", "Region",    "Strait", "District", "Park",   "Hills"};
    return std::find(std::begin(kHeads), std::end(kHeads), w) != std::end(kHeads);
  }

  template <size_t N>
  static bool OneOf(std::string_view w, const std::string_view (&list)[N]) {
    return std::find(std::begin(list), std::end(list), w) != std::end(list);
  }

  void VoteAround(const NameCandidate& c, Votes* v) const {
    static constexpr std::string_view kIn[] = {"in", "near", "at", "In", "from"};
    static constexpr std::string_view kMaker[] = {"maker", "company", "firm",    "giant",   "group",
                                                  "unit",  "rival",   "startup", "retailer"};
    static constexpr std::string_view kOwned[] = {
        "shares",    "stock",        "unit",    "subsidiary", "executives", "officials",
        "products",  "sales",        "revenue", "profit",     "board",      "employees",
        "customers", "shareholders", "plant",   "products",   "technology", "headquarters"};
    if (c.after_title && !Is(c.end - 1, kOrgHead | kLegalForm | kCommon)) {
      v->Add(kPersonKind, 6, "title");
    }
    if (c.before_role) v->Add(kOrgKind, 3, "before a post");
    if (c.begin > 0) {
      std::string_view before = Word(c.begin - 1);
      if (OneOf(before, kIn)) v->Add(kPlaceKind, 1, "preposition");
      if (OneOf(before, kMaker)) v->Add(kOrgKind, 3, "described");
      if (before == "of" && c.begin > 1 && OneOf(Word(c.begin - 2), kOwned)) {
        v->Add(kOrgKind, 3, "shares of");
      }
      if (before == "of" && c.begin > 1 && Is(c.begin - 2, kRoleHead)) {
        v->Add(kOrgKind, 2, "post of");
      }
      if ((before == "," || before == "at") && c.begin > 1 && Is(c.begin - 2, kRoleHead)) {
        bool org = before == "at" || Is(c.begin, kCommon | kOrgHead | kKnownOrg);
        v->Add(org ? kOrgKind : kPersonKind, 2, "after a post");
      }
    }
    if (c.end >= doc_.tokens.size()) return;
    uint32_t next = c.end;
    bool possessive = Word(next) == "'s" || Word(next) == "’s";
    if (possessive && next + 1 < doc_.tokens.size()) ++next;
    if (OneOf(Word(next), kOwned)) v->Add(kOrgKind, 2, "owner");
    if (!possessive && Is(next, kSpeech)) VoteSpeaker(c, v);
    if (Word(next) == "," && AppositiveOrg(next + 1)) v->Add(kOrgKind, 4, "appositive");
  }

  void VoteSpeaker(const NameCandidate& c, Votes* v) const {
    bool several = c.end - c.begin >= 2 && !Is(c.begin, kCommon) && !Is(c.end - 1, kCommon);
    if (several || (Is(c.begin, kSurname) && !doc_.tokens[c.begin].all_capitals)) {
      v->Add(kPersonKind, 2, "speaks");
    } else {
      v->Add(kOrgKind, 1, "speaks");
    }
  }

  // ", a Danish maker of ...", ", the chip company".
  bool AppositiveOrg(uint32_t i) const {
    static constexpr std::string_view kNouns[] = {
        "company", "maker",    "firm",      "group",    "bank", "retailer",   "manufacturer",
        "startup", "start-up", "developer", "provider", "unit", "subsidiary", "supplier"};
    if (i >= doc_.tokens.size()) return false;
    std::string_view first = Word(i);
    if (first != "a" && first != "an" && first != "the") return false;
    for (uint32_t k = i + 1; k < std::min<size_t>(i + 6, doc_.tokens.size()); ++k) {
      if (doc_.tokens[k].kind == TokenKind::kPunct) return false;
      if (OneOf(Word(k), kNouns)) return true;
    }
    return false;
  }

  // Last names of people and first words of organisations stand for the whole.
  void LearnFullNames() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      const NameCandidate& c = candidates_[i];
      uint32_t end = NameEnd(c);
      if (end - c.begin < 2) {
        if (end < c.end) full_.try_emplace(keys_[i], i);
        continue;
      }
      const Votes& votes = votes_[keys_[i]];
      Kind kind = votes.Winner();
      if (kind == kPersonKind) {
        Learn(ToLower(Word(end - 1)), kPersonKind, i);
        if (Is(c.begin, kSurname) && !Is(c.begin, kGiven)) Learn(ToLower(Word(c.begin)), kind, i);
      } else if (kind == kOrgKind) {
        LearnOrg(c, end, i);
      }
    }
  }

  void LearnOrg(const NameCandidate& c, uint32_t end, size_t i) {
    std::string acronym;
    for (uint32_t k = c.begin; k < end; ++k) {
      if (doc_.tokens[k].capitalised) acronym += ToLower(Word(k).substr(0, 1));
    }
    if (acronym.size() > 1) Learn(acronym, kOrgKind, i);
    if (Is(c.begin, kNationality | kPlaceWord | kOrgHead) || !doc_.tokens[c.begin].capitalised) {
      return;
    }
    for (uint32_t k = c.begin + 1; k < end; ++k) {
      if (k == c.begin + 1 && Is(c.begin, kCommon)) continue;
      Learn(ToLower(doc_.Text(SpanOf(c.begin, k))), kOrgKind, i);
    }
  }

  void Learn(const std::string& key, Kind kind, size_t full) {
    auto it = votes_.find(key);
    if (it == votes_.end() || !full_.try_emplace(key, full).second) return;
    it->second.Add(kind, 5, "short form");
  }

  void Emit(const NameCandidate& c, const std::string& key) {
    const Votes& votes = votes_[key];
    Kind kind = votes.Winner();
    if (c.after_title && !c.known && !Is(c.end - 1, kOrgHead | kLegalForm | kCommon)) {
      kind = kPersonKind;
    }
    if (kind == kNoName && (c.in_headline || votes.sum[kNoName] > 1)) return;
    if (kind == kNoName && c.end - c.begin == 1 && (Is(c.begin, kCommon) || c.sentence_start)) {
      return;
    }
    Mention m;
    m.span = SpanOf(c.begin, kind == kPersonKind ? NameEnd(c) : c.end);
    m.type = kTypes[kind];
    m.why = kind != kNoName && votes.why[kind] ? votes.why[kind] : "capitals";
    m.entity = EntityOf(c, key, m.type);
    doc_.mentions.push_back(std::move(m));
  }

  int32_t EntityOf(const NameCandidate& c, const std::string& key, MentionType type) {
    const NameCandidate* whole = &c;
    std::string id = key;
    auto full = full_.find(key);
    if (full != full_.end() && kTypes[votes_[keys_[full->second]].Winner()] == type) {
      whole = &candidates_[full->second];
      id = keys_[full->second];
    }
    id += static_cast<char>('0' + static_cast<int>(type));
    auto [it, added] = entities_.try_emplace(id, static_cast<int32_t>(doc_.entities.size()));
    if (added) {
      Entity e;
      e.type = type;
      e.canonical = OneLine(doc_.Text(SpanOf(whole->begin, NameEnd(*whole))));
      e.full = OneLine(doc_.Text(SpanOf(whole->begin, whole->end)));
      doc_.entities.push_back(std::move(e));
    }
    return it->second;
  }

  void DropOverlaps() {
    std::vector<Mention> kept;
    for (Mention& m : doc_.mentions) {
      if (kept.empty() || !kept.back().span.Overlaps(m.span)) kept.push_back(std::move(m));
    }
    doc_.mentions = std::move(kept);
  }

  const Lexicon& lexicon_;
  Annotations& doc_;
  std::vector<uint32_t> traits_;
  std::vector<NameCandidate> candidates_;
  std::vector<std::string> keys_;
  std::vector<Mention> roles_;
  std::unordered_map<std::string, Votes> votes_;
  std::unordered_map<std::string, size_t> full_;  // short form -> candidate of the full name
  std::unordered_map<std::string, int32_t> entities_;
};

}  // namespace

void FindNames(const Lexicon& lexicon, Annotations* doc) {
  NameFinder(lexicon, doc).Run();
}

}  // namespace newsfacts
