#include "pipeline/cli/fetch_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace newsfacts {
namespace {

int64_t Ms(double seconds) {
  return static_cast<int64_t>(std::llround(seconds * 1000));
}

Status Check(const FetchKnobs& k) {
  struct Row {
    const char* name;
    double value, least;
    double most = 1e15;
  };
  const Row kRows[] = {{"delay", k.delay, 0},
                       {"max-crawl-delay", k.max_crawl_delay, 0},
                       {"timeout", k.timeout, 0.1},
                       {"retry-wait", k.retry_wait, 0},
                       {"patience", k.patience, 0},
                       {"max-time", k.max_time, 0},
                       {"max-bytes", static_cast<double>(k.max_bytes), 0},
                       {"tries", static_cast<double>(k.tries), 1, 1e6},
                       {"per-host", static_cast<double>(k.per_host), 1, 1e6},
                       {"parallel", static_cast<double>(k.parallel), 1, 1e6},
                       {"max-body", static_cast<double>(k.max_body), 1}};
  for (const Row& row : kRows) {
    if (!(row.value >= row.least && row.value <= row.most)) {
      return UsageError(fmt::format("{}: a number from {} to {}", row.name, row.least, row.most));
    }
  }
  return Ok();
}

}  // namespace

Status ApplyKnobs(const FetchKnobs& k, FetchSettings* s) {
  if (Status ok = Check(k); !ok.ok()) return ok;
  for (const std::string& text : k.allow_address) {
    Result<IpBlock> block = ParseIpBlock(text);
    if (!block.ok()) return UsageError("allow-address: " + block.error().message);
    s->transfer.guard.Allow(*block);
  }
  CrawlOptions& c = s->crawl;
  c.politeness.delay_ms = Ms(k.delay);
  c.politeness.longest_crawl_delay_ms = Ms(std::max(k.max_crawl_delay, k.delay));
  c.politeness.per_host = static_cast<int>(k.per_host);
  c.in_flight = static_cast<size_t>(k.parallel);
  c.max_body_bytes = static_cast<size_t>(k.max_body);
  c.retry.tries = static_cast<int>(k.tries);
  c.retry.first_wait_ms = Ms(k.retry_wait);
  c.patience_ms = Ms(k.patience);
  c.max_ms = Ms(k.max_time);
  c.max_bytes = k.max_bytes;
  TransferOptions& t = s->transfer;
  t.timeout_ms = Ms(k.timeout);
  t.connect_timeout_ms = std::min(t.timeout_ms, t.connect_timeout_ms);
  t.slow_ms = std::min(t.timeout_ms, t.slow_ms);
  return Ok();
}

}  // namespace newsfacts
