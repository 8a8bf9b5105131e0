#include "pipeline/store/warc_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "pipeline/store/gzip_member.h"
#include "pipeline/text/digest.h"
#include "tests/data_folder.h"
#include "tests/places.h"
#include "tests/store/temporary_folder.h"

namespace newsfacts {
namespace {

std::string Record(std::string_view type, std::string_view uri, std::string_view block,
                   int length_off_by = 0) {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
      "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      type, uri, static_cast<int>(block.size()) + length_off_by, block);
}

std::string HttpPage(std::string_view body) {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", body);
}

struct Seen {
  std::string records;  // "type uri offset body-length;", offset "-" where there is none
  int warnings = 0;
  int damages = 0;
  std::string first_problem;
};

Seen ReadAll(const std::string& path) {
  Seen seen;
  Result<WarcReader> warc = WarcReader::Open(path);
  REQUIRE(warc.ok());
  auto note = [&] {
    for (const WarcProblem& p : warc->TakeProblems()) {
      if (seen.first_problem.empty()) seen.first_problem = p.message;
      ++(p.damage ? seen.damages : seen.warnings);
    }
  };
  while (std::optional<WarcRecord> r = warc->Next()) {
    uint64_t cut = 0;
    std::string block = warc->ReadBlock(size_t{1} << 30, &cut);
    size_t body = r->holds_http() ? block.size() - ParseHttpHead(block).size : block.size();
    seen.records += fmt::format("{} {} {} {};", r->type, r->uri,
                                r->offset ? std::to_string(*r->offset) : "-", body);
    note();
  }
  note();
  return seen;
}

}  // namespace

TEST_CASE("records, odd and damaged files") {
  const std::string a = Record("response", "http://a.example/", HttpPage("first"));
  const std::string b = Record("response", "http://b.example/", HttpPage("second!"));
  const std::string both =
      fmt::format("response http://a.example/ 0 5;response http://b.example/ {} 7;", a.size());
  const std::string zip_a = GzipMember(a);
  const std::string arc_about =
      "1 0 Nobody\nURL IP-address Archive-date Content-type Archive-length\n";
  const std::string arc_head = fmt::format(
      "filedesc://x.arc 0.0.0.0 20240506070809 text/plain {}\n{}\n", arc_about.size(), arc_about);
  const std::string arc_page =
      fmt::format("http://a.example/x y 1.2.3.4 20240506070810 text/html {}\n{}\n",
                  HttpPage("<p>").size(), HttpPage("<p>"));
  const std::string arc_seen = fmt::format("filedesc filedesc://x.arc 0 {};", arc_about.size());
  std::string odd_a = a;
  odd_a.replace(odd_a.find("http://a"), 0, "<");
  odd_a.replace(odd_a.find("example/") + 8, 0, ">");
  std::string folded = a;
  folded.replace(folded.find("WARC-Type: response"), 19, "warc-TYPE:\r\n\tresponse");
  std::string lf = a.substr(0, a.find("HTTP"));
  std::erase(lf, '\r');
  lf += a.substr(a.find("HTTP"));
  struct Row {
    const char* what;
    std::string bytes;
    std::string records;
    int warnings;
    int damages;
  };
  const Row rows[] = {
      {"plain", a + b, both, 0, 0},
      {"a member a record", zip_a + GzipMember(b),
       fmt::format("response http://a.example/ 0 5;response http://b.example/ {} 7;", zip_a.size()),
       0, 0},
      {"one member for all", GzipMember(a + b),
       "response http://a.example/ 0 5;response http://b.example/ - 7;", 1, 0},
      {"members that end anywhere",
       GzipMember((a + b).substr(0, 50)) + GzipMember((a + b).substr(50, 190)) +
           GzipMember((a + b).substr(240)),
       "response http://a.example/ 0 5;response http://b.example/ - 7;", 1, 0},
      {"an empty member between", zip_a + GzipMember("") + GzipMember(b),
       fmt::format("response http://a.example/ 0 5;response http://b.example/ {} 7;",
                   zip_a.size() + GzipMember("").size()),
       0, 0},
      {"nothing but an empty member", GzipMember(""), "", 1, 0},
      {"an empty file", "", "", 1, 0},
      {"URI in angle brackets", odd_a, "response http://a.example/ 0 5;", 0, 0},
      {"folded line, other case", folded, "response http://a.example/ 0 5;", 0, 0},
      {"head with LF alone", lf, "response http://a.example/ 0 5;", 0, 0},
      {"length too small", Record("response", "http://a.example/", HttpPage("first"), -2) + b,
       fmt::format("response http://a.example/ 0 3;response http://b.example/ {} 7;", a.size()), 1,
       0},
      {"length two too large", Record("response", "http://a.example/", HttpPage("first"), 2) + b,
       fmt::format("response http://a.example/ 0 7;response http://b.example/ {} 7;", a.size()), 1,
       0},
      {"one line end too few", a.substr(0, a.size() - 2) + b,
       fmt::format("response http://a.example/ 0 5;response http://b.example/ {} 7;", a.size() - 2),
       1, 0},
      {"no line end at the end", a.substr(0, a.size() - 4), "response http://a.example/ 0 5;", 1,
       0},
      {"rubbish between", a + "zzz\nyyy\n" + b,
       fmt::format("response http://a.example/ 0 5;response http://b.example/ {} 7;", a.size() + 8),
       1, 0},
      {"rubbish at the end", a + "zzz\nyyy\n", "response http://a.example/ 0 5;", 0, 1},
      {"no WARC at all", "Once upon a time\n", "", 0, 1},
      {"block cut short", a.substr(0, a.size() - 7), "response http://a.example/ 0 2;", 0, 1},
      {"head cut short", a + b.substr(0, 30), "response http://a.example/ 0 5;", 0, 2},
      {"no length", "WARC/1.0\r\nWARC-Type: resource\r\n\r\n\r\n\r\n", "resource  0 0;", 0, 1},
      {"rubbish behind the members", zip_a + "and this is no gzip",
       "response http://a.example/ 0 5;", 0, 1},
      {"ARC", arc_head + arc_page + "dns:a.example 1.2.3.4 20240506070810 text/dns 4\nnope\n",
       fmt::format("{}response http://a.example/x y {} 3;response dns:a.example {} 4;", arc_seen,
                   arc_head.size(), arc_head.size() + arc_page.size()),
       0, 0},
      {"ARC without its description", arc_page, "response http://a.example/x y 0 3;", 0, 0},
      {"ARC with a broken line", arc_head + "http://a.example/ 1.2.3.4\n", arc_seen, 0, 1},
  };
  TemporaryFolder folder;
  for (const Row& row : rows) {
    INFO(row.what);
    Seen seen = ReadAll(folder.Write("x.warc", row.bytes));
    INFO(seen.first_problem);
    CHECK(seen.records == row.records);
    CHECK(seen.warnings == row.warnings);
    CHECK(seen.damages == row.damages);
  }
}

TEST_CASE("a gzip file cut anywhere gives what came before and says so") {
  TemporaryFolder folder;
  std::string first = GzipMember(Record("response", "http://a.example/", HttpPage("first")));
  std::string second = GzipMember(Record("response", "http://b.example/", HttpPage("second")));
  for (size_t keep = 1; keep < second.size(); ++keep) {
    INFO(keep);
    Seen seen = ReadAll(folder.Write("x.warc.gz", first + second.substr(0, keep)));
    CHECK(seen.records.starts_with("response http://a.example/ 0 5;"));
    CHECK(seen.damages >= 1);
    CHECK(seen.first_problem.find(folder / "x.warc.gz") == 0);
  }
}

// Bytes that no packer makes shorter: they stand in the file as they are.
std::string Noise() {
  std::string noise;
  for (uint32_t i = 0, x = 1; i < 20000; ++i) {
    noise += static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
  }
  return noise;
}

// A crawler was killed while it wrote, and another one went on behind it.
TEST_CASE("records behind a damaged gzip member are read") {
  TemporaryFolder folder;
  std::string first = GzipMember(Record("response", "http://a.example/", HttpPage("first")));
  std::string second = GzipMember(Record("resource", "http://b.example/", Noise()));
  std::string third = GzipMember(Record("response", "http://c.example/", HttpPage("third")));
  std::string flipped = second;
  flipped[9000] ^= 1;
  std::string middle = second.substr(0, second.size() - 4) + "zzzz";
  for (std::string broken : {second.substr(0, 10), second.substr(0, 30), second.substr(0, 9000),
                             second.substr(0, second.size() - 3), flipped, middle,
                             std::string("no gzip at all"), std::string("\x1F\x8B\x08", 3)}) {
    for (int times : {1, 3}) {
      INFO(broken.size() << " bytes, " << times << " times");
      std::string bytes = first, wanted = "response http://a.example/ 0 5;";
      for (int i = 0; i < times; ++i) {
        bytes += broken;
        wanted += fmt::format("response http://c.example/ {} 5;", bytes.size());
        bytes += third;
      }
      Seen seen = ReadAll(folder.Write("x.warc.gz", bytes));
      INFO(seen.first_problem);
      // What of the damaged record could be read comes, too.
      for (size_t at; (at = seen.records.find("resource")) != std::string::npos;) {
        seen.records.erase(at, seen.records.find(';', at) + 1 - at);
      }
      CHECK(seen.records == wanted);
      CHECK(seen.damages >= times);
    }
  }
}

// Going back to look for a whole member took places of the file for places of what is read.
TEST_CASE("damage in a standard input that somebody else began to read") {
  TemporaryFolder folder;
  std::string begun(5000, 'x');
  std::string first = GzipMember(Record("response", "http://a.example/", HttpPage("first")));
  std::string torn = GzipMember(Record("resource", "http://b.example/", Noise())).substr(0, 30);
  std::string third = GzipMember(Record("response", "http://c.example/", HttpPage("third")));
  std::string path = folder.Write("x", begun + first + torn + third);
  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::lseek(file, static_cast<off_t>(begun.size()), SEEK_SET) > 0);
  int before = ::dup(STDIN_FILENO);
  ::dup2(file, STDIN_FILENO);
  Seen seen = ReadAll("-");
  ::dup2(before, STDIN_FILENO);
  ::close(before);
  ::close(file);
  CHECK(seen.records ==
        fmt::format("response http://a.example/ 0 5;response http://c.example/ {} 5;",
                    first.size() + torn.size()));
  CHECK(seen.damages == ReadAll(folder.Write("y", first + torn + third)).damages);
}

