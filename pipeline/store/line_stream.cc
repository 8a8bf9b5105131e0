#include "pipeline/store/line_stream.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

namespace newsfacts {

struct LineStream::Impl {
  explicit Impl(std::string p) : path(std::move(p)), buffer(size_t{1} << 18, '\0') {}
  ~Impl() {
    if (file != nullptr) gzclose(file);
  }

  std::string path;
  gzFile file = nullptr;  // reads plain files too
  std::string buffer;
  std::string_view unread;  // of the buffer
  std::string damage;

  bool Fill() {
    int n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()));
    unread = std::string_view(buffer).substr(0, n > 0 ? static_cast<size_t>(n) : 0);
    int code = Z_OK;
    const char* why = gzerror(file, &code);
    if (n <= 0 && code != Z_OK && code != Z_STREAM_END) damage = why;
    return n > 0;
  }
};

LineStream::LineStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LineStream::LineStream(LineStream&&) noexcept = default;
LineStream& LineStream::operator=(LineStream&&) noexcept = default;
LineStream::~LineStream() = default;

Result<LineStream> LineStream::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>(path);
  impl->file = gzopen(path.c_str(), "rb");
  if (impl->file == nullptr) return InputError(fmt::format("{}: {}", path, std::strerror(errno)));
  return LineStream(std::move(impl));
}

bool LineStream::Next(std::string* line) {
  line->clear();
  bool begun = false;
  while (!impl_->unread.empty() || impl_->Fill()) {
    begun = true;
    size_t end = impl_->unread.find('\n');
    line->append(impl_->unread, 0, end);
    impl_->unread.remove_prefix(end == std::string_view::npos ? impl_->unread.size() : end + 1);
    if (end != std::string_view::npos) return true;
  }
  return begun;
}

Status LineStream::status() const {
  if (impl_->damage.empty()) return Ok();
  return DamagedError(fmt::format("{}: {}", impl_->path, impl_->damage));
}

}  // namespace newsfacts
