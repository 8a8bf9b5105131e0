#include "pipeline/store/path_list.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

// Sixteen times as long as Linux lets a path be.
constexpr size_t kMostLine = size_t{64} << 10;

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Result<InputFile> ParsePathLine(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  size_t tab = line.find('\t');
  InputFile file;
  file.path = line.substr(0, tab);
  file.id = DocumentIdOfFile(file.path);
  if (file.path.empty()) return InputError("a line without a path");
  if (line.find('\0') != std::string_view::npos) {
    return InputError("a zero byte in a line; write one path a line");
  }
  if (tab == std::string_view::npos) return file;
  std::string_view numbers = line.substr(tab + 1);
  size_t second = numbers.find('\t');
  auto read = [](std::string_view digits, uint64_t* into) {
    auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), *into);
    return failed == std::errc() && end == digits.data() + digits.size();
  };
  if (second == std::string_view::npos || !read(numbers.substr(0, second), &file.range.offset) ||
      !read(numbers.substr(second + 1), &file.range.length)) {
    return InputError(fmt::format("{}: no offset and length in \"{}\"", file.path, numbers));
  }
  file.is_part = true;
  return file;
}

struct PathList::Impl {
  Impl(LineStream l, const std::string& path, std::function<bool(std::string_view)> wanted)
      : lines(std::move(l)),
        takes(std::move(wanted)),
        is_standard_input(path == "-"),
        place{is_standard_input ? "standard input" : path, 0} {}

  LineStream lines;
  std::function<bool(std::string_view)> takes;
  bool is_standard_input;
  Source place;
  std::optional<Result<InputFile>> answer;  // of Next, found by Ready
  bool ended = false;

  // Reads one line, which may have an answer in it.
  void Step() {
    std::string line;
    bool cut = false;
    if (lines.Next(&line, kMostLine, &cut)) {
      ++place.record;
      if (!IsBlank(line) && takes(line)) answer = Named(line, cut);
      return;
    }
    ended = true;
    Status status = lines.status();
    if (!status.ok()) answer = status.error();
  }

  Result<InputFile> Named(const std::string& line, bool cut) const {
    if (cut) return At(InputError("a line that is too long for a path"));
    Result<InputFile> named = ParsePathLine(line);
    if (!named.ok()) return At(named.error());
    if (named->path == "-" && is_standard_input) {
      return At(InputError("standard input holds the list; it is no input too"));
    }
    return named;
  }

  Error At(const Error& error) const {
    return {error.kind, fmt::format("{}:{}: {}", place.file, place.record, error.message)};
  }
};

PathList::PathList(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PathList::PathList(PathList&&) noexcept = default;
PathList& PathList::operator=(PathList&&) noexcept = default;
PathList::~PathList() = default;

Result<PathList> PathList::Open(const std::string& path,
                                std::function<bool(std::string_view)> takes) {
  Result<LineStream> lines = LineStream::Open(path);
  if (!lines.ok()) return lines.error();
  return PathList(std::make_unique<Impl>(std::move(*lines), path, std::move(takes)));
}

std::optional<Result<InputFile>> PathList::Next() {
  while (!impl_->answer && !impl_->ended) impl_->Step();
  return std::exchange(impl_->answer, std::nullopt);
}
bool PathList::Ready() {
  Impl& o = *impl_;
  while (!o.answer && !o.ended && o.lines.Ready()) o.Step();
  return o.answer || o.ended;
}
const Source& PathList::place() const {
  return impl_->place;
}

}  // namespace newsfacts
