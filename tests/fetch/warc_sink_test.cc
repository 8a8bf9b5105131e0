#include "pipeline/fetch/warc_sink.h"

#include <catch2/catch.hpp>
#include <map>

#include "pipeline/store/warc_reader.h"
#include "tests/store/temporary_folder.h"

namespace newsfacts {
namespace {

constexpr const char* kPlainHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
constexpr const char* kPackedHead = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";

Capture CaptureOf(const std::string& url, const char* head, int second = 0) {
  Capture c;
  c.url = url;
  c.date = "2026-05-06T07:08:0" + std::to_string(second) + "Z";
  c.response_head = head;
  return c;
}

std::unique_ptr<WarcSink> SinkIn(const TemporaryFolder& folder) {
  Result<std::unique_ptr<WarcSink>> sink = WarcSink::Open({.folder = folder.path()});
  REQUIRE(sink.ok());
  return std::move(*sink);
}

uint64_t StoredBytes(WarcSink* sink) {
  std::vector<WrittenCapture> written = sink->Take(true);
  REQUIRE(written.size() == 1);
  REQUIRE(written[0].place.ok());
  return written[0].place->length;
}

TEST_CASE("a body is packed, unless it is packed already or comes too fast") {
  TemporaryFolder folder;
  std::unique_ptr<WarcSink> sink = SinkIn(folder);
  const std::string body(size_t{4} << 20, 'x');
  sink->Submit(1, CaptureOf("http://a.example/1", kPlainHead), body);
  CHECK(StoredBytes(sink.get()) < body.size() / 100);
  sink->Submit(2, CaptureOf("http://a.example/2", kPackedHead), body);
  CHECK(StoredBytes(sink.get()) > body.size());
  for (uint64_t id = 3; id <= 6; ++id) {  // with the first one, 20 MiB in one second
    sink->Submit(id, CaptureOf("http://a.example/" + std::to_string(id), kPlainHead), body);
    bool last = id == 6;
    CHECK((StoredBytes(sink.get()) > body.size()) == last);
  }
  // The next second has room again; a capture that began earlier does not count as a new one.
  for (int second : {1, 0, 1}) {
    sink->Submit(7, CaptureOf("http://a.example/7", kPlainHead, second), body);
    CHECK(StoredBytes(sink.get()) < body.size() / 100);
  }
  REQUIRE(sink->Sync().ok());
  REQUIRE(sink->Finish().ok());
  REQUIRE(sink->finished().size() == 1);
  Result<WarcReader> warc = WarcReader::Open(folder / sink->finished()[0]);
  REQUIRE(warc.ok());
  int records = 0;
  while (std::optional<WarcRecord> record = warc->Next()) {
    if (record->type != "response") continue;
    uint64_t cut = 0;
    CHECK(warc->ReadBlock(size_t{8} << 20, &cut).ends_with(body));
    ++records;
  }
  CHECK(records == 9);
  CHECK(warc->TakeProblems().empty());
}

TEST_CASE("captures are handed over, written, synced and told of by two threads at once") {
  constexpr uint64_t kCaptures = 500;
  TemporaryFolder folder;
  std::unique_ptr<WarcSink> sink = SinkIn(folder);
  std::map<uint64_t, WarcPlace> places;
  auto take = [&](bool all) {
    for (WrittenCapture& written : sink->Take(all)) {
      REQUIRE(written.place.ok());
      CHECK(places.emplace(written.id, *written.place).second);
    }
  };
  int files = 0;
  for (uint64_t id = 0; id < kCaptures; ++id) {
    std::string name = std::to_string(id);
    sink->Submit(id, CaptureOf("http://a.example/" + name, kPlainHead), "body " + name);
    if (id % 3 == 0) take(false);
    if (id % 50 == 0) REQUIRE(sink->Sync().ok());
    if (id % 200 == 199) {
      take(true);
      REQUIRE(sink->Finish().ok());
      ++files;
    }
    CHECK_FALSE(sink->IsFull(0));
  }
  take(true);
  CHECK(places.size() == kCaptures);
  REQUIRE(sink->Finish().ok());
  CHECK(sink->Files().size() == static_cast<size_t>(files) + 1);
  size_t found = 0;
  for (const std::string& file : sink->Files()) {
    uint64_t last = 0;  // captures stand in the order in which they came
    REQUIRE(sink->ForEachCapture(file,
                                 [&](const RecoveredCapture& c) {
                                   uint64_t id = std::stoull(c.url.substr(c.url.rfind('/') + 1));
                                   CHECK(id >= last);
                                   CHECK(places[id].file == file);
                                   CHECK(places[id].offset == c.place.offset);
                                   last = id;
                                   ++found;
                                 })
                .ok());
  }
  CHECK(found == kCaptures);
}

}  // namespace
}  // namespace newsfacts
