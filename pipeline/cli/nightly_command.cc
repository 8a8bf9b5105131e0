// nightly: everything from cron, one run after another, in one folder.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/fetch_session.h"
#include "pipeline/cli/nightly_config.h"
#include "pipeline/cli/nightly_stages.h"
#include "pipeline/cli/stop_signals.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/store/output.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/leading_number.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> configs;
  std::vector<std::string> stages;
  std::string metrics;
  double max_time = 0;
  int64_t max_bytes = 0;
  bool log_json = false;
};

constexpr const char* kRuns = "runs";  // note: how many there have been
constexpr std::string_view kStages[] = {"fetch", "clean", "extract"};

bool Wants(const Manifest& m, std::string_view stage) {
  return std::find(m.stages.begin(), m.stages.end(), stage) != m.stages.end();
}

Result<std::vector<std::string>> ChosenStages(const std::vector<std::string>& named) {
  for (const std::string& stage : named) {
    if (std::find(std::begin(kStages), std::end(kStages), stage) == std::end(kStages)) {
      return UsageError(fmt::format("--stage {}: fetch, clean or extract", stage));
    }
  }
  if (!named.empty()) return named;
  return std::vector<std::string>(std::begin(kStages), std::end(kStages));
}

// The second in which the run begins, or the first one after it of which there is no manifest.
std::string RunId(const std::string& folder, int64_t now_ms) {
  while (true) {
    std::string id = FormatInstant(now_ms);
    std::erase_if(id, [](char c) { return c == '-' || c == ':'; });
    std::error_code failed;
    if (!std::filesystem::exists(fmt::format("{}/runs/{}.json", folder, id), failed)) return id;
    now_ms += kSecondMs;
  }
}

Status WriteFile(const std::string& path, std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  Result<OutputFile> out = OutputFile::Open(path);
  if (!out.ok()) return out.error();
  if (Status s = out->WriteLine(text); !s.ok()) return s;
  return out->Close();
}

WarcFileReport ReportFile(const std::string& folder, const std::string& name) {
  WarcFileReport report{.name = name};
  std::ifstream file(folder + "/" + name, std::ios::binary);
  DigestStream digest(DigestStream::Kind::kSha256);
  std::string part(size_t{1} << 16, '\0');
  while (file) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    report.bytes += file.gcount();
    digest.Add(std::string_view(part.data(), static_cast<size_t>(file.gcount())));
  }
  report.sha256 = digest.Hex();
  return report;
}

// Counts for how many runs each source that was asked has given nothing new.
void ReportSources(const NightlyConfig& config, FetchState& state, Manifest* m) {
  for (const auto& [url, counts] : m->fetch.sources) {
    std::string note = "silent " + url;
    int64_t silent = 0;
    if (counts.new_links == 0) silent = LeadingNumber(state.Note(note)) + 1;
    state.SetNote(note, std::to_string(silent));
    m->sources.push_back({url, counts, silent});
    if (silent >= config.silent_after) {
      Say(fmt::format("{} has given nothing new in {} runs", url, silent));
    }
  }
}

// One run, from the lock to the manifest.
class Run {
 public:
  Run(const Options& options, NightlyConfig config, FetchSession session)
      : options_(options), config_(std::move(config)), session_(std::move(session)) {}

  int Work(std::vector<std::string> stages) {
    manifest_.stages = std::move(stages);
    manifest_.began_ms = session_.clock().NowMs();
    manifest_.run = RunId(config_.fetch.folder, manifest_.began_ms);
    manifest_.number = LeadingNumber(session_.state().Note(kRuns)) + 1;
    session_.state().SetNote(kRuns, std::to_string(manifest_.number));
    manifest_.config = config_.path;
    manifest_.config_sha256 = config_.sha256;
    std::error_code ignored;
    std::filesystem::create_directories(config_.fetch.folder + "/runs", ignored);
    Status done = RunStages();
    int exit = done.ok() ? exit_ : Fail(done.error());
    if (!done.ok()) manifest_.ended = done.error().message;
    manifest_.exit_code = exit;
    manifest_.ended_ms = session_.clock().NowMs();
    Status kept = Keep();
    return kept.ok() ? exit : Fail(kept.error());
  }

 private:
  Status RunStages() {
    if (Status s = session_.state().Commit(); !s.ok()) return s;  // the number of the run
    if (Wants(manifest_, "fetch")) {
      if (Status s = Fetch(); !s.ok()) return s;
    }
    const ThreadClock clock;
    Deadline page(&clock, Seconds(config_.page_time));
    NightlyPlace place{config_.fetch.folder, session_.state(), StopSignals(), page};
    if (Wants(manifest_, "clean")) {
      if (Status s = CleanNewPages(place, &manifest_); !s.ok()) return s;
    }
    if (!Wants(manifest_, "extract")) return Ok();
    Result<ExtractOptions> extract = LoadExtractOptions(config_.extract);
    if (!extract.ok()) return extract.error();
    Result<Extractor> extractor = Extractor::Create(*extract);
    if (!extractor.ok()) return extractor.error();
    manifest_.ruleset = extractor->ruleset();
    return ExtractNewArticles(place, *extractor, &manifest_);
  }

