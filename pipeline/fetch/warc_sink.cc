#include "pipeline/fetch/warc_sink.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>

#include "pipeline/fetch/instant.h"
#include "pipeline/store/warc_reader.h"

namespace newsfacts {
namespace {

constexpr const char* kPrefix = "newsfacts";

}  // namespace

Result<WarcSink> WarcSink::Open(const WarcSinkOptions& options) {
  WarcWriterOptions w;
  w.folder = options.folder;
  w.prefix = kPrefix;
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
  ++captures_;
  if (began_ms_ == 0) began_ms_ = ParseInstant(capture.date).value_or(1);
  return place;
}

bool WarcSink::IsFull(int64_t now_ms) const {
  return began_ms_ != 0 &&
         (bytes_ >= max_bytes_ || captures_ >= max_captures_ || now_ms - began_ms_ >= max_age_ms_);
}

Status WarcSink::Finish() {
  bytes_ = 0;
  captures_ = 0;
  began_ms_ = 0;
  return writer_.Close();
}

std::vector<std::string> WarcSink::Files() const {
  std::vector<std::string> out;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder_, failed), end; !failed && it != end;
       it.increment(failed)) {
    std::string name = it->path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(".warc.gz")) out.push_back(std::move(name));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Status WarcSink::ForEachCapture(const std::string& file,
                                const std::function<void(const RecoveredCapture&)>& use) const {
  Result<WarcReader> warc = WarcReader::Open(folder_ + "/" + file);
  if (!warc.ok()) return warc.error();
  while (std::optional<WarcRecord> record = warc->Next()) {
    if (record->type != "response" && record->type != "revisit") continue;
    RecoveredCapture c;
    c.place = {.file = file, .offset = record->offset.value_or(0)};
    c.place.record_id = FieldValue(record->fields, "WARC-Record-ID");
    c.place.payload_digest = FieldValue(record->fields, "WARC-Payload-Digest");
    c.type = record->type;
    c.url = record->uri;
    c.date = record->date;
    uint64_t cut = 0;
    std::string block = warc->ReadBlock(kMostHttpHead, &cut);
    HttpHead head = ParseHttpHead(block);
    c.http_status = head.status;
    c.response_head = block.substr(0, head.size);
    use(c);
  }
  return Ok();
}

}  // namespace newsfacts
