#include "pipeline/review/diff.h"

#include <algorithm>
#include <array>

#include "pipeline/review/alike.h"

namespace newsfacts {
namespace {

// Keys that say where a fact stands and what it was made from, not what it says.
bool IsPlace(std::string_view key) {
  static constexpr std::string_view kPlaces[] = {
      "begin", "end", "evidence", "mentions",  "text_sha1", "payload_sha1",
      "id",    "doc", "url",      "published", "rule"};
  return std::find(std::begin(kPlaces), std::end(kPlaces), key) != std::end(kPlaces);
}

// Equal but for offsets, at any depth.
bool SameWords(const Json& a, const Json& b) {
  if (a.is_object() && b.is_object()) {
    auto covers = [](const Json& x, const Json& y) {
      return std::all_of(x.members().begin(), x.members().end(), [&](const auto& member) {
        return IsPlace(member.first) || SameWords(member.second, y[member.first]);
      });
    };
    return covers(a, b) && covers(b, a);
  }
  if (a.is_array() && b.is_array()) {
    return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                      SameWords);
  }
  return SameValue(a, b);
}

bool SamePlaces(const Json& a, const Json& b) {
  for (std::string_view key : {"begin", "end", "evidence", "mentions", "parties", "amount"}) {
    if (!SameValue(a[key], b[key])) return false;
  }
  return SameValue(a["speaker_mention"], b["speaker_mention"]);
}

std::vector<SlotChange> Changes(const Json& a, const Json& b) {
  std::vector<SlotChange> out;
  for (const auto& [key, value] : a.members()) {
    if (!IsPlace(key) && !SameWords(value, b[key])) {
      out.push_back({key, value.Dump(), b[key].Dump()});
    }
  }
  for (const auto& [key, value] : b.members()) {
    if (!IsPlace(key) && !a.has(key) && !value.is_null()) {
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
  if (same("text_sha1") && same("published")) return Cause::kRules;
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

Difference Compare(const Json& a, const Json& b) {
  Difference d{Outcome::kSame, Cause::kNone, &a, &b, Changes(a, b)};
  if (!d.changes.empty()) {
    d.outcome = Outcome::kChanged;
  } else if (!SamePlaces(a, b)) {
    d.outcome = Outcome::kMoved;
  }
  if (d.outcome != Outcome::kSame) d.cause = CauseOf(&a, &b);
  return d;
}

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  static constexpr std::array<std::string_view, 5> kNames = {"same", "moved", "changed", "added",
                                                             "removed"};
  return kNames[static_cast<size_t>(outcome)];
}

std::string_view CauseName(Cause cause) {
  static constexpr std::array<std::string_view, 5> kNames = {"none", "page", "cleaner", "rules",
                                                             "unknown"};
  return kNames[static_cast<size_t>(cause)];
}

std::vector<Difference> DiffDocument(const std::vector<Json>& old_facts,
                                     const std::vector<Json>& new_facts) {
  std::vector<const Json*> partner(old_facts.size(), nullptr);
  std::vector<bool> taken(new_facts.size());
  auto tie = [&](size_t i, size_t j) {
    partner[i] = &new_facts[j];
    taken[j] = true;
  };
  for (size_t i = 0; i < old_facts.size(); ++i) {
    for (size_t j = 0; j < new_facts.size(); ++j) {
      if (taken[j] || !SameValue(old_facts[i]["id"], new_facts[j]["id"])) continue;
      tie(i, j);
      break;
    }
  }
  struct Candidate {
    double likeness;
    size_t i, j;
  };
  std::vector<Candidate> candidates;
  for (size_t i = 0; i < old_facts.size(); ++i) {
    for (size_t j = 0; partner[i] == nullptr && j < new_facts.size(); ++j) {
      if (taken[j]) continue;
      double likeness = Likeness(old_facts[i], new_facts[j]);
      if (likeness >= 0.5) candidates.push_back({likeness, i, j});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
  for (const Candidate& c : candidates) {
    if (partner[c.i] == nullptr && !taken[c.j]) tie(c.i, c.j);
  }
  const Json* some_old = old_facts.empty() ? nullptr : &old_facts.front();
  const Json* some_new = new_facts.empty() ? nullptr : &new_facts.front();
  Cause cause = CauseOf(some_old, some_new);
  std::vector<Difference> out;
  for (size_t i = 0; i < old_facts.size(); ++i) {
    out.push_back(partner[i] != nullptr
                      ? Compare(old_facts[i], *partner[i])
                      : Difference{Outcome::kRemoved, cause, &old_facts[i], nullptr, {}});
  }
  for (size_t j = 0; j < new_facts.size(); ++j) {
    if (!taken[j]) out.push_back({Outcome::kAdded, cause, nullptr, &new_facts[j], {}});
  }
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
  w.Key("new").Raw(d.new_fact != nullptr ? d.new_fact->Dump() : "null").EndObject();
  return w.Take();
}

}  // namespace newsfacts
