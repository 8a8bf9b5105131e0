#include "pipeline/fetch/robots_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "pipeline/fetch/robots.h"

namespace newsfacts {
namespace {

constexpr int64_t kUnreachableForLongMs = 30 * kDayMs;
constexpr int64_t kShortestKeepMs = kHourMs;
constexpr int64_t kLongestKeepMs = 7 * kDayMs;

int64_t KeepMs(std::string_view cache_control, const RobotsPolicy& policy) {
  static constexpr std::string_view kKey = "max-age=";
  size_t at = cache_control.find(kKey);
  if (at == cache_control.npos) return policy.keep_ms;
  std::string_view digits = cache_control.substr(at + kKey.size());
  int64_t seconds = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc()) return policy.keep_ms;
  return std::clamp(std::min(seconds, kLongestKeepMs / kSecondMs) * kSecondMs, kShortestKeepMs,
                    kLongestKeepMs);
}

bool IsUnreachable(int status) {
  return status < 200 || status == 429 || status >= 500;
}

RobotsRecord Unreachable(RobotsRecord r, const RobotsAnswer& answer, const RobotsPolicy& policy,
                         int64_t now_ms) {
  if (r.unreachable_since_ms == 0) r.unreachable_since_ms = now_ms;
  r.expires_ms = now_ms + std::max(policy.ask_again_ms, answer.retry_after_ms.value_or(0));
  r.access = RobotsRecord::Access::kUnreachable;
  if (now_ms - r.unreachable_since_ms >= kUnreachableForLongMs) {
    r.access = r.rules.empty() ? RobotsRecord::Access::kAllowAll : RobotsRecord::Access::kRules;
  }
  r.why = answer.http_status > 0 ? fmt::format("HTTP {}", answer.http_status) : answer.problem;
  return r;
}

}  // namespace

RobotsRecord ApplyRobotsAnswer(const RobotsRecord& before, const RobotsAnswer& answer,
                               const RobotsPolicy& policy, int64_t now_ms) {
  int status = answer.http_status;
  if (IsUnreachable(status)) return Unreachable(before, answer, policy, now_ms);
  RobotsRecord r;
  r.expires_ms = now_ms + KeepMs(answer.cache_control, policy);
  r.why = fmt::format("HTTP {}", status);
  if (status < 300) {
    r.access = RobotsRecord::Access::kRules;
    r.rules = answer.body.substr(0, Robots::kMaxBytes + 1);  // one more: that it was cut must show
  } else if ((status == 401 || status == 403) && policy.forbidden_means_disallow) {
    r.access = RobotsRecord::Access::kRules;
    r.rules = "User-agent: *\nDisallow: /\n";
  } else {
    r.access = RobotsRecord::Access::kAllowAll;
  }
  return r;
}

}  // namespace newsfacts
