#include "pipeline/fetch/warc_sink.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <utility>

#include "pipeline/fetch/instant.h"
#include "pipeline/store/warc_reader.h"

namespace newsfacts {
namespace {

constexpr const char* kPrefix = "newsfacts";
constexpr size_t kLongQueue = 4;
// Of the captures of one second. Where more arrives, packing would cost more of the processor than
// all the rest of a crawl.
constexpr size_t kMostPackedBytes = size_t{16} << 20;

bool IsPacked(std::string_view response_head) {
  return !FieldValue(ParseHttpHead(response_head).fields, "content-encoding").empty();
}

}  // namespace

WarcSink::WarcSink(WarcWriter writer, const WarcSinkOptions& options)
    : options_(options), writer_(std::move(writer)), thread_([this] { Work(); }) {}

WarcSink::~WarcSink() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<std::unique_ptr<WarcSink>> WarcSink::Open(const WarcSinkOptions& options) {
  WarcWriterOptions w;
  w.folder = options.folder;
  w.prefix = kPrefix;
  w.info = options.info;
  // When a file is finished is the crawler's to say (CaptureSink::IsFull).
  w.max_bytes = std::numeric_limits<uint64_t>::max();
  w.max_seconds = std::numeric_limits<int32_t>::max();
  Result<WarcWriter> writer = WarcWriter::Open(w);
  if (!writer.ok()) return writer.error();
  return std::unique_ptr<WarcSink>(new WarcSink(std::move(*writer), options));
}

void WarcSink::Submit(uint64_t id, Capture capture, std::string body) {
  bool packed = IsPacked(capture.response_head) || !MayPack(capture.date, body.size());
  {
    std::lock_guard lock(mutex_);
    // Where captures wait in line, time counts for more than space.
    capture.packing = packed                        ? Packing::kNone
                      : queue_.size() >= kLongQueue ? Packing::kFast
                                                    : Packing::kUsual;
    queue_.push_back({id, std::move(capture), std::move(body)});
    ++under_way_;
  }
  changed_.notify_all();
}

bool WarcSink::MayPack(const std::string& date, size_t bytes) {
  if (date > second_) {
    second_ = date;
    bytes_in_second_ = 0;
  }
  bytes_in_second_ += bytes;
  return bytes_in_second_ <= kMostPackedBytes;
}

std::vector<WrittenCapture> WarcSink::Take(bool all) {
  std::unique_lock lock(mutex_);
  if (all) changed_.wait(lock, [&] { return under_way_ == 0; });
  return std::exchange(written_, {});
}

void WarcSink::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ending_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Submitted next = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    next.capture.body = next.body;
    Result<WarcPlace> place = [&] {
      std::lock_guard writing(writing_);
      return writer_.Write(next.capture);
    }();
    lock.lock();
    if (place.ok()) {
      bytes_ = static_cast<int64_t>(place->offset + place->length);
      ++captures_;
      if (began_ms_ == 0) began_ms_ = ParseInstant(next.capture.date).value_or(1);
    }
    written_.push_back({next.id, std::move(place)});
    --under_way_;
    changed_.notify_all();
  }
}

Status WarcSink::Sync() {
  std::lock_guard writing(writing_);
  return writer_.Sync();
}

bool WarcSink::IsFull(int64_t now_ms) const {
  std::lock_guard lock(mutex_);
  return began_ms_ != 0 && (bytes_ >= options_.max_bytes || captures_ >= options_.max_captures ||
                            now_ms - began_ms_ >= options_.max_age_ms);
}

Status WarcSink::Finish() {
  {
    std::lock_guard lock(mutex_);
    bytes_ = 0;
    captures_ = 0;
    began_ms_ = 0;
  }
  std::lock_guard writing(writing_);
  return writer_.Close();
}

std::vector<std::string> WarcSink::Files() const {
  std::vector<std::string> out;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(options_.folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    std::string name = it->path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(".warc.gz")) out.push_back(std::move(name));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Status WarcSink::ForEachCapture(const std::string& file,
                                const std::function<void(const RecoveredCapture&)>& use) const {
  Result<WarcReader> warc = WarcReader::Open(options_.folder + "/" + file);
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
