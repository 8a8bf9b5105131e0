#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <iostream>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/inspect.h"
#include "pipeline/cli/manual.h"
#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/feed.h"
#include "pipeline/fetch/robots.h"
#include "pipeline/fetch/sitemap.h"
#include "pipeline/fetch/url.h"
#include "pipeline/store/input.h"
#include "pipeline/text/json.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Subject {
  std::string_view word;
  std::string_view arguments;
  size_t least;  // arguments
  size_t most;
  int (*inspect)(const InspectOptions&);
};
constexpr Subject kSubjects[] = {
    {"robots", "ROBOTS_FILE AGENT", 2, 2, InspectRobots},
    {"feed", "FILE", 1, 1, InspectFeed},
    {"sitemap", "FILE", 1, 1, InspectSitemap},
    {"url", "", 0, 0, InspectUrl},
    {"warc", "FILE...", 1, SIZE_MAX, InspectWarc},
};

// Calls `each` with every line of standard input that is not empty; false where output fails.
template <typename Each>
bool ForEachLineOfInput(Each each) {
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    std::string out = each(line);
    if (!out.empty() && std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return false;
    if (std::fflush(stdout) != 0) return false;  // who asks line by line is answered line by line
  }
  return true;
}

int Inspect(std::vector<std::string> words, bool why) {
  std::string known;
  for (const Subject& subject : kSubjects) {
    known += fmt::format("{}{}", known.empty() ? "" : ", ", subject.word);
    if (subject.word != words.front()) continue;
    words.erase(words.begin());
    if (words.size() < subject.least || words.size() > subject.most) {
      return Fail(UsageError(
          fmt::format("usage: newsfacts inspect {} {}", subject.word, subject.arguments)));
    }
    return subject.inspect({std::move(words), why});
  }
  return Fail(
      UsageError(fmt::format("cannot inspect \"{}\"; there are: {}", words.front(), known)));
}

}  // namespace

int InspectRobots(const InspectOptions& options) {
  // One byte more than is read of it, so that the reader sees that it was cut.
  Result<std::string> body = ReadBeginning(options.arguments[0], Robots::kMaxBytes + 1);
  if (!body.ok()) return Fail(body.error());
  const std::string& agent = options.arguments[1];
  if (!IsProductToken(agent.substr(0, agent.find('/')))) {
    Say(fmt::format("\"{}\" is no product token (letters, '-' and '_'): only rules for * hold",
                    agent));
  }
  Robots robots(*body, agent);
  int exit = kExitDone;
  bool written = ForEachLineOfInput([&](const std::string& line) -> std::string {
    Result<Url> url = ParseUrlLoosely(line);
    if (!url.ok() && !line.starts_with('/')) {
      exit = std::max(
          exit,
          Fail(InputError(fmt::format("{}: {}", WithoutUserInfo(line), url.error().message))));
      return "";
    }
    RobotsVerdict v = url.ok() ? robots.Check(*url) : robots.CheckTarget(line);
    std::string out = fmt::format("{}\t{}", v.allowed ? "allow" : "disallow", line);
    if (options.why && v.line > 0) out += fmt::format("\tline {}: {}", v.line, Printable(v.rule));
    if (options.why && v.line == 0) out += "\t" + v.rule;
    return out + "\n";
  });
  return Written(written, exit);
}

int InspectFeed(const InspectOptions& options) {
  Result<std::string> bytes = ReadWholeFile(options.arguments[0]);
  if (!bytes.ok()) return Fail(bytes.error());
  Feed feed = ReadFeed(*bytes);
  for (const FeedEntry& e : feed.entries) {
    JsonWriter w;
    w.BeginObject().Key("link").StringOrNull(e.link).Key("title").StringOrNull(e.title);
    w.Key("published").StringOrNull(e.published).EndObject();
    if (std::fputs((w.Take() + "\n").c_str(), stdout) == EOF) return Written(false);
  }
  if (int exit = Written(true); exit != kExitDone || feed.problem.empty()) return exit;
  return Fail(DamagedError(fmt::format("{}: {}", options.arguments[0], feed.problem)));
}

int InspectSitemap(const InspectOptions& options) {
  Result<std::string> bytes = ReadWholeFile(options.arguments[0]);
  if (!bytes.ok()) return Fail(bytes.error());
  Sitemap map = ReadSitemap(*bytes);
  for (const SitemapEntry& e : map.entries) {
    JsonWriter w;
    w.BeginObject().Key("loc").String(e.loc).Key("lastmod").StringOrNull(e.lastmod);
    w.Key("title").StringOrNull(e.title).Key("published").StringOrNull(e.published).EndObject();
    if (std::fputs((w.Take() + "\n").c_str(), stdout) == EOF) return Written(false);
  }
  if (int exit = Written(true); exit != kExitDone || map.problem.empty()) return exit;
  return Fail(DamagedError(fmt::format("{}: {}", options.arguments[0], map.problem)));
}

int InspectUrl(const InspectOptions&) {
  int exit = kExitDone;
  bool written = ForEachLineOfInput([&](const std::string& line) -> std::string {
    Result<Url> url = ParseUrlLoosely(line);
    if (url.ok()) return CanonicalUrl(*url) + "\n";
    exit = std::max(
        exit, Fail(InputError(fmt::format("{}: {}", WithoutUserInfo(line), url.error().message))));
    return "";
  });
  return Written(written, exit);
}

Command MakeInspectCommand() {
  static std::vector<std::string> words;
  static bool why = false;
  Command c;
  c.name = "inspect";
  c.arguments = "SUBJECT ARGUMENT...";
  c.summary =
      "Show what the readers of robots.txt, feeds, sitemaps, URLs and WARCs see, one line each.";
  c.about =
      "inspect robots ROBOTS_FILE AGENT reads URLs on standard input and prints allow or disallow, "
      "a "
      "tab and the URL.\n\n"
      "inspect feed FILE prints a JSON line an entry: link, title, published (as written).\n\n"
      "inspect sitemap FILE prints a JSON line an entry: loc, lastmod, title, published.\n\n"
      "inspect url reads URLs on standard input and prints the form under which each is "
      "remembered.\n\n"
      "inspect warc FILE... prints a JSON line a record: file, offset (of the record's gzip "
      "member, "
      "null where it begins inside one), type, uri, date, http_status, content_length, and length "
      "and SHA-1 of the body (the stored bytes after the HTTP head). What is odd is told as a "
      "warning, what is damaged as an error with its place.";
  c.flags.push_back({"--why", "", "robots: add the rule that decided and its line.", &why});
  c.positionals = &words;
  c.needs_positional = true;
  c.run = [] { return Inspect(words, why); };
  return c;
}

}  // namespace newsfacts
