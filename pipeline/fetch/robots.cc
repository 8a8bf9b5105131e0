#include "pipeline/fetch/robots.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMaxLineBytes =
    size_t{2083} * 8;  // eight times the longest URL browsers used to take

bool IsTokenChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}
bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0';
}

std::string_view Trimmed(std::string_view s) {
  while (!s.empty() && IsBlank(s.front())) s.remove_prefix(1);
  while (!s.empty() && IsBlank(s.back())) s.remove_suffix(1);
  return s;
}

std::string_view ProductToken(std::string_view agent) {
  size_t length = 0;
  while (length < agent.size() && IsTokenChar(agent[length])) ++length;
  return agent.substr(0, length);
}

bool BeginsWithIgnoreCase(std::string_view s, std::string_view prefix) {
  return s.size() >= prefix.size() && EqualsIgnoreAsciiCase(s.substr(0, prefix.size()), prefix);
}

enum class Key { kUserAgent, kAllow, kDisallow, kCrawlDelay, kSitemap, kOther };

constexpr std::pair<std::string_view, Key> kKeys[] = {
    {"user-agent", Key::kUserAgent},   {"useragent", Key::kUserAgent},
    {"user agent", Key::kUserAgent},   {"allow", Key::kAllow},
    {"disallow", Key::kDisallow},      {"dissallow", Key::kDisallow},
    {"dissalow", Key::kDisallow},      {"disalow", Key::kDisallow},
    {"diasllow", Key::kDisallow},      {"disallaw", Key::kDisallow},
    {"crawl-delay", Key::kCrawlDelay}, {"crawldelay", Key::kCrawlDelay},
    {"sitemap", Key::kSitemap},        {"site-map", Key::kSitemap},
};

Key KeyOf(std::string_view text) {
  for (const auto& [name, key] : kKeys) {
    if (BeginsWithIgnoreCase(text, name)) return key;
  }
  return Key::kOther;
}

// "key: value # comment"; without a colon, white space divides a line of exactly two words.
bool SplitLine(std::string_view line, std::string_view* key, std::string_view* value) {
  line = Trimmed(line.substr(0, line.find('#')));
  size_t at = line.find(':');
  if (at == line.npos) {
    at = line.find_first_of(" \t");
    if (at == line.npos) return false;
    std::string_view rest = Trimmed(line.substr(at));
    if (rest.find_first_of(" \t") != rest.npos) return false;
  }
  *key = Trimmed(line.substr(0, at));
  *value = Trimmed(line.substr(at + 1));
  return !key->empty();
}

std::optional<int64_t> ParseDelay(std::string_view text) {
  double seconds = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) return std::nullopt;
  return static_cast<int64_t>(std::llround(seconds * 1000));
}

// A '$' that is not the pattern's end is a plain character.
std::string NormalizedPattern(std::string_view value) {
  bool anchored = value.ends_with('$');
  if (anchored) value.remove_suffix(1);
  std::string pattern = NormalizeEscapes(value, false, "$");
  return anchored ? pattern + '$' : pattern;
}

// Wildcards leftmost first: the pieces between them must follow one another, the first at the
// start and, if the pattern is anchored, the last at the end.
bool Matches(std::string_view path, std::string_view pattern) {
  bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  size_t star = pattern.find('*');
  std::string_view piece = pattern.substr(0, star);
  if (!path.starts_with(piece)) return false;
  size_t at = piece.size();
  while (star != pattern.npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    piece = pattern.substr(0, star);
    if (star == pattern.npos && anchored) {
      return path.size() - at >= piece.size() && path.ends_with(piece);
    }
    at = path.find(piece, at);
    if (at == path.npos) return false;
    at += piece.size();
  }
  return !anchored || at == path.size();
}

}  // namespace

// Reads line by line. A user-agent line that follows a rule begins a new group; other lines between
// the two do not, so that an unknown key never splits a group.
class RobotsReader {
 public:
  RobotsReader(Robots* robots, std::string_view agent)
      : robots_(robots), agent_(agent.substr(0, agent.find('/'))) {}

