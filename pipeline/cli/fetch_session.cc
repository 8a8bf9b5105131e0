#include "pipeline/cli/fetch_session.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "pipeline/cli/fetch_progress.h"
#include "pipeline/cli/stop_signals.h"

namespace newsfacts {
namespace {

// Outcomes with which nobody need be bothered: as asked for, or as the site wishes.
constexpr std::string_view kNoFailures[] = {"stored", "same-payload", "unchanged",  "duplicate",
                                            "robots", "crawl-delay",  "would-fetch"};

// The URLs of a file or, for "-", of standard input: one a line, '#' begins a remark.
template <typename Add>
Status ForEachUrlOf(const std::string& path, Add add) {
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) return UsageError(fmt::format("--urls {}: cannot be read", path));
  }
  std::istream& in = path == "-" ? std::cin : file;
  for (std::string line; std::getline(in, line);) {
    size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string::npos || line[begin] == '#') continue;
    add(line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1), PageKind::kPage);
  }
  return Ok();
}

// Calls `add` for every URL that is named: pages, feeds, sitemaps, homes.
template <typename Add>
Status ForEachSource(const FetchSettings& s, Add add) {
  for (const std::string& path : s.url_files) {
    if (Status read = ForEachUrlOf(path, add); !read.ok()) return read;
  }
  for (const std::string& url : s.pages) add(url, PageKind::kPage);
  for (const std::string& url : s.feeds) add(url, PageKind::kFeed);
  for (const std::string& url : s.sitemaps) add(url, PageKind::kSitemap);
  for (const std::string& url : s.homes) add(url, PageKind::kHome);
  return Ok();
}

}  // namespace

Result<std::string> UserAgent(const std::string& contact) {
  if (contact.find_first_of("@.") == std::string::npos ||
      contact.find_first_of("\r\n()") != std::string::npos) {
    return UsageError(
        "say with --contact (in a configuration: contact = ...) under which e-mail address or URL "
        "the sites that are asked can reach you; nothing is fetched without");
  }
  return fmt::format("newsfacts/{} (+{})", NEWSFACTS_VERSION, contact);
}

Result<FetchSession> FetchSession::Open(FetchSettings settings) {
  Result<std::string> agent = UserAgent(settings.contact);
  if (!agent.ok()) return agent.error();
  settings.transfer.user_agent = std::move(*agent);
  namespace fs = std::filesystem;
  bool dry = settings.crawl.dry_run;
  std::optional<RunLock> lock;
  std::string state_path = ":memory:";
  std::error_code failed;
  if (!dry) fs::create_directories(settings.folder, failed);
  if (failed) {
    return OutputError(fmt::format("cannot make {}: {}", settings.folder, failed.message()));
  }
  if (!dry || fs::exists(settings.folder + "/state.sqlite", failed)) {
    Result<RunLock> taken = RunLock::Take(settings.folder + "/lock");
    if (!taken.ok()) return taken.error();
    lock.emplace(std::move(*taken));
    state_path = settings.folder + "/state.sqlite";
  }
  Result<FetchState> state = FetchState::Open(state_path);
  if (!state.ok()) return state.error();
  return FetchSession(std::move(settings), std::move(lock), std::move(*state));
}

Result<FetchOutcome> FetchSession::Run() {
  const std::atomic<int>& stop = StopSignals();
  Result<LinkFilter> filter = LinkFilter::Create(settings_.links);
  if (!filter.ok()) return filter.error();
  Result<std::unique_ptr<Transfer>> transfer = MakeCurlTransfer(settings_.transfer);
  if (!transfer.ok()) return transfer.error();
  std::unique_ptr<WarcSink> sink;
  if (!settings_.crawl.dry_run) {
    WarcSinkOptions warc{.folder = settings_.folder, .max_bytes = settings_.warc_bytes};
    warc.info = {{"software", "newsfacts/" NEWSFACTS_VERSION},
                 {"operator", settings_.contact},
                 {"http-header-user-agent", settings_.transfer.user_agent},
                 {"robots", "obeyed (RFC 9309)"}};
    Result<std::unique_ptr<WarcSink>> opened = WarcSink::Open(warc);
    if (!opened.ok()) return opened.error();
    sink = std::move(*opened);
  }
  FetchOutcome outcome;
  Crawl crawl(settings_.crawl, std::move(*filter), clock_, **transfer, state_, sink.get());
  Status named = ForEachSource(settings_, [&](const std::string& url, PageKind kind) {
    Status added = crawl.AddSource(url, kind);
    if (added.ok() || !state_.status().ok()) return;
    Complain(fmt::format("{}: {}", WithoutUserInfo(url), added.error().message));
    outcome.bad_urls.push_back(url);
  });
  if (!named.ok()) return named.error();
  FetchProgress progress(clock_, state_, crawl.counts(),
                         {.json = settings_.log_json, .list = settings_.crawl.dry_run});
  crawl.on_event = [&](const CrawlEvent& e) { progress.Note(e); };
  crawl.on_tick = [&] { progress.Tick(); };
  Status ran = crawl.Run(&stop);
  ClearStatus();
  if (!ran.ok()) return ran.error();
  outcome.counts = crawl.counts();
  if (sink) outcome.finished_warcs = sink->finished();
  return outcome;
}

int64_t CountFailures(const CrawlCounts& counts) {
  int64_t failures = 0;
  for (const auto& [outcome, count] : counts.outcomes) {
    bool fine =
        std::find(std::begin(kNoFailures), std::end(kNoFailures), outcome) != std::end(kNoFailures);
    if (!fine) failures += count;
  }
  return failures;
}

std::string Summary(const CrawlCounts& counts) {
  std::string out = fmt::format("{} requests, {:.1f} MB", counts.requests,
                                static_cast<double>(counts.bytes) / 1e6);
  const char* separator = ": ";
  for (const auto& [outcome, count] : counts.outcomes) {
    out += fmt::format("{}{} {}", separator, outcome, count);
    separator = ", ";
  }
  if (counts.false_304 > 0) out += fmt::format("; {} false 304", counts.false_304);
  if (counts.left > 0) out += fmt::format("; {} wait for a later run", counts.left);
  if (counts.ended != "done") out += fmt::format("; {}, resumable", counts.ended);
  return out;
}

int ExitCodeOf(const FetchOutcome& outcome) {
  if (outcome.counts.ended != "done") return kExitStopped;
  bool all =
      outcome.bad_urls.empty() && outcome.counts.left == 0 && CountFailures(outcome.counts) == 0;
  return all ? kExitDone : kExitSomeFailed;
}

}  // namespace newsfacts
