#include "pipeline/store/warc_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>

#include "pipeline/store/byte_stream.h"
#include "pipeline/store/cdxj.h"
#include "pipeline/store/output.h"
#include "pipeline/store/warc_reader.h"
#include "pipeline/store/warc_record.h"

namespace newsfacts {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".warc.gz";
constexpr std::string_view kOpenEnding = ".warc.gz.open";
constexpr int kMostSerial = 99999;

// Seconds since 1970 of "2024-05-06T07:08:09..."; nothing for anything else.
std::optional<int64_t> SecondsOf(std::string_view date) {
  int n[6] = {};
  static constexpr size_t kAt[] = {0, 5, 8, 11, 14, 17};
  static constexpr size_t kDigits[] = {4, 2, 2, 2, 2, 2};
  if (date.size() < 19) return std::nullopt;
  for (int i = 0; i < 6; ++i) {
    for (char c : date.substr(kAt[i], kDigits[i])) {
      if (c < '0' || c > '9') return std::nullopt;
      n[i] = n[i] * 10 + (c - '0');
    }
  }
  using namespace std::chrono;
  sys_days day = year(n[0]) / n[1] / n[2];
  return day.time_since_epoch().count() * 86400LL + n[3] * 3600LL + n[4] * 60LL + n[5];
}

std::string Digits(std::string_view date) {
  std::string out;
  for (char c : date.substr(0, 19)) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

std::string MimeOf(const HttpHead& head) {
  std::string_view type = FieldValue(head.fields, "Content-Type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type.empty() ? "unk" : std::string(type);
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }

 private:
  int fd_;
};

// True where nobody else writes the file and it still has its name.
bool Lock(const Descriptor& file) {
  struct stat info {};
  return ::flock(file.get(), LOCK_EX | LOCK_NB) == 0 && ::fstat(file.get(), &info) == 0 &&
         info.st_nlink > 0;
}

// The file that grows.
struct OpenFile {
  Descriptor fd;
  std::string name;  // its final one, without the folder
  std::string warcinfo_id;
  uint64_t size = 0;
  int64_t begun = 0;
  std::vector<CdxEntry> index;
};

}  // namespace

struct WarcWriter::Impl {
  WarcWriterOptions options;
  std::optional<OpenFile> file;
  std::vector<RecoveredCapture> recovered;
  std::vector<std::string> finished;
  std::string members;  // of the capture that is written; keeps its room for the next

  std::string PathOf(std::string_view name) const {
    return (fs::path(options.folder) / name).string();
  }
  Error Failed(std::string_view doing, const std::string& name) const {
    int code = errno;
    return OutputError(fmt::format("cannot {} {}: {}; {}", doing, PathOf(name), std::strerror(code),
                                   WriteAdvice(code)));
  }

  // Appends, or leaves the file as it was.
  Status Append(std::string_view bytes) {
    std::string_view rest = bytes;
    while (!rest.empty()) {
      ssize_t n = ::write(file->fd.get(), rest.data(), rest.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        Error error = Failed("write", file->name);
        off_t before = static_cast<off_t>(file->size);
        bool mended = before > 0 && ::ftruncate(file->fd.get(), before) == 0 &&
                      ::lseek(file->fd.get(), before, SEEK_SET) == before;
        if (!mended) file.reset();  // the next Open cuts it back
        return error;
      }
      rest.remove_prefix(static_cast<size_t>(n));
    }
    file->size += bytes.size();
    return Ok();
  }