  void Read(std::string_view body) {
    for (char c : {'\xEF', '\xBB', '\xBF'}) {
      if (body.starts_with(c)) body.remove_prefix(1);
    }
    bool cut = body.size() > Robots::kMaxBytes;
    if (cut) body = body.substr(0, Robots::kMaxBytes);
    while (!body.empty()) {
      size_t end = body.find_first_of("\r\n");
      if (end == body.npos && cut) return;
      ++line_;
      ReadLine(body.substr(0, end));
      if (end == body.npos) return;
      body.remove_prefix(end + (body.substr(end).starts_with("\r\n") ? 2 : 1));
    }
  }

 private:
  void ReadLine(std::string_view line) {
    line = line.substr(0, kMaxLineBytes - 1);
    std::string_view key;
    std::string_view value;
    if (!SplitLine(line, &key, &value)) return;
    Key kind = KeyOf(key);
    switch (kind) {
      case Key::kUserAgent:
        return UserAgent(value);
      case Key::kAllow:
      case Key::kDisallow:
        after_rule_ = after_delay_ = true;
        return AddRule(kind == Key::kAllow, value, Trimmed(line));
      case Key::kCrawlDelay:
        after_delay_ = true;
        return SetDelay(ParseDelay(value));
      case Key::kSitemap:
        if (!value.empty()) robots_->sitemaps_.emplace_back(value);
        return;
      case Key::kOther:
        return;
    }
  }

  // A Crawl-delay belongs to the agents that stand since the last line of a group; rules belong to
  // all since the last rule.
  void UserAgent(std::string_view value) {
    if (after_rule_) own_ = any_ = false;
    if (after_delay_) own_delay_ = any_delay_ = false;
    after_rule_ = after_delay_ = false;
    if (value.starts_with('*') && (value.size() == 1 || IsBlank(value[1]))) {
      any_ = any_delay_ = robots_->any_.seen = true;
    } else if (!agent_.empty() && EqualsIgnoreAsciiCase(ProductToken(value), agent_)) {
      own_ = own_delay_ = robots_->own_.seen = true;
    }
  }

  void AddRule(bool allow, std::string_view value, std::string_view text) {
    if (value.empty() || (!own_ && !any_)) return;
    Robots::Rule rule{allow, line_, NormalizedPattern(value), std::string(text)};
    std::vector<Robots::Rule> rules = {rule};
    size_t slash = rule.pattern.rfind('/');
    if (allow && slash != rule.pattern.npos &&
        std::string_view(rule.pattern).substr(slash).starts_with("/index.htm")) {
      rules.push_back(rule);
      rules.back().pattern = rule.pattern.substr(0, slash + 1) + '$';
    }
    for (const Robots::Rule& r : rules) {
      if (own_) robots_->own_.rules.push_back(r);
      if (any_) robots_->any_.rules.push_back(r);
    }
  }

  void SetDelay(std::optional<int64_t> delay) {
    if (!delay) return;
    if (own_delay_ && !robots_->own_.delay_ms) robots_->own_.delay_ms = delay;
    if (any_delay_ && !robots_->any_.delay_ms) robots_->any_.delay_ms = delay;
  }

  Robots* robots_;
  std::string_view agent_;
  int line_ = 0;
  bool own_ = false;  // the group being read holds for the agent
  bool any_ = false;
  bool own_delay_ = false;
  bool any_delay_ = false;
  bool after_rule_ = false;
  bool after_delay_ = false;
};

Robots::Robots(std::string_view body, std::string_view agent) {
  RobotsReader(this, agent).Read(body);
}

RobotsVerdict Robots::Check(const Url& url) const {
  return CheckTarget(url.Target());
}

RobotsVerdict Robots::CheckTarget(std::string_view target) const {
  if (target == "/robots.txt") return {true, 0, "/robots.txt is always allowed"};
  std::string path = NormalizeEscapes(target, false, "*$");
  const Rule* best = nullptr;
  for (const Rule& rule : (own_.seen ? own_ : any_).rules) {
    size_t length = rule.pattern.size();
    bool better = best == nullptr || length > best->pattern.size() ||
                  (length == best->pattern.size() && rule.allow && !best->allow);
    if (better && Matches(path, rule.pattern)) best = &rule;
  }
  if (best == nullptr) return {true, 0, "no rule"};
  return {best->allow, best->line, best->text};
}

std::optional<int64_t> Robots::crawl_delay_ms() const {
  return own_.seen ? own_.delay_ms : any_.delay_ms;
}

bool IsProductToken(std::string_view agent) {
  return !agent.empty() && ProductToken(agent).size() == agent.size();
}

}  // namespace newsfacts
