// The lines of a file of any size, one after another, without their line ends: plain,
// gzip, or zstd (by the ending .zst).
//
//   Result<LineStream> lines = LineStream::Open("facts.jsonl.gz");
//   while (lines->Next(&line)) Use(line);
//   if (Status s = lines->status(); !s.ok()) ...   // damaged
#ifndef NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_
#define NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_

#include <memory>
#include <string>

#include "pipeline/result.h"

namespace newsfacts {

class LineStream {
 public:
  static Result<LineStream> Open(const std::string& path);
  LineStream(LineStream&&) noexcept;
  LineStream& operator=(LineStream&&) noexcept;
  ~LineStream();

  // False at the end of the file, or where it is damaged.
  bool Next(std::string* line);
  Status status() const;

 private:
  struct Impl;
  explicit LineStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_
