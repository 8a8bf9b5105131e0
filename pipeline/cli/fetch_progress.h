// What a person, or a log, is told while a crawl runs: on a terminal one line that is written again
// and again, else a line for each failure (with --verbose for each page); JSON Lines on request.
#ifndef NEWSFACTS_PIPELINE_CLI_FETCH_PROGRESS_H_
#define NEWSFACTS_PIPELINE_CLI_FETCH_PROGRESS_H_

#include <string>

#include "pipeline/fetch/crawl.h"

namespace newsfacts {

struct FetchProgressOptions {
  bool json = false;  // log lines as JSON
  bool list = false;  // a dry run: what would be fetched goes to standard output
};

class FetchProgress {
 public:
  FetchProgress(const Clock& clock, FetchState& state, const CrawlCounts& counts,
                const FetchProgressOptions& options);

  void Note(const CrawlEvent& event);
  void Tick();

 private:
  const Clock& clock_;
  FetchState& state_;
  const CrawlCounts& counts_;
  FetchProgressOptions options_;
  int64_t began_ms_;
  int64_t told_ms_ = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_FETCH_PROGRESS_H_
