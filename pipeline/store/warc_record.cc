#include "pipeline/store/warc_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::string_view kProfiles = "http://netpreserve.org/warc/1.1/revisit/";

// Without characters that would end the line or the head: they become blanks.
std::string WithoutControls(std::string_view value) {
  std::string out(value);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return out;
}

void Add(HeaderFields* fields, std::string_view name, std::string_view value) {
  if (!value.empty()) fields->emplace_back(name, value);
}

HeaderFields CommonFields(std::string_view type, std::string_view id, const Capture& c,
                          std::string_view warcinfo_id) {
  HeaderFields fields;
  Add(&fields, "WARC-Type", type);
  Add(&fields, "WARC-Record-ID", id);
  Add(&fields, "WARC-Date", c.date);
  Add(&fields, "WARC-Target-URI", c.url);
  Add(&fields, "WARC-Warcinfo-ID", warcinfo_id);
  return fields;
}

// The block is `head` and then `body`.
std::string Record(HeaderFields fields, std::string_view head, std::string_view body,
                   std::string_view content_type) {
  DigestStream digest(DigestStream::Kind::kSha1);
  digest.Add(head);
  digest.Add(body);
  Add(&fields, "WARC-Block-Digest", "sha1:" + digest.Base32());
  Add(&fields, "Content-Type", content_type);
  return WarcRecordBytes(fields, head, body);
}

// "HTTP/2 200" -> "HTTP/1.1 200 ".
std::string StatusLine(std::string_view line) {
  if (!line.starts_with("HTTP/2") && !line.starts_with("HTTP/3")) return std::string(line);
  size_t blank = std::min(line.find(' '), line.size());
  std::string_view code = line.substr(blank);
  return fmt::format("HTTP/1.1{}{}", code, code.find(' ', 1) == std::string_view::npos ? " " : "");
}

}  // namespace

std::string WarcRecordId(std::string_view identity) {
  std::string h = Sha1Hex(identity).substr(0, 32);
  h[12] = '5';  // a UUID made from a name by SHA-1 (RFC 4122)
  h[16] = "89ab"[h[16] & 3];
  return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", h.substr(0, 8), h.substr(8, 4), h.substr(12, 4),
                     h.substr(16, 4), h.substr(20));
}

std::string WarcRecordBytes(const HeaderFields& fields, std::string_view head,
                            std::string_view body) {
  std::string out = "WARC/1.1\r\n" + WarcFieldsBlock(fields);
  size_t size = head.size() + body.size();
  out.reserve(out.size() + size + 64);
  fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n\r\n", size);
  out += head;
  out += body;
  out += "\r\n\r\n";
  return out;
}

std::string WarcFieldsBlock(const HeaderFields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += fmt::format("{}: {}\r\n", WithoutControls(name), WithoutControls(value));
  }
  return out;
}

std::string StoredResponseHead(const Capture& capture) {
  std::string out;
  std::string_view rest = capture.response_head;
  while (!rest.empty()) {
    size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    constexpr std::string_view kCoding = "Transfer-Encoding";
    if (out.empty()) {
      out += StatusLine(line);
    } else {
      bool coding = EqualsIgnoreAsciiCase(line.substr(0, line.find(':')), kCoding);
      if (coding && capture.transfer_decoded) out += "X-Crawler-";
      out += line;
    }
    out += "\r\n";
  }
  return out + "\r\n";
}

CaptureRecords MakeCaptureRecords(const Capture& c, std::string_view warcinfo_id,
                                  std::string_view record_id) {
  CaptureRecords made;
  bool revisit = c.kind != Capture::Kind::kResponse;
  HeaderFields fields = CommonFields(revisit ? "revisit" : "response", record_id, c, warcinfo_id);
  Add(&fields, "WARC-IP-Address", c.ip);
  Add(&fields, "WARC-Protocol", c.protocol);
  if (revisit) {
    bool unchanged = c.kind == Capture::Kind::kNotModified;
    Add(&fields, "WARC-Profile",
        fmt::format("{}{}", kProfiles,
                    unchanged ? "server-not-modified" : "identical-payload-digest"));
    Add(&fields, "WARC-Refers-To", c.refers_to_id);
    Add(&fields, "WARC-Refers-To-Target-URI", c.refers_to_url);
    Add(&fields, "WARC-Refers-To-Date", c.refers_to_date);
    made.payload_digest = c.payload_digest;
  } else {
    made.payload_digest =
        c.payload_digest.empty() ? "sha1:" + Sha1Base32(c.body) : c.payload_digest;
    Add(&fields, "WARC-Truncated", c.truncated);
  }
  Add(&fields, "WARC-Payload-Digest", made.payload_digest);
  made.response = Record(std::move(fields), StoredResponseHead(c), revisit ? "" : c.body,
                         "application/http; msgtype=response");

  auto companion = [&](std::string_view type, std::string_view content, std::string_view kind) {
    HeaderFields f =
        CommonFields(type, WarcRecordId(fmt::format("{} {}", record_id, type)), c, warcinfo_id);
    Add(&f, "WARC-Concurrent-To", record_id);
    return Record(std::move(f), content, "", kind);
  };
  if (!c.request.empty()) {
    made.request = companion("request", c.request, "application/http; msgtype=request");
  }
  if (!c.metadata.empty()) {
    made.metadata = companion("metadata", WarcFieldsBlock(c.metadata), "application/warc-fields");
  }
  return made;
}

}  // namespace newsfacts
