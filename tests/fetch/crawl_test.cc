// How pages and runs of the crawler end, what is kept of them and what a later run does.
#include "pipeline/fetch/instant.h"
#include "tests/fetch/crawl_world.h"

namespace newsfacts {
namespace {

TEST_CASE("every way in which a page may end") {
  World w;
  w.options.retry = {.tries = 2, .first_wait_ms = 1000};
  w.options.politeness.dead_after = 100;
  w.links.hosts = {"a.example"};
  const std::string a = "http://a.example";
  w.Add(a + "/robots.txt", {.body = "User-agent: *\nDisallow: /private\n"});
  w.Add("http://slow.a.example/robots.txt", {.body = "User-agent: *\nCrawl-delay: 3600\n"});
  w.Add("http://down.a.example/robots.txt", {.status = 503});
  w.Add(a + "/page", {.body = "page"});
  w.Add(a + "/copy", {.body = "page"});
  w.Add(a + "/gone", {.status = 410});
  w.Add(a + "/busy", {.status = 503});
  w.Add(a + "/moved", {.status = 301, .headers = "Location: /target\r\n"});
  w.Add(a + "/target", {.body = "target"});
  w.Add(a + "/moved-to-page", {.status = 302, .headers = "Location: page\r\n"});
  w.Add(a + "/to-private", {.status = 302, .headers = "Location: /private/x\r\n"});
  w.Add(a + "/to-file", {.status = 302, .headers = "Location: file:///etc/passwd\r\n"});
  w.Add(a + "/to-other", {.status = 302, .headers = "Location: http://b.example/\r\n"});
  w.Add(a + "/loop", {.status = 302, .headers = "Location: /loop2\r\n"});
  w.Add(a + "/loop2", {.status = 302, .headers = "Location: /loop\r\n"});
  w.Add(a + "/nowhere", {.status = 302});
  w.Add(a + "/huge-head", {.end = TransferEnd::kHeadTooLarge});
  w.Add(a + "/inside", {.end = TransferEnd::kRefusedAddress});
  w.Add(a + "/late", {.end = TransferEnd::kTimeout});
  for (int i = 0; i < 12; ++i) {
    w.Add(a + "/hop" + std::to_string(i),
          {.status = 307, .headers = "Location: /hop" + std::to_string(i + 1) + "\r\n"});
  }
  const std::pair<std::string, std::string> kRows[] = {
      {a + "/page", "stored"},
      {a + "/copy", "same-payload"},
      {a + "/gone", "http-410"},
      {a + "/absent", "http-404"},
      {a + "/busy", "http-503"},
      {a + "/moved", "stored"},
      {a + "/moved-to-page", "duplicate"},
      {a + "/to-private", "robots"},
      {a + "/to-file", "refused-redirect"},
      {a + "/to-other", "out-of-scope"},
      {a + "/loop", "redirect-loop"},
      {a + "/hop0", "too-many-redirects"},
      {a + "/nowhere", "http-302"},
      {a + "/huge-head", "head-too-large"},
      {a + "/inside", "refused-address"},
      {a + "/late", "timeout"},
      {a + "/private/y", "robots"},
      {"http://b.example/x", "out-of-scope"},
      {"http://slow.a.example/", "crawl-delay"},
      {"http://down.a.example/", "robots-unreachable"},
  };
  std::vector<std::string> urls;
  for (const auto& [url, outcome] : kRows) urls.push_back(url);
  w.Run(urls);
  for (const auto& [url, outcome] : kRows) {
    CAPTURE(url);
    CHECK(w.Outcome(url) == outcome);
  }
  CHECK(w.Outcome(a + "/target") == "stored");
  CHECK(w.transfer.Times(a + "/busy") == 2);
  CHECK(w.transfer.Times(a + "/hop10") == 1);
  CHECK(w.transfer.Times(a + "/hop11") == 0);
  CHECK(w.transfer.Times(a + "/private/x") == 0);
  CHECK(w.transfer.Times("http://b.example/") == 0);
  CHECK(w.counts.left == 1);  // of the site whose robots.txt is down
  // Nothing is asked for twice in a second run but what waits.
  size_t before = w.transfer.asked.size();
  w.clock.now += kMinuteMs;
  w.Run({a + "/page", a + "/moved"});
  CHECK(w.transfer.asked.size() == before);
}

TEST_CASE("a stored page: what its capture says") {
  World w;
  w.Add("http://a.example/feed", {.body = "<rss><channel><item><title>News</title>"
                                          "<link>http://u:p@a.example/old#top</link>"
                                          "<pubDate>Sun, 31 May 2026 10:00:00 GMT</pubDate>"
                                          "</item></channel></rss>"});
  w.Add("http://a.example/old", {.status = 301, .headers = "Location: /new\r\n"});
  w.Add("http://a.example/new", {.headers = "ETag: \"e\"\r\n", .body = std::string(100, 'x')});
  w.options.max_body_bytes = 50;
  w.Run({"http://a.example/feed"}, PageKind::kFeed);
  REQUIRE(w.sink.kept.size() == 2);
  const Capture& c = w.sink.kept[1].capture;
  CHECK(c.url == "http://a.example/new");
  CHECK(c.truncated == "length");
  CHECK(w.sink.kept[1].body.size() == 50);
  auto has = [&](const std::string& key, const std::string& value) {
    return std::find(c.metadata.begin(), c.metadata.end(), std::pair{key, value}) !=
           c.metadata.end();
  };
  CHECK(has("source-title", "News"));
  CHECK(has("source-date", "Sun, 31 May 2026 10:00:00 GMT"));
  CHECK(has("via", "http://a.example/feed"));
  CHECK(has("redirect", "301 http://a.example/old"));
  CHECK(has("robots", "allowed"));
  CHECK(w.state.Find("http://a.example/old")->etag == "\"e\"");
}

TEST_CASE("Retry-After is waited for, or left for a later run") {
  World w;
  w.Add("http://a.example/soon", {.status = 429, .headers = "Retry-After: 120\r\n"});
  w.Add("http://a.example/soon", {.body = "x"});
  w.Add("http://b.example/later", {.status = 503, .headers = "Retry-After: 317100\r\n"});
  w.Add("http://b.example/later", {.body = "y"});
  w.Run({"http://a.example/soon", "http://b.example/later"});
  CHECK(w.Outcome("http://a.example/soon") == "stored");
  CHECK(w.transfer.asked.back().at - w.transfer.asked[3].at >= 120 * kSecondMs);
  CHECK(w.Outcome("http://b.example/later") == "http-503");
  CHECK(w.counts.left == 1);
  w.clock.now += 300000 * kSecondMs;
  w.Run({});
  CHECK(w.Outcome("http://b.example/later") == "http-503");  // not before its time
  w.clock.now += 17100 * kSecondMs;
  w.Run({});
  CHECK(w.Outcome("http://b.example/later") == "stored");
}

TEST_CASE("captures that a killed run left are entered and not fetched again") {
  World w;
  w.Add("http://a.example/1", {.body = "one"});
  w.Add("http://a.example/2", {.body = "two"});
  RecoveredCapture left;
  left.place.file = "left.warc.gz";
  left.place.offset = 9;
  left.place.record_id = "<urn:9>";
  left.place.payload_digest = "sha1:A";
  left.type = "response";
  left.url = "http://a.example/1";
  left.date = "2026-05-31T11:00:00Z";
  left.http_status = 200;
  left.response_head = "HTTP/1.1 200 OK\r\nETag: \"one\"\r\n\r\n";
  w.sink.recovered.push_back(left);
  w.Run({"http://a.example/1", "http://a.example/2"});
  CHECK(w.transfer.Times("http://a.example/1") == 0);
  CHECK(w.transfer.Times("http://a.example/2") == 1);
  CHECK(w.Outcome("http://a.example/1") == "stored");
  CHECK(w.state.Find("http://a.example/1")->etag == "\"one\"");
  CHECK(w.state.FindPayload("sha1:A")->record_id == "<urn:9>");
}

TEST_CASE("a second process cannot double the rate: a host's rest is in the state") {
  World w;
  w.Add("http://a.example/1", {.body = "one"});
  w.Add("http://a.example/2", {.body = "two"});
  w.Run({"http://a.example/1"});
  int64_t last = w.transfer.asked.back().at;
  w.Run({"http://a.example/2"});
  CHECK(w.transfer.asked.back().at - last >= w.options.politeness.delay_ms);
}

TEST_CASE("limits and signals end a run, and what is left stays due") {
  World w;
  std::vector<std::string> urls;
  for (int i = 0; i < 20; ++i) {
    urls.push_back("http://a.example/" + std::to_string(i));
    w.Add(urls.back(), {.body = std::string(1000, 'x') + std::to_string(i)});
  }
  w.options.max_bytes = 5000;
  w.Run(urls);
  CHECK(w.counts.ended == "max-bytes");
  CHECK(w.counts.outcomes["stored"] == 5);
  CHECK(w.counts.left == 15);
  w.options.max_bytes = 0;
  std::atomic<int> stop = 1;
  Crawl crawl(w.options, std::move(*LinkFilter::Create({})), w.clock, w.transfer, w.state, &w.sink);
  REQUIRE(crawl.Run(&stop).ok());
  CHECK(crawl.counts().ended == "stopped");
  w.Run({});
  CHECK(w.counts.outcomes["stored"] == 15);
  CHECK(w.counts.left == 0);
}

TEST_CASE("a clock that was set back: what waits waits as long as it had to, and no longer") {
  World w;
  w.options.patience_ms = kMinuteMs;
  const std::string busy = "http://a.example/busy";
  const std::string down = "http://b.example/";
  w.Add(busy, {.status = 503, .headers = "Retry-After: 3600\r\n"});
  w.Add(busy, {.body = "page"});
  w.Add("http://b.example/robots.txt", {.status = 500});
  w.Add("http://b.example/robots.txt", {.status = 404});
  w.Add(down, {.body = "other"});
  w.Run({busy, down});
  CHECK(w.Outcome(busy) == "http-503");
  CHECK(w.Outcome(down) == "robots-unreachable");
  for (int64_t back : {kDayMs, 365 * kDayMs, 10 * kMinuteMs}) {
    w.clock.now -= back;
    w.Run({});
    CHECK(w.counts.left == 2);
    CHECK(w.counts.requests == 0);
  }
  w.clock.now += 58 * kMinuteMs;
  w.Run({});
  CHECK(w.counts.requests == 0);
  w.clock.now += 3 * kMinuteMs;
  w.Run({});
  CHECK(w.counts.left == 0);
  CHECK(w.Outcome(busy) == "stored");
  CHECK(w.Outcome(down) == "stored");
}

}  // namespace
}  // namespace newsfacts
