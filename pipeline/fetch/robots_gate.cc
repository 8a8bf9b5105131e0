#include "pipeline/fetch/robots_gate.h"

namespace newsfacts {
namespace {

constexpr size_t kMostSites = 2000;  // parsed at a time; the others wait in the state

}  // namespace

const RobotsGate::Site& RobotsGate::Of(const std::string& origin) {
  auto it = sites_.find(origin);
  return it != sites_.end() ? it->second : Keep(origin, state_.LoadRobots(origin));
}

void RobotsGate::Apply(const std::string& origin, const RobotsAnswer& answer, int64_t now_ms) {
  RobotsRecord record = ApplyRobotsAnswer(Of(origin).record, answer, policy_, now_ms);
  state_.SaveRobots(origin, record);
  Keep(origin, std::move(record));
}

const RobotsGate::Site& RobotsGate::Keep(const std::string& origin, RobotsRecord record) {
  if (sites_.size() >= kMostSites) sites_.clear();
  bool has_rules = record.access == RobotsRecord::Access::kRules;
  Robots rules(has_rules ? record.rules : "", agent_);
  return sites_.insert_or_assign(origin, Site{std::move(record), std::move(rules)}).first->second;
}

}  // namespace newsfacts
