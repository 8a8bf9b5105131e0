#include "pipeline/store/input.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

Error TooLong(const std::string& path, size_t limit) {
  return InputError(fmt::format("{}: longer than {} bytes; split it", path, limit));
}

// Without `cut` more than `limit` bytes are an error; with it they are left out.
Result<std::string> ReadAll(ByteStream& stream, size_t limit, bool* cut = nullptr) {
  std::string out;
  for (std::string_view chunk; out.size() <= limit && !(chunk = stream.Next()).empty();) {
    out += chunk;
  }
  if (out.size() > limit) {
    if (cut == nullptr) return TooLong(stream.path(), limit);
    *cut = true;
    out.resize(limit);
  }
  Status status = stream.status();
  if (!status.ok()) return status.error();
  return out;
}

// Whether a pipe that begins so holds articles, be it none.
bool BeginsAsLines(std::string_view bytes) {
  size_t first = bytes.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || bytes[first] == '{';
}

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path, size_t limit) {
  Result<ByteStream> stream = ByteStream::Open(path);
  if (!stream.ok()) return stream.error();
  return ReadAll(*stream, limit);
}

Result<std::string> ReadBeginning(const std::string& path, size_t size) {
  Result<ByteStream> stream = ByteStream::Open(path);
  if (!stream.ok()) return stream.error();
  std::string out;
  for (std::string_view part; out.size() < size && !(part = stream->Next()).empty();) {
    out.append(part, 0, size - out.size());
  }
  if (Status s = stream->status(); !s.ok()) return s.error();
  return out;
}

using Item = std::optional<Result<RawRecord>>;

struct InputReader::Impl {
  explicit Impl(std::vector<InputFile> f) : files(std::move(f)) {}
  explicit Impl(PathList* l) : list(l) {}

  std::vector<InputFile> files;
  size_t next_file = 0;
  PathList* list = nullptr;  // instead of them
  bool ended = false;        // no file is left
  Item answer;               // of Next, found by Ready
  Source place;
  // What is being read; nothing between two files and in a file that is one page.
  std::optional<LineStream> lines;
  std::optional<WarcReader> warc;
  std::vector<std::string> damages;  // of the WARC, not yet told
  std::vector<std::string> warnings;
  uint64_t bytes_before = 0;  // of the files read to their ends

  RawRecord Raw(RawRecord::Kind kind) {
    ++place.record;
    RawRecord raw;
    raw.kind = kind;
    raw.source = place;
    return raw;
  }

  Item NextLine() {
    RawRecord raw = Raw(RawRecord::Kind::kLine);
    while (lines->Next(&raw.bytes, kMostRecordBytes, &raw.cut)) {
      if (raw.bytes.find_first_not_of(" \t\r") != std::string::npos) return Result(std::move(raw));
      raw.source.record = ++place.record;
    }
    Status status = lines->status();
    bytes_before += lines->position();
    lines.reset();
    if (!status.ok()) return Result<RawRecord>(status.error());
    return std::nullopt;
  }

  // Damage noted since the last record; warnings are kept for who asks.
  Item NextDamage() {
    for (WarcProblem& p : warc->TakeProblems()) {
      if (p.damage) {
        damages.push_back(std::move(p.message));
      } else {
        warnings.push_back(std::move(p.message));
      }
    }
    if (damages.empty()) return std::nullopt;
    std::string first = std::move(damages.front());
    damages.erase(damages.begin());
    return Result<RawRecord>(DamagedError(std::move(first)));
  }

  Item NextWarc() {
    if (Item damage = NextDamage()) return damage;
    std::optional<WarcRecord> record;
    while ((record = warc->Next()) && !MayHoldPage(*record) && !record->Is("revisit")) {
      ++place.record;
    }
    if (!record) {
      if (Item damage = NextDamage()) return damage;
      bytes_before += warc->position();
      warc.reset();
      return std::nullopt;
    }
    RawRecord raw = Raw(RawRecord::Kind::kWarc);
    raw.warc = std::move(*record);
    if (MayHoldPage(raw.warc)) {
      uint64_t beyond = 0;
      raw.bytes = warc->ReadBlock(kMostRecordBytes, &beyond);
      raw.cut = beyond > 0;
    }
    return Result<RawRecord>(std::move(raw));
  }

