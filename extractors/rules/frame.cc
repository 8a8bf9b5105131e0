#include "extractors/rules/frame.h"

#include <algorithm>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

using Word = FrameWord;
// Places of roles that are no leading words.
bool IsOwnPlace(std::string_view place) {
  return OneOf(place, {"subject", "object", "owner", "possessor", "before"});
}

constexpr size_t kModifiers = 5;  // words between a joint or preposition and its name
constexpr size_t kReach = 28;     // words to either side

bool IsParty(const Skeleton::Piece& p) {
  return p.type == MentionType::kOrg || p.type == MentionType::kName ||
         p.type == MentionType::kPerson;
}

class Filler {
 public:
  Filler(const std::vector<Word>& words, Span trigger, const std::vector<FrameRole>& roles)
      : words_(words), roles_(roles) {
    while (first_ < words_.size() && words_[first_].span.end <= trigger.begin) ++first_;
    after_ = first_;
    while (after_ < words_.size() && words_[after_].span.begin < trigger.end) ++after_;
  }

  std::vector<FrameFill> Run() {
    if (first_ == after_) return {};
    const FrameRole* subject = Role("subject");
    const FrameRole* object = Role("object");
    bool passive = IsPassive();
    // "was awarded a contract": who is named first does not award.
    if (passive && subject && !object && IsParticiple()) return {};
    passive = passive && subject && object;
    if (const FrameRole* r = Role("before")) FillBefore(*r);
    if (const FrameRole* r = Role("possessor")) FillPossessor(*r);
    // "the purchase of Orion by Nordlys": who is named first does not buy.
    const FrameRole* by = Role("by");
    if (!passive && Is(after_ - 1, "of") && by && subject && by->slot == subject->slot &&
        FillLed("by", *by))
      subject = nullptr;
    if (!passive && (object || Role("owner"))) FillObject(object);
    for (const FrameRole& r : roles_) {
      if (!IsOwnPlace(r.place)) FillLed(r.place, r);
    }
    if (passive) FillLed("by", *subject);
    if (const FrameRole* r = passive ? object : subject) FillSubject(*r, passive);
    return std::move(fills_);
  }

 private:
  const FrameRole* Role(std::string_view place) const {
    for (const FrameRole& r : roles_) {
      if (r.place == place) return &r;
    }
    return nullptr;
  }
  bool Fits(const FrameRole& r, size_t i) const {
    return words_[i].piece && (r.types >> static_cast<int>(words_[i].piece->type) & 1) != 0;
  }
  bool Is(size_t i, uint32_t classes) const {
    return i < words_.size() && (words_[i].classes & classes) != 0;
  }
  bool Is(size_t i, std::string_view word) const {
    return i < words_.size() && !words_[i].piece && words_[i].text == word;
  }
  bool Party(size_t i) const {
    return i < words_.size() && words_[i].piece && IsParty(*words_[i].piece);
  }
  size_t Members(size_t i) const {
    const Skeleton::Piece* p = words_[i].piece;
    return p ? p->end_member - p->first_member : 0;
  }
  bool EndsIn(size_t i, std::string_view end) const {
    return i < words_.size() && !words_[i].piece && words_[i].text.ends_with(end);
  }

  bool Taken(size_t i) const {
    return std::any_of(fills_.begin(), fills_.end(),
                       [&](const FrameFill& f) { return f.piece == words_[i].piece; });
  }
  void Take(const FrameRole& r, size_t i) {
    if (Taken(i)) return;
    auto role = static_cast<uint32_t>(&r - roles_.data());
    fills_.push_back({role, words_[i].piece});
  }

  bool IsPassive() const {
    if (Is(after_, "by")) return true;
    if (EndsIn(first_, "ing")) return false;
    if (first_ > 0 && Is(first_ - 1, ",") && ByFollows()) return true;
    size_t i = first_;
    while (i > 0 && (EndsIn(i - 1, "ly") || Is(i - 1, kBetweenAdverbs))) --i;
    return i > 0 && Is(i - 1, kBe);
  }

  // "Orion, picked last year by Nordlys": "by" comes before any name.
  bool ByFollows() const {
    for (size_t i = after_; i < std::min(words_.size(), after_ + kModifiers) && !Party(i); ++i) {
      if (Is(i, "by")) return true;
    }
    return false;
  }

  bool IsParticiple() const {
    return EndsIn(first_, "ed") || EndsIn(first_, "en") || Is(first_, "won");
  }

