#include "pipeline/review/diff.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "pipeline/review/alike.h"

namespace newsfacts {
namespace {

// Keys that say where a fact stands and what it was made from, not what it says.
bool IsPlace(std::string_view key) {
  static constexpr std::string_view kPlaces[] = {
      "begin", "end", "evidence", "mentions",  "text_sha1", "payload_sha1",
      "id",    "doc", "url",      "published", "rule",      "ruleset"};
  return std::find(std::begin(kPlaces), std::end(kPlaces), key) != std::end(kPlaces);
}

// Equal but for offsets, at any depth; numbers may differ by `tolerance` of the larger.
bool SameWords(const Json& a, const Json& b, double tolerance = 0) {
  if (a.is_object() && b.is_object()) {
    auto covers = [&](const Json& x, const Json& y) {
      return std::all_of(x.members().begin(), x.members().end(), [&](const auto& member) {
        return IsPlace(member.first) || SameWords(member.second, y[member.first], tolerance);
      });
    };
    return covers(a, b) && covers(b, a);
  }
  if (a.is_array() && b.is_array()) {
    return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                      [&](const Json& x, const Json& y) { return SameWords(x, y, tolerance); });
  }
  if (tolerance > 0 && a.is_number() && b.is_number()) {
    double larger = std::max(std::abs(a.number()), std::abs(b.number()));
    return std::abs(a.number() - b.number()) <= tolerance * larger;
  }
  return SameValue(a, b);
}

// Whether `name` ("period" or "figure.period") means this slot of a fact of this kind.
bool Names(std::string_view name, std::string_view kind, std::string_view slot) {
  size_t dot = name.find('.');
  if (dot == std::string_view::npos) return name == slot;
  return name.substr(0, dot) == kind && name.substr(dot + 1) == slot;
}

bool SamePlaces(const Json& a, const Json& b) {
  for (std::string_view key : {"begin", "end", "evidence", "mentions", "parties", "amount"}) {
    if (!SameValue(a[key], b[key])) return false;
  }
  return SameValue(a["speaker_mention"], b["speaker_mention"]);
}

std::vector<SlotChange> Changes(const Json& a, const Json& b, const DiffOptions& options) {
  const std::string& kind = a["fact"].str();
  auto ignored = [&](const std::string& slot) {
    return IsPlace(slot) || std::any_of(options.ignored.begin(), options.ignored.end(),
                                        [&](const auto& name) { return Names(name, kind, slot); });
  };
  auto tolerance = [&](const std::string& slot) {
    for (const auto& [name, share] : options.tolerances) {
      if (Names(name, kind, slot)) return share;
    }
    return 0.0;
  };
  std::vector<SlotChange> out;
  for (const auto& [key, value] : a.members()) {
    if (!ignored(key) && !SameWords(value, b[key], tolerance(key))) {
      out.push_back({key, value.Dump(), b[key].Dump()});
    }
  }
  for (const auto& [key, value] : b.members()) {
    if (!ignored(key) && !a.has(key) && !value.is_null()) {
      out.push_back({key, "null", value.Dump()});
    }
  }
  return out;
}

// `a` and `b`: a fact of each run of the same document; either may be null.
Cause CauseOf(const Json* a, const Json* b) {
  if (a == nullptr || b == nullptr) return Cause::kUnknown;
  auto known = [&](std::string_view key) { return !(*a)[key].is_null() && !(*b)[key].is_null(); };
  auto same = [&](std::string_view key) { return SameValue((*a)[key], (*b)[key]); };
  if (known("payload_sha1") && !same("payload_sha1")) return Cause::kPage;
  if (!known("text_sha1")) return Cause::kUnknown;
  if (same("text_sha1") && same("published")) {
    return known("ruleset") && same("ruleset") ? Cause::kProgram : Cause::kRules;
  }
  // Without a page's digest, as for articles that came as text, the text is what was read.
  return known("payload_sha1") ? Cause::kCleaner : Cause::kPage;
}

// How alike two facts of a kind are, 0 to 1: half by slots, half by the words that they came from.
double Likeness(const Json& a, const Json& b) {
  if (!SameValue(a["fact"], b["fact"])) return 0;
  int filled = 0;
  int equal = 0;
  for (const auto& [key, value] : a.members()) {
    if (IsPlace(key) || key == "fact" || key == "generic") continue;
    if (value.is_null() && b[key].is_null()) continue;
    ++filled;
    equal += SameWords(value, b[key]) ? 1 : 0;
  }
  auto words = [](const Json& fact) {
    std::string out = fact["text"].str();
    for (const Json& evidence : fact["evidence"].items()) out += " " + evidence["text"].str();
    return out;
  };
  double slots = filled > 0 ? static_cast<double>(equal) / filled : 0;
  return (slots + SharedWords(words(a), words(b))) / 2;
}

Difference Compare(const Json& a, const Json& b, const DiffOptions& options) {
  Difference d{Outcome::kSame, Cause::kNone, &a, &b, Changes(a, b, options), {}};
  if (!d.changes.empty()) {
    d.outcome = Outcome::kChanged;
  } else if (!SamePlaces(a, b)) {
    d.outcome = Outcome::kMoved;
  }
  if (d.outcome != Outcome::kSame) d.cause = CauseOf(&a, &b);
  return d;
}

// Facts of this likeness can be one fact.
constexpr double kAlike = 0.5;

// Which old fact goes with which new one.
class Pairing {
 public:
  Pairing(const std::vector<Json>& olds, const std::vector<Json>& news)
      : olds_(olds), news_(news), partner_of_old_(olds.size()), partner_of_new_(news.size()) {
    TieEqualIds();
    TieAlike();
  }

