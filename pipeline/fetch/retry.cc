#include "pipeline/fetch/retry.h"

#include <algorithm>
#include <charconv>

#include "pipeline/fetch/instant.h"

namespace newsfacts {
namespace {

constexpr int kWorthRetrying[] = {408, 429, 500, 502, 503, 504, 522, 524};
constexpr int64_t kLongestRetryAfterMs = 30 * kDayMs;

}  // namespace

bool IsWorthRetrying(int http_status) {
  return std::find(std::begin(kWorthRetrying), std::end(kWorthRetrying), http_status) !=
         std::end(kWorthRetrying);
}

std::optional<int64_t> ParseRetryAfter(std::string_view value, int64_t now_ms) {
  while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
  while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == value.npos) {
    int64_t seconds = 0;
    auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    bool huge = error != std::errc() || seconds > kLongestRetryAfterMs / kSecondMs;
    return huge ? kLongestRetryAfterMs : seconds * kSecondMs;
  }
  std::optional<int64_t> date = ParseHttpDate(value);
  if (!date) return std::nullopt;
  return std::clamp<int64_t>(*date - now_ms, 0, kLongestRetryAfterMs);
}

int64_t BackoffMs(int failures, const RetryOptions& options) {
  int64_t wait = options.first_wait_ms;
  for (int i = 1; i < failures && wait < options.longest_wait_ms; ++i) wait *= 2;
  return std::min(wait, options.longest_wait_ms);
}

}  // namespace newsfacts
