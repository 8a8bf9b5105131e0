#include "pipeline/fetch/warc_sink.h"

#include <cstdint>
#include <limits>

#include "pipeline/fetch/instant.h"

namespace newsfacts {

Result<WarcSink> WarcSink::Open(const WarcSinkOptions& options) {
  WarcWriterOptions w;
  w.folder = options.folder;
  w.info = options.info;
  // When a file is finished is the crawler's to say (CaptureSink::IsFull).
  w.max_bytes = std::numeric_limits<uint64_t>::max();
  w.max_seconds = std::numeric_limits<int32_t>::max();
  Result<WarcWriter> writer = WarcWriter::Open(w);
  if (!writer.ok()) return writer.error();
  return WarcSink(std::move(*writer), options);
}

Result<WarcPlace> WarcSink::Write(const Capture& capture) {
  Result<WarcPlace> place = writer_.Write(capture);
  if (!place.ok()) return place;
  bytes_ = static_cast<int64_t>(place->offset + place->length);
  if (began_ms_ == 0) began_ms_ = ParseInstant(capture.date).value_or(1);
  return place;
}

bool WarcSink::IsFull(int64_t now_ms) const {
  return began_ms_ != 0 && (bytes_ >= max_bytes_ || now_ms - began_ms_ >= max_age_ms_);
}

Status WarcSink::Finish() {
  bytes_ = 0;
  began_ms_ = 0;
  return writer_.Close();
}

}  // namespace newsfacts
