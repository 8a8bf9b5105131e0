// The crawler over a web that is a table: no socket, no waiting. A request takes a tenth of a
// second of a clock that only the test moves.
#include "pipeline/fetch/crawl.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>

#include "pipeline/fetch/instant.h"
#include "pipeline/store/gzip_member.h"

namespace newsfacts {
namespace {

class ManualClock : public Clock {
 public:
  int64_t NowMs() const override { return now; }
  int64_t now = 1780228800000;  // 2026-05-31T12:00:00Z
};

struct Answer {
  int status = 200;
  std::string headers;
  std::string body;
  TransferEnd end = TransferEnd::kDone;
};

// Answers each URL with its answers in turn, the last one for ever; 404 for what is not there.
class TableTransfer : public Transfer {
 public:
  explicit TableTransfer(ManualClock* clock) : clock_(clock) {}

  void Start(TransferRequest request) override {
    asked.push_back({clock_->now, request.url, request.headers});
    pending_.push_back(std::move(request));
  }
  std::vector<TransferReply> Wait(int64_t max_ms) override {
    std::vector<TransferReply> out;
    clock_->now += pending_.empty() ? max_ms : 100;
    for (; !pending_.empty(); pending_.pop_front()) out.push_back(Reply(pending_.front()));
    return out;
  }
  size_t active() const override { return pending_.size(); }
  void Abort() override { pending_.clear(); }

  struct Asked {
    int64_t at;
    std::string url;
    std::vector<std::string> headers;
  };
  std::vector<Asked> asked;
  std::map<std::string, std::deque<Answer>> web;

  int Times(const std::string& url) const {
    return static_cast<int>(
        std::count_if(asked.begin(), asked.end(), [&](const Asked& a) { return a.url == url; }));
  }

 private:
  TransferReply Reply(const TransferRequest& request) {
    Answer answer{.status = 404};
    if (auto it = web.find(request.url); it != web.end()) {
      answer = it->second.front();
      if (it->second.size() > 1) it->second.pop_front();
    }
    TransferReply r;
    r.id = request.id;
    r.end = answer.end;
    if (answer.end != TransferEnd::kDone) return r;
    r.http_status = answer.status;
    r.response_head =
        "HTTP/1.1 " + std::to_string(answer.status) + " x\r\n" + answer.headers + "\r\n";
    r.fields = ParseHttpHead(r.response_head).fields;
    r.body = answer.body.substr(0, request.max_body_bytes);
    r.truncated = answer.body.size() > request.max_body_bytes;
    return r;
  }

  ManualClock* clock_;
  std::deque<TransferRequest> pending_;
};

struct KeptCapture {
  Capture capture;
  std::string body;
};

class MemorySink : public CaptureSink {
 public:
  void Submit(uint64_t id, Capture c, std::string body) override {
    kept.push_back({std::move(c), std::move(body)});
    WarcPlace place;
    place.file = "x.warc.gz";
    place.offset = kept.size();
    place.record_id = "<urn:" + std::to_string(kept.size()) + ">";
    places_.push_back(std::move(place));
    ids_.push_back(id);
  }
  std::vector<WrittenCapture> Take(bool) override {
    std::vector<WrittenCapture> out;
    for (size_t i = 0; i < ids_.size(); ++i) out.push_back({ids_[i], places_[i]});
    ids_.clear();
    places_.clear();
    return out;
  }
  Status Sync() override { return Ok(); }
  bool IsFull(int64_t) const override { return false; }
  Status Finish() override { return Ok(); }
  std::vector<std::string> Files() const override { return {"left.warc.gz"}; }
  Status ForEachCapture(const std::string&,
                        const std::function<void(const RecoveredCapture&)>& use) const override {
    for (const RecoveredCapture& c : recovered) use(c);
    return Ok();
  }
  std::vector<KeptCapture> kept;
  std::vector<RecoveredCapture> recovered;

 private:
  std::vector<WarcPlace> places_;
  std::vector<uint64_t> ids_;
};

struct World {
  ManualClock clock;
  TableTransfer transfer{&clock};
  Result<FetchState> opened = FetchState::Open(":memory:");
  FetchState& state = *opened;
  MemorySink sink;
  CrawlOptions options;
  LinkFilterOptions links;
  CrawlCounts counts;

  Answer& Add(const std::string& url, Answer answer) {
    return transfer.web[url].emplace_back(std::move(answer));
  }

  // A feed of a.example that is due in so many milliseconds.
  void AddFeed(const std::string& url, const std::string& body, int64_t due_in_ms) {
    Add(url, {.body = body});
    state.Add({.url = url,
               .href = url,
               .host = "a.example",
               .kind = PageKind::kFeed,
               .due_ms = clock.now + due_in_ms});
  }

  void Run(const std::vector<std::string>& urls, PageKind kind = PageKind::kPage) {
    Crawl crawl(options, std::move(*LinkFilter::Create(links)), clock, transfer, state, &sink);
    for (const std::string& url : urls) REQUIRE(crawl.AddSource(url, kind).ok());
    REQUIRE(crawl.Run(nullptr).ok());
    counts = crawl.counts();
  }

