// robots.txt by RFC 9309, with the leniencies that Google documents: a byte order mark, even a
// partial one; a missing colon; common misspellings; keys by prefix; lines cut at 16,664 bytes;
// /index.html that also allows its folder. Crawl-delay and Sitemap are read too.
//
//   Robots robots(body, "newsfacts");
//   RobotsVerdict v = robots.Check(*ParseUrl("http://example.com/private"));
//   v.allowed == false; v.line == 4; v.rule == "Disallow: /private"
//
// URL and rule are compared after percent-encoding is normalised, so /~a is /%7Ea and /ä is
// /%C3%A4; an encoded %2A or %24 in a rule is the character itself.
//
// What to do where /robots.txt could not be fetched is for whoever fetches it to say.
#ifndef NEWSFACTS_PIPELINE_FETCH_ROBOTS_H_
#define NEWSFACTS_PIPELINE_FETCH_ROBOTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/fetch/url.h"

namespace newsfacts {

struct RobotsVerdict {
  bool allowed = true;
  int line = 0;      // of the rule that decided, from 1; 0 where none did
  std::string rule;  // that line, or "no rule", "/robots.txt is always allowed"
};

class Robots {
 public:
  // `agent` is a product token, with or without "/version"; one that IsProductToken refuses has no
  // group but that of '*'. Reads at most kMaxBytes of the body; a line cut there is dropped.
  Robots(std::string_view body, std::string_view agent);

  static constexpr size_t kMaxBytes = size_t{500} * 1024;

  RobotsVerdict Check(const Url& url) const;
  // Path and query as they stand in the URL ("/a?b=c").
  RobotsVerdict CheckTarget(std::string_view target) const;

  // Milliseconds between two requests, if the agent's group (else the group of '*') asks for it.
  std::optional<int64_t> crawl_delay_ms() const;
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  friend class RobotsReader;
  struct Rule {
    bool allow;
    int line;
    std::string pattern;  // normalised; a last '$' is the anchor, every '*' a wildcard
    std::string text;     // the line as it stands
  };
  struct Group {
    bool seen = false;
    std::vector<Rule> rules;
    std::optional<int64_t> delay_ms;
  };

  Group own_;  // of the agent
  Group any_;  // of '*'
  std::vector<std::string> sitemaps_;
};

// Whether RFC 9309 can address the agent: [A-Za-z_-]+.
bool IsProductToken(std::string_view agent);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_ROBOTS_H_