  // Whether words (from, to) merely describe the name at `to`: "Finnish network maker".
  bool Describe(size_t from, size_t to) const {
    if (to - from > kModifiers) return false;
    // "by Boise, Idaho-based Kestrel"
    for (size_t i = from; i + 1 < to; ++i) {
      if (Is(i, ",") && EndsIn(i + 1, "-based")) return Describe(from, i) && Describe(i + 1, to);
    }
    // "with the drink maker, Red Bull"
    if (to > from + 1 && Is(to - 1, ",") && !words_[to - 2].piece) --to;
    for (size_t i = from; i < to; ++i) {
      if (words_[i].piece
              ? Party(i) && !Is(i + 1, "'s")
              : Is(i, kPrepositions | kAuxiliaries | kSpeech | kBorders | kJoints | kMarks) ||
                    Is(i, "that")) {
        return false;
      }
    }
    return true;
  }

  // A preposition leads the name at `i`, so that it is no subject; which, or "".
  std::string_view Governor(size_t i) const {
    for (size_t k = i, n = 0; k-- > 0 && n <= kModifiers; ++n) {
      const Word& w = words_[k];
      if (w.piece) {
        MentionType t = w.piece->type;
        bool describes = t == MentionType::kPlace || t == MentionType::kRole ||
                         t == MentionType::kProduct || (Party(k) && Is(k + 1, "'s"));
        if (!describes) return "";
        continue;
      }
      if (w.classes & kPrepositions) return w.text;
      if (w.text == "and" && k > 0 && Party(k - 1)) return Governor(k - 1);
      if (Is(k, kAuxiliaries | kSpeech | kBorders | kJoints | kMarks) || w.text == "that" ||
          w.text.ends_with("ed")) {
        return "";
      }
    }
    return "";
  }

  // "Kestrel, which was bought": the name that the relative clause of the trigger describes.
  size_t RelativeHead(const FrameRole& r) const {
    size_t i = first_;
    while (i > 0 && (EndsIn(i - 1, "ly") || Is(i - 1, kBetweenAdverbs | kAuxiliaries) ||
                     Is(i - 1, "the") || Is(i - 1, "a")))
      --i;
    if (i < 2 || !(Is(i - 1, "which") || Is(i - 1, "who"))) return words_.size();
    i -= Is(i - 2, ",") ? 3 : 2;
    return i < words_.size() && Fits(r, i) ? i : words_.size();
  }

  // "a round of Kestrel's backed by": the trigger's participle describes what stands before it,
  // whatever governs that.
  size_t ReducedHead(const FrameRole& r) const {
    bool participle = EndsIn(first_, "ed") && (Is(after_ - 1, "by") || Is(after_, "by"));
    if (!participle || first_ == 0 || Is(first_ - 1, kAuxiliaries) || EndsIn(first_ - 1, "ly"))
      return words_.size();
    for (size_t i = first_, n = 0; i-- > 0 && n <= kModifiers; ++n) {
      if (Fits(r, i)) return i;
      if (Is(i, kMarks | kBorders | kPrepositions | kAuxiliaries)) break;
    }
    return words_.size();
  }

  // "... and signed": the trigger has no subject of its own.
  bool JoinedVerb() const {
    size_t i = first_;
    while (i > 0 && (EndsIn(i - 1, "ly") || Is(i - 1, kBetweenAdverbs | kAuxiliaries))) --i;
    return i > 0 &&
           (Is(i - 1, "and") || Is(i - 1, "or") || (Is(i - 1, ",") && EndsIn(first_, "ing")));
  }

  // "its 2024 purchase": of whom the sentence is about, not of whom it named last; and no person.
  bool BehindIts() const {
    for (size_t i = first_, n = 0; i-- > 0 && n < 4; ++n) {
      if (Is(i, "its") || Is(i, "their")) return true;
      if (Party(i) || Is(i, ",") || Is(i, kPrepositions | kAuxiliaries)) return false;
    }
    return false;
  }

  // "Orion widens its lead in Nordlys Bay with the acquisition of": who acts by what is told.
  bool BehindMeans() const {
    size_t i = first_;
    if (i > 0 && (Is(i - 1, "the") || Is(i - 1, "an") || Is(i - 1, "a"))) --i;
    return i > 0 && Is(i - 1, kMeans);
  }

