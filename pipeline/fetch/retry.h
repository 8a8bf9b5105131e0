// When to ask again: which answers are worth another try, Retry-After, exponential backoff.
#ifndef NEWSFACTS_PIPELINE_FETCH_RETRY_H_
#define NEWSFACTS_PIPELINE_FETCH_RETRY_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "pipeline/fetch/clock.h"

namespace newsfacts {

struct RetryOptions {
  int tries = 4;                           // before a page is given up
  int64_t first_wait_ms = 30 * kSecondMs;  // doubles with every try
  int64_t longest_wait_ms = 6 * kHourMs;
};

// 408, 429, 500, 502, 503, 504 and the two that proxies add, 522 and 524.
bool IsWorthRetrying(int http_status);

// How long a Retry-After header asks to wait: whole seconds, or a date that is compared with `now`
// (one that is past asks for no wait). Nothing where the header makes no sense. Never above thirty
// days.
std::optional<int64_t> ParseRetryAfter(std::string_view value, int64_t now_ms);

// The wait after the n-th failure in a row (from 1).
int64_t BackoffMs(int failures, const RetryOptions& options);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_RETRY_H_
