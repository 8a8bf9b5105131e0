// robots.txt: the first line is the target that is asked about.
#include "pipeline/fetch/robots.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = Bytes(data, size);
  size_t line = std::min(bytes.find('\n'), bytes.size());
  Robots robots(bytes.substr(line), "newsfacts/1.0");
  RobotsVerdict verdict = robots.CheckTarget(bytes.substr(0, line));
  Require(verdict.line >= 0, "a rule stands on a line");
  Require(robots.CheckTarget("/robots.txt").allowed, "robots.txt itself is always allowed");
  Require(robots.crawl_delay_ms().value_or(0) >= 0, "a delay is not negative");
  return 0;
}
