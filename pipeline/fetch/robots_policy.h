// What an answer to a request for /robots.txt means (RFC 9309, 2.3.1 and 2.4), and for how long.
//
//   2xx            its rules, for a day; Cache-Control: max-age may say 1 hour to 7 days
//   4xx            all is allowed; 401 and 403 forbid all where `forbidden_means_disallow`
//   429, 5xx, none unreachable: nothing is allowed and the pages wait; asked again after an hour or
//                  what Retry-After says. After thirty days of it the last rules that were read
//                  count again, and all is allowed where there are none.
//   3xx            followed by whoever fetches, also to other hosts; one more redirect than five
//                  counts as 4xx
#ifndef NEWSFACTS_PIPELINE_FETCH_ROBOTS_POLICY_H_
#define NEWSFACTS_PIPELINE_FETCH_ROBOTS_POLICY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/fetch/clock.h"

namespace newsfacts {

inline constexpr int kRobotsRedirects = 5;

struct RobotsPolicy {
  bool forbidden_means_disallow = false;
  int64_t keep_ms = kDayMs;
  int64_t ask_again_ms = kHourMs;  // where it is unreachable
};

// What is remembered of a site's robots.txt.
struct RobotsRecord {
  enum class Access { kUnknown, kRules, kAllowAll, kUnreachable };
  Access access = Access::kUnknown;
  int64_t expires_ms = 0;
  int64_t unreachable_since_ms = 0;  // 0: it was reached last time
  std::string rules;                 // of the last 2xx; kept while it is unreachable
  std::string why;                   // "HTTP 503", "no connection", for people
};

// How a request for /robots.txt ended.
struct RobotsAnswer {
  int http_status = 0;  // 0: none came
  std::string_view body;
  std::string_view cache_control;
  std::optional<int64_t> retry_after_ms;
  std::string_view problem;  // why none came
};

RobotsRecord ApplyRobotsAnswer(const RobotsRecord& before, const RobotsAnswer& answer,
                               const RobotsPolicy& policy, int64_t now_ms);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_ROBOTS_POLICY_H_
