#include "extractors/rules/rule_take.h"

#include <algorithm>
#include <string_view>

#include "extractors/rules/pattern.h"
#include "extractors/rules/price.h"

namespace newsfacts {
namespace {

// Whether the mention may fill a slot that no form bound: "now" is no date of a deal, "$4 a share"
// no price.
bool MayTake(const Mention& m) {
  return !m.value.ends_with("_REF") && m.unit != "share";
}

// "from 2021", "until May", "expected to close in May": when something begins or ends, not when the
// deal was made.
bool IsBound(std::string_view before) {
  constexpr std::string_view kLeads[] = {"from", "until", "till", "through", "by"};
  constexpr std::string_view kAhead[] = {"expected to ",    "due to ", "scheduled to ",
                                         "anticipated to ", "set to ", "expects to ",
                                         "expect to "};
  constexpr size_t kReach = 60;
  std::string_view near = before.substr(before.size() - std::min(before.size(), kReach));
  for (std::string_view ahead : kAhead) {
    if (near.find(ahead) != std::string_view::npos) return true;
  }
  before = before.substr(0, before.find_last_not_of(' ') + 1);
  size_t blank = before.find_last_of(" ,(");
  std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  return std::find(std::begin(kLeads), std::end(kLeads), word) != std::end(kLeads);
}

// "after Orion bought Nordlys in <DATE>, and Kestrel plans": another clause lies between the date
// and the words that tell of the deal.
bool IsOfAnother(std::string_view text, Span trigger, const Skeleton::Piece& date) {
  static const Pattern kBesides(", (?:and|but) (?:it |they |he |she |<(?:ORG|PERSON|NAME))");
  static const Pattern kWhen(
      " (?:after|before|when|while) (?:it |they |he |she |<(?:ORG|PERSON|NAME))");
  bool ahead = date.end <= trigger.begin;
  std::string_view between =
      ahead ? text.substr(date.end, trigger.begin - date.end)
            : text.substr(trigger.end, date.begin - std::min(date.begin, trigger.end));
  return kBesides.In(between) || (!ahead && kWhen.In(between));
}

}  // namespace

bool IsPrice(const Skeleton& skeleton, const Skeleton::Piece& sum,
             const std::vector<Mention>& mentions) {
  return mentions[skeleton.Members(sum).front()].unit != "share" &&
         MayBePrice(skeleton.text(), sum);
}

void FillTakes(const Rule& rule, const Skeleton& skeleton, const std::vector<Mention>& mentions,
               Span clause, Span trigger, std::vector<SlotFill>* fills) {
  auto distance = [&](const Skeleton::Piece& p) {
    return p.end <= trigger.begin   ? trigger.begin - p.end
           : p.begin >= trigger.end ? p.begin - trigger.end
                                    : 0;
  };
  for (const RuleTake& take : rule.takes) {
    bool bound = std::any_of(fills->begin(), fills->end(),
                             [&](const SlotFill& f) { return f.slot == take.slot; });
    if (bound) continue;
    const Skeleton::Piece* last = nullptr;
    const Skeleton::Piece* nearest = nullptr;
    const Skeleton::Piece* led = nullptr;
    int count = 0;
    for (const Skeleton::Piece& p : skeleton.pieces()) {
      if (p.type != take.type || p.begin < clause.begin || p.end > clause.end) continue;
      if (!MayTake(mentions[skeleton.Members(p).front()])) continue;
      if (take.slot == "amount" && !IsPrice(skeleton, p, mentions)) continue;
      std::string_view before = std::string_view(skeleton.text()).substr(0, p.begin);
      if (take.type == MentionType::kDate &&
          (IsBound(before) || IsOfAnother(skeleton.text(), trigger, p)))
        continue;
      // "$5 million (4 million euros)" is one sum.
      if (last && take.type == MentionType::kMoney && before.ends_with('(') &&
          p.begin - last->end <= 3) {
        continue;
      }
      ++count;
      last = &p;
      if (!nearest || distance(p) < distance(*nearest)) nearest = &p;
      if (!led && LedAsPrice(skeleton.text(), p)) led = &p;
    }
    const Skeleton::Piece* chosen = last;
    if (count > 1) chosen = take.type == MentionType::kDate ? nearest : led;
    if (chosen) fills->push_back({take.slot, skeleton.Members(*chosen).front(), {}});
  }
}

}  // namespace newsfacts