  void FillSubject(const FrameRole& r, bool passive) {
    size_t none = words_.size();
    size_t chosen = none, farthest = none, owned = none;
    if (size_t head = RelativeHead(r); head != none) return TakeJoinedLeft(r, head);
    if (size_t head = ReducedHead(r); head != none) return TakeJoinedLeft(r, head);
    bool its = BehindIts();
    bool joined = (!passive && JoinedVerb()) || its || BehindMeans();
    size_t stop = first_ > kReach ? first_ - kReach : 0;
    // "after buying Kestrel": who is named before buys.
    bool finite = EndsIn(first_, "ed") || Is(first_, kIrregular);
    for (size_t i = first_; i-- > stop;) {
      if (Is(i, ";") || (finite && Is(i, kClauses))) break;
      if (!Fits(r, i) || (its && words_[i].piece->type == MentionType::kPerson)) continue;
      // "no comment on Orion's planned purchase of": whoever owns it acts, whatever governs the
      // name.
      if (!finite && Is(i + 1, "'s") && i + 2 <= first_ && Describe(i + 2, first_)) {
        chosen = i;
        break;
      }
      std::string_view governor = Governor(i);
      if (governor == "of" && owned == none) owned = i;
      // "an agreement for Orion to buy": for leads the one who acts.
      if (governor == "for" && Is(first_, "to")) governor = "";
      if (!governor.empty()) continue;
      farthest = i;
      bool acts = i + 1 < words_.size() && !words_[i + 1].piece && !Is(i + 1, kJoints) &&
                  !Is(i + 1, kPrepositions) && !Is(i + 1, "or");
      if (!joined || acts) {
        chosen = i;
        break;
      }
    }
    if (chosen == none) chosen = farthest;
    if (chosen == none) chosen = owned;
    if (chosen == none) return FillLater(r, its || BehindMeans());
    TakeJoinedLeft(r, chosen);
  }

  // The name at `i` and those joined to it before: "Orion and its German rival Kestrel".
  void TakeJoinedLeft(const FrameRole& r, size_t i) {
    size_t k = i;
    while (k > 0) {
      size_t p = k;
      while (p-- > 0 && !Fits(r, p)) {
        if (k - p > kModifiers + 1) return Take(r, i);
      }
      if (p >= k || !(Is(p + 1, "and") || Is(p + 1, "&")) || !Describe(p + 2, k)) break;
      if (!Governor(p).empty()) break;
      Take(r, p);
      k = p;
    }
    Take(r, i);
  }

  // "Under a deal with Nordlys, Orion will ...": the subject follows the first phrase, and so it
  // does behind "And then, with its purchase of Nordlys, ...".
  void FillLater(const FrameRole& r, bool means) {
    bool fronted = means || first_ == 0 || Is(0, kPrepositions | kClauses) || Is(0, "following") ||
                   Is(0, "since");
    if (!fronted) return;
    for (size_t i = after_; i + 1 < std::min(words_.size(), after_ + kReach); ++i) {
      if (Is(i, kMarks | kBorders)) return;
      if (!Is(i, ",")) continue;
      for (size_t k = i + 1; k < std::min(words_.size(), i + 2 + kModifiers); ++k) {
        if (Fits(r, k) && !Taken(k) && Describe(i + 1, k)) return TakeJoinedRight(r, k);
      }
    }
  }

  void FillBefore(const FrameRole& r) {
    size_t i = first_;
    while (i > 0 && first_ - i < 2 * kModifiers) {
      --i;
      if (Fits(r, i)) {
        if (Is(i + 1, "'s")) return;
        Take(r, i);
      } else if (!Is(i, "-") && !Is(i, "/") && !Is(i, "\u2013") && !Is(i, "and") && !Is(i, "&")) {
        return;
      }
    }
  }

  void FillPossessor(const FrameRole& r) {
    for (size_t i = first_; i > 0 && first_ - i <= kModifiers + 1; --i) {
      if (Is(i, "'s") && Fits(r, i - 1)) return TakeJoinedLeft(r, i - 1);
      if (i < first_ && (Party(i) || Is(i, kPrepositions | kAuxiliaries))) return;
    }
  }

  void FillObject(const FrameRole* object) {
    const FrameRole* owner = Role("owner");
    for (size_t i = after_; i < std::min(words_.size(), after_ + 2 * kModifiers); ++i) {
      if (words_[i].piece) {
        bool owns = Is(i + 1, "'s");
        if (owns && owner && Fits(*owner, i)) {
          Take(*owner, i);
        } else if (!owns && object && Fits(*object, i)) {
          return TakeJoinedRight(*object, i);
        } else if (Party(i) && !owns) {
          return;
        }
        continue;
      }
      if (Is(i, kPrepositions | kAuxiliaries | kSpeech | kBorders | kMarks) || Is(i, ",") ||
          Is(i, "and") || Is(i, "that")) {
        return;
      }
    }
  }

