// Where captures go: WARC files (warc_sink.h), or nowhere (a dry run, a test).
#ifndef NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_
#define NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_

#include <cstdint>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/store/warc_writer.h"

namespace newsfacts {

class CaptureSink {
 public:
  virtual ~CaptureSink() = default;
  virtual Result<WarcPlace> Write(const Capture& capture) = 0;
  // What was written is on the disk when this returns.
  virtual Status Sync() = 0;
  // Whether the file that is being written should be finished; the crawler then commits its state
  // and calls Finish. A file is never finished otherwise, so that what a killed crawler had not
  // committed always stands in a file that Recovered tells of.
  virtual bool IsFull(int64_t now_ms) const = 0;
  virtual Status Finish() = 0;
  // Captures of a killed run, which may or may not be in the state.
  virtual std::vector<RecoveredCapture> Recovered() const = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_CAPTURE_SINK_H_
