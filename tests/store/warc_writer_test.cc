#include "pipeline/store/warc_writer.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "pipeline/store/cdxj.h"
#include "pipeline/store/warc_reader.h"
#include "pipeline/text/digest.h"
#include "tests/store/temporary_folder.h"

namespace newsfacts {
namespace {

WarcWriterOptions OptionsFor(const std::string& folder) {
  WarcWriterOptions o;
  o.folder = folder;
  o.info = {{"software", "newsfacts/0"}, {"robots", "honoured"}};
  return o;
}

Capture PageOf(std::string url, std::string_view body, std::string date = "2024-05-06T07:08:09Z") {
  Capture c;
  c.url = std::move(url);
  c.date = std::move(date);
  c.ip = "192.0.2.7";
  c.request = "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n";
  c.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
  c.body = body;
  c.metadata = {{"feed-title", "Line one\r\nWARC-Type: forged"}, {"robots", "allow"}};
  return c;
}

struct Read {
  WarcRecord record;
  std::string block;
};

std::vector<Read> ReadAll(const std::string& path) {
  std::vector<Read> all;
  Result<WarcReader> warc = WarcReader::Open(path);
  REQUIRE(warc.ok());
  while (std::optional<WarcRecord> r = warc->Next()) {
    uint64_t cut = 0;
    std::string block = warc->ReadBlock(size_t{1} << 24, &cut);
    all.push_back({std::move(*r), std::move(block)});
  }
  std::vector<WarcProblem> problems = warc->TakeProblems();
  INFO((problems.empty() ? "" : problems[0].message));
  CHECK(problems.empty());
  return all;
}

std::vector<std::string> Names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("what is written is read back") {
  TemporaryFolder folder;
  Result<WarcWriter> warc = WarcWriter::Open(OptionsFor(folder.path()));
  REQUIRE(warc.ok());
  CHECK(Names(folder.path()).empty());  // no file before the first capture
  Capture page = PageOf("https://www.example.org/b?y=2&x=1", "<p>Hello</p>");
  page.response_head =
      "HTTP/2 200\nContent-Type: text/html\nTransfer-Encoding: chunked\nX-Odd: \x01";
  page.protocol = "h2";
  page.truncated = "length";
  Result<WarcPlace> place = warc->Write(page);
  REQUIRE(place.ok());
  Capture same = PageOf("https://example.org/a", "");
  same.kind = Capture::Kind::kIdenticalPayload;
  same.payload_digest = place->payload_digest;
  same.refers_to_id = place->record_id;
  same.refers_to_url = page.url;
  same.refers_to_date = page.date;
  REQUIRE(warc->Write(same).ok());
  Capture unchanged = PageOf("https://example.org/c", "", "2024-05-06T07:08:10Z");
  unchanged.kind = Capture::Kind::kNotModified;
  unchanged.response_head = "HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n";
  unchanged.request.clear();
  unchanged.metadata.clear();
  REQUIRE(warc->Write(unchanged).ok());
  REQUIRE(warc->Sync().ok());
  const std::string name = "newsfacts-20240506070809-00001";
  CHECK(Names(folder.path()) == std::vector<std::string>{name + ".warc.gz.open"});
  REQUIRE(warc->Close().ok());
  CHECK(Names(folder.path()) == std::vector<std::string>{name + ".cdxj", name + ".warc.gz"});
  CHECK(warc->finished() == std::vector<std::string>{name + ".warc.gz"});

  std::vector<Read> all = ReadAll(folder / (name + ".warc.gz"));
  std::string types;
  for (const Read& r : all) types += r.record.type + " ";
  CHECK(types == "warcinfo response request metadata revisit request metadata revisit ");
  CHECK(all[0].block.find("software: newsfacts/0\r\n") != std::string::npos);
  CHECK(FieldValue(all[0].record.fields, "WARC-Filename") == name + ".warc.gz");
  auto field = [&](int i, std::string_view key) {
    return std::string(FieldValue(all[static_cast<size_t>(i)].record.fields, key));
  };
  CHECK(all[1].record.offset == place->offset);
  CHECK(all[2].record.offset == place->offset + place->length);
  CHECK(all[1].block ==
        "HTTP/1.1 200 \r\nContent-Type: text/html\r\nX-Crawler-Transfer-Encoding: chunked\r\n"
        "X-Odd: \x01\r\n\r\n<p>Hello</p>");
  CHECK(field(1, "WARC-Payload-Digest") == "sha1:" + Sha1Base32("<p>Hello</p>"));
  CHECK(field(1, "WARC-Block-Digest") == "sha1:" + Sha1Base32(all[1].block));
  CHECK(field(1, "WARC-Protocol") == "h2");
  CHECK(field(1, "WARC-Truncated") == "length");
  CHECK(field(1, "WARC-Record-ID") == place->record_id);
  CHECK(field(2, "WARC-Concurrent-To") == place->record_id);
  CHECK(field(3, "WARC-Concurrent-To") == place->record_id);
  CHECK(all[3].block == "feed-title: Line one  WARC-Type: forged\r\nrobots: allow\r\n");
  CHECK(field(4, "WARC-Profile").ends_with("/revisit/identical-payload-digest"));
  CHECK(field(4, "WARC-Refers-To") == place->record_id);
  CHECK(field(4, "WARC-Refers-To-Target-URI") == page.url);
  CHECK(field(4, "WARC-Payload-Digest") == place->payload_digest);
  CHECK(field(7, "WARC-Profile").ends_with("/revisit/server-not-modified"));
  CHECK(all[7].block == unchanged.response_head);

  std::istringstream index(folder.Read(name + ".cdxj"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(index, line);) lines.push_back(line);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].starts_with("org,example)/a 20240506070809 {"));
  CHECK(lines[1] ==
        fmt::format("org,example)/b?x=1&y=2 20240506070809 {{\"url\":\"{}\",\"mime\":\"text/html\","
                    "\"status\":\"200\",\"digest\":\"{}\",\"length\":\"{}\",\"offset\":\"{}\","
                    "\"filename\":\"{}.warc.gz\"}}",
                    page.url, place->payload_digest, place->length, place->offset, name));
  CHECK(lines[2].find("\"mime\":\"warc/revisit\",\"status\":\"304\"") != std::string::npos);
}

TEST_CASE("files end by size, by age and by name") {
  TemporaryFolder folder;
  WarcWriterOptions o = OptionsFor(folder.path());
  o.max_bytes = 1;
  o.max_seconds = 60;
  Result<WarcWriter> warc = WarcWriter::Open(o);
  REQUIRE(warc.ok());
  REQUIRE(warc->Write(PageOf("http://a.example/", "1")).ok());
  REQUIRE(warc->Write(PageOf("http://a.example/", "2")).ok());
  CHECK(warc->finished() == std::vector<std::string>{"newsfacts-20240506070809-00001.warc.gz",
                                                     "newsfacts-20240506070809-00002.warc.gz"});
  o.max_bytes = 1 << 20;
  Result<WarcWriter> slow = WarcWriter::Open(o);
  REQUIRE(slow.ok());
  REQUIRE(slow->Write(PageOf("http://a.example/", "3", "2024-05-07T23:59:30Z")).ok());
  REQUIRE(slow->Write(PageOf("http://a.example/", "4", "2024-05-08T00:00:29Z")).ok());
  CHECK(slow->finished().empty());
  REQUIRE(slow->FinishIfOld("2024-05-08T00:00:29Z").ok());
  CHECK(slow->finished().empty());
  REQUIRE(slow->Write(PageOf("http://a.example/", "5", "2024-05-08T00:00:30Z")).ok());
  CHECK(slow->finished().size() == 1);
  CHECK_FALSE(slow->Write(PageOf("http://a.example/", "6", "yesterday")).ok());
}

TEST_CASE("a file cut anywhere is cut back to its last whole record") {
  TemporaryFolder folder;
  std::vector<WarcPlace> places;
  std::string open_name;
  std::string bytes;
  {
    Result<WarcWriter> warc = WarcWriter::Open(OptionsFor(folder.path()));
    REQUIRE(warc.ok());
    for (int i = 0; i < 3; ++i) {
      Result<WarcPlace> p =
          warc->Write(PageOf(fmt::format("http://a.example/{}", i), "some words"));
      REQUIRE(p.ok());
      places.push_back(*p);
    }
    open_name = Names(folder.path()).at(0);
    bytes = folder.Read(open_name);
  }
  for (size_t keep = 0; keep <= bytes.size(); keep += 7) {
    INFO(keep);
    TemporaryFolder other;
    other.Write(open_name, bytes.substr(0, keep));
    Result<WarcWriter> warc = WarcWriter::Open(OptionsFor(other.path()));
    REQUIRE(warc.ok());
    size_t whole = 0;
    while (whole < 3 && places[whole].offset + places[whole].length <= keep) ++whole;
    REQUIRE(warc->recovered().size() == whole);
    CHECK(Names(other.path()).size() == (whole == 0 ? 0 : 2));
    for (size_t i = 0; i < whole; ++i) {
      const RecoveredCapture& c = warc->recovered()[i];
      CHECK(c.url == fmt::format("http://a.example/{}", i));
      CHECK(c.http_status == 200);
      CHECK(c.place.offset == places[i].offset);
      CHECK(c.place.length == places[i].length);
      CHECK(c.place.payload_digest == places[i].payload_digest);
      CHECK(c.place.record_id == places[i].record_id);
    }
    if (whole > 0) {
      size_t responses = 0;
      for (const Read& r : ReadAll(other / warc->finished().at(0))) {
        responses += r.record.Is("response");
      }
      CHECK(responses == whole);
    }
  }
}

TEST_CASE("a file that is still written is left alone") {
  TemporaryFolder folder;
  Result<WarcWriter> first = WarcWriter::Open(OptionsFor(folder.path()));
  REQUIRE(first.ok());
  REQUIRE(first->Write(PageOf("http://a.example/", "1")).ok());
  Result<WarcWriter> second = WarcWriter::Open(OptionsFor(folder.path()));
  REQUIRE(second.ok());
  CHECK(second->recovered().empty());
  REQUIRE(second->Write(PageOf("http://b.example/", "2")).ok());
  REQUIRE(first->Close().ok());
  REQUIRE(second->Close().ok());
  CHECK(Names(folder.path()).size() == 4);
}

TEST_CASE("sort keys of URLs") {
  const std::pair<const char*, const char*> rows[] = {
      {"http://www.Example.ORG/", "org,example)/"},
      {"https://example.org", "org,example)/"},
      {"https://example.org:443/A/b/", "org,example)/a/b"},
      {"http://example.org:8080/?b=2&a=1#part", "org,example:8080)/?a=1&b=2"},
      {"http://user@www2.news.example.org/x?", "org,example,news)/x"},
      {"http://192.0.2.1/x", "192.0.2.1)/x"},
      {"http://www.org/", "org)/"},
      {"dns:example.org", "dns:example.org"},
  };
  for (const auto& [url, key] : rows) CHECK(SurtKey(url) == key);
}

// Not a test: writes a WARC for readers of other people (warcio_test.py).
TEST_CASE("write a sample", "[.sample]") {
  const char* folder = std::getenv("NEWSFACTS_SAMPLE_FOLDER");
  REQUIRE(folder != nullptr);
  Result<WarcWriter> warc = WarcWriter::Open(OptionsFor(folder));
  REQUIRE(warc.ok());
  Result<WarcPlace> first = warc->Write(PageOf("https://example.org/", "<p>Grüße</p>"));
  REQUIRE(first.ok());
  Capture again = PageOf("https://example.org/", "", "2024-05-06T07:28:09Z");
  again.kind = Capture::Kind::kIdenticalPayload;
  again.payload_digest = first->payload_digest;
  again.refers_to_url = again.url;
  again.refers_to_date = "2024-05-06T07:08:09Z";
  REQUIRE(warc->Write(again).ok());
  Capture h2 = PageOf("https://example.org/2", "two");
  h2.response_head = "HTTP/2 404\r\nContent-Type: text/plain\r\n\r\n";
  h2.protocol = "h2";
  REQUIRE(warc->Write(h2).ok());
  REQUIRE(warc->Close().ok());
}

}  // namespace newsfacts