  // The first name that `lead` leads behind the trigger, in its clause.
  bool FillLed(std::string_view lead, const FrameRole& r) {
    const FrameRole* owner = Role("owner");
    for (size_t i = after_; i < std::min(words_.size(), after_ + kReach); ++i) {
      i = BehindRelative(i);
      // "the purchase of Orion was blocked by": no buyer.
      if (EndsClause(i) || (lead == "by" && Is(i, kBe))) return false;
      if (!Is(i, lead) || (lead == "by" && OfAnother(i))) continue;
      if (lead == "to" && !AfterTo(i + 1)) continue;
      size_t from = i + 1;
      for (size_t k = from; k < std::min(words_.size(), from + 1 + kModifiers); ++k) {
        // "from the largest makers, including Nordlys"
        if (Is(k, "including") && Describe(from, Is(k - 1, ",") ? k - 1 : k)) from = k + 1;
        if (!Fits(r, k) || !Describe(from, k)) continue;
        // "of Nordlys's mast unit": Nordlys owns it.
        if (Is(k + 1, "'s") && owner && Fits(*owner, k)) {
          Take(*owner, k);
          continue;
        }
        TakeJoinedRight(r, k);
        return true;
      }
    }
    return false;
  }

  // "its radios, which reach far, to": the end of the clause between commas that `i` opens, or `i`.
  size_t BehindRelative(size_t i) const {
    if (!Is(i, ",") || !(Is(i + 1, "which") || Is(i + 1, "who"))) return i;
    for (size_t k = i + 2; k < std::min(words_.size(), i + kReach); ++k) {
      if (Is(k, kMarks)) break;
      if (Is(k, ",")) return k + 1;
    }
    return i;
  }

  // "Nordlys, owned in part by": the "by" at `i` belongs to a participle behind the trigger.
  bool OfAnother(size_t i) const {
    for (size_t k = i, n = 0; k-- > after_ && n < 3; ++n) {
      if (words_[k].piece || Is(k, ",")) return false;
      if (Is(k, kOwned)) return true;
    }
    return false;
  }

  // A name follows, no verb: "to Nordlys", "to the carrier".
  bool AfterTo(size_t i) const {
    return i < words_.size() && (words_[i].piece || words_[i].capital || Is(i, kAfterTo));
  }

  bool EndsClause(size_t i) const {
    if (Is(i, kMarks | kBorders) || Is(i, "said") || Is(i, "says")) return true;
    if (!Is(i, "and") && !Is(i, "or")) return false;
    size_t k = i + 1;
    if (EndsIn(k, "ly") || Is(k, kBetweenAdverbs)) ++k;
    return Is(k, kAuxiliaries) || EndsIn(k, "ed");
  }

  // Behind ", as well as" that begins at `i`, or `i`.
  size_t AsWellAs(size_t i) const {
    size_t k = Is(i, ",") ? i + 1 : i;
    return Is(k, "as") && Is(k + 1, "well") && Is(k + 2, "as") ? k + 3 : i;
  }

  // The name at `i` and those joined to it behind, as far as one of them begins a clause.
  void TakeJoinedRight(const FrameRole& r, size_t i) {
    Take(r, i);
    for (size_t from = i + 1; from < words_.size();) {
      bool also = AsWellAs(from) > from;
      if (!also && !Is(from, kJoints) && !Is(from, "with") && !Is(from, "including")) return;
      size_t first = also ? AsWellAs(from) : from + 1;
      if (Is(first, "and") || Is(first, "with") || Is(first, "including")) ++first;
      size_t k = first;
      while (k < words_.size() && k - first <= kModifiers && !Fits(r, k)) ++k;
      if (k >= words_.size() || !Fits(r, k) || !Describe(first, k)) return;
      if (Is(from, "with") && !Is(from + 1, "and")) return;
      if (Is(k + 1, "'s") || Is(k + 1, kAuxiliaries | kSpeech) || EndsIn(k + 1, "ed")) return;
      if (!also && Is(from, ",") && first == from + 1 && !ListCloses(r, k)) return;
      Take(r, k);
      from = k + 1;
    }
  }

  // A comma joins names only where "and" closes their list.
  bool ListCloses(const FrameRole& r, size_t i) const {
    if (Members(i) > 1) return true;
    for (size_t k = i + 1; k < std::min(words_.size(), i + 4 * kModifiers); ++k) {
      if (Fits(r, k) && Members(k) > 1) return true;
      if (Is(k, "and") || Is(k, "&")) {
        for (size_t n = k + 1; n < std::min(words_.size(), k + 1 + kModifiers); ++n) {
          if (Fits(r, n)) return Describe(k + 1, n);
        }
        return false;
      }
      if (!Is(k, ",") && !Fits(r, k) && !Describe(k, k + 1)) return false;
    }
    return false;
  }

  const std::vector<Word>& words_;
  const std::vector<FrameRole>& roles_;
  size_t first_ = 0, after_ = 0;  // the trigger is words_[first_, after_)
  std::vector<FrameFill> fills_;
};

}  // namespace

std::vector<FrameFill> FillFrame(const std::vector<FrameWord>& words, Span trigger,
                                 const std::vector<FrameRole>& roles) {
  return Filler(words, trigger, roles).Run();
}

}  // namespace newsfacts
