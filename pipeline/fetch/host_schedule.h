// When each host may be asked next. Pure logic: no socket, no clock, no store.
//
//   HostSchedule schedule({.delay_ms = 5000});
//   schedule.Wake("a.example", {}, now);
//   while (std::optional<std::string> host = schedule.Take(now)) {   // host may be asked now
//     ... one request ...
//     schedule.Finish(*host, now, HostAnswer::kAnswered);            // not before now + delay
//   }
//   sleep until schedule.NextDueMs()
//
// A host holds at most `per_host` requests at a time and rests between them, counted from the
// start and from the end of each. Hosts that are due are served in turn. One that fails to answer
// several times in a row is dead: it rests for an hour, then for two, and so on up to a day.
#ifndef NEWSFACTS_PIPELINE_FETCH_HOST_SCHEDULE_H_
#define NEWSFACTS_PIPELINE_FETCH_HOST_SCHEDULE_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/fetch/clock.h"

namespace newsfacts {

struct PolitenessOptions {
  int64_t delay_ms = 5 * kSecondMs;
  int64_t longest_crawl_delay_ms = 60 * kSecondMs;  // a host that asks for more is left alone
  int per_host = 1;                                 // requests at a time
  int dead_after = 3;                               // failures in a row
  int64_t dead_ms = kHourMs;                        // doubles with every further failure
  int64_t longest_dead_ms = kDayMs;
};

// What outlives a run.
struct HostRecord {
  int64_t next_allowed_ms = 0;
  int failures = 0;  // in a row
};

enum class HostAnswer {
  kAnswered,  // whatever the status
  kSilent,    // no connection, or it broke off
  kNotAsked,  // the slot was not used: no rest is due
};

class HostSchedule {
 public:
  explicit HostSchedule(const PolitenessOptions& options) : options_(options) {}

  // There is work for the host from `from_ms` on. `known` counts where the host is new here.
  void Wake(std::string_view host, const HostRecord& known, int64_t from_ms);
  bool Knows(std::string_view host) const { return hosts_.contains(std::string(host)); }

  // A host that may be asked now; it holds a slot until Finish.
  std::optional<std::string> Take(int64_t now_ms);
  // Frees the slot. `wait_ms`: the host asked to be left alone for so long (Retry-After).
  // The host's record as it is to be kept.
  HostRecord Finish(std::string_view host, int64_t now_ms, HostAnswer answer, int64_t wait_ms = 0);
  // There is no more work for the host. Forgotten once its slots are free.
  void Sleep(std::string_view host);

  // What robots.txt asks for; never below the default. False: above the cap, leave the host alone.
  bool SetCrawlDelay(std::string_view host, int64_t delay_ms);

  HostRecord record(std::string_view host) const;
  bool IsDead(std::string_view host) const;
  // kNever where no host waits for its turn.
  int64_t NextDueMs() const;
  size_t size() const { return hosts_.size(); }

 private:
  struct Host {
    HostRecord record;
    int64_t delay_ms = 0;
    int64_t work_from_ms = kNever;  // kNever: none
    int busy = 0;
    int64_t queued_at_ms = kNever;  // its key in queue_, kNever: not in it
    uint64_t turn = 0;
  };
  struct Turn {
    int64_t due_ms;
    uint64_t turn;
    std::string_view host;  // the key in hosts_
    friend auto operator<=>(const Turn&, const Turn&) = default;
  };

  void Requeue(std::string_view key, Host& host);
  void Forget(std::string_view host);

  PolitenessOptions options_;
  std::unordered_map<std::string, Host> hosts_;
  std::set<Turn> queue_;
  uint64_t turns_ = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_HOST_SCHEDULE_H_
