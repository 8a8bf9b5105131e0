// The lines of a file of any size, one after another, without their line ends: plain, gzip or zstd.
//
//   Result<LineStream> lines = LineStream::Open("facts.jsonl.gz");
//   while (lines->Next(&line)) Use(line);
//   if (Status s = lines->status(); !s.ok()) ...   // damaged
#ifndef NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_
#define NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/result.h"
#include "pipeline/store/byte_stream.h"

namespace newsfacts {

class LineStream {
 public:
  static Result<LineStream> Open(const std::string& path);
  // Of a stream of which nothing was taken yet.
  explicit LineStream(ByteStream bytes);

  // False at the end of the file, or where it is damaged. Of a line longer than `limit` the rest is
  // passed over and *cut set.
  bool Next(std::string* line, size_t limit = SIZE_MAX, bool* cut = nullptr);
  // Whether Next has its line without waiting for who writes into a pipe.
  bool Ready();
  Status status() const;
  // How much of the file, as stored, was read.
  uint64_t position() const;

 private:
  ByteStream bytes_;
  std::string begun_;        // the begin of a line, from chunks before
  std::string_view unread_;  // of the chunk that bytes_ gave last
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_LINE_STREAM_H_
