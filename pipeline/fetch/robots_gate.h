// The robots.txt of every site that is asked, as far as known: kept in the state for as long as it
// holds, parsed at most once while it is in use.
#ifndef NEWSFACTS_PIPELINE_FETCH_ROBOTS_GATE_H_
#define NEWSFACTS_PIPELINE_FETCH_ROBOTS_GATE_H_

#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/fetch/robots.h"
#include "pipeline/fetch/robots_policy.h"
#include "pipeline/fetch/state.h"

namespace newsfacts {

class RobotsGate {
 public:
  struct Site {
    RobotsRecord record;
    Robots rules;
  };

  RobotsGate(FetchState& state, std::string agent, const RobotsPolicy& policy)
      : state_(state), agent_(std::move(agent)), policy_(policy) {}

  // What is known of the site; its robots.txt must be asked for where this has expired.
  const Site& Of(const std::string& origin);
  void Apply(const std::string& origin, const RobotsAnswer& answer, int64_t now_ms);

 private:
  const Site& Keep(const std::string& origin, RobotsRecord record);

  FetchState& state_;
  std::string agent_;
  RobotsPolicy policy_;
  std::unordered_map<std::string, Site> sites_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_ROBOTS_GATE_H_
