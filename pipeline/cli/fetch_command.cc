// fetch: pages, feeds and sitemaps of the web into WARC files.
#include "pipeline/cli/commands.h"
#include "pipeline/cli/fetch_session.h"
#include "pipeline/cli/manual.h"

namespace newsfacts {
namespace {

struct Options {
  FetchSettings settings;
  FetchKnobs knobs;
};

int Fetch(Options& o) {
  if (Status set = ApplyKnobs(o.knobs, &o.settings); !set.ok()) return Fail(set.error());
  Result<FetchSession> session = FetchSession::Open(o.settings);
  if (!session.ok()) return Fail(session.error());
  Result<FetchOutcome> outcome = session->Run();
  if (!outcome.ok()) return Fail(outcome.error());
  Say(Summary(outcome->counts));
  return Written(true, ExitCodeOf(*outcome));
}

}  // namespace

Command MakeFetchCommand() {
  static Options o;
  FetchSettings& s = o.settings;
  s.folder = "news";
  Command c;
  c.name = "fetch";
  c.arguments = "URL...";
  c.summary = "Fetch pages politely into WARC files.";
  c.about =
      "Fetches the pages named, and those that feeds and sitemaps name, into a folder of WARC "
      "files. What is stored already is not fetched again; a run that was stopped or killed is "
      "taken up by the next one. robots.txt is obeyed, Crawl-delay and Retry-After are kept, and "
      "addresses that are not public are never connected to.\n\n"
      "Without any URL, what waits in the folder's state is fetched.";
  c.positionals = &s.pages;
  c.flags = {
      {"-C,--folder", "DIR", "Where WARC files and the state are kept (news).", &s.folder},
      {"--contact", "ADDRESS", "E-mail address or URL for the user agent; needed.", &s.contact},
      {"--urls", "FILE", "Pages to fetch, one URL a line; - is standard input.", &s.url_files},
      {"--feed", "URL", "An RSS, Atom or RDF feed; repeatable.", &s.feeds},
      {"--sitemap", "URL", "A sitemap or sitemap index; repeatable.", &s.sitemaps},
      {"--discover", "URL", "A home page: its feeds, and its robots.txt's sitemaps.", &s.homes},
      {"--include", "PATTERN", "Only links that match (RE2, anywhere in the URL); repeatable.",
       &s.links.include},
      {"--exclude", "PATTERN", "No links that match; repeatable.", &s.links.exclude},
      {"--host", "NAME", "Ask only this host and those below it; repeatable.", &s.links.hosts},
      {"--since", "DAY", "No links dated before (2026-05-31).", &s.links.since},
      {"--until", "DAY", "No links dated after.", &s.links.until},
      {"--dry-run", "", "Read the sources, list what would be fetched, keep nothing.",
       &s.crawl.dry_run},
      {"--delay", "SECONDS", "Rest between two requests to a host (5).", &o.knobs.delay},
      {"--max-crawl-delay", "SECONDS", "Leave hosts alone whose robots.txt asks for more (60).",
       &o.knobs.max_crawl_delay},
      {"--per-host", "N", "Requests to a host at a time (1).", &o.knobs.per_host},
      {"--parallel", "N", "Requests at a time (64).", &o.knobs.parallel},
      {"--timeout", "SECONDS", "For one request (30).", &o.knobs.timeout},
      {"--max-body", "BYTES", "Pages are cut here (5242880).", &o.knobs.max_body},
      {"--tries", "N", "Before a page is given up (4).", &o.knobs.tries},
      {"--retry-wait", "SECONDS", "Before the second try; doubles with each (30).",
       &o.knobs.retry_wait},
      {"--patience", "SECONDS", "What must wait longer is left for a later run (300).",
       &o.knobs.patience},
      {"--max-time", "SECONDS", "Stop after this long, resumable.", &o.knobs.max_time},
      {"--max-bytes", "BYTES", "Stop after this much, resumable.", &o.knobs.max_bytes},
      {"--forbidden-means-disallow", "", "Leave sites alone whose robots.txt gives 401 or 403.",
       &s.crawl.robots.forbidden_means_disallow},
      {"--allow-address", "BLOCK", "Connect to these addresses though not public; repeatable.",
       &o.knobs.allow_address},
      {"--resolve", "HOST:PORT:ADDRESS", "Use this address for a name; repeatable.",
       &s.transfer.resolve},
      {"--ca-file", "FILE", "Certificates to trust in place of the system's.", &s.transfer.ca_file},
      {"--warc-bytes", "BYTES", "A WARC file is finished at this size (1073741824).",
       &s.warc_bytes},
      {"--log-json", "", "Log lines as JSON.", &s.log_json},
  };
  c.run = [] { return Fetch(o); };
  return c;
}

}  // namespace newsfacts
