#include "pipeline/fetch/host_schedule.h"

#include <algorithm>
#include <cassert>

namespace newsfacts {

void HostSchedule::Wake(std::string_view name, const HostRecord& known, int64_t from_ms) {
  auto [it, is_new] = hosts_.try_emplace(std::string(name));
  Host& host = it->second;
  if (is_new) {
    host.record = known;
    host.delay_ms = options_.delay_ms;
  }
  if (!is_new && host.work_from_ms <= from_ms && host.queued_at_ms != kNever) return;
  host.work_from_ms = std::min(host.work_from_ms, from_ms);
  Requeue(it->first, host);
}

std::optional<std::string> HostSchedule::Take(int64_t now_ms) {
  if (queue_.empty() || queue_.begin()->due_ms > now_ms) return std::nullopt;
  std::string name(queue_.begin()->host);
  auto it = hosts_.find(name);
  assert(it != hosts_.end());
  Host& host = it->second;
  ++host.busy;
  host.record.next_allowed_ms = now_ms + host.delay_ms;
  Requeue(it->first, host);
  return name;
}

HostRecord HostSchedule::Finish(std::string_view name, int64_t now_ms, HostAnswer answer,
                                int64_t wait_ms) {
  auto it = hosts_.find(std::string(name));
  assert(it != hosts_.end() && it->second.busy > 0);
  Host& host = it->second;
  --host.busy;
  int64_t rest = std::max(host.delay_ms, wait_ms);
  if (answer == HostAnswer::kAnswered) host.record.failures = 0;
  if (answer == HostAnswer::kSilent && ++host.record.failures >= options_.dead_after) {
    int64_t dead = options_.dead_ms;
    for (int i = options_.dead_after; i < host.record.failures; ++i) {
      dead = std::min(dead * 2, options_.longest_dead_ms);
    }
    rest = std::max(rest, dead);
  }
  if (answer == HostAnswer::kNotAsked) {
    if (host.busy == 0) host.record.next_allowed_ms = now_ms;
  } else {
    host.record.next_allowed_ms = std::max(host.record.next_allowed_ms, now_ms + rest);
  }
  Requeue(it->first, host);
  HostRecord record = host.record;
  Forget(name);
  return record;
}

void HostSchedule::Sleep(std::string_view name) {
  auto it = hosts_.find(std::string(name));
  if (it == hosts_.end()) return;
  it->second.work_from_ms = kNever;
  Requeue(it->first, it->second);
  Forget(name);
}

bool HostSchedule::SetCrawlDelay(std::string_view name, int64_t delay_ms) {
  if (delay_ms > options_.longest_crawl_delay_ms) return false;
  auto it = hosts_.find(std::string(name));
  if (it == hosts_.end()) return true;
  Host& host = it->second;
  // The slot that asked for robots.txt was given before the delay was known.
  int64_t longer = std::max(options_.delay_ms, delay_ms) - host.delay_ms;
  if (longer > 0 && host.record.next_allowed_ms != 0) host.record.next_allowed_ms += longer;
  host.delay_ms += longer;
  Requeue(it->first, host);
  return true;
}

HostRecord HostSchedule::record(std::string_view name) const {
  auto it = hosts_.find(std::string(name));
  return it == hosts_.end() ? HostRecord{} : it->second.record;
}

bool HostSchedule::IsDead(std::string_view name) const {
  return record(name).failures >= options_.dead_after;
}

int64_t HostSchedule::NextDueMs() const {
  return queue_.empty() ? kNever : queue_.begin()->due_ms;
}

void HostSchedule::Requeue(std::string_view key, Host& host) {
  if (host.queued_at_ms != kNever) queue_.erase({host.queued_at_ms, host.turn, key});
  host.queued_at_ms = kNever;
  if (host.work_from_ms == kNever || host.busy >= options_.per_host) return;
  host.queued_at_ms = std::max(host.work_from_ms, host.record.next_allowed_ms);
  host.turn = turns_++;
  queue_.insert({host.queued_at_ms, host.turn, key});
}

void HostSchedule::Forget(std::string_view name) {
  auto it = hosts_.find(std::string(name));
  if (it->second.work_from_ms == kNever && it->second.busy == 0) hosts_.erase(it);
}

}  // namespace newsfacts
