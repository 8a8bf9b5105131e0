// Where captures go: WARC files (warc_sink.h), or nowhere (a dry run, a test).
#ifndef NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_
#define NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/store/warc_writer.h"

namespace newsfacts {

struct WrittenCapture {
  uint64_t id = 0;
  Result<WarcPlace> place;
};

class CaptureSink {
 public:
  virtual ~CaptureSink() = default;
  // Hands a capture over to be written, perhaps by another thread; captures are written in the
  // order in which they come. `body` is the capture's: its own view of it need not be set.
  virtual void Submit(uint64_t id, Capture capture, std::string body) = 0;
  // What was written since the last call; where `all`, when everything submitted is.
  virtual std::vector<WrittenCapture> Take(bool all) = 0;
  // What Take has told of is on the disk when this returns.
  virtual Status Sync() = 0;
  // Whether the file that is being written should be finished; the crawler then commits its state
  // and calls Finish. A file is never finished otherwise.
  virtual bool IsFull(int64_t now_ms) const = 0;
  virtual Status Finish() = 0;
  // Files that are finished, those of earlier runs included; and the captures in one of them. A
  // killed run may have left captures that its state does not know.
  virtual std::vector<std::string> Files() const = 0;
  virtual Status ForEachCapture(const std::string& file,
                                const std::function<void(const RecoveredCapture&)>& use) const = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_
