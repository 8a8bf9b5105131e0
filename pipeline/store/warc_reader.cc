#include "pipeline/store/warc_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <utility>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMostHead = size_t{1} << 20;
constexpr int kMostWarnings = 5;  // told one by one; then counted

std::optional<uint64_t> ParseLength(std::string_view text) {
  uint64_t n = 0;
  auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || failed != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return n;
}

// Whether a WARC record can begin with these bytes: "WARC/1.0".
bool IsWarcMark(std::string_view bytes) {
  return bytes.size() > 5 && EqualsIgnoreAsciiCase(bytes.substr(0, 5), "WARC/") &&
         bytes[5] >= '0' && bytes[5] <= '9';
}

// Takes the last blank-separated word off `line`.
std::string_view TakeLastWord(std::string_view* line) {
  size_t blank = line->find_last_of(' ');
  std::string_view word = line->substr(blank == std::string_view::npos ? 0 : blank + 1);
  line->remove_suffix(std::min(line->size(), word.size() + 1));
  return word;
}

// "URL IP-address Archive-date Content-type Archive-length"; the URL may hold blanks. Version 2 of
// the format puts five more columns before the length.
bool ParseArcLine(std::string_view line, bool version2, WarcRecord* record) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  std::optional<uint64_t> length = ParseLength(TakeLastWord(&line));
  if (!length) return false;
  if (version2) {
    for (int column = 0; column < 5; ++column) TakeLastWord(&line);
  }
  record->content_length = *length;
  record->content_type = TakeLastWord(&line);
  record->date = TakeLastWord(&line);
  TakeLastWord(&line);  // IP address
  record->uri = line;
  record->type = line.starts_with("filedesc://") ? "filedesc" : "response";
  return !line.empty();
}

