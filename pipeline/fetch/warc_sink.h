// Captures into a folder of WARC files. Hashing and packing take longer than the transfer of a page
// over a fast line, so they have a thread of their own, which alone writes.
#ifndef NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_
#define NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
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
  static Result<std::unique_ptr<WarcSink>> Open(const WarcSinkOptions& options);
  ~WarcSink() override;

  void Submit(uint64_t id, Capture capture, std::string body) override;
  std::vector<WrittenCapture> Take(bool all) override;
  Status Sync() override;
  bool IsFull(int64_t now_ms) const override;
  Status Finish() override;
  std::vector<std::string> Files() const override;
  Status ForEachCapture(const std::string& file,
                        const std::function<void(const RecoveredCapture&)>& use) const override;

  // Files that are whole, in the order in which they were finished.
  const std::vector<std::string>& finished() const { return writer_.finished(); }

 private:
  struct Submitted {
    uint64_t id;
    Capture capture;
    std::string body;
  };

  WarcSink(WarcWriter writer, const WarcSinkOptions& options);
  void Work();
  // Whether there is time to pack a body of this size: see kMostPackedBytes.
  bool MayPack(const std::string& date, size_t bytes);

  const WarcSinkOptions options_;
  std::string second_;  // the latest date of a capture
  size_t bytes_in_second_ = 0;
  std::mutex writing_;  // held while writer_ is used
  WarcWriter writer_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Submitted> queue_;
  std::vector<WrittenCapture> written_;
  size_t under_way_ = 0;  // submitted, and not yet in written_
  bool ending_ = false;
  int64_t bytes_ = 0;     // of the file that is being written
  int64_t captures_ = 0;  // in it
  int64_t began_ms_ = 0;  // date of its first capture; 0: there is no such file
  std::thread thread_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_WARC_SINK_H_
