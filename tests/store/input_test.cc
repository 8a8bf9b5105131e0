#include "pipeline/store/input.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "pipeline/store/gzip_member.h"
#include "pipeline/store/warc_writer.h"
#include "tests/store/temporary_folder.h"

namespace newsfacts {
namespace {

constexpr std::string_view kHtml = "<html><p>Ostrel Works hired two clerks.</p></html>";

// What each record of the inputs is, one word or more a record.
std::vector<std::string> Kinds(const std::vector<std::string>& paths) {
  std::vector<std::string> kinds;
  JsonParser parser;
  InputReader reader(ListInputs(paths));
  while (auto record = reader.Next()) {
    if (!record->ok()) {
      kinds.push_back(record->error().kind == Error::Kind::kDamaged ? "damaged" : "error");
      continue;
    }
    uint64_t number = (*record)->source.record;
    Result<LookedInto> inside = LookInto(std::move(**record), &parser);
    if (!inside.ok()) {
      kinds.push_back("error");
    } else if (auto* page = std::get_if<Page>(&*inside)) {
      kinds.push_back(fmt::format("page {} {}", number, page->bytes.size()));
    } else if (auto* article = std::get_if<Article>(&*inside)) {
      kinds.push_back(fmt::format("article {} {}", number, article->id));
    } else {
      kinds.push_back(fmt::format("{} {}", number, std::get<SkippedRecord>(*inside).reason));
    }
  }
  return kinds;
}

Capture CaptureOf(std::string url, std::string head, std::string_view body) {
  Capture c;
  c.url = std::move(url);
  c.date = "2024-05-06T07:08:09Z";
  c.response_head = std::move(head);
  c.body = body;
  return c;
}

}  // namespace

TEST_CASE("captures that give pages, and why others do not") {
  TemporaryFolder folder;
  Result<WarcWriter> warc = WarcWriter::Open({folder.path()});
  REQUIRE(warc.ok());
  std::string packed = GzipMember(kHtml);
  std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: ";
  REQUIRE(
      warc->Write(CaptureOf("https://a.example/1", ok + "text/html; charset=utf-8", kHtml)).ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/2", ok + "text/html\r\nContent-Encoding: gzip",
                                packed))
              .ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/3", ok + "image/png", "...")).ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/4",
                                "HTTP/1.1 404 Gone\r\nContent-Type: text/html", kHtml))
              .ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/5", "HTTP/1.1 200 OK", kHtml)).ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/6", "HTTP/1.1 200 OK", "{}")).ok());
  REQUIRE(warc->Write(CaptureOf("https://a.example/7", ok + "text/html", "")).ok());
  Capture again = CaptureOf("https://a.example/8", ok + "text/html", "");
  again.kind = Capture::Kind::kIdenticalPayload;
  REQUIRE(warc->Write(again).ok());
  REQUIRE(warc->Close().ok());
  std::string path = folder / warc->finished().at(0);
  const std::vector<std::string> wanted = {"page 2 50",        "page 3 50", "4 not HTML",
                                           "5 status not 200", "page 6 50", "7 not HTML",
                                           "8 empty",          "9 revisit"};
  CHECK(Kinds({path}) == wanted);
  CHECK(Kinds({folder.path()}) == wanted);  // found by its name

  InputReader reader(ListInputs({path}));
  auto record = reader.Next();
  REQUIRE((record && record->ok()));
  JsonParser parser;
  Result<LookedInto> inside = LookInto(std::move(**record), &parser);
  REQUIRE(inside.ok());
  const Page& page = std::get<Page>(*inside);
  CHECK(page.url == "https://a.example/1");
  CHECK(page.id.starts_with("https://a.example/1#sha1:"));
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(page.fetched == "2024-05-06T07:08:09Z");
  CHECK(page.bytes == kHtml);
}

TEST_CASE("inputs of every kind in one row") {
  TemporaryFolder folder;
  std::string lines = folder.Write("a.jsonl.gz", GzipMember("{\"id\":\"x\",\"text\":\"one\"}\n\n"
                                                            "{\"id\":3}\n"
                                                            "{\"id\":7,\"text\":\"two\"}"));
  std::string page = folder.Write("b.html", kHtml);
  std::string cut = folder.Write("c.txt.gz", GzipMember(kHtml).substr(0, 30));
  std::string torn = folder.Write("d.warc",
                                  "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: "
                                  "text/html\r\nContent-Length: 99\r\n\r\n<p>");
  CHECK(Kinds({lines, page, cut, torn, folder / "absent.html"}) ==
        std::vector<std::string>{"article 1 x", "error", "article 4 7", "page 0 50", "damaged",
                                 "page 1 3", "damaged", "error"});
}

TEST_CASE("a line that is too long is an error, not a burden") {
  TemporaryFolder folder;
  std::string path =
      folder.Write("a.jsonl", "{\"id\":\"x\",\"text\":\"" + std::string(kMostRecordBytes, 'x') +
                                  "\"}\n{\"id\":\"y\",\"text\":\"short\"}\n");
  CHECK(Kinds({path}) == std::vector<std::string>{"error", "article 2 y"});
}

TEST_CASE("of a page that is too long the rest is cut, and it says so") {
  TemporaryFolder folder;
  for (size_t size : {kMostRecordBytes, kMostRecordBytes + 1}) {
    InputReader reader(ListInputs({folder.Write("a.txt", std::string(size, 'x'))}));
    auto record = reader.Next();
    REQUIRE((record && record->ok()));
    CHECK((*record)->bytes.size() == kMostRecordBytes);
    CHECK((*record)->cut == (size > kMostRecordBytes));
    CHECK_FALSE(reader.Next());
  }
}

TEST_CASE("what a folder gives") {
  TemporaryFolder folder;
  namespace fs = std::filesystem;
  for (const char* name : {"in/out", "in/sub", "elsewhere"}) fs::create_directories(folder / name);
  for (const char* name : {"in/a.html", "in/b.md", "in/facts.jsonl", "in/out/x.facts.jsonl",
                           "in/sub/facts.jsonl", "elsewhere/c.txt"}) {
    folder.Write(name, kHtml);
  }
  fs::create_symlink("nowhere", folder / "in/gone.warc.gz");
  fs::create_symlink("a.html", folder / "in/link.html");
  fs::create_symlink("../elsewhere", folder / "in/linked");
  std::string in = folder / "in";
  auto names = [&](const std::vector<std::string>& outputs) {
    std::string all;
    for (const InputFile& file : ListInputs({in}, outputs)) {
      all += file.path.substr(in.size() + 1) + " ";
    }
    return all;
  };
  CHECK(names({}) ==
        "a.html facts.jsonl gone.warc.gz link.html out/x.facts.jsonl sub/facts.jsonl ");
  CHECK(names({in + "/sub/../facts.jsonl", in + "/out/", "", in + "/absent"}) ==
        "a.html gone.warc.gz link.html sub/facts.jsonl ");
}

}  // namespace newsfacts
