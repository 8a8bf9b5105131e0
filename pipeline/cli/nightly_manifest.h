// The record of one nightly run: runs/ID.json in the folder, and what is made from it for a
// monitor.
#ifndef NEWSFACTS_PIPELINE_CLI_NIGHTLY_MANIFEST_H_
#define NEWSFACTS_PIPELINE_CLI_NIGHTLY_MANIFEST_H_

#include <map>
#include <string>
#include <vector>

#include "pipeline/fetch/crawl.h"
#include "pipeline/text/json.h"

namespace newsfacts {

struct SourceReport {
  std::string url;
  SourceCounts counts;
  int64_t silent_runs = 0;  // in a row, this one included
};

struct WarcFileReport {
  std::string name;
  int64_t bytes = 0;
  std::string sha256;
};

struct Manifest {
  std::string run;     // its id: when it began, 20260531T020000Z
  int64_t number = 0;  // of the folder's runs, from 1: their order, whatever the clock said
  int64_t began_ms = 0;
  int64_t ended_ms = 0;
  std::string config, config_sha256, ruleset;
  std::vector<std::string> stages;
  CrawlCounts fetch;
  std::vector<SourceReport> sources;
  std::vector<WarcFileReport> warcs;
  std::map<std::string, int64_t> clean;    // "articles", "same-text", or why a page gave none
  std::map<std::string, int64_t> extract;  // "articles", or why one was not read for facts
  std::map<std::string, int64_t> facts;    // by kind
  std::map<std::string, int64_t> diff;     // by outcome, of articles whose facts were made anew
  std::string ended = "done";              // or why it stopped
  int exit_code = 0;
};

std::string ManifestToJson(const Manifest& manifest);
// The text format of Prometheus, for the textfile collector.
std::string ManifestToMetrics(const Manifest& manifest);
// The manifests of the last runs, the first of them first.
std::vector<Json> LastManifests(const std::string& folder, size_t count);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_NIGHTLY_MANIFEST_H_
