#include "pipeline/review/score_kinds.h"

#include <algorithm>
#include <set>

#include "pipeline/review/alike.h"

namespace newsfacts {
namespace {

constexpr Tally kRight{1, 0, 0};
constexpr Tally kWrong{0, 1, 0};
constexpr Tally kMissed{0, 0, 1};

bool IsTrue(const Json& v) {
  return v.boolean();
}

// One-to-one, best score first, ties in the order of facts, then of gold; a score of 0 is no pair.
struct Pairing {
  std::vector<std::pair<const Json*, const Json*>> pairs;  // fact, gold
  std::vector<const Json*> alone;                          // facts
  std::vector<const Json*> missed;                         // gold
};

using Items = std::vector<const Json*>;

template <typename ScoreOf>
Pairing Pair(const Items& facts, const Items& gold, ScoreOf score_of) {
  struct Candidate {
    double score;
    size_t fact, gold;
  };
  std::vector<Candidate> candidates;
  for (size_t i = 0; i < facts.size(); ++i) {
    for (size_t j = 0; j < gold.size(); ++j) {
      double score = score_of(*facts[i], *gold[j]);
      if (score > 0) candidates.push_back({score, i, j});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  std::vector<bool> fact_used(facts.size());
  std::vector<bool> gold_used(gold.size());
  Pairing out;
  for (const Candidate& c : candidates) {
    if (fact_used[c.fact] || gold_used[c.gold]) continue;
    fact_used[c.fact] = gold_used[c.gold] = true;
    out.pairs.emplace_back(facts[c.fact], gold[c.gold]);
  }
  for (size_t i = 0; i < facts.size(); ++i) {
    if (!fact_used[i]) out.alone.push_back(facts[i]);
  }
  for (size_t j = 0; j < gold.size(); ++j) {
    if (!gold_used[j]) out.missed.push_back(gold[j]);
  }
  return out;
}

Items All(const std::vector<Json>& list) {
  Items out;
  for (const Json& item : list) out.push_back(&item);
  return out;
}

void AddFound(std::string_view kind, const Pairing& p, ScoreSink* sink) {
  for (const auto& [fact, gold] : p.pairs) sink->Add(kind, "found", fact, kRight);
  for (const Json* fact : p.alone) {
    sink->Add(kind, "found", fact, kWrong);
    sink->Miss(kind, "false", fact, fact->Dump());
  }
  for (const Json* gold : p.missed) {
    sink->Add(kind, "found", nullptr, kMissed);
    sink->Miss(kind, "missed", nullptr, gold->Dump());
  }
}

// {"doc text": ..., "got": a, "wanted": b}
std::string GotAndWanted(std::string_view of, const Json& got, const Json& wanted) {
  JsonWriter w;
  w.BeginObject().Key("of").String(of).Key("got").Raw(got.Dump());
  w.Key("wanted").Raw(wanted.Dump()).EndObject();
  return w.Take();
}

// --- deals ---

Items NamedParties(const Json& deal) {
  Items out;
  for (const Json& party : deal["parties"].items()) {
    if (!party["name"].str().empty() && !IsTrue(party["generic"])) out.push_back(&party);
  }
  return out;
}

Items WithNamedParty(const std::vector<Json>& deals) {
  Items out;
  for (const Json& deal : deals) {
    if (!NamedParties(deal).empty()) out.push_back(&deal);
  }
  return out;
}

// A slot of a deal: its name, and its value (a party: the party).
struct DealSlot {
  std::string_view name;
  const Json* value;
};

std::vector<DealSlot> DealSlots(const Json& deal, std::string_view type_key) {
  std::vector<DealSlot> out = {{"type", &deal[type_key]}, {"status", &deal["status"]}};
  for (const Json* party : NamedParties(deal)) out.push_back({"party", party});
  if (!deal["amount"].members().empty()) out.push_back({"amount", &deal["amount"]});
  if (!deal["date"].str().empty()) out.push_back({"date", &deal["date"]});
  return out;
}

bool SameSlot(const DealSlot& a, const DealSlot& b, bool strict) {
  if (a.name != b.name) return false;
  const Json& x = *a.value;
  const Json& y = *b.value;
  if (a.name == "party") {
    return SameName(x["name"].str(), y["name"].str(), strict) && SameValue(x["role"], y["role"]);
  }
  if (a.name == "amount") {
    return SameNumber(x["value"], y["value"]) && SameValue(x["currency"], y["currency"]);
  }
  return SameValue(x, y);
}

// `fact` or `gold` may be null: all slots of the other are missed or wrong.
void ScoreDealSlots(const Json* fact, const Json* gold, ScoreSink* sink) {
  std::vector<DealSlot> got;
  std::vector<DealSlot> rest;
  if (fact != nullptr) got = DealSlots(*fact, "deal_type");
  if (gold != nullptr) rest = DealSlots(*gold, "type");
  bool paired = fact != nullptr && gold != nullptr;
  auto add = [&](std::string_view slot, const Json* of, Tally tally) {
    sink->Add("deal", slot, of, tally);
    sink->Add("deal", "all", of, tally);
  };
  for (const DealSlot& slot : got) {
    auto same = std::find_if(rest.begin(), rest.end(), [&](const DealSlot& other) {
      return SameSlot(slot, other, sink->strict());
    });
    add(slot.name, fact, same != rest.end() ? kRight : kWrong);
    if (same != rest.end()) {
      rest.erase(same);
    } else if (paired) {
      auto other = std::find_if(rest.begin(), rest.end(),
                                [&](const DealSlot& r) { return r.name == slot.name; });
      sink->Miss("deal", slot.name, fact,
                 GotAndWanted((*fact)["evidence"].items().empty()
                                  ? std::string_view()
                                  : (*fact)["evidence"].items().front()["text"].str(),
                              *slot.value, other == rest.end() ? Json() : *other->value));
    }
  }
  for (const DealSlot& slot : rest) add(slot.name, nullptr, kMissed);
}

// --- people ---

// The values of one key in a person's present and other roles, empty ones left out.
std::vector<std::string> RoleValues(const Json& person, std::string_view key) {
  std::vector<std::string> out;
  auto add = [&](const Json& holder) {
    if (!holder[key].str().empty()) out.push_back(holder[key].str());
  };
  add(person);
  for (const Json& other : person["other_roles"].items()) add(other);
  return out;
}

template <typename Same>
void ScoreRoleSlot(std::string_view key, const Json& fact, const Json& gold, Same same,
                   ScoreSink* sink) {
  const std::string& got = fact[key].str();
  bool wanted = !gold[key].str().empty();
  if (got.empty()) {
    if (!wanted) return;
    sink->Add("person", key, nullptr, kMissed);
  } else {
    std::vector<std::string> allowed = RoleValues(gold, key);
    bool right = std::any_of(allowed.begin(), allowed.end(),
                             [&](const std::string& value) { return same(got, value); });
    sink->Add("person", key, &fact, {right, !right, !right && wanted});
    if (right) return;
  }
  sink->Miss("person", key, &fact, GotAndWanted(gold["name"].str(), fact[key], gold[key]));
}

// --- dates ---

double DateScore(const Json& fact, const Json& gold, bool strict) {
  std::vector<std::string> x = PlainWords(fact["text"].str());
  std::vector<std::string> y = PlainWords(gold["text"].str());
  if (x != y) {
    std::set<std::string> a(x.begin(), x.end());
    std::set<std::string> b(y.begin(), y.end());
    if (strict || a.empty() || b.empty()) return 0;
    if (a.size() > b.size()) std::swap(a, b);
    if (!std::includes(b.begin(), b.end(), a.begin(), a.end())) return 0;
    if (static_cast<double>(a.size()) / static_cast<double>(b.size()) < 0.3) return 0;
  }
  return 1 + (x == y ? 1 : 0) + (SameValue(fact["value"], gold["value"]) ? 2 : 0);
}

// --- figures ---

constexpr std::string_view kFigureSlots[] = {"subject",        "value",  "unit", "change_percent",
                                             "previous_value", "period", "kind"};

bool SameFigureSlot(std::string_view slot, const Json& a, const Json& b) {
  if (slot == "subject") return SameName(a.str(), b.str());
  if (slot == "value" || slot == "change_percent" || slot == "previous_value") {
    return SameNumber(a, b);
  }
  return SameValue(a, b);
}

double FigureScore(const Json& fact, const Json& gold) {
  if (!SameValue(fact["metric"], gold["metric"])) return 0;
  auto hit = [&](std::string_view slot) {
    return !gold[slot].is_null() && SameNumber(fact[slot], gold[slot]);
  };
  double numbers = (hit("value") ? 2 : 0) + (hit("change_percent") ? 1 : 0);
  if (numbers == 0) return 0;
  return numbers + (SameName(fact["subject"].str(), gold["subject"].str()) ? 0.5 : 0) +
         (SameValue(fact["period"], gold["period"]) ? 0.2 : 0);
}

void ScoreFigureSlots(const Json* fact, const Json* gold, ScoreSink* sink) {
  static const Json none;
  for (std::string_view slot : kFigureSlots) {
    const Json& got = fact != nullptr ? (*fact)[slot] : none;
    const Json& wanted = gold != nullptr ? (*gold)[slot] : none;
    if (got.is_null() && wanted.is_null()) continue;
    bool right = !got.is_null() && !wanted.is_null() && SameFigureSlot(slot, got, wanted);
    Tally tally{right, !got.is_null() && !right, !wanted.is_null() && !right};
    sink->Add("figure", slot, got.is_null() ? nullptr : fact, tally);
    sink->Add("figure", "all", got.is_null() ? nullptr : fact, tally);
    if (!right && fact != nullptr && gold != nullptr) {
      sink->Miss("figure", slot, fact, GotAndWanted((*gold)["evidence"].str(), got, wanted));
    }
  }
}

}  // namespace

void ScoreDeals(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink) {
  auto score = [&](const Json& fact, const Json& g) -> double {
    Items mine = NamedParties(fact);
    Items theirs = NamedParties(g);
    auto shared = std::count_if(mine.begin(), mine.end(), [&](const Json* p) {
      return std::any_of(theirs.begin(), theirs.end(), [&](const Json* q) {
        return SameName((*p)["name"].str(), (*q)["name"].str(), sink->strict());
      });
    });
    if (shared == 0) return 0;
    return static_cast<double>(shared) / static_cast<double>(std::max(mine.size(), theirs.size())) +
           (SameValue(fact["deal_type"], g["type"]) ? 2 : 0) +
           (SameValue(fact["status"], g["status"]) ? 0.3 : 0) +
           (SameValue(fact["date"], g["date"]) ? 0.2 : 0);
  };
  Pairing p = Pair(WithNamedParty(facts), WithNamedParty(gold.items()), score);
  AddFound("deal", p, sink);
  for (const auto& [fact, wanted] : p.pairs) ScoreDealSlots(fact, wanted, sink);
  for (const Json* fact : p.alone) ScoreDealSlots(fact, nullptr, sink);
  for (const Json* wanted : p.missed) ScoreDealSlots(nullptr, wanted, sink);
}

void ScorePeople(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink) {
  Pairing p = Pair(All(facts), All(gold.items()), [&](const Json& fact, const Json& g) -> double {
    const std::string& a = fact["name"].str();
    const std::string& b = g["name"].str();
    if (Plain(a) == Plain(b)) return 2;
    return !sink->strict() && SameName(a, b) ? 1 : 0;
  });
  AddFound("person", p, sink);
  auto same_role = [](const std::string& a, const std::string& b) {
    return SharedWords(a, b) >= 0.5;
  };
  auto same_name = [&](const std::string& a, const std::string& b) { return SameName(a, b); };
  for (const auto& [fact, wanted] : p.pairs) {
    ScoreRoleSlot("role", *fact, *wanted, same_role, sink);
    ScoreRoleSlot("organization", *fact, *wanted, same_name, sink);
  }
  for (std::string_view slot : {"role", "organization"}) {
    for (const Json* fact : p.alone) {
      if (!(*fact)[slot].str().empty()) sink->Add("person", slot, fact, kWrong);
    }
    for (const Json* wanted : p.missed) {
      if (!(*wanted)[slot].str().empty()) sink->Add("person", slot, nullptr, kMissed);
    }
  }
}

void ScoreDates(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink) {
  Items sorted = All(facts);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Json* a, const Json* b) {
    return (*a)["begin"].integer() < (*b)["begin"].integer();
  });
  Pairing p = Pair(sorted, All(gold.items()), [&](const Json& fact, const Json& g) {
    return DateScore(fact, g, sink->strict());
  });
  AddFound("date", p, sink);
  for (const auto& [fact, wanted] : p.pairs) {
    if ((*wanted)["value"].is_null()) continue;
    bool right = SameValue((*fact)["value"], (*wanted)["value"]);
    sink->Add("date", "value", fact, {right, !right, !right});
    if (!right) {
      sink->Miss("date", "value", fact,
                 GotAndWanted((*fact)["text"].str(), (*fact)["value"], (*wanted)["value"]));
    }
  }
  for (const Json* fact : p.alone) sink->Add("date", "value", fact, kWrong);
  for (const Json* wanted : p.missed) {
    if (!(*wanted)["value"].is_null()) sink->Add("date", "value", nullptr, kMissed);
  }
}

void ScoreFigures(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink) {
  Pairing p = Pair(All(facts), All(gold.items()), FigureScore);
  AddFound("figure", p, sink);
  for (const auto& [fact, wanted] : p.pairs) ScoreFigureSlots(fact, wanted, sink);
  for (const Json* fact : p.alone) ScoreFigureSlots(fact, nullptr, sink);
  for (const Json* wanted : p.missed) ScoreFigureSlots(nullptr, wanted, sink);
}

void ScoreQuotes(const std::vector<Json>& facts, const Json& gold, ScoreSink* sink) {
  Pairing p = Pair(All(facts), All(gold.items()), [](const Json& fact, const Json& g) {
    double shared = SharedWords(fact["text"].str(), g["text"].str());
    return shared >= 0.8 ? shared : 0;
  });
  AddFound("quote", p, sink);
  for (const auto& [fact, wanted] : p.pairs) {
    const std::string& got = (*fact)["speaker"].str();
    const std::string& want = (*wanted)["speaker"].str();
    if (IsTrue((*wanted)["generic"]) || (got.empty() && want.empty())) continue;
    bool right = !got.empty() && !want.empty() && SameName(got, want);
    sink->Add("quote", "speaker", got.empty() ? nullptr : fact,
              {right, !got.empty() && !right, !want.empty() && !right});
    if (!right) {
      sink->Miss("quote", "speaker", fact,
                 GotAndWanted((*fact)["text"].str(), (*fact)["speaker"], (*wanted)["speaker"]));
    }
  }
  for (const Json* fact : p.alone) {
    if (!(*fact)["speaker"].str().empty()) sink->Add("quote", "speaker", fact, kWrong);
  }
  for (const Json* wanted : p.missed) {
    if (!(*wanted)["speaker"].str().empty() && !IsTrue((*wanted)["generic"])) {
      sink->Add("quote", "speaker", nullptr, kMissed);
    }
  }
}

}  // namespace newsfacts