  bool in_file() const { return lines || warc; }
  Item NextInFile() { return lines ? NextLine() : NextWarc(); }

  // The first record of the next file; nothing where it has none, or there is no file.
  Item OpenNext() {
    if (!list) {
      if (next_file < files.size()) return Open(files[next_file++]);
    } else if (std::optional<Result<InputFile>> file = list->Next()) {
      if (file->ok()) return Open(**file);
      place = list->place();
      return Result<RawRecord>(file->error());
    }
    ended = true;
    return std::nullopt;
  }

  Item Open(const InputFile& file) {
    place = {file.path, 0};
    if (!file.trouble.empty()) {
      return Result<RawRecord>(InputError(fmt::format("{}: {}", file.path, file.trouble)));
    }
    Result<ByteStream> stream = ByteStream::Open(file.path, file.range);
    if (!stream.ok()) return Result<RawRecord>(stream.error());
    std::string_view begin = stream->Peek();
    bool is_capture = WarcReader::Recognizes(begin);
    if (file.is_part && stream->status().ok() &&
        (begin.empty() || (HoldsCaptures(file.path) && !is_capture))) {
      return Result<RawRecord>(InputError(
          fmt::format("{}: {} at byte {}", file.path,
                      begin.empty() ? "nothing" : "no record begins", file.range.offset)));
    }
    if (is_capture || HoldsCaptures(file.path)) {
      warc = WarcReader::Over(std::move(*stream));
      return NextWarc();
    }
    if (HoldsLines(file.path) || (file.path == "-" && BeginsAsLines(begin))) {
      lines.emplace(std::move(*stream));
      return NextLine();
    }
    RawRecord raw;
    Result<std::string> bytes = ReadAll(*stream, kMostRecordBytes, &raw.cut);
    bytes_before += stream->position();
    if (!bytes.ok()) return Result<RawRecord>(bytes.error());
    raw.source = place;
    raw.id = file.id;
    raw.bytes = std::move(*bytes);
    return Result<RawRecord>(std::move(raw));
  }

  Item Next() {
    Item item = std::exchange(answer, std::nullopt);
    while (!item && !ended) item = in_file() ? NextInFile() : OpenNext();
    return item;
  }

  bool Ready() {
    while (!answer && in_file()) {
      if (lines && !lines->Ready()) return false;
      answer = NextInFile();
    }
    if (answer || ended) return true;
    if (list) return list->Ready();
    // The first line of standard input is waited for.
    return next_file == files.size() || files[next_file].path != "-";
  }
};

InputReader::InputReader(std::vector<InputFile> files)
    : impl_(std::make_unique<Impl>(std::move(files))) {}
InputReader::InputReader(PathList* list) : impl_(std::make_unique<Impl>(list)) {}
InputReader::~InputReader() = default;
InputReader::InputReader(InputReader&&) noexcept = default;
InputReader& InputReader::operator=(InputReader&&) noexcept = default;

std::optional<Result<RawRecord>> InputReader::Next() {
  return impl_->Next();
}
bool InputReader::Ready() {
  return impl_->Ready();
}
const Source& InputReader::place() const {
  return impl_->place;
}
uint64_t InputReader::bytes_read() const {
  uint64_t current = impl_->lines  ? impl_->lines->position()
                     : impl_->warc ? impl_->warc->position()
                                   : 0;
  return impl_->bytes_before + current;
}
std::vector<std::string> InputReader::TakeWarnings() {
  return std::exchange(impl_->warnings, {});
}

ItemReader::ItemReader(const std::vector<std::string>& arguments)
    : reader_(ListInputs(arguments)) {}

std::optional<Result<InputItem>> ItemReader::Next() {
  while (std::optional<Result<RawRecord>> raw = reader_.Next()) {
    if (!raw->ok()) return Result<InputItem>(raw->error());
    Result<LookedInto> inside = LookInto(std::move(**raw), &parser_);
    if (!inside.ok()) return Result<InputItem>(inside.error());
    if (std::holds_alternative<SkippedRecord>(*inside)) continue;
    std::optional<Result<InputItem>> item;
    if (auto* page = std::get_if<Page>(&*inside)) {
      item.emplace(InputItem(std::move(*page)));
    } else {
      item.emplace(InputItem(std::move(std::get<Article>(*inside))));
    }
    return item;
  }
  return std::nullopt;
}

}  // namespace newsfacts
