// The stages of a nightly run after the fetch. Each works from what is on disk and makes a file for
// a file, which appears whole or not at all, so that any stage can run alone and again:
//
//   NAME.warc.gz  -->  articles/NAME.jsonl  -->  facts/NAME.jsonl
//
// An article whose text is known from another page is left out. Where the rules have changed since
// facts were made, they are made anew, and what that changed goes to runs/ID.NAME.diff.jsonl.
#ifndef NEWSFACTS_PIPELINE_CLI_NIGHTLY_STAGES_H_
#define NEWSFACTS_PIPELINE_CLI_NIGHTLY_STAGES_H_

#include <atomic>
#include <string>

#include "extractors/facts/extract.h"
#include "pipeline/cli/nightly_manifest.h"
#include "pipeline/deadline.h"
#include "pipeline/fetch/state.h"

namespace newsfacts {

struct NightlyPlace {
  std::string folder;
  FetchState& state;
  const std::atomic<int>& stop;
  Deadline& deadline;  // of the work on one page
};

// An error of kind kStopped where a signal came; what was finished stays.
Status CleanNewPages(const NightlyPlace& place, Manifest* manifest);
Status ExtractNewArticles(const NightlyPlace& place, Extractor& extractor, Manifest* manifest);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_NIGHTLY_STAGES_H_
