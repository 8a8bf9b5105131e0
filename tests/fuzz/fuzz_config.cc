// The configuration of the nightly run. What is accepted is in its range, whatever was written.
#include "pipeline/cli/nightly_config.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/memory_file.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  MemoryFile file(Bytes(data, size));
  Result<NightlyConfig> config = ReadNightlyConfig(file.path());
  if (!config.ok()) {
    Require(config.error().message.find(file.path()) != std::string::npos,
            "a refusal names the file");
    return 0;
  }
  const CrawlOptions& crawl = config->fetch.crawl;
  Require(crawl.poll_again_ms >= 0 && crawl.max_ms >= 0 && crawl.patience_ms >= 0,
          "no time is negative");
  Require(crawl.politeness.delay_ms >= 0 && crawl.politeness.per_host >= 1 && crawl.in_flight >= 1,
          "the politeness is one that can be kept");
  Require(crawl.retry.tries >= 1 && crawl.retry.first_wait_ms >= 0,
          "a page is tried at least once");
  Require(config->sha256.size() == 64, "a configuration carries the digest of its file");
  Require(!config->fetch.folder.empty(), "there is a folder to write to");
  return 0;
}
