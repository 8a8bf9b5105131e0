// The bytes inside a file, in chunks and in order: plain, gzip of any number of members, or zstd of
// any number of frames, told apart by the first bytes and never by the name.
//
//   Result<ByteStream> in = ByteStream::Open("a.warc.gz");
//   for (std::string_view chunk; !(chunk = in->Next()).empty();) Use(chunk);
//   if (Status s = in->status(); !s.ok()) ...   // damaged: the bytes before the damage came
//   through
//
// Plain bytes from a pipe are there as soon as they were written; the first chunk waits for the end
// of a line, so that it can be told what the bytes are. A chunk lies in one member, so that who
// reads can tell where members begin. Memory is bounded whatever the file holds. Whole gzip members
// that fit the buffers are unpacked at once, the rest as a stream.
#ifndef NEWSFACTS_PIPELINE_STORE_BYTE_STREAM_H_
#define NEWSFACTS_PIPELINE_STORE_BYTE_STREAM_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace newsfacts {

// A part of a file as stored.
struct ByteRange {
  uint64_t offset = 0;
  uint64_t length = UINT64_MAX;  // from the offset to the end of the file
};

class ByteStream {
 public:
  enum class Container { kPlain, kGzip, kZstd };

  // "-" is standard input.
  static Result<ByteStream> Open(const std::string& path, ByteRange range = {});
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  // Valid until the next call; empty at the end and where the file is damaged.
  std::string_view Next();
  // What Next will give.
  std::string_view Peek();
  // Whether Next would wait for who writes into a pipe. Only told of plain bytes: packed ones are
  // unpacked in large pieces, and waited for.
  bool MustWait() const;

  const std::string& path() const;
  // Of the chunk that Next (or Peek) gave last: whether it begins a member, and where that begins
  // in the file. A plain file is one member.
  bool begins_member() const;
  uint64_t member_offset() const;

  Container container() const;
  // Where in the file reading stands; after damage, where the damage is.
  uint64_t position() const;
  // How much of the file, from its begin, is whole members that were read to their ends; once
  // recovered, where the last such member ends.
  uint64_t whole_until() const;
  // kDamaged with path, place and reason once Next met damage.
  Status status() const;
  // Goes on behind the damage that status() tells, at the next gzip member that is whole: true, and
  // Next gives its bytes. False where none follows, or after more damage than is worth the search.
  // What comes next is no continuation of what came last.
  bool Recover();

 private:
  struct Impl;
  explicit ByteStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_BYTE_STREAM_H_