// A gzip member whose bytes stand in it as they are (RFC 1951, section 3.2.4).
std::string StoredMember(const std::string& bytes) {
  auto number = [](uint32_t n, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) out += static_cast<char>(n >> 8 * i);
    return out;
  };
  auto size = static_cast<uint32_t>(bytes.size());
  uint32_t crc = ~0u;
  for (unsigned char c : bytes) {
    crc ^= c;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return std::string("\x1F\x8B\x08\0\0\0\0\0\0\xFF\1", 11) + number(size, 2) + number(~size, 2) +
         bytes + number(~crc, 4) + number(size, 4);
}

TEST_CASE("a member inside of a record is none of the file") {
  TemporaryFolder folder;
  std::string inner = GzipMember(Record("response", "http://inner.example/", HttpPage("inner")));
  std::string block = Noise() + inner + Noise();
  std::string outer = StoredMember(Record("resource", "http://b.example/", block));
  std::string third = GzipMember(Record("response", "http://c.example/", HttpPage("third")));
  Seen seen = ReadAll(folder.Write("x.warc.gz", outer + "zzz" + third));
  CHECK(seen.records ==
        fmt::format("resource http://b.example/ 0 {};response http://c.example/ {} 5;",
                    block.size(), outer.size() + 3));
  CHECK(seen.damages == 1);
}

