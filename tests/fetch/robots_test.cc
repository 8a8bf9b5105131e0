#include "pipeline/fetch/robots.h"

#include "tests/data_folder.h"

namespace newsfacts {
namespace {

struct Row {
  std::string_view what;
  std::string_view robots;
  std::string_view target;
  bool allowed;
};

const Row kRows[] = {
    {"nothing stands in the file", "", "/a", true},
    {"the agent's group", "User-agent: reader\nDisallow: /a\n", "/a/b", false},
    {"another agent's group", "User-agent: other\nDisallow: /\n", "/a", true},
    {"own group before that of all", "User-agent: *\nDisallow: /\n\nUser-agent: reader\nAllow: /\n",
     "/a", true},
    {"two groups of one agent are one",
     "User-agent: reader\nDisallow: /a\n\nUser-agent: reader\nDisallow: /b\n", "/a", false},
    {"the longer rule wins", "User-agent: *\nDisallow: /news\nAllow: /news/open\n", "/news/open/1",
     true},
    {"allow wins a tie", "User-agent: *\nDisallow: /p\nAllow: /p\n", "/p", true},
    {"an empty rule forbids nothing", "User-agent: *\nDisallow:\n", "/p", true},
    {"wildcard", "User-agent: *\nDisallow: /*/print\n", "/2024/print", false},
    {"wildcard and end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x=1", true},
    {"end", "User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", false},
    {"a piece after the wildcard twice", "User-agent: *\nDisallow: /*ab$\n", "/abxab", false},
    {"misspelt", "User-agent: *\nDisalow: /a\n", "/a", false},
    {"no colon", "User-agent *\nDisallow /a\n", "/a", false},
    {"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /a\n", "/a", false},
    {"half a byte order mark", "\xEFUser-agent: *\nDisallow: /a\n", "/a", false},
    {"an unknown key does not end the list of agents",
     "User-agent: reader\nNoindex: /x\nUser-agent: *\nDisallow: /\n", "/a", false},
    {"old line ends", "User-agent: *\rDisallow: /a\r", "/a", false},
    {"escaped and plain are one", "User-agent: *\nDisallow: /%7Ejoe\n", "/~joe", false},
    {"not ASCII", "User-agent: *\nDisallow: /z\xC3\xBCrich\n", "/z%c3%bcrich", false},
    {"an escaped star is a star", "User-agent: *\nDisallow: /%2A\n", "/abc", true},
    {"folder of index.html", "User-agent: *\nDisallow: /\nAllow: /x/index.html\n", "/x/", true},
    {"robots.txt itself", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
    {"a page of HTML", "<html><body>User-agent: * Disallow: /</body></html>", "/a", true},
};

TEST_CASE("rules of robots.txt") {
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    CHECK(Robots(row.robots, "reader").CheckTarget(row.target).allowed == row.allowed);
  }
}

TEST_CASE("a verdict names its line") {
  Robots robots("# hello\nUser-agent: *\nDisallow: /a # not there\n", "reader");
  RobotsVerdict v = robots.CheckTarget("/a");
  CHECK(v.line == 3);
  CHECK(v.rule == "Disallow: /a # not there");
}

TEST_CASE("only the first 500 KiB are read and a rule cut there is dropped") {
  std::string body = "User-agent: *\nDisallow: /early\n";
  body += "#" + std::string(Robots::kMaxBytes - body.size() - 15, 'x') + "\n";
  body += "Disallow: /late\nDisallow: /later\n";
  Robots robots(body, "reader");
  CHECK_FALSE(robots.CheckTarget("/early").allowed);
  CHECK(robots.CheckTarget("/late").allowed);
}

TEST_CASE("many wildcards take no exponential time") {
  std::string stars;
  for (int i = 0; i < 1000; ++i) stars += "*a";
  Robots robots("User-agent: *\nDisallow: /" + stars + "b\n", "reader");
  CHECK(robots.CheckTarget("/" + std::string(5000, 'a')).allowed);
}

std::string Bytes(const Json& row) {
  if (row["robots"].is_string()) return row["robots"].str();
  std::string out;
  unsigned bits = 0;
  int count = 0;
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (char c : row["robots_b64"].str()) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<unsigned>(kAlphabet.find(c));
    if ((count += 6) >= 8) out += static_cast<char>(bits >> (count -= 8));
  }
  return out;
}

// The path and query of whatever the row calls a URL.
std::string TargetOf(const std::string& url) {
  size_t scheme = url.find("://");
  std::string_view rest = url;
  if (scheme != std::string::npos && scheme < 8) {
    rest.remove_prefix(scheme + 3);
    rest.remove_prefix(std::min(rest.size(), rest.find_first_of("/?#")));
  }
  rest = rest.substr(0, rest.find('#'));
  return rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
}

TEST_CASE("cases of other robots.txt parsers") {
  int rows = 0;
  for (const Json& row : DataRows("fetch/robots/cases.jsonl")) {
    if (row["class"].str() == "agent-not-a-token") continue;
    ++rows;
    CAPTURE(row["note"].str(), row["robots"].str().substr(0, 300), row["agent"].str(),
            row["url"].str().substr(0, 200));
    Robots robots(Bytes(row), row["agent"].str());
    CHECK(robots.CheckTarget(TargetOf(row["url"].str())).allowed == row["recommended"].boolean());
  }
  CHECK((rows == 0 || rows == 887));
}

TEST_CASE("crawl delays of other robots.txt parsers") {
  for (const Json& row : DataRows("fetch/robots/crawl_delay.jsonl")) {
    // One parser strips HTML tags first; Google's, which is followed here, does not.
    if (row["note"].str() == "testHtmlMarkupInRobotsTxt") continue;
    // A whole User-Agent header is no product token.
    if (row["agent"].str().find(' ') != std::string::npos) continue;
    CAPTURE(row["robots"].str().substr(0, 1500), row["agent"].str(), row["note"].str());
    std::optional<int64_t> delay = Robots(Bytes(row), row["agent"].str()).crawl_delay_ms();
    CHECK(delay.value_or(-1) == row["crawl_delay_ms"].integer(-1));
  }
}

}  // namespace
}  // namespace newsfacts
