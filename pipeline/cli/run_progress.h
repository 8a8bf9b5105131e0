// What a person or a log is told while records are worked on, and the sum of it at the end.
#ifndef NEWSFACTS_PIPELINE_CLI_RUN_PROGRESS_H_
#define NEWSFACTS_PIPELINE_CLI_RUN_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "pipeline/batch/worker.h"
#include "pipeline/result.h"

namespace newsfacts {

// How a run ended.
struct RunOutcome {
  BatchCounts counts;  // of what was done now
  BatchCounts before;  // of what was done already
  size_t inputs = 0;   // to do
  size_t inputs_done = 0;
  size_t inputs_before = 0;  // done already
  Status status = Ok();
};

class RunProgress {
 public:
  // `bytes`: of all inputs as stored; 0 where that is not known.
  explicit RunProgress(uint64_t bytes);

  // On a terminal one line, written again twice a second; else a line a minute.
  void Note(const BatchCounts& counts, uint64_t bytes_read);
  // Several lines for people: what was read and written, and how fast.
  std::string Summary(const RunOutcome& outcome) const;
  // The same as a Prometheus textfile.
  Status WriteMetrics(const std::string& path, const RunOutcome& outcome) const;

 private:
  double Seconds() const;

  uint64_t bytes_;
  uint64_t bytes_read_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  double told_ = 0;  // seconds after begun_
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_RUN_PROGRESS_H_