TEST_CASE("what looks like members behind damage is searched for so long and no longer") {
  TemporaryFolder folder;
  std::string bytes =
      GzipMember(Record("response", "http://a.example/", HttpPage("first"))) + "zzz";
  for (int i = 0; i < 200000; ++i) bytes += std::string_view("\x1F\x8B\x08\0\0\0\0\0\0\3", 10);
  Seen seen = ReadAll(folder.Write("x.warc.gz", bytes));
  CHECK(seen.records == "response http://a.example/ 0 5;");
  CHECK(seen.damages == 1);
}

TEST_CASE("a long record is read in parts, and cut where asked") {
  TemporaryFolder folder;
  std::string body(20'000'000, 'x');
  for (size_t i = 0; i < body.size(); i += 997) body[i] = static_cast<char>('a' + i % 23);
  std::string record = Record("response", "http://a.example/", HttpPage(body));
  std::string path = folder.Write("long.warc.gz", GzipMember(record) + GzipMember(record));
  Result<WarcReader> warc = WarcReader::Open(path);
  REQUIRE(warc.ok());
  REQUIRE(warc->Next());
  DigestStream digest(DigestStream::Kind::kSha1);
  for (std::string_view part; !(part = warc->ReadBlock()).empty();) {
    CHECK(part.size() < size_t{1} << 20);
    digest.Add(part);
  }
  CHECK(digest.Hex() == Sha1Hex(HttpPage(body)));
  REQUIRE(warc->Next());
  uint64_t cut = 0;
  CHECK(warc->ReadBlock(1000, &cut).size() == 1000);
  CHECK(cut == HttpPage(body).size() - 1000);
  CHECK_FALSE(warc->Next());
  CHECK(warc->TakeProblems().empty());
}

