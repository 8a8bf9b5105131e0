#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "extractors/facts/counterparts.h"
#include "extractors/facts/deal.h"
#include "extractors/facts/deal_title.h"
#include "extractors/facts/lead.h"

// Candidates are taken in text order and joined, each to the first deal that it does not
// contradict; what could not stand alone is dropped at the end.

namespace newsfacts {
namespace {

constexpr uint32_t kFragmentReach = 2;  // sentences

struct Group {
  DealFact deal;
  std::vector<Evidence> evidence;
  bool in_title = false, in_body = false, complete = false, weak = false, past = false;
  bool titled_amount = false;   // the sum is the title's
  bool title_alone = false;     // the body does not tell of the deal, or names but one of its sides
  bool status_guessed = false;  // the deal was but named
  uint32_t last_sentence = 0;
};

const Party* Find(const DealFact& deal, const std::string& name) {
  for (const Party& p : deal.parties) {
    if (p.name == name) return &p;
  }
  return nullptr;
}

bool SingleRole(const std::string& role) {
  return role == "acquirer" || role == "target" || role == "seller" || role == "venture";
}

// "party" says less than "licensor", nothing else.
bool SameRole(const Party& a, const Party& b) {
  return a.role == b.role || a.role == "party" || b.role == "party";
}

// A party shared, and no role that only one can have filled by two.
bool PartiesAgree(const DealFact& a, const DealFact& b) {
  bool shared = false;
  for (const Party& p : b.parties) {
    if (const Party* q = Find(a, p.name)) {
      if (!SameRole(*q, p)) return false;
      shared = true;
    } else if (SingleRole(p.role) && !p.generic) {
      for (const Party& other : a.parties) {
        if (other.role == p.role && !other.generic) return false;
      }
    }
  }
  return shared;
}

// Two full sets of parties tell of one deal only where the one holds the other.
bool OneHoldsOther(const DealFact& a, const DealFact& b) {
  auto holds = [](const DealFact& big, const DealFact& small) {
    return std::all_of(small.parties.begin(), small.parties.end(),
                       [&](const Party& p) { return p.generic || Find(big, p.name) != nullptr; });
  };
  return holds(a, b) || holds(b, a);
}

// "A buys B", "B is sold by C": what is bought is the same, and no role is told otherwise.
bool OnePurchase(const DealFact& a, const DealFact& b) {
  if (a.type != "acquisition" && a.type != "stake") return false;
  bool target = false;
  for (const Party& p : b.parties) {
    const Party* same = Find(a, p.name);
    target = target || (same && p.role == "target" && same->role == "target" && !p.generic);
    bool told = std::any_of(a.parties.begin(), a.parties.end(),
                            [&](const Party& q) { return q.role == p.role && !q.generic; });
    if (!p.generic && told && !(same && same->role == p.role)) return false;
  }
  return target;
}

// What is bought is bought once: wherever its purchase is told.
bool SameTarget(const DealFact& a, const DealFact& b) {
  return a.type == "acquisition" &&
         std::any_of(b.parties.begin(), b.parties.end(), [&](const Party& p) {
           const Party* q = p.role == "target" && !p.generic ? Find(a, p.name) : nullptr;
           return q && q->role == "target";
         });
}

// Roles that only one party can have are not filled by two, and no party has two roles.
bool RolesAgree(const DealFact& a, const DealFact& b) {
  return std::all_of(b.parties.begin(), b.parties.end(), [&](const Party& p) {
    return std::all_of(a.parties.begin(), a.parties.end(), [&](const Party& q) {
      return p.name == q.name ? SameRole(p, q) : p.role != q.role || !SingleRole(p.role);
    });
  });
}

// "$2.4 billion" of a title is the "$2.44 billion" of the text.
bool SameSum(const Amount& a, const Amount& b) {
  constexpr double kRounding = 0.03;
  return a.value == b.value ||
         std::abs(a.value - b.value) <= kRounding * std::max(a.value, b.value);
}

// The same price may be told in two currencies.
bool SumsAgree(const Amount& a, const Amount& b) {
  return a.currency != b.currency || SameSum(a, b);
}

bool SlotsAgree(const DealFact& a, const DealFact& b) {
  if (std::isnan(a.count) != std::isnan(b.count)) return false;
  if (a.amount && b.amount && !SumsAgree(*a.amount, *b.amount)) return false;
  // "signed in 2016" is an earlier agreement than the one renewed now.
  bool renews = (a.status == "renewed") != (b.status == "renewed");
  if (renews && !(a.date.empty() && b.date.empty())) return false;
  return a.date.empty() || b.date.empty() || a.date == b.date ||
         a.date.substr(0, 4) == b.date.substr(0, 4);
}

bool Joins(const Group& g, const DealCandidate& c) {
  const DealFact& a = g.deal;
  const DealFact& b = c.deal;
  bool same_sum = a.amount && b.amount && SameSum(*a.amount, *b.amount);
  bool close = c.sentence - g.last_sentence <= kFragmentReach || (c.near && same_sum);
  bool both = g.complete && c.complete;
  bool weak = both && (g.weak || c.weak);
  // What is told at once is asked first: a long text has many groups.
  if (!(weak || a.type == b.type)) return false;
  close = close || SameTarget(a, b);
  if (!(close || both) || !SlotsAgree(a, b)) return false;
  // What is only called a deal is the deal that these parties were told to have.
  if (weak && OneHoldsOther(a, b)) return true;
  if (a.type != b.type) return false;
  if (b.parties.empty() && !g.in_body) return false;
  if (c.near && !c.complete) return close && g.complete && RolesAgree(a, b);
  if (!PartiesAgree(a, b)) return false;
  if (both) return OneHoldsOther(a, b) || OnePurchase(a, b);
  // A fragment is too little to say who "party" is.
  return close && std::all_of(b.parties.begin(), b.parties.end(), [&](const Party& p) {
           const Party* q = Find(a, p.name);
           return !q || q->role == p.role;
         });
}

// Whether `later` replaces `now`: what ends or settles a deal stands, and so does a renewal.
bool Replaces(const std::string& now, const std::string& later) {
  static const std::vector<std::string> kOrder = {"rumoured",  "talks",   "proposed", "agreed",
                                                  "completed", "renewed", "denied",   "ended"};
  auto rank = [](const std::string& s) { return std::find(kOrder.begin(), kOrder.end(), s); };
  return rank(later) > rank(now);
}

// A name replaces what was only described; a description beside a name adds nothing.
void AddParty(const Party& p, DealFact* d) {
  auto known = std::find_if(d->parties.begin(), d->parties.end(),
                            [&](const Party& q) { return q.name == p.name; });
  if (known != d->parties.end()) {
    if (known->role == "party") known->role = p.role;
    return;
  }
  auto same = std::find_if(d->parties.begin(), d->parties.end(), [&](const Party& q) {
    return q.role == p.role && SingleRole(p.role) && (p.generic || q.generic);
  });
  if (same == d->parties.end()) {
    d->parties.push_back(p);
  } else if (same->generic && !p.generic) {
    *same = p;
  }
}

void Join(const DealCandidate& c, Group* g) {
  DealFact& d = g->deal;
  if (g->weak && !c.weak) {
    d.type = c.deal.type;
    d.parties = c.deal.parties;
    d.status = c.deal.status;
    g->weak = false;
  }
  for (const Party& p : c.deal.parties) {
    if (c.weak && !g->weak) break;
    AddParty(p, &d);
  }
  // Facts cite the body, so its sum is worth more than the title's.
  if (!d.amount || (g->titled_amount && c.deal.amount)) {
    d.amount = c.deal.amount;
    g->titled_amount = c.in_title;
  }
  // A fragment far off is in another story of its own, with a day of its own.
  bool near = c.complete || !g->complete || c.sentence - g->last_sentence <= kFragmentReach;
  if (near && d.date.size() < c.deal.date.size()) d.date = c.deal.date;
  if (d.subject.empty()) d.subject = c.deal.subject;
  if (d.term.empty()) d.term = c.deal.term;
  if (d.attribution.empty()) d.attribution = c.deal.attribution;
  // A title weighs most, but a plain one leaves out much.
  bool fixed = g->in_title && d.status != "agreed";
  // "the merger" of a later sentence does not say that the talks about it are over.
  bool open = d.status == "rumoured" || d.status == "talks" || d.status == "proposed";
  bool guess = c.named && !c.outright;
  bool first = c.complete && (!g->complete || (g->status_guessed && !guess));
  bool later = !fixed && (c.outright || (c.complete && !open && !guess)) &&
               Replaces(d.status, c.deal.status);
  if (first || later) {
    d.status = c.deal.status;
    g->status_guessed = guess;
  }
  g->complete = g->complete || c.complete;
  g->in_title = g->in_title || c.in_title;
  g->in_body = g->in_body || !c.in_title;
  g->last_sentence = c.sentence;
  g->evidence.push_back(c.evidence);
}

// The groups that a candidate may join, so that not all of a long text are asked: those told within
// reach, those with a party of one of its names, and those whose parties or its own have no names.
class GroupIndex {
 public:
  // The first group that `c` joins, the last where it names no party; groups.size() where there is
  // none.
  size_t FirstFor(const DealCandidate& c, const std::vector<Group>& groups) {
    asked_.clear();
    while (!told_.empty() && c.sentence > told_.front().first + kFragmentReach) told_.pop_front();
    for (const auto& [sentence, group] : told_) asked_.push_back(group);
    Ask(c.weak ? unnamed_ : weak_unnamed_);
    for (const Party& p : c.deal.parties) {
      if (auto it = by_name_.find(p.name); it != by_name_.end()) Ask(it->second);
    }
    bool all = (c.near && c.deal.amount) || (c.weak && Unnamed(c.deal));
    if (all) {
      asked_.resize(groups.size());
      std::iota(asked_.begin(), asked_.end(), size_t{0});
    } else if (Unnamed(c.deal)) {
      Ask(weak_);
    }
    // "The deal" is the one told last.
    bool last = c.deal.parties.empty();
    size_t at = groups.size();
    for (size_t group : asked_) {
      bool before = at == groups.size() || (last ? group > at : group < at);
      if (before && Joins(groups[group], c)) at = group;
    }
    return at;
  }

