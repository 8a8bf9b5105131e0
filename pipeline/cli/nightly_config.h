// The configuration of `newsfacts nightly`: one TOML file. Every key is in the table of
// nightly_config.cc; an unknown one is an error, so that a misspelt key cannot pass unseen.
#ifndef NEWSFACTS_PIPELINE_CLI_NIGHTLY_CONFIG_H_
#define NEWSFACTS_PIPELINE_CLI_NIGHTLY_CONFIG_H_

#include <string>

#include "pipeline/cli/extract_options.h"
#include "pipeline/cli/fetch_settings.h"
#include "pipeline/cli/thread_clock.h"

namespace newsfacts {

struct NightlyConfig {
  std::string path;
  std::string sha256;  // of the file
  FetchSettings fetch;
  FetchKnobs knobs;
  ExtractSettings extract;
  double page_time = kPageSeconds;  // processor time of one page, in seconds; 0: any
  double every = 20 * 3600;         // seconds between two polls of a source
  int64_t silent_after = 7;         // runs without anything new: a warning
  std::string metrics;              // a Prometheus textfile, "": none
};

// Paths in the file are relative to its folder.
Result<NightlyConfig> ReadNightlyConfig(const std::string& path);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_NIGHTLY_CONFIG_H_