  Status Fetch() {
    Result<FetchOutcome> outcome = session_.Run();
    if (!outcome.ok()) return outcome.error();
    manifest_.fetch = outcome->counts;
    Say(Summary(outcome->counts));
    ReportSources(config_, session_.state(), &manifest_);
    for (const std::string& name : outcome->finished_warcs) {
      manifest_.warcs.push_back(ReportFile(config_.fetch.folder, name));
    }
    if (Status s = session_.state().Commit(); !s.ok()) return s;
    if (outcome->counts.ended == "stopped" || outcome->counts.ended == "aborted") {
      return Error{Error::Kind::kStopped, "stopped, resumable"};
    }
    // That pages are gone or refuse is every night's news; that a source fails is not.
    bool sources_failed = std::any_of(manifest_.sources.begin(), manifest_.sources.end(),
                                      [](const auto& s) { return !s.counts.problem.empty(); });
    if (sources_failed || !outcome->bad_urls.empty()) exit_ = kExitSomeFailed;
    if (outcome->counts.ended != "done") {  // a limit: what was fetched is worked on
      manifest_.ended = outcome->counts.ended;
      exit_ = kExitStopped;
    }
    return Ok();
  }

  Status Keep() {
    std::string path = fmt::format("{}/runs/{}.json", config_.fetch.folder, manifest_.run);
    if (Status s = WriteFile(path, ManifestToJson(manifest_)); !s.ok()) return s;
    std::string metrics = options_.metrics.empty() ? config_.metrics : options_.metrics;
    return metrics.empty() ? Ok() : WriteFile(metrics, ManifestToMetrics(manifest_));
  }

  const Options& options_;
  NightlyConfig config_;
  FetchSession session_;
  Manifest manifest_;
  int exit_ = kExitDone;
};

int Nightly(const Options& o) {
  Result<std::vector<std::string>> stages = ChosenStages(o.stages);
  if (!stages.ok()) return Fail(stages.error());
  if (o.configs.size() != 1) return Fail(UsageError("nightly needs one file: CONFIG"));
  Result<NightlyConfig> config = ReadNightlyConfig(o.configs[0]);
  if (!config.ok()) return Fail(config.error());
  if (o.max_time > 0) config->fetch.crawl.max_ms = static_cast<int64_t>(o.max_time * 1000);
  if (o.max_bytes > 0) config->fetch.crawl.max_bytes = o.max_bytes;
  config->fetch.log_json = o.log_json;
  // Rules that cannot be loaded are told before anything is fetched.
  Result<ExtractOptions> extract = LoadExtractOptions(config->extract);
  if (!extract.ok()) return Fail(extract.error());
  StopSignals();
  Result<FetchSession> session = FetchSession::Open(config->fetch);
  if (!session.ok()) return Fail(session.error());
  return Run(o, std::move(*config), std::move(*session)).Work(std::move(*stages));
}

}  // namespace

Command MakeNightlyCommand() {
  static Options o;
  Command c;
  c.name = "nightly";
  c.arguments = "CONFIG";
  c.summary = "Poll, fetch, clean and extract what is new, as a configuration says; for cron.";
  c.about =
      "CONFIG is a TOML file (scripts/nightly/nightly.toml is an example). One run at a time holds "
      "the folder's lock; another one exits with 5. SIGTERM ends a run in order (exit 6, "
      "resumable), a second one at once.\n\n"
      "In the folder: *.warc.gz (captures), articles/*.jsonl, facts/*.jsonl, runs/*.json (a "
      "manifest a run), runs/*.diff.jsonl (what changed where rules did). `newsfacts status "
      "CONFIG` "
      "tells of the last runs.";
  c.positionals = &o.configs;
  c.needs_positional = true;
  c.flags = {
      {"--stage", "NAME", "Only this stage: fetch, clean, extract; repeatable.", &o.stages},
      {"--max-time", "SECONDS", "Stop fetching after this long.", &o.max_time},
      {"--max-bytes", "BYTES", "Stop fetching after this much.", &o.max_bytes},
      {"--metrics", "FILE", "Write a textfile for Prometheus.", &o.metrics},
      {"--log-json", "", "Log lines as JSON.", &o.log_json},
  };
  c.run = [] { return Nightly(o); };
  return c;
}

}  // namespace newsfacts