// Whether a file that begins with these bytes is an ARC: with its own description, or, where that
// was cut off, with the line of a record.
bool BeginsArc(std::string_view bytes) {
  if (bytes.starts_with("filedesc://")) return true;
  WarcRecord record;
  std::string_view line = bytes.substr(0, bytes.find('\n'));
  return line.size() < bytes.size() && ParseArcLine(line, false, &record) &&
         record.uri.find(':') != std::string::npos && record.date.size() == 14 &&
         record.date.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

bool WarcRecord::Is(std::string_view lower_case_type) const {
  return EqualsIgnoreAsciiCase(type, lower_case_type);
}

bool WarcRecord::holds_http() const {
  bool message = Is("response") || Is("revisit");
  return message && content_length > 0 && EqualsIgnoreAsciiCase(uri.substr(0, 4), "http");
}

struct WarcReader::Impl {
  explicit Impl(ByteStream s) : path(s.path()), stream(std::move(s)) {}

  struct Member {
    uint64_t unpacked;
    uint64_t offset;
  };

  std::string path;
  ByteStream stream;
  std::string_view unused;     // bytes: of the stream's last chunk, or of `joined`
  std::string joined;          // what was left of a chunk and the next one
  uint64_t unpacked = 0;       // place of the first unused byte
  bool ended = false;          // the stream gave all it has
  std::deque<Member> members;  // that begin at or after the record before
  uint64_t block_left = 0;
  bool any_record = false;
  bool arc = false;
  bool arc2 = false;
  bool told_shared_member = false;
  bool broken_block = false;  // the last block was cut short
  int warnings = 0;
  std::vector<WarcProblem> problems;

  std::string_view view() const { return unused; }

  void Use(size_t n) {
    unused.remove_prefix(n);
    unpacked += n;
  }

  // Gets more bytes behind the view; false at the end.
  bool More() {
    if (ended) return false;
    // What is left would be lost with its chunk; mostly it is nothing, and the next is not copied.
    joined.assign(unused.data(), unused.size());
    unused = joined;
    std::string_view chunk = stream.Next();
    if (chunk.empty()) {
      ended = true;
      Status status = stream.status();
      if (!status.ok()) problems.push_back({true, status.error().message});
      return false;
    }
    if (stream.begins_member()) {
      members.push_back({unpacked + joined.size(), stream.member_offset()});
    }
    unused = joined.empty() ? chunk : std::string_view(joined += chunk);
    return true;
  }

  // Sees to it that the view holds n bytes, or all that are left.
  void Need(size_t n) {
    while (view().size() < n && More()) {
    }
  }

  // The place of an unpacked byte as a person finds it: in the file as stored.
  std::string PlaceOf(uint64_t byte) const {
    uint64_t member = 0;
    for (const Member& m : members) {
      if (m.unpacked <= byte) member = m.offset;
    }
    bool plain = stream.container() == ByteStream::Container::kPlain;
    return plain ? fmt::format("byte {}", member + byte)
                 : fmt::format("the member at byte {}, {} bytes unpacked", member, byte);
  }

  void Damage(uint64_t byte, std::string_view what) {
    problems.push_back({true, fmt::format("{}: {}: {}", path, PlaceOf(byte), what)});
  }
  void Warn(uint64_t byte, std::string_view what) {
    if (++warnings <= kMostWarnings) {
      problems.push_back({false, fmt::format("{}: {}: {}", path, PlaceOf(byte), what)});
    }
  }

  void SkipBlock() {
    while (!TakeBlock().empty()) {
    }
  }

  std::string_view TakeBlock() {
    if (block_left == 0) return {};
    Need(1);
    std::string_view part = view().substr(0, std::min<uint64_t>(block_left, view().size()));
    if (part.empty()) {
      Damage(unpacked,
             fmt::format("the block of the last record is cut short: {} bytes are missing",
                         block_left));
      block_left = 0;
      broken_block = true;
      return {};
    }
    block_left -= part.size();
    Use(part.size());
    return part;
  }

  // Passes over what stands between two records, complaining where it is not what should.
  void SkipGap() {
    uint64_t begin = unpacked;
    std::string gap;
    uint64_t length = 0;
    for (Need(1); !view().empty() && (view()[0] == '\r' || view()[0] == '\n'); Need(1)) {
      if (++length <= 4) gap += view()[0];
      Use(1);
    }
    if (!any_record || broken_block) return;
    if (arc) {
      if (length == 0 && !view().empty()) Damage(begin, "no line end before the next record");
      if (length == 0 && view().empty()) Warn(begin, "no line end behind the last record");
      return;
    }
    Need(8);
    bool next = view().empty() || IsWarcMark(view());  // else Resync has more to say
    if (next && (gap != "\r\n\r\n" || length != 4)) {
      Warn(begin, "the record before is not followed by two line ends");
    }
  }

  // Passes over bytes that are no record; false where none follows.
  bool Resync() {
    Need(8);
    if (IsWarcMark(view())) return true;
    if (view().empty()) return false;
    uint64_t begin = unpacked;
    bool blank = true;  // nothing but white space so far
    while (true) {
      Need(kChunkOfSearch);
      size_t line = view().find('\n');
      size_t end = line == std::string_view::npos ? view().size() : line + 1;
      if (end == 0) break;
      blank = blank && view().substr(0, end).find_first_not_of(" \t\r\n") == std::string_view::npos;
      Use(end);
      Need(8);
      if (line != std::string_view::npos && IsWarcMark(view())) break;
    }
    std::string what = fmt::format("{} bytes that are no record", unpacked - begin);
    if (view().empty() && !blank) {
      Damage(begin, what);
    } else {
      Warn(begin, what);
    }
    return !view().empty();
  }
  static constexpr size_t kChunkOfSearch = size_t{1} << 16;

  // The offset of a record that begins at the view, where one can read it alone.
  std::optional<uint64_t> PlaceOfRecord() {
    while (members.size() > 1 && members[1].unpacked <= unpacked) members.pop_front();
    if (members.empty()) return std::nullopt;
    if (stream.container() == ByteStream::Container::kPlain) {
      return members[0].offset + unpacked - members[0].unpacked;
    }
    if (members[0].unpacked == unpacked) return members[0].offset;
    if (!std::exchange(told_shared_member, true)) {
      Warn(unpacked, "records share a member: they cannot be read alone");
    }
    return std::nullopt;
  }

  // The head at the view, with its end; empty where there is none.
  std::string_view Head() {
    std::optional<size_t> end;
    for (size_t want = 4096; !(end = EndOfHead(view())) && want <= kMostHead; want *= 2) {
      Need(want);
      if (view().size() < want) {
        end = EndOfHead(view());
        break;
      }
    }
    return view().substr(0, end.value_or(0));
  }

  std::optional<WarcRecord> NextWarc() {
    while (Resync()) {
      WarcRecord record;
      record.offset = PlaceOfRecord();
      record.unpacked_offset = unpacked;
      std::string_view head = Head();
      if (head.empty()) {
        Damage(unpacked, "the head of a record is cut short or longer than 1 MiB");
        Use(1);
        broken_block = true;
        continue;
      }
      record.fields = ParseFields(head.substr(head.find('\n') + 1));
      record.type = FieldValue(record.fields, "WARC-Type");
      record.date = FieldValue(record.fields, "WARC-Date");
      record.content_type = FieldValue(record.fields, "Content-Type");
      std::string_view uri = FieldValue(record.fields, "WARC-Target-URI");
      if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
      record.uri = uri;
      std::string_view declared = FieldValue(record.fields, "Content-Length");
      std::optional<uint64_t> length = ParseLength(declared);
      if (!length) {
        Damage(unpacked,
               fmt::format("a record without a usable Content-Length (\"{}\")", declared));
      }
      record.content_length = length.value_or(0);
      Use(head.size());
      return record;
    }
    return std::nullopt;
  }

  std::optional<WarcRecord> NextArc() {
    WarcRecord record;
    size_t end;
    for (size_t want = 4096;; want *= 2) {
      Need(want);
      end = view().find('\n');
      if (end != std::string_view::npos || view().size() < want || want > kMostHead) break;
    }
    if (view().empty()) return std::nullopt;
    record.offset = PlaceOfRecord();
    record.unpacked_offset = unpacked;
    std::string_view line = view().substr(0, end);
    if (end == std::string_view::npos || !ParseArcLine(line, arc2 && any_record, &record)) {
      Damage(unpacked, "no ARC header line where a record should begin");
      Use(view().size());
      ended = true;  // nothing tells where the next record might begin
      return std::nullopt;
    }
    Use(end + 1);
    if (record.type == "filedesc") {
      Need(2);
      arc2 = view().starts_with("2 ");
    }
    return record;
  }

  std::optional<WarcRecord> Next() {
    SkipBlock();
    SkipGap();
    broken_block = false;
    if (!any_record) {
      Need(kChunkOfSearch);
      arc = BeginsArc(view());
    }
    std::optional<WarcRecord> record = arc ? NextArc() : NextWarc();
    if (record) {
      any_record = true;
      block_left = record->content_length;
      return record;
    }
    if (!any_record && problems.empty()) Warn(0, "no record in it");
    if (warnings > kMostWarnings) {
      problems.push_back(
          {false, fmt::format("{}: {} more such warnings", path, warnings - kMostWarnings)});
      warnings = 0;
    }
    return std::nullopt;
  }
};

WarcReader::WarcReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

Result<WarcReader> WarcReader::Open(const std::string& path, ByteRange range) {
  Result<ByteStream> stream = ByteStream::Open(path, range);
  if (!stream.ok()) return stream.error();
  return Over(std::move(*stream));
}

WarcReader WarcReader::Over(ByteStream stream) {
  return WarcReader(std::make_unique<Impl>(std::move(stream)));
}

bool WarcReader::Recognizes(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  return IsWarcMark(bytes) || BeginsArc(bytes);
}

std::optional<WarcRecord> WarcReader::Next() {
  return impl_->Next();
}

std::string_view WarcReader::ReadBlock() {
  return impl_->TakeBlock();
}

std::string WarcReader::ReadBlock(size_t limit, uint64_t* cut) {
  constexpr uint64_t kMostTrusted = size_t{1} << 20;  // of a length that may be a lie
  std::string block;
  block.reserve(std::min<uint64_t>({impl_->block_left, limit, kMostTrusted}));
  *cut = 0;
  for (std::string_view part; !(part = impl_->TakeBlock()).empty();) {
    size_t kept = std::min(part.size(), limit - block.size());
    block += part.substr(0, kept);
    *cut += part.size() - kept;
  }
  return block;
}

std::vector<WarcProblem> WarcReader::TakeProblems() {
  return std::exchange(impl_->problems, {});
}

uint64_t WarcReader::position() const {
  return impl_->stream.position();
}

}  // namespace newsfacts
