// Redirects: of pages, to pages that are under way, and of robots.txt.
#include "tests/fetch/crawl_world.h"

namespace newsfacts {
namespace {

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