  std::string Outcome(const std::string& url) {
    std::optional<PageRow> page = state.Find(url);
    return page ? page->outcome : "unknown";
  }
};

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

TEST_CASE("a page and redirects to it, at the same time: it is asked for once") {
  World w;
  w.options.politeness = {.delay_ms = 0, .per_host = 8};
  const std::string a = "http://a.example";
  for (auto from : {"/m1", "/m2"}) {
    w.Add(a + from, {.status = 301, .headers = "Location: /late\r\n"});
  }
  w.Add(a + "/late", {.body = "x"});
  w.AddFeed(a + "/feed", "<rss><channel><item><link>/late</link></item></channel></rss>",
            150);  // found while the redirects are followed
  w.Run({a + "/m1", a + "/m2"});
  CHECK(w.transfer.Times(a + "/late") == 1);
  CHECK(w.Outcome(a + "/late") == "stored");
  CHECK(w.counts.left == 0);
}

TEST_CASE("a page that waits its turn while a redirect to it is stored is not asked for again") {
  World w;
  w.options.politeness = {.delay_ms = 0, .per_host = 2};
  const std::string a = "http://a.example";
  w.Add(a + "/robots.txt", {.status = 404});
  w.Add(a + "/moved", {.status = 301, .headers = "Location: /late\r\n"});
  std::string items;
  for (auto path : {"/p1", "/p2", "/p3", "/p4", "/late"}) {
    w.Add(a + path, {.body = path});
    items += std::string("<item><link>") + path + "</link></item>";
  }
  // The feed comes together with the redirect. Then, while /late is fetched on the redirect's
  // account, all five pages are claimed, and /late is the last in line.
  w.AddFeed(a + "/feed", "<rss><channel>" + items + "</channel></rss>",
            1);  // asked right after /moved
  w.Run({a + "/moved"});
  CHECK(w.transfer.Times(a + "/p4") == 1);
  CHECK(w.transfer.Times(a + "/late") == 1);
  CHECK(w.Outcome(a + "/moved") == "stored");
  CHECK(w.Outcome(a + "/late") == "stored");
  CHECK(w.counts.left == 0);
}

TEST_CASE("a redirect that comes to nothing leaves the page to itself") {
  World w;
  w.options.politeness = {.delay_ms = 0, .per_host = 8};
  w.options.retry = {.tries = 1};
  const std::string a = "http://a.example";
  w.Add(a + "/m1", {.status = 301, .headers = "Location: /late\r\n"});
  w.Add(a + "/late", {.end = TransferEnd::kBroken});
  w.Add(a + "/late", {.body = "x"});
  w.AddFeed(a + "/feed", "<rss><channel><item><link>/late</link></item></channel></rss>", 150);
  w.Run({a + "/m1"});
  CHECK(w.Outcome(a + "/m1") == "broken");
  CHECK(w.Outcome(a + "/late") == "stored");
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

TEST_CASE("thirty days of a feed and its host in a moment") {
  World w;
  w.options.poll_again_ms = kHourMs;
  w.options.patience_ms = 2 * kHourMs;
  w.options.max_ms = 30 * kDayMs;
  w.options.longest_wait_ms = kHourMs;
  w.Add("http://a.example/feed",
        {.body = "<rss><channel><item><link>/1</link></item></channel></rss>"});
  w.Add("http://a.example/1", {.body = "one"});
  w.Run({"http://a.example/feed"}, PageKind::kFeed);
  CHECK(w.counts.ended == "max-time");
  CHECK(w.transfer.Times("http://a.example/feed") >= 650);
  CHECK(w.transfer.Times("http://a.example/feed") <= 721);
  CHECK(w.transfer.Times("http://a.example/1") == 1);
  CHECK(w.transfer.Times("http://a.example/robots.txt") >= 29);  // kept for a day
  CHECK(w.transfer.Times("http://a.example/robots.txt") <= 31);
  int64_t last = 0;
  for (const auto& asked : w.transfer.asked) {
    REQUIRE(asked.at - last >= w.options.politeness.delay_ms);
    last = asked.at;
  }
}

TEST_CASE("conditional GET is not trusted for ever, and false 304s are counted") {
  World w;
  w.options.poll_again_ms = kHourMs;
  w.options.patience_ms = 2 * kHourMs;
  w.options.max_ms = 12 * kHourMs;
  w.options.longest_wait_ms = kHourMs;
  w.options.full_get_every = 4;
  const std::string feed = "http://a.example/feed";
  const std::string tag = "ETag: \"same\"\r\n";
  w.Add(feed, {.headers = tag, .body = "<rss><channel/></rss>"});
  for (int i = 0; i < 3; ++i) w.Add(feed, {.status = 304, .headers = tag});
  w.Add(feed,
        {.headers = tag, .body = "<rss><channel><item><link>/n</link></item></channel></rss>"});
  w.Run({feed}, PageKind::kFeed);
  std::vector<bool> conditional;
  for (const auto& asked : w.transfer.asked) {
    if (asked.url != feed) continue;
    conditional.push_back(std::find(asked.headers.begin(), asked.headers.end(),
                                    "If-None-Match: \"same\"") != asked.headers.end());
  }
  REQUIRE(conditional.size() > 6);
  conditional.resize(7);
  CHECK(conditional == std::vector<bool>{false, true, true, true, false, false, false});
  CHECK(w.counts.false_304 == 1);
  CHECK(w.counts.sources[feed].new_links == 1);
  CHECK(w.sink.kept[1].capture.kind == Capture::Kind::kNotModified);
  CHECK(w.sink.kept[1].capture.refers_to_id == "<urn:1>");
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

TEST_CASE("a sitemap that is packed, by its coding or by itself") {
  std::string packed = GzipMember("<urlset><url><loc>http://a.example/1</loc></url></urlset>");
  for (std::string headers :
       {"Content-Encoding: gzip\r\n", "Content-Type: application/x-gzip\r\n"}) {
    CAPTURE(headers);
    World w;
    w.Add("http://a.example/map.xml.gz", {.headers = headers, .body = packed});
    w.Add("http://a.example/1", {.body = "1"});
    w.Run({"http://a.example/map.xml.gz"}, PageKind::kSitemap);
    CHECK(w.Outcome("http://a.example/1") == "stored");
  }
}

TEST_CASE("sitemaps, indexes and a home page lead to pages that the filter wants") {
  World w;
  w.links = {.include = {"/news/"}, .exclude = {"print"}, .since = "2026-05-01"};
  const std::string a = "http://a.example";
  w.Add(a + "/robots.txt", {.body = "Sitemap: http://a.example/index.xml\n"});
  w.Add(a + "/",
        {.body = "<head><link rel=alternate type='application/rss+xml' href='/rss?a&amp;b'>"
                 "</head>"});
  w.Add(a + "/rss?a&b",
        {.body = "<rss><channel><item><link>/news/1</link></item></channel></rss>"});
  w.Add(a + "/index.xml",
        {.body = "<sitemapindex><sitemap><loc>http://a.example/map.xml</loc></sitemap>"
                 "</sitemapindex>"});
  w.Add(
      a + "/map.xml",
      {.body = "<urlset><url><loc>http://a.example/news/2</loc><lastmod>2026-05-30</lastmod></url>"
               "<url><loc>http://a.example/news/old</loc><lastmod>2026-04-30</lastmod></url>"
               "<url><loc>http://a.example/news/print/2</loc></url>"
               "<url><loc>http://a.example/shop</loc></url></urlset>"});
  w.Add(a + "/news/1", {.body = "1"});
  w.Add(a + "/news/2", {.body = "2"});
  w.Run({a}, PageKind::kHome);
  CHECK(w.Outcome(a + "/news/1") == "stored");
  CHECK(w.Outcome(a + "/news/2") == "stored");
  CHECK(w.Outcome(a + "/news/old") == "unknown");
  CHECK(w.Outcome(a + "/news/print/2") == "unknown");
  CHECK(w.Outcome(a + "/shop") == "unknown");
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

TEST_CASE("a dry run reads sources, asks for no page and stores nothing") {
  World w;
  w.options.dry_run = true;
  w.Add("http://a.example/feed", {.body = "<rss><channel><item><link>/1</link></item>"
                                          "<item><link>/no</link></item></channel></rss>"});
  w.Add("http://a.example/robots.txt", {.body = "User-agent: *\nDisallow: /no\n"});
  Crawl crawl(w.options, std::move(*LinkFilter::Create({})), w.clock, w.transfer, w.state, nullptr);
  REQUIRE(crawl.AddSource("http://a.example/feed", PageKind::kFeed).ok());
  REQUIRE(crawl.Run(nullptr).ok());
  CHECK(w.transfer.Times("http://a.example/1") == 0);
  CHECK(w.Outcome("http://a.example/1") == "would-fetch");
  CHECK(w.Outcome("http://a.example/no") == "robots");
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

TEST_CASE("redirects of robots.txt: five are followed, the rules hold for the first site") {
  for (int hops : {5, 6}) {
    World w;
    std::string url = "http://a.example/robots.txt";
    for (int i = 1; i <= hops; ++i) {
      std::string next = "http://r" + std::to_string(i) + ".example/robots.txt";
      w.Add(url, {.status = 301, .headers = "Location: " + next + "\r\n"});
      url = next;
    }
    w.Add(url, {.body = "User-agent: *\nDisallow: /\n"});
    w.Run({"http://a.example/1"});
    CHECK(w.Outcome("http://a.example/1") == (hops == 5 ? "robots" : "http-404"));
  }
}

}  // namespace
}  // namespace newsfacts
