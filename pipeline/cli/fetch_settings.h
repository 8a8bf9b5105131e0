// What a crawl is told, by flags or by a configuration.
#ifndef NEWSFACTS_PIPELINE_CLI_FETCH_SETTINGS_H_
#define NEWSFACTS_PIPELINE_CLI_FETCH_SETTINGS_H_

#include <string>
#include <vector>

#include "pipeline/fetch/crawl.h"

namespace newsfacts {

// The settings as people write them: seconds and counts, addresses as text.
struct FetchKnobs {
  double delay = 5;
  double max_crawl_delay = 60;
  double timeout = 30;
  double retry_wait = 30;
  double patience = 300;
  double max_time = 0;
  int64_t max_bytes = 0;
  int64_t tries = 4;
  int64_t per_host = 1;
  int64_t parallel = 64;
  int64_t max_body = int64_t{5} << 20;
  std::vector<std::string> allow_address;
};

struct FetchSettings {
  std::string folder;
  std::string contact;  // an e-mail address or a URL under which the operator can be reached
  std::vector<std::string> pages, feeds, sitemaps, homes;
  std::vector<std::string> url_files;  // of pages, one URL a line; "-": standard input
  LinkFilterOptions links;
  CrawlOptions crawl;
  TransferOptions transfer;
  int64_t warc_bytes = int64_t{1} << 30;
  bool log_json = false;
};

// Checks the knobs and sets what they mean.
Status ApplyKnobs(const FetchKnobs& knobs, FetchSettings* settings);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_FETCH_SETTINGS_H_
