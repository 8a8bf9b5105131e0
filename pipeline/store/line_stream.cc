#include "pipeline/store/line_stream.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace newsfacts {

namespace {

// Reads up to `size` bytes of what is inside a file; 0 at its end or where it is damaged.
class Bytes {
 public:
  virtual ~Bytes() = default;
  virtual size_t Read(char* into, size_t size) = 0;
  const std::string& damage() const { return damage_; }

 protected:
  std::string damage_;
};

// gzip, or plain: zlib reads what is no gzip as it stands.
class GzipBytes : public Bytes {
 public:
  explicit GzipBytes(gzFile file) : file_(file) {}
  ~GzipBytes() override { gzclose(file_); }
  size_t Read(char* into, size_t size) override {
    int n = gzread(file_, into, static_cast<unsigned>(size));
    int code = Z_OK;
    const char* why = gzerror(file_, &code);
    if (n <= 0 && code != Z_OK && code != Z_STREAM_END) damage_ = why;
    return n > 0 ? static_cast<size_t>(n) : 0;
  }

 private:
  gzFile file_;
};

class ZstdBytes : public Bytes {
 public:
  explicit ZstdBytes(std::FILE* file)
      : file_(file), stream_(ZSTD_createDStream()), compressed_(ZSTD_DStreamInSize(), '\0') {
    // A frame may ask for a window; more than 128 MiB is not granted.
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 27);
  }
  ~ZstdBytes() override {
    ZSTD_freeDStream(stream_);
    std::fclose(file_);
  }
  size_t Read(char* into, size_t size) override {
    ZSTD_outBuffer out = {into, size, 0};
    while (out.pos == 0 && damage_.empty()) {
      if (in_.pos == in_.size) {
        in_ = {compressed_.data(), std::fread(compressed_.data(), 1, compressed_.size(), file_), 0};
        if (in_.size == 0) {
          if (std::ferror(file_) != 0) damage_ = std::strerror(errno);
          if (wants_ != 0) damage_ = "the zstd data ends too early";
          break;
        }
      }
      wants_ = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(wants_) != 0) damage_ = ZSTD_getErrorName(wants_);
    }
    return out.pos;
  }

 private:
  std::FILE* file_;
  ZSTD_DStream* stream_;
  std::string compressed_;
  ZSTD_inBuffer in_ = {nullptr, 0, 0};
  size_t wants_ = 0;  // 0 at the end of a frame
};

}  // namespace

struct LineStream::Impl {
  std::string path;
  std::unique_ptr<Bytes> bytes;
  std::string buffer = std::string(size_t{1} << 18, '\0');
  std::string_view unread;  // of the buffer

  bool Fill() {
    unread = std::string_view(buffer).substr(0, bytes->Read(buffer.data(), buffer.size()));
    return !unread.empty();
  }
};

LineStream::LineStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LineStream::LineStream(LineStream&&) noexcept = default;
LineStream& LineStream::operator=(LineStream&&) noexcept = default;
LineStream::~LineStream() = default;

Result<LineStream> LineStream::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  auto failed = [&] { return InputError(fmt::format("{}: {}", path, std::strerror(errno))); };
  if (path.ends_with(".zst")) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) return failed();
    impl->bytes = std::make_unique<ZstdBytes>(file);
  } else {
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return failed();
    impl->bytes = std::make_unique<GzipBytes>(file);
  }
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
  const std::string& damage = impl_->bytes->damage();
  if (damage.empty()) return Ok();
  return DamagedError(fmt::format("{}: {}", impl_->path, damage));
}

}  // namespace newsfacts
