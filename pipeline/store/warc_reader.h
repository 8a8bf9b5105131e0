// Reads WARC (0.17 to 1.1) and ARC files record by record: plain, gzip or zstd, with a member for
// each record, one for all, or members that end anywhere. Lenient: what is merely odd becomes a
// warning, what is broken is named with its place, and the records before it come through.
//
//   Result<WarcReader> warc = WarcReader::Open("a.warc.gz");
//   while (std::optional<WarcRecord> record = warc->Next()) {
//     for (std::string_view part; !(part = warc->ReadBlock()).empty();) Use(part);
//     for (WarcProblem& p : warc->TakeProblems()) ...
//   }
//   for (WarcProblem& p : warc->TakeProblems()) ...   // what stood at the end
//
// Blocks are streamed: memory is bounded whatever a record's length.
#ifndef NEWSFACTS_PIPELINE_STORE_WARC_READER_H_
#define NEWSFACTS_PIPELINE_STORE_WARC_READER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/store/byte_stream.h"
#include "pipeline/store/http_head.h"

namespace newsfacts {

struct WarcRecord {
  // Where it begins in the file as stored, so that it can be read alone: the place of its gzip
  // member. Nothing where it begins inside a member.
  std::optional<uint64_t> offset;
  uint64_t unpacked_offset = 0;
  std::string type;             // lower case; of an ARC "filedesc" or "response"
  std::string uri;              // without the < > that some writers put around it
  std::string date;             // as written: 2014-02-16T05:02:21Z; of an ARC 20140216050221
  std::string content_type;     // of the block
  uint64_t content_length = 0;  // as declared; 0 where nothing usable is
  HeaderFields fields;          // of a WARC, all, in their order
  bool Is(std::string_view lower_case_type) const;  // "RESPONSE" is a response too
  // The block is an HTTP message (a response, or a revisit's head).
  bool holds_http() const;
};

struct WarcProblem {
  bool damage = false;  // false: odd, but nothing is lost
  std::string message;  // "a.warc.gz: byte 1219: what is wrong"
};

class WarcReader {
 public:
  // A range must begin where a record does.
  static Result<WarcReader> Open(const std::string& path, ByteRange range = {});
  // Of a stream of which nothing was taken yet.
  static WarcReader Over(ByteStream stream);
  // Whether a file that begins with these bytes is a WARC or an ARC.
  static bool Recognizes(std::string_view bytes);
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  // The next record; what is left of the block before it is passed over.
  std::optional<WarcRecord> Next();
  // The next part of the record's block, valid until the next call; empty at its end.
  std::string_view ReadBlock();
  // What is left of the block up to `limit` bytes; `*cut` counts the bytes beyond.
  std::string ReadBlock(size_t limit, uint64_t* cut);

  // How much of the file, as stored, was read.
  uint64_t position() const;

  // What was found wrong since the last call.
  std::vector<WarcProblem> TakeProblems();

 private:
  struct Impl;
  explicit WarcReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_WARC_READER_H_