TEST_CASE("a record is read alone from its range") {
  TemporaryFolder folder;
  std::string first = GzipMember(Record("response", "http://a.example/", HttpPage("first")));
  std::string second = GzipMember(Record("response", "http://b.example/", HttpPage("second")));
  std::string path = folder.Write("x.warc.gz", first + second + first);
  Result<WarcReader> warc = WarcReader::Open(path, {first.size(), second.size()});
  REQUIRE(warc.ok());
  std::optional<WarcRecord> r = warc->Next();
  REQUIRE(r);
  CHECK(r->uri == "http://b.example/");
  CHECK(r->offset == first.size());
  CHECK_FALSE(warc->Next());
  CHECK(warc->TakeProblems().empty());
}

// A record as "offset type uri date status content_length body_len body_sha1".
std::string Shown(const Json& r) {
  std::string out;
  for (const char* key : {"offset", "type", "uri", "date", "http_status", "content_length",
                          "body_len", "body_sha1"}) {
    out += r[key].Dump() + " ";
  }
  return out;
}

TEST_CASE("files that others wrote") {
  int files = 0;
  TemporaryFolder folder;
  for (const Json& row : DataRows("fetch/warc/expected.jsonl")) {
    std::string path =
        std::string(std::getenv("NEWSFACTS_DATA")) + "/fetch/warc/" + row["file"].str();
    if (!std::filesystem::exists(path) || row["container"].str() == "lz4") continue;
    INFO(path);
    ++files;
    std::string out = folder / "out.jsonl";
    std::string command =
        fmt::format("{} inspect warc '{}' >'{}' 2>'{}.err'", ProgramPath(), path, out, out);
    int code = WEXITSTATUS(std::system(command.c_str()));
    std::string errors = folder.Read("out.jsonl.err");
    const std::string& kind = row["class"].str();
    CHECK(code == (kind == "damaged" ? 3 : 0));
    CHECK(errors.empty() == (kind == "clean"));
    std::vector<std::string> wanted;
    size_t at = 0;
    JsonParser parser;
    std::istringstream lines(folder.Read("out.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      Result<Json> got = parser.Parse(line);
      REQUIRE(got.ok());
      if (at < row["list"].items().size() &&
          (*got)["offset"].Dump() == row["list"].items()[at]["offset"].Dump() &&
          (*got)["type"].str() == row["list"].items()[at]["type"].str()) {
        CHECK(Shown(*got) == Shown(row["list"].items()[at++]));
      }
    }
    CHECK(at == row["list"].items().size());
  }
  if (std::getenv("NEWSFACTS_DATA") != nullptr) CHECK(files > 70);
}

}  // namespace newsfacts
