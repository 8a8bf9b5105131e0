// One crawl of a folder, as `fetch` and `nightly` both run it: lock, state, WARC files, transfer,
// signals, progress.
//
//   DIR/state.sqlite   what is known        DIR/lock   held while a run lasts
//   DIR/*.warc.gz      captures             DIR/*.cdxj their indexes
#ifndef NEWSFACTS_PIPELINE_CLI_FETCH_SESSION_H_
#define NEWSFACTS_PIPELINE_CLI_FETCH_SESSION_H_

#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/command.h"
#include "pipeline/cli/fetch_settings.h"
#include "pipeline/cli/system_clock.h"
#include "pipeline/fetch/crawl.h"
#include "pipeline/fetch/run_lock.h"
#include "pipeline/fetch/warc_sink.h"

namespace newsfacts {

struct FetchOutcome {
  CrawlCounts counts;
  std::vector<std::string> bad_urls;        // that were named and are none
  std::vector<std::string> finished_warcs;  // names without the folder
};

// "newsfacts/1.2 (+mailto...)"; an error where there is no contact.
Result<std::string> UserAgent(const std::string& contact);

class FetchSession {
 public:
  // Makes the folder where it is not there and takes its lock.
  static Result<FetchSession> Open(FetchSettings settings);

  Result<FetchOutcome> Run();
  FetchState& state() { return state_; }
  const SystemClock& clock() const { return clock_; }

 private:
  FetchSession(FetchSettings settings, std::optional<RunLock> lock, FetchState state)
      : settings_(std::move(settings)), lock_(std::move(lock)), state_(std::move(state)) {}

  FetchSettings settings_;
  std::optional<RunLock> lock_;
  FetchState state_;
  SystemClock clock_;
};

// Outcomes that are failures, as the exit code tells them.
int64_t CountFailures(const CrawlCounts& counts);
// "120 requests, 8.1 MB: stored 40, http-404 2; 5 wait for a later run"
std::string Summary(const CrawlCounts& counts);
int ExitCodeOf(const FetchOutcome& outcome);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_FETCH_SESSION_H_
