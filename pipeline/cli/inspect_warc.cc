#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "pipeline/cli/command.h"
#include "pipeline/cli/inspect.h"
#include "pipeline/cli/manual.h"
#include "pipeline/store/warc_reader.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

// What a block's HTTP message holds.
struct Body {
  int status = 0;
  uint64_t length = 0;
  std::string sha1;
};

Body ReadBody(WarcReader* warc) {
  std::string head;
  std::string_view part;
  while (head.size() < kMostHttpHead && !EndOfHead(head) && !(part = warc->ReadBlock()).empty()) {
    head += part;
  }
  HttpHead http = ParseHttpHead(head);
  DigestStream digest(DigestStream::Kind::kSha1);
  Body body;
  body.status = http.status;
  for (part = std::string_view(head).substr(http.size); !part.empty(); part = warc->ReadBlock()) {
    digest.Add(part);
    body.length += part.size();
  }
  for (; !(part = warc->ReadBlock()).empty(); body.length += part.size()) digest.Add(part);
  body.sha1 = "sha1:" + digest.Base32();
  return body;
}

std::string RecordToJson(const std::string& file, const WarcRecord& r, const Body* body) {
  JsonWriter w;
  w.BeginObject().Key("file").String(file).Key("offset");
  if (r.offset) {
    w.Int(static_cast<int64_t>(*r.offset));
  } else {
    w.Null();
  }
  w.Key("type").String(r.type).Key("uri").StringOrNull(r.uri).Key("date").StringOrNull(r.date);
  w.Key("http_status");
  if (body != nullptr && body->status != 0) {
    w.Int(body->status);
  } else {
    w.Null();
  }
  w.Key("content_length").Int(static_cast<int64_t>(r.content_length));
  w.Key("body_len");
  if (body != nullptr) {
    w.Int(static_cast<int64_t>(body->length)).Key("body_sha1").String(body->sha1);
  } else {
    w.Null().Key("body_sha1").Null();
  }
  w.EndObject();
  return w.Take() + "\n";
}

// Tells what was found wrong; kExitDamaged where something is damaged.
int TellProblems(WarcReader* warc) {
  int exit = kExitDone;
  for (const WarcProblem& p : warc->TakeProblems()) {
    if (p.damage) {
      exit = std::max(exit, Fail(DamagedError(p.message)));
    } else {
      Say("warning: " + p.message);
    }
  }
  return exit;
}

int InspectFile(const std::string& file) {
  Result<WarcReader> warc = WarcReader::Open(file);
  if (!warc.ok()) return Fail(warc.error());
  int exit = kExitDone;
  while (std::optional<WarcRecord> record = warc->Next()) {
    Body body;
    bool http = record->holds_http();
    if (http) body = ReadBody(&*warc);
    std::string line = RecordToJson(file, *record, http ? &body : nullptr);
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) {
      return Written(false);
    }
    exit = std::max(exit, TellProblems(&*warc));
  }
  return std::max(exit, TellProblems(&*warc));
}

}  // namespace

int InspectWarc(const InspectOptions& options) {
  int exit = kExitDone;
  for (const std::string& file : options.arguments) {
    exit = std::max(exit, InspectFile(file));
    if (exit == kExitOutput) return exit;
  }
  return Written(true, exit);
}

}  // namespace newsfacts
