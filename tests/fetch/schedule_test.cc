// Waiting: dates, Retry-After, backoff, the schedule of hosts, the policy for robots.txt. No clock
// runs here: thirty days pass in a loop.
#include <catch2/catch.hpp>
#include <map>

#include "pipeline/fetch/host_schedule.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/fetch/retry.h"
#include "pipeline/fetch/robots.h"
#include "pipeline/fetch/robots_policy.h"
#include "tests/data_folder.h"

namespace newsfacts {
namespace {

constexpr int64_t kNoon = 1780228800000;  // 2026-05-31T12:00:00Z

TEST_CASE("instants") {
  CHECK(FormatInstant(kNoon) == "2026-05-31T12:00:00Z");
  CHECK(FormatInstant(0) == "1970-01-01T00:00:00Z");
  CHECK(FormatInstant(-1) == "1969-12-31T23:59:59Z");
  CHECK(ParseHttpDate("Sun, 31 May 2026 12:00:00 GMT") == kNoon);
  CHECK(ParseHttpDate("Sunday, 31-May-26 12:00:00 GMT") == kNoon);
  CHECK(ParseHttpDate("Sun May 31 12:00:00 2026") == kNoon);
  for (auto bad : {"", "soon", "Sun, 31 Feb 2026 12:00:00 GMT", "Sun, 31 Mai 2026 12:00:00 GMT",
                   "Sun, 31 May 2026 25:00:00 GMT", "Sun, 31 May"}) {
    CAPTURE(bad);
    CHECK_FALSE(ParseHttpDate(bad));
  }
}

TEST_CASE("Retry-After in every form") {
  struct Row {
    std::string_view value;
    std::optional<int64_t> seconds;
  };
  const Row kRows[] = {
      {"120", 120},
      {" 0 ", 0},
      {"317100", 317100},
      {"99999999999999999999", 30 * 86400},
      {"Sun, 31 May 2026 12:05:00 GMT", 300},
      {"Sun, 31 May 2026 11:00:00 GMT", 0},
      {"Sun, 31 May 2099 11:00:00 GMT", 30 * 86400},
      {"", std::nullopt},
      {"-5", std::nullopt},
      {"1.5", std::nullopt},
      {"later", std::nullopt},
      {"10 minutes", std::nullopt},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.value);
    std::optional<int64_t> wait = ParseRetryAfter(row.value, kNoon);
    REQUIRE(wait.has_value() == row.seconds.has_value());
    if (wait) CHECK(*wait == *row.seconds * kSecondMs);
  }
}

TEST_CASE("backoff doubles up to its cap") {
  RetryOptions options{.first_wait_ms = 100, .longest_wait_ms = 500};
  CHECK(BackoffMs(1, options) == 100);
  CHECK(BackoffMs(2, options) == 200);
  CHECK(BackoffMs(3, options) == 400);
  CHECK(BackoffMs(4, options) == 500);
  CHECK(BackoffMs(1000, options) == 500);
  CHECK(IsWorthRetrying(503));
  CHECK_FALSE(IsWorthRetrying(404));
}

TEST_CASE("a host rests from the start and from the end of a request") {
  HostSchedule s({.delay_ms = 5000});
  s.Wake("a.example", {}, 0);
  REQUIRE(s.Take(0) == "a.example");
  CHECK_FALSE(s.Take(100000));  // one request at a time
  s.Finish("a.example", 2000, HostAnswer::kAnswered);
  CHECK(s.NextDueMs() == 7000);
  CHECK_FALSE(s.Take(6999));
  CHECK(s.Take(7000));
}

TEST_CASE("what was noted in an earlier run still counts") {
  HostSchedule s({.delay_ms = 5000});
  s.Wake("a.example", {.next_allowed_ms = 4000}, 0);
  CHECK_FALSE(s.Take(3999));
  CHECK(s.Take(4000));
}

TEST_CASE("an unused slot costs no rest") {
  HostSchedule s({.delay_ms = 5000});
  s.Wake("a.example", {}, 0);
  REQUIRE(s.Take(10));
  s.Finish("a.example", 10, HostAnswer::kNotAsked);
  CHECK(s.Take(10));
}

TEST_CASE("hosts that are due are served in turn") {
  HostSchedule s({.delay_ms = 0});
  for (auto host : {"a", "b", "c"}) s.Wake(host, {}, 0);
  std::string order;
  for (int i = 0; i < 9; ++i) {
    std::string host = *s.Take(1);
    order += host;
    s.Finish(host, 1, HostAnswer::kAnswered);
  }
  CHECK(order == "abcabcabc");
}

TEST_CASE("Retry-After and Crawl-delay") {
  HostSchedule s({.delay_ms = 1000, .longest_crawl_delay_ms = 30000});
  s.Wake("a", {}, 0);
  REQUIRE(s.Take(0));
  CHECK(s.SetCrawlDelay("a", 10000));
  s.Finish("a", 500, HostAnswer::kAnswered);
  CHECK(s.NextDueMs() == 10500);
  CHECK(s.SetCrawlDelay("a", 10));  // never faster than the default
  REQUIRE(s.Take(10500));
  s.Finish("a", 10600, HostAnswer::kAnswered, 60000);
  CHECK(s.NextDueMs() == 70600);
  CHECK_FALSE(s.SetCrawlDelay("a", 30001));
}

TEST_CASE("a silent host is dead for longer and longer, and alive with one answer") {
  HostSchedule s({.delay_ms = 1000, .dead_after = 2, .dead_ms = kHourMs});
  s.Wake("a", {}, 0);
  int64_t now = 0;
  std::vector<int64_t> rests;
  for (int i = 0; i < 8; ++i) {
    now = s.NextDueMs();
    REQUIRE(s.Take(now));
    s.Finish("a", now, HostAnswer::kSilent);
    rests.push_back((s.NextDueMs() - now) / 1000);
  }
  CHECK(rests == std::vector<int64_t>{1, 3600, 7200, 14400, 28800, 57600, 86400, 86400});
  CHECK(s.IsDead("a"));
  now = s.NextDueMs();
  REQUIRE(s.Take(now));
  s.Finish("a", now, HostAnswer::kAnswered);
  CHECK_FALSE(s.IsDead("a"));
  CHECK(s.NextDueMs() == now + 1000);
}

TEST_CASE("a host without work is forgotten") {
  HostSchedule s({.delay_ms = 0, .per_host = 2});
  s.Wake("a", {}, 0);
  REQUIRE(s.Take(0));
  REQUIRE(s.Take(0));
  CHECK_FALSE(s.Take(0));
  s.Sleep("a");
  CHECK(s.NextDueMs() == kNever);
  s.Finish("a", 0, HostAnswer::kAnswered);
  CHECK(s.size() == 1);
  s.Finish("a", 0, HostAnswer::kAnswered);
  CHECK(s.size() == 0);
}

TEST_CASE("thirty days of a hundred hosts in a moment: no host is ever asked too soon") {
  PolitenessOptions options{.delay_ms = 600 * kSecondMs};
  HostSchedule s(options);
  for (int i = 0; i < 100; ++i) s.Wake("host" + std::to_string(i), {}, i);
  std::map<std::string, int64_t> last;
  int64_t requests = 0;
  for (int64_t now = 0; now < 30 * kDayMs; now = s.NextDueMs()) {
    while (std::optional<std::string> host = s.Take(now)) {
      auto it = last.find(*host);
      if (it != last.end()) REQUIRE(now - it->second >= options.delay_ms);
      last[*host] = now;
      s.Finish(*host, now, HostAnswer::kAnswered);
      ++requests;
    }
  }
  CHECK(requests == 100 * 30 * 144);
}

using Access = RobotsRecord::Access;

RobotsRecord After(int status, const RobotsRecord& before = {}, int64_t now = kNoon) {
  return ApplyRobotsAnswer(before, {.http_status = status, .body = "Disallow: /x"}, {}, now);
}

TEST_CASE("what an answer to robots.txt means") {
  for (int status : {200, 206}) CHECK(After(status).access == Access::kRules);
  for (int status : {301, 400, 401, 403, 404, 410, 451}) {
    CAPTURE(status);
    CHECK(After(status).access == Access::kAllowAll);
  }
  for (int status : {0, 429, 500, 503, 599}) {
    CAPTURE(status);
    CHECK(After(status).access == Access::kUnreachable);
  }
  RobotsRecord strict =
      ApplyRobotsAnswer({}, {.http_status = 403}, {.forbidden_means_disallow = true}, kNoon);
  CHECK_FALSE(Robots(strict.rules, "newsfacts").CheckTarget("/").allowed);
}

TEST_CASE("robots.txt is kept for a day, or as Cache-Control says within bounds") {
  struct Row {
    std::string_view cache_control;
    int64_t hours;
  };
  for (Row row : {Row{"", 24},
                  {"max-age=7200", 2},
                  {"public, max-age=0", 1},
                  {"max-age=x", 24},
                  {"max-age=999999999999", 7 * 24}}) {
    CAPTURE(row.cache_control);
    RobotsRecord r =
        ApplyRobotsAnswer({}, {.http_status = 200, .cache_control = row.cache_control}, {}, kNoon);
    CHECK(r.expires_ms == kNoon + row.hours * kHourMs);
  }
}

TEST_CASE("an unreachable robots.txt forbids all for thirty days") {
  RobotsRecord rules = After(200);
  RobotsRecord r = rules;
  RobotsRecord never_read;
  for (int day = 0; day <= 30; ++day) {
    r = After(503, r, kNoon + day * kDayMs);
    never_read = After(0, never_read, kNoon + day * kDayMs);
    if (day < 30) CHECK(r.access == Access::kUnreachable);
    if (day < 30) CHECK(never_read.access == Access::kUnreachable);
  }
  CHECK(r.access == Access::kRules);
  CHECK(r.rules == rules.rules);
  CHECK(never_read.access == Access::kAllowAll);
  CHECK(After(404, r).unreachable_since_ms == 0);
  RobotsRecord told =
      ApplyRobotsAnswer({}, {.http_status = 503, .retry_after_ms = 5 * kHourMs}, {}, kNoon);
  CHECK(told.expires_ms == kNoon + 5 * kHourMs);
}

TEST_CASE("outcomes of robots.txt: conformance table") {
  for (const Json& row : DataRows("fetch/robots/http_cases.jsonl")) {
    if (!row.has("status") || row.has("redirects") || row.has("body_bytes")) continue;
    int status = static_cast<int>(row["status"].integer());
    CAPTURE(status, row["then"].str());
    Access access = After(status).access;
    if (status == 200) CHECK(access == Access::kRules);
    if (status >= 400 && status < 500 && status != 429) CHECK(access == Access::kAllowAll);
    if (status >= 500 || status == 429) CHECK(access == Access::kUnreachable);
  }
}

}  // namespace
}  // namespace newsfacts
