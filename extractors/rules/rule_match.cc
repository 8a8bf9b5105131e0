#include "extractors/rules/rule_match.h"

#include <algorithm>
#include <utility>

namespace newsfacts {

std::string_view StatusOf(const RuleMatch& match) {
  std::string_view type = match.rule->Attribute("type");
  std::string_view own = match.rule->Attribute("status");
  bool may_renew = type == "patent_license" || type == "partnership" || type == "contract";
  if (match.modality == Modality::kRenewed && !may_renew) return own;
  bool purchase = type == "acquisition" || type == "stake";
  if (match.modality == Modality::kPromised && purchase && own == "completed") return "agreed";
  std::string_view told = ModalityName(match.modality);
  return told.empty() ? own : told;
}

void KeepFullest(std::vector<RuleMatch>* matches) {
  auto holds = [](const RuleMatch& big, const RuleMatch& small) {
    return std::all_of(small.fills.begin(), small.fills.end(), [&](const SlotFill& f) {
      return std::any_of(big.fills.begin(), big.fills.end(), [&](const SlotFill& g) {
        return f.slot == g.slot && f.mention == g.mention && f.words == g.words;
      });
    });
  };
  std::vector<RuleMatch> kept;
  for (size_t i = 0; i < matches->size(); ++i) {
    const RuleMatch& m = (*matches)[i];
    bool dropped = false;
    for (size_t k = 0; k < matches->size() && !dropped; ++k) {
      const RuleMatch& other = (*matches)[k];
      if (k == i || !holds(other, m)) continue;
      dropped = other.fills.size() > m.fills.size() || k < i;
    }
    if (!dropped) kept.push_back(m);
  }
  *matches = std::move(kept);
}

}  // namespace newsfacts