  const Json* OfOld(size_t i) const { return partner_of_old_[i]; }
  const Json* OfNew(size_t j) const { return partner_of_new_[j]; }

 private:
  void Tie(size_t i, size_t j) {
    partner_of_old_[i] = &news_[j];
    partner_of_new_[j] = &olds_[i];
  }

  void TieEqualIds() {
    std::multimap<std::string_view, size_t> by_id;
    for (size_t j = 0; j < news_.size(); ++j) by_id.emplace(news_[j]["id"].str(), j);
    for (size_t i = 0; i < olds_.size(); ++i) {
      auto found = by_id.lower_bound(olds_[i]["id"].str());
      if (found == by_id.end() || found->first != olds_[i]["id"].str()) continue;
      Tie(i, found->second);
      by_id.erase(found);
    }
  }

  void TieAlike() {
    struct Candidate {
      double likeness;
      size_t i, j;
    };
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < olds_.size(); ++i) {
      for (size_t j = 0; partner_of_old_[i] == nullptr && j < news_.size(); ++j) {
        if (partner_of_new_[j] != nullptr) continue;
        double likeness = Likeness(olds_[i], news_[j]);
        if (likeness >= kAlike) candidates.push_back({likeness, i, j});
      }
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
    for (const Candidate& c : candidates) {
      if (partner_of_old_[c.i] == nullptr && partner_of_new_[c.j] == nullptr) Tie(c.i, c.j);
    }
  }

  const std::vector<Json>& olds_;
  const std::vector<Json>& news_;
  std::vector<const Json*> partner_of_old_, partner_of_new_;
};

// The change that `left`, a fact without a partner, is a part of: one whose fact of the other run
// (`side`) is like it too. Null where there is none.
Difference* WholeOf(const Json& left, const Json* Difference::*side,
                    std::vector<Difference>& differences, Outcome joint) {
  Difference* best = nullptr;
  double most = kAlike;
  for (Difference& d : differences) {
    if (d.outcome != Outcome::kChanged && d.outcome != joint) continue;
    // A fact that kept its identity is whole: what is told beside it is another one.
    if (SameValue((*d.old_fact)["id"], (*d.new_fact)["id"])) continue;
    double likeness = Likeness(*(d.*side), left);
    if (likeness < most) continue;
    most = likeness;
    best = &d;
  }
  return best;
}

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  static constexpr std::array<std::string_view, kOutcomes> kNames = {
      "same", "moved", "changed", "split", "merged", "added", "removed"};
  return kNames[static_cast<size_t>(outcome)];
}

std::string_view CauseName(Cause cause) {
  static constexpr std::array<std::string_view, kCauses> kNames = {"none",  "page",    "cleaner",
                                                                   "rules", "program", "unknown"};
  return kNames[static_cast<size_t>(cause)];
}

std::vector<Difference> DiffDocument(const std::vector<Json>& old_facts,
                                     const std::vector<Json>& new_facts,
                                     const DiffOptions& options) {
  Pairing pairing(old_facts, new_facts);
  std::vector<Difference> out;
  std::vector<const Json*> removed, added;
  for (size_t i = 0; i < old_facts.size(); ++i) {
    if (const Json* partner = pairing.OfOld(i)) {
      out.push_back(Compare(old_facts[i], *partner, options));
    } else {
      removed.push_back(&old_facts[i]);
    }
  }
  for (size_t j = 0; j < new_facts.size(); ++j) {
    if (pairing.OfNew(j) == nullptr) added.push_back(&new_facts[j]);
  }
  auto join = [&](std::vector<const Json*>& left, const Json* Difference::*side, Outcome joint) {
    std::erase_if(left, [&](const Json* fact) {
      Difference* whole = WholeOf(*fact, side, out, joint);
      if (whole == nullptr) return false;
      whole->outcome = joint;
      whole->also.push_back(fact);
      return true;
    });
  };
  join(added, &Difference::old_fact, Outcome::kSplit);
  join(removed, &Difference::new_fact, Outcome::kMerged);
  Cause cause = CauseOf(old_facts.empty() ? nullptr : &old_facts.front(),
                        new_facts.empty() ? nullptr : &new_facts.front());
  for (const Json* fact : removed) out.push_back({Outcome::kRemoved, cause, fact, nullptr, {}, {}});
  for (const Json* fact : added) out.push_back({Outcome::kAdded, cause, nullptr, fact, {}, {}});
  return out;
}

std::string DifferenceToJson(const Difference& d) {
  JsonWriter w;
  w.BeginObject().Key("outcome").String(OutcomeName(d.outcome));
  w.Key("cause").String(CauseName(d.cause)).Key("doc").String(d.fact()["doc"].str());
  w.Key("fact").String(d.fact()["fact"].str()).Key("rule").String(d.fact()["rule"].str());
  w.Key("changes").BeginArray();
  for (const SlotChange& c : d.changes) {
    w.BeginObject().Key("slot").String(c.slot).Key("old").Raw(c.old_value);
    w.Key("new").Raw(c.new_value).EndObject();
  }
  w.EndArray().Key("old").Raw(d.old_fact != nullptr ? d.old_fact->Dump() : "null");
  w.Key("new").Raw(d.new_fact != nullptr ? d.new_fact->Dump() : "null");
  if (!d.also.empty()) {
    w.Key("also").BeginArray();
    for (const Json* fact : d.also) w.Raw(fact->Dump());
    w.EndArray();
  }
  w.EndObject();
  return w.Take();
}

}  // namespace newsfacts
