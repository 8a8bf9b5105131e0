#include "pipeline/store/content_decoding.h"

#include <catch2/catch.hpp>

#include "pipeline/store/gzip_member.h"

namespace newsfacts {
namespace {

constexpr size_t kLimit = size_t{1} << 20;

// "hello hello hello hello" in each coding, made with the tools of the trade.
const std::string kWords = "hello hello hello hello";
const std::string kZlib("\x78\x9c\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x27\x01\x68\x03\x08\xb1", 16);
const std::string kRaw = kZlib.substr(2, kZlib.size() - 6);

std::string Decoded(const HeaderFields& fields, const std::string& body) {
  DecodedBody out = DecodeBody(fields, body, kLimit);
  return out.bytes + (out.cut ? " [cut]" : "") + (out.note.empty() ? "" : " [note]");
}

}  // namespace

TEST_CASE("bodies as headers and bytes say") {
  const std::string zipped = GzipMember(kWords);
  const std::string chunked =
      "6;x=y\r\nhello \r\n11\r\nhello hello hello\r\n0\r\nTrailer: t\r\n\r\n";
  struct Row {
    const char* what;
    HeaderFields fields;
    std::string body;
    std::string wanted;
  };
  const Row rows[] = {
      {"nothing declared", {}, kWords, kWords},
      {"identity", {{"Content-Encoding", "identity"}}, kWords, kWords},
      {"gzip", {{"content-encoding", "GZIP"}}, zipped, kWords},
      {"two members", {{"Content-Encoding", "x-gzip"}}, zipped + zipped, kWords + kWords},
      {"gzip and rubbish", {{"Content-Encoding", "gzip"}}, zipped + "rubbish", kWords},
      {"gzip declared, plain stored", {{"Content-Encoding", "gzip"}}, kWords, kWords + " [note]"},
      {"gzip cut short",
       {{"Content-Encoding", "gzip"}},
       zipped.substr(0, zipped.size() - 3),
       kWords + " [cut]"},
      {"zlib", {{"Content-Encoding", "deflate"}}, kZlib, kWords},
      {"raw deflate", {{"Content-Encoding", "deflate"}}, kRaw, kWords},
      {"deflate declared, plain stored",
       {{"Content-Encoding", "deflate"}},
       kWords,
       kWords + " [note]"},
      {"br declared, plain stored",
       {{"Content-Encoding", "br"}},
       "<!DOCTYPE html><p>",
       "<!DOCTYPE html><p> [note]"},
      {"zstd declared, plain stored", {{"Content-Encoding", "zstd"}}, kWords, kWords + " [note]"},
      {"unknown coding", {{"Content-Encoding", "sdch"}}, kWords, kWords + " [note]"},
      {"empty body", {{"Content-Encoding", "gzip"}}, "", ""},
      {"gzip twice", {{"Content-Encoding", "gzip, gzip"}}, GzipMember(zipped), kWords},
      {"chunks", {{"Transfer-Encoding", "chunked"}}, chunked, kWords},
      {"chunks of gzip",
       {{"Transfer-Encoding", "chunked"}, {"Content-Encoding", "gzip"}},
       "5\r\n" + zipped.substr(0, 5) + "\r\nff\r\n" + zipped.substr(5),
       kWords + " [cut]"},
      {"chunks declared, none stored",
       {{"Transfer-Encoding", "chunked"}},
       "<p>x</p>",
       "<p>x</p> [note]"},
      {"chunks cut short", {{"Transfer-Encoding", "chunked"}}, "8\r\nhello", "hello [cut]"},
      {"chunk size without end",
       {{"Transfer-Encoding", "chunked"}},
       "fffffffffffffffff\r\nx",
       "fffffffffffffffff\r\nx [note]"},
      {"chunks taken off by the crawler",
       {{"X-Crawler-Transfer-Encoding", "chunked"}},
       kWords,
       kWords},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(Decoded(row.fields, row.body) == row.wanted);
  }
}

TEST_CASE("a bomb gives no more than the limit") {
  std::string bomb = GzipMember(GzipMember(std::string(size_t{50} << 20, 'x')));
  CHECK(bomb.size() < 2000);
  DecodedBody out = DecodeBody({{"Content-Encoding", "gzip, gzip"}}, bomb, kLimit);
  CHECK(out.bytes.size() == kLimit);
  CHECK(out.cut);
}

TEST_CASE("brotli and zstd") {
  const std::string words = "one two one two one two";
  const std::string brotli(
      "\x1b\x16\x00\xf8\x8d\x94\xae\xc6\x52\xf9\x56\x46\x97\x20\x6e\x77\xa1\x4f\x38\x20\xe5\x01",
      22);
  const std::string zstd(
      "\x28\xb5\x2f\xfd\x04\x48\x75\x00\x00\x40\x6f\x6e\x65\x20\x74\x77\x6f\x20\x01\x00\xeb\x0a\x17"
      "\xfd\xc4\x20\xdc",
      27);
  CHECK(Decoded({{"Content-Encoding", "br"}}, brotli) == words);
  CHECK(Decoded({{"Content-Encoding", "zstd"}}, zstd) == words);
  CHECK(Decoded({{"Content-Encoding", "zstd"}}, zstd.substr(0, zstd.size() - 3)) ==
        words + " [cut]");
  CHECK(Unpack("br", brotli, 5)->bytes == "one t");
  CHECK(Unpack("zstd", zstd, 5)->cut);
}

TEST_CASE("heads as servers send them") {
  struct Row {
    std::string_view bytes;
    int status;
    size_t size;
    const char* type;
  };
  const Row rows[] = {
      {"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n\r\nbody", 200, 38, "a/b"},
      {"HTTP/1.0 302\r\r\ncontent-TYPE:a/b\r\r\n\r\r\nbody", 302, 37, "a/b"},
      {"HTTP/1.1 404 \nContent-Type: a;\n\tb\n\nbody", 404, 35, "a; b"},
      {"HTTP/2 204\r\nno colon here\r\nContent-Type: a\r\nContent-Type: b\r\n\r\n", 204, 63, "a"},
      {"HTTPX/1.1 200 OK\r\n\r\n", 0, 20, ""},
      {"HTTP/1.1 2x0 OK\r\n\r\n", 0, 19, ""},
      {"HTTP/1.1\r\n\r\n", 0, 12, ""},
      {"HTTP/1.1 200 OK\r\nContent-Type: a", 200, 32, "a"},
      {"\r\n<html>", 0, 2, ""},
      {"", 0, 0, ""},
  };
  for (const Row& row : rows) {
    INFO(row.bytes);
    HttpHead head = ParseHttpHead(row.bytes);
    CHECK(head.status == row.status);
    CHECK(head.size == row.size);
    CHECK(FieldValue(head.fields, "content-type") == row.type);
  }
}

}  // namespace newsfacts
