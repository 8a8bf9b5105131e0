// Where the lines of run, clean, extract and mentions go.
#ifndef NEWSFACTS_PIPELINE_CLI_RUN_SINKS_H_
#define NEWSFACTS_PIPELINE_CLI_RUN_SINKS_H_

#include <optional>
#include <vector>

#include "pipeline/batch/batch.h"
#include "pipeline/batch/out_folder.h"
#include "pipeline/cli/run_progress.h"
#include "pipeline/store/output.h"

namespace newsfacts {

// Tells people what went wrong, and counts.
class TellingSink : public BatchSink {
 public:
  explicit TellingSink(RunProgress* progress) : progress_(progress) {}

  Status Begin(size_t job) override;
  Status Take(size_t job, const Made& made) override;
  Status End(size_t job) override;
  void Warn(const std::string& what) override;
  void Progress(uint64_t bytes_read) override;

  const BatchCounts& counts() const { return counts_; }

 private:
  RunProgress* progress_;  // null: no progress is told
  BatchCounts counts_;
};

// All jobs into one file, errors into another.
class LineSink : public TellingSink {
 public:
  LineSink(OutputFile lines, std::optional<OutputFile> errors)
      : TellingSink(nullptr), lines_(std::move(lines)), errors_(std::move(errors)) {}

  Status Take(size_t job, const Made& made) override;
  Status Close();

 private:
  OutputFile lines_;
  std::optional<OutputFile> errors_;
};

// Each job into its files of a folder.
class FolderSink : public TellingSink {
 public:
  FolderSink(OutFolder* folder, const std::vector<Job>& jobs, RunProgress* progress)
      : TellingSink(progress), folder_(folder), jobs_(jobs) {}

  Status Begin(size_t job) override;
  Status Take(size_t job, const Made& made) override;
  Status End(size_t job) override;
  size_t ended() const { return ended_; }

 private:
  OutFolder* folder_;
  const std::vector<Job>& jobs_;
  size_t ended_ = 0;
};

// The exit code of what `counts` hold.
int ExitOf(const BatchCounts& counts);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_RUN_SINKS_H_