  Status OpenFor(const Capture& capture) {
    for (int serial = 1; serial <= kMostSerial; ++serial) {
      OpenFile f;
      f.name = fmt::format("{}-{}-{:05}{}", options.prefix, Digits(capture.date), serial, kEnding);
      if (fs::exists(PathOf(f.name))) continue;
      f.fd = Descriptor(
          ::open(PathOf(f.name + ".open").c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
      if (!f.fd.valid() && errno == EEXIST) continue;
      if (!f.fd.valid()) return Failed("create", f.name + ".open");
      if (!Lock(f.fd)) continue;
      f.begun = SecondsOf(capture.date).value_or(0);
      f.warcinfo_id = WarcRecordId("warcinfo " + f.name);
      file = std::move(f);
      return Append(GzipMember(WarcInfo(capture.date)));
    }
    return OutputError(
        fmt::format("{}: no name is left for a WARC file of this second", options.folder));
  }

  std::string WarcInfo(const std::string& date) const {
    HeaderFields lines = options.info;
    lines.emplace_back("format", "WARC File Format 1.1");
    lines.emplace_back("conformsTo",
                       "https://iipc.github.io/warc-specifications/specifications/"
                       "warc-format/warc-1.1/");
    return WarcRecordBytes({{"WARC-Type", "warcinfo"},
                            {"WARC-Record-ID", file->warcinfo_id},
                            {"WARC-Date", date},
                            {"WARC-Filename", file->name},
                            {"Content-Type", "application/warc-fields"}},
                           WarcFieldsBlock(lines));
  }

  Result<WarcPlace> Write(const Capture& capture) {
    if (!SecondsOf(capture.date)) {
      return UsageError(fmt::format("\"{}\" is no date of a capture", capture.date));
    }
    if (Status s = FinishIfOld(capture.date); !s.ok()) return s.error();
    if (!file) {
      if (Status s = OpenFor(capture); !s.ok()) return s.error();
    }
    WarcPlace place;
    place.file = file->name;
    place.offset = file->size;
    place.record_id =
        WarcRecordId(fmt::format("{} {} {} {}", file->name, file->size, capture.url, capture.date));
    CaptureRecords records = MakeCaptureRecords(capture, file->warcinfo_id, place.record_id);
    place.payload_digest = records.payload_digest;
    members.clear();
    AppendGzipMember(records.response, capture.packing, &members);
    place.length = members.size();
    for (const std::string& companion : {records.request, records.metadata}) {
      if (!companion.empty()) AppendGzipMember(companion, Packing::kUsual, &members);
    }
    if (Status s = Append(members); !s.ok()) return s.error();
    HttpHead head = ParseHttpHead(capture.response_head);
    bool revisit = capture.kind != Capture::Kind::kResponse;
    file->index.push_back({capture.url, capture.date, revisit ? "warc/revisit" : MimeOf(head),
                           head.status, place.payload_digest, place.offset, place.length,
                           place.file});
    if (file->size >= options.max_bytes) {
      if (Status s = Finish(); !s.ok()) return s.error();
    }
    return place;
  }

  Status FinishIfOld(std::string_view date) {
    std::optional<int64_t> now = SecondsOf(date);
    if (!file || !now || *now - file->begun < options.max_seconds) return Ok();
    return Finish();
  }

  Status Sync() {
    if (!file || ::fdatasync(file->fd.get()) == 0) return Ok();
    return Failed("sync", file->name);
  }

  // Syncs, writes the index, gives the final name.
  Status Finish() {
    if (!file) return Ok();
    OpenFile f = std::move(*file);
    file.reset();
    if (::fsync(f.fd.get()) != 0) return Failed("sync", f.name);
    std::vector<std::string> lines;
    for (const CdxEntry& entry : f.index) lines.push_back(CdxjLine(entry));
    std::sort(lines.begin(), lines.end());
    std::string stem = f.name.substr(0, f.name.size() - kEnding.size());
    Result<OutputFile> index = OutputFile::Open(PathOf(stem + ".cdxj"));
    if (!index.ok()) return index.error();
    for (const std::string& line : lines) {
      if (Status s = index->WriteLine(line); !s.ok()) return s;
    }
    if (Status s = index->Close(); !s.ok()) return s;
    std::string from = PathOf(f.name + ".open");
    if (std::rename(from.c_str(), PathOf(f.name).c_str()) != 0) return Failed("rename", f.name);
    finished.push_back(f.name);
    Descriptor folder(::open(options.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.valid() || ::fsync(folder.get()) != 0) return Failed("sync the folder of", f.name);
    return Ok();
  }

  Status RecoverAll() {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator it(options.folder, failed), end; !failed && it != end;
         it.increment(failed)) {
      std::string name = it->path().filename().string();
      if (name.starts_with(options.prefix + "-") && name.ends_with(kOpenEnding)) {
        names.push_back(std::move(name));
      }
    }
    if (failed) return OutputError(fmt::format("{}: {}", options.folder, failed.message()));
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (Status s = Recover(name); !s.ok()) return s;
    }
    return Ok();
  }

  // Cuts an .open file back to its last whole member and finishes it.
  Status Recover(const std::string& open_name) {
    std::string path = PathOf(open_name);
    OpenFile f;
    f.fd = Descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!f.fd.valid()) return Failed("open", open_name);
    if (!Lock(f.fd)) return Ok();  // somebody writes it
    f.name = open_name.substr(0, open_name.size() - std::strlen(".open"));
    Result<ByteStream> stream = ByteStream::Open(path);
    if (!stream.ok()) return OutputError(stream.error().message);
    while (!stream->Next().empty()) {
    }
    f.size = stream->whole_until();
    if (::ftruncate(f.fd.get(), static_cast<off_t>(f.size)) != 0) return Failed("cut", open_name);
    if (Status s = ReadBack(path, &f); !s.ok()) return s;
    if (f.index.empty()) {
      return ::unlink(path.c_str()) == 0 ? Ok() : Failed("remove", open_name);
    }
    file = std::move(f);
    return Finish();
  }

