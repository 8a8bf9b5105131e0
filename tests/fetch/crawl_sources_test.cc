// Feeds, sitemaps and home pages: when they are asked for, and what they lead to.
#include "pipeline/fetch/instant.h"
#include "pipeline/store/gzip_member.h"
#include "tests/fetch/crawl_world.h"

namespace newsfacts {
namespace {

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

}  // namespace
}  // namespace newsfacts
