// Captures into a folder of WARC files.
#ifndef NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_
#define NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_

#include <string>
#include <utility>
#include <vector>

#include "pipeline/fetch/capture_sink.h"
#include "pipeline/fetch/clock.h"

namespace newsfacts {

struct WarcSinkOptions {
  std::string folder;
  std::vector<std::pair<std::string, std::string>> info;  // of the warcinfo record
  int64_t max_bytes = int64_t{1} << 30;
  int64_t max_age_ms = kHourMs;
  int64_t max_captures = 20000;  // whose index is kept in memory until the file is finished
};

class WarcSink : public CaptureSink {
 public:
  static Result<WarcSink> Open(const WarcSinkOptions& options);

  Result<WarcPlace> Write(const Capture& capture) override;
  Status Sync() override { return writer_.Sync(); }
  bool IsFull(int64_t now_ms) const override;
  Status Finish() override;
  std::vector<std::string> Files() const override;
  Status ForEachCapture(const std::string& file,
                        const std::function<void(const RecoveredCapture&)>& use) const override;

  // Files that are whole, in the order in which they were finished.
  const std::vector<std::string>& finished() const { return writer_.finished(); }

 private:
  WarcSink(WarcWriter writer, const WarcSinkOptions& options)
      : writer_(std::move(writer)),
        folder_(options.folder),
        max_bytes_(options.max_bytes),
        max_age_ms_(options.max_age_ms),
        max_captures_(options.max_captures) {}

  WarcWriter writer_;
  std::string folder_;
  int64_t max_bytes_;
  int64_t max_age_ms_;
  int64_t max_captures_;
  int64_t bytes_ = 0;     // of the file that is being written
  int64_t captures_ = 0;  // in it
  int64_t began_ms_ = 0;  // date of its first capture; 0: there is no such file
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_