  // Fills the index from the records of a file.
  Status ReadBack(const std::string& path, OpenFile* f) {
    Result<WarcReader> warc = WarcReader::Open(path);
    if (!warc.ok()) return OutputError(warc.error().message);
    bool length_due = false;  // of the last entry
    auto set_length = [&](uint64_t end) {
      if (!std::exchange(length_due, false)) return;
      f->index.back().length = end - f->index.back().offset;
      recovered.back().place.length = f->index.back().length;
    };
    while (std::optional<WarcRecord> r = warc->Next()) {
      if (!r->offset) break;  // not written by a WarcWriter
      set_length(*r->offset);
      if (!r->Is("response") && !r->Is("revisit")) continue;
      uint64_t cut = 0;
      std::string block = warc->ReadBlock(kMostHttpHead, &cut);
      HttpHead head = ParseHttpHead(block);
      RecoveredCapture c;
      c.place = {f->name, *r->offset, 0, std::string(FieldValue(r->fields, "WARC-Record-ID")),
                 std::string(FieldValue(r->fields, "WARC-Payload-Digest"))};
      c.type = r->type;
      c.url = r->uri;
      c.date = r->date;
      c.http_status = head.status;
      c.response_head = block.substr(0, head.size);
      f->index.push_back({r->uri, r->date, r->Is("revisit") ? "warc/revisit" : MimeOf(head),
                          head.status, c.place.payload_digest, *r->offset, 0, f->name});
      recovered.push_back(std::move(c));
      length_due = true;
    }
    set_length(f->size);
    return Ok();
  }
};

WarcWriter::WarcWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WarcWriter::WarcWriter(WarcWriter&&) noexcept = default;
WarcWriter& WarcWriter::operator=(WarcWriter&&) noexcept = default;
WarcWriter::~WarcWriter() = default;

Result<WarcWriter> WarcWriter::Open(const WarcWriterOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  if (Status s = impl->RecoverAll(); !s.ok()) return s.error();
  return WarcWriter(std::move(impl));
}

Result<WarcPlace> WarcWriter::Write(const Capture& capture) {
  return impl_->Write(capture);
}
Status WarcWriter::Sync() {
  return impl_->Sync();
}
Status WarcWriter::FinishIfOld(std::string_view date) {
  return impl_->FinishIfOld(date);
}
Status WarcWriter::Close() {
  return impl_->Finish();
}
const std::vector<RecoveredCapture>& WarcWriter::recovered() const {
  return impl_->recovered;
}
const std::vector<std::string>& WarcWriter::finished() const {
  return impl_->finished;
}

}  // namespace newsfacts
