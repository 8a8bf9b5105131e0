#include "pipeline/store/path_list.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

// Sixteen times as long as Linux lets a path be.
constexpr size_t kMostLine = size_t{64} << 10;

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// The lines of what is no file. A read takes what is there, and waits only where nothing is.
class PipeLines {
 public:
  explicit PipeLines(int fd) : fd_(fd) {}
  PipeLines(const PipeLines&) = delete;
  PipeLines& operator=(const PipeLines&) = delete;
  ~PipeLines() {
    if (fd_ > STDERR_FILENO) ::close(fd_);
  }

  // Waits for the first line, or as many bytes as tell.
  bool IsPacked() {
    while (unread_.size() < 4 && unread_.find('\n') == std::string_view::npos && Read()) {
    }
    return unread_.starts_with("\x1F\x8B") || unread_.starts_with("\x28\xB5\x2F\xFD");
  }

  // As LineStream has it.
  bool Next(std::string* line, size_t limit, bool* cut) {
    line->clear();
    bool begun = false;
    while (!unread_.empty() || Read()) {
      begun = true;
      size_t end = unread_.find('\n');
      size_t length = std::min(end, unread_.size());
      size_t kept = std::min(length, limit - line->size());
      line->append(unread_, 0, kept);
      if (kept < length) *cut = true;
      unread_.remove_prefix(std::min(end, unread_.size() - 1) + 1);
      if (end != std::string_view::npos) return true;
    }
    return begun;
  }

  // Whether Next would not wait.
  bool Ready() {
    while (!ended_ && unread_.size() <= kMostLine && unread_.find('\n') == std::string_view::npos) {
      pollfd wanted{fd_, POLLIN, 0};
      if (::poll(&wanted, 1, 0) <= 0) return false;
      Read();
    }
    return true;
  }

  Status status() const {
    return failed_ == 0 ? Ok() : Status(DamagedError(std::strerror(failed_)));
  }

 private:
  // Gets more bytes behind those not yet given; false at the end.
  bool Read() {
    if (ended_) return false;
    bytes_.erase(0, bytes_.size() - unread_.size());
    size_t size = bytes_.size();
    bytes_.resize(size + kMostLine);
    ssize_t n = -1;
    while ((n = ::read(fd_, bytes_.data() + size, kMostLine)) < 0 && errno == EINTR) {
    }
    if (n < 0) failed_ = errno;
    ended_ = n <= 0;
    bytes_.resize(size + static_cast<size_t>(std::max<ssize_t>(n, 0)));
    unread_ = bytes_;
    return !ended_;
  }

  int fd_;
  std::string bytes_;
  std::string_view unread_;  // the end of bytes_
  bool ended_ = false;
  int failed_ = 0;  // errno
};

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
  Impl(const std::string& path, std::function<bool(std::string_view)> wanted)
      : takes(std::move(wanted)),
        is_standard_input(path == "-"),
        place{is_standard_input ? "standard input" : path, 0} {}

  std::function<bool(std::string_view)> takes;
  bool is_standard_input;
  Source place;
  std::optional<LineStream> file;
  std::optional<PipeLines> pipe;            // where it is no file
  std::optional<Result<InputFile>> answer;  // of Next, found by Ready
  bool ended = false;

  // Reads one line, which may have an answer in it.
  void Step() {
    std::string line;
    bool cut = false;
    if (file ? file->Next(&line, kMostLine, &cut) : pipe->Next(&line, kMostLine, &cut)) {
      ++place.record;
      if (!IsBlank(line) && takes(line)) answer = Named(line, cut);
      return;
    }
    ended = true;
    Status status = file ? file->status() : pipe->status();
    if (!status.ok()) answer = file ? status.error() : At(status.error());
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
  auto impl = std::make_unique<Impl>(path, std::move(takes));
  struct stat info {};
  int stated = path == "-" ? ::fstat(STDIN_FILENO, &info) : ::stat(path.c_str(), &info);
  if (stated == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) {
    int fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return InputError(fmt::format("{}: {}", path, std::strerror(errno)));
    impl->pipe.emplace(fd);
    if (impl->pipe->IsPacked()) {
      return InputError(fmt::format("{}: the list is packed; unpack it on its way (zcat, zstdcat)",
                                    impl->place.file));
    }
  } else {
    Result<LineStream> lines = LineStream::Open(path);
    if (!lines.ok()) return lines.error();
    impl->file.emplace(std::move(*lines));
  }
  return PathList(std::move(impl));
}

std::optional<Result<InputFile>> PathList::Next() {
  while (!impl_->answer && !impl_->ended) impl_->Step();
  return std::exchange(impl_->answer, std::nullopt);
}
bool PathList::Ready() {
  Impl& o = *impl_;
  while (!o.answer && !o.ended && (o.file || o.pipe->Ready())) o.Step();
  return o.answer || o.ended;
}
const Source& PathList::place() const {
  return impl_->place;
}

}  // namespace newsfacts
