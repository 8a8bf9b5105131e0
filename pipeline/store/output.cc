#include "pipeline/store/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace newsfacts {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 16;

Error Failed(const std::string& path, int code) {
  return OutputError(
      fmt::format("cannot write {}: {}; {}", path, std::strerror(code), WriteAdvice(code)));
}

}  // namespace

std::string_view WriteAdvice(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "free some space or write to another disk";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a folder in which you may write";
    case ENOENT:
    case ENOTDIR:
      return "make its folder first (mkdir -p)";
    case EFBIG:
      return "raise the limit on file sizes (ulimit -f)";
    default:
      return "check the disk, or write to another place";
  }
}

struct OutputFile::Impl {
  std::string path;  // for messages
  std::string part;  // "" where the lines go straight to `path`
  int fd = -1;
  bool standard = false;
  std::string buffer;

  ~Impl() {
    if (fd >= 0 && !standard) ::close(fd);
    if (!part.empty()) ::unlink(part.c_str());
  }

  Status Write(std::string_view rest) {
    while (!rest.empty()) {
      ssize_t n = ::write(fd, rest.data(), rest.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EPIPE && standard) return OutputError("");
      if (n < 0) return Failed(path, errno);
      rest.remove_prefix(static_cast<size_t>(n));
    }
    return Ok();
  }

  Status Flush() {
    Status written = Write(buffer);
    if (written.ok()) buffer.clear();
    return written;
  }
};

OutputFile::OutputFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;

Result<OutputFile> OutputFile::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  if (path.empty() || path == "-") {
    impl->path = "standard output";
    impl->standard = true;
    impl->fd = STDOUT_FILENO;
    return OutputFile(std::move(impl));
  }
  namespace fs = std::filesystem;
  std::error_code ignored;
  // A link stays one: the file it names is the one to replace.
  if (fs::is_symlink(path, ignored)) {
    fs::path target = fs::weakly_canonical(path, ignored);
    if (!target.empty()) impl->path = target.string();
  }
  fs::file_status status = fs::status(impl->path, ignored);
  if (fs::is_directory(status)) {
    return OutputError(fmt::format("cannot write {}: it is a folder; name a file in it", path));
  }
  // Devices and named pipes are written to, never replaced.
  bool replaces = !fs::exists(status) || fs::is_regular_file(status);
  std::string opened = replaces ? impl->path + ".part" : impl->path;
  impl->fd = ::open(opened.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (impl->fd < 0) return Failed(opened, errno);
  if (replaces) impl->part = std::move(opened);
  return OutputFile(std::move(impl));
}

Status OutputFile::Write(std::string_view lines) {
  Impl& o = *impl_;
  if (lines.size() < kBufferBytes) {
    o.buffer += lines;
    return o.buffer.size() < kBufferBytes ? Ok() : o.Flush();
  }
  Status before = o.Flush();
  return before.ok() ? o.Write(lines) : before;
}

Status OutputFile::WriteLine(std::string_view line) {
  impl_->buffer += line;
  return Write("\n");
}

Status OutputFile::Flush() {
  return impl_->Flush();
}

Status OutputFile::Close() {
  Impl& o = *impl_;
  Status flushed = o.Flush();
  if (!flushed.ok() || o.standard) return flushed;
  if (!o.part.empty() && ::fsync(o.fd) != 0) return Failed(o.part, errno);
  if (::close(std::exchange(o.fd, -1)) != 0) return Failed(o.path, errno);
  if (o.part.empty()) return Ok();
  if (std::rename(o.part.c_str(), o.path.c_str()) != 0) return Failed(o.path, errno);
  o.part.clear();
  return Ok();
}

}  // namespace newsfacts