  // After something joined `group`.
  void Joined(size_t number, const Group& group) {
    if (number == names_.size()) {
      names_.emplace_back();
      if (group.weak) weak_.push_back(number);
    }
    std::set<std::string>& names = names_[number];
    for (const Party& p : group.deal.parties) {
      if (names.insert(p.name).second) by_name_[p.name].push_back(number);
    }
    if (Unnamed(group.deal)) {
      Add(number, &unnamed_);
      if (group.weak) Add(number, &weak_unnamed_);
    }
    told_.emplace_back(group.last_sentence, number);
  }

 private:
  static bool Unnamed(const DealFact& deal) {
    return std::all_of(deal.parties.begin(), deal.parties.end(),
                       [](const Party& p) { return p.generic; });
  }
  static void Add(size_t number, std::vector<size_t>* to) {
    if (to->empty() || to->back() != number) to->push_back(number);
  }
  void Ask(const std::vector<size_t>& groups) {
    asked_.insert(asked_.end(), groups.begin(), groups.end());
  }

  std::unordered_map<std::string, std::vector<size_t>> by_name_;
  std::vector<std::set<std::string>> names_;           // by group
  std::vector<size_t> unnamed_, weak_unnamed_, weak_;  // groups that were so once
  std::deque<std::pair<uint32_t, size_t>> told_;       // sentences and groups
  std::vector<size_t> asked_;
};

// Types from the most special to what any agreement may be called.
size_t TypeRank(std::string_view type) {
  constexpr std::string_view kTypes[] = {"settlement", "patent_license", "joint_venture",
                                         "merger",     "stake",          "acquisition",
                                         "funding",    "contract",       "partnership"};
  return static_cast<size_t>(std::find(std::begin(kTypes), std::end(kTypes), type) -
                             std::begin(kTypes));
}

bool Contradict(const DealFact& a, const DealFact& b) {
  return std::any_of(a.parties.begin(), a.parties.end(), [&](const Party& p) {
    return SingleRole(p.role) && !p.generic &&
           std::any_of(b.parties.begin(), b.parties.end(), [&](const Party& q) {
             return q.role == p.role && !q.generic && q.name != p.name;
           });
  });
}

// Whether `other` tells better what the words of both tell. One set of words tells of one type: "a
// licensing partnership" is a licence. Of two readings of one type a frame's stands.
bool Overlays(const DealCandidate& other, const DealCandidate& c) {
  if (!other.trigger.Overlaps(c.trigger) || other.complete < c.complete) return false;
  if (other.deal.type != c.deal.type) return TypeRank(other.deal.type) < TypeRank(c.deal.type);
  return other.framed && !c.framed && Contradict(other.deal, c.deal);
}

// Keeps what lies in the body: facts cite the article's text, and the title is not part of it.
bool KeepBody(const Annotations& doc, Group* g) {
  const uint32_t body = doc.body;
  const std::string rule = g->evidence.front().rule;
  std::erase_if(g->evidence, [&](const Evidence& e) { return e.span.begin < body; });
  bool lost =
      std::erase_if(g->deal.parties, [&](const Party& p) { return p.span.begin < body; }) > 0;
  if (g->deal.amount && g->deal.amount->span.begin < body) FindInBody(doc, &g->deal.amount);
  g->title_alone = g->evidence.empty() || (lost && g->deal.parties.size() < 2);
  if (g->evidence.empty()) {
    Span told = SentenceOfParties(doc, g->deal.parties);
    if (!told.empty()) g->evidence.push_back({told, rule});
  }
  bool named = std::any_of(g->deal.parties.begin(), g->deal.parties.end(),
                           [](const Party& p) { return !p.generic; });
  return named && !g->evidence.empty();
}

// Whether the body tells of a deal of that kind with one of these parties: the title's names may be
// other names of the same.
bool ToldBeside(const std::vector<Group>& groups, const Group& titled) {
  return std::any_of(groups.begin(), groups.end(), [&](const Group& g) {
    return !g.title_alone && g.deal.type == titled.deal.type &&
           std::any_of(g.deal.parties.begin(), g.deal.parties.end(), [&](const Party& p) {
             return !p.generic && Find(titled.deal, p.name) != nullptr;
           });
  });
}

}  // namespace

std::vector<Fact> ConsolidateDeals(const Annotations& doc, std::vector<DealCandidate> candidates) {
  auto before = [](const DealCandidate& a, const DealCandidate& b) {
    return a.evidence.span.begin < b.evidence.span.begin;
  };
  // Sorting takes memory for half of them once more.
  if (!std::is_sorted(candidates.begin(), candidates.end(), before)) {
    std::stable_sort(candidates.begin(), candidates.end(), before);
  }
  DropBeside(&candidates,
             [](const DealCandidate& c, const DealCandidate& other) { return Overlays(other, c); });
  AddCounterparts(doc, &candidates);
  std::vector<Group> groups;
  GroupIndex index;
  for (const DealCandidate& c : candidates) {
    if (doc.OutOfTime()) break;
    size_t at = index.FirstFor(c, groups);
    if (at == groups.size()) {
      // "The deal closed": of no deal that was told.
      if (c.deal.parties.empty()) continue;
      Group& g = groups.emplace_back();
      g.deal = c.deal;
      g.weak = c.weak;
      g.past = c.past;
      g.titled_amount = c.in_title;
    }
    Join(c, &groups[at]);
    index.Joined(at, groups[at]);
  }
  const Lead lead = ReadLead(doc);
  for (Group& g : groups) {
    bool leads = !g.evidence.empty() && g.evidence.front().span.begin < lead.end;
    if (leads && !g.past && g.deal.date.empty() && std::isnan(g.deal.count)) g.deal.date = lead.day;
    g.complete = g.complete && KeepBody(doc, &g);
  }
  std::erase_if(groups, [](const Group& g) { return !g.complete; });
  std::vector<Fact> out;
  for (Group& g : groups) {
    if (g.title_alone && ToldBeside(groups, g)) continue;
    Fact f;
    f.rule = g.evidence.front().rule;
    f.evidence = g.evidence;
    f.slots = g.deal;
    out.push_back(std::move(f));
  }
  return out;
}

}  // namespace newsfacts
