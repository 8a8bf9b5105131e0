#include "pipeline/store/byte_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

namespace newsfacts {
namespace {

constexpr size_t kChunk = size_t{1} << 18;
// A gzip member that is no longer than these, packed and unpacked, is unpacked at once.
constexpr size_t kMostPacked = size_t{4} << 20;
constexpr size_t kMostUnpacked = size_t{8} << 20;
// Behind damage the next whole member is searched for: so often in a file, and trying so many
// places that look like one. A file made of such places costs no more.
constexpr int kMostRecoveries = 100;
constexpr int kMostTries = 1000;
// A zstd frame may ask for a window; more than 128 MiB is not granted.
constexpr int kZstdWindowLog = 27;

// Room for bytes that is not cleared before they come.
class Buffer {
 public:
  char* data() { return bytes_.get(); }
  const char* data() const { return bytes_.get(); }
  size_t size() const { return size_; }
  // At least that large; what it held in its first `kept` bytes stays.
  void Grow(size_t size, size_t kept) {
    if (size <= size_) return;
    auto more = std::make_unique_for_overwrite<char[]>(size);
    if (kept > 0) std::memcpy(more.get(), bytes_.get(), kept);
    bytes_ = std::move(more);
    size_ = size;
  }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t size_ = 0;
};

// The stored bytes of a file through a window that grows on demand.
class Window {
 public:
  ~Window() {
    if (fd_ > STDERR_FILENO) ::close(fd_);
  }

  Status Open(const std::string& path, ByteRange range) {
    fd_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd_ < 0 || ::fstat(fd_, &info) != 0) return InputError(std::strerror(errno));
    if (S_ISDIR(info.st_mode)) return InputError("is a folder");
    if (range.offset > 0 && ::lseek(fd_, static_cast<off_t>(range.offset), SEEK_SET) < 0) {
      return InputError(std::strerror(errno));
    }
    offset_ = range.offset;
    rest_ = range.length;
    return Ok();
  }

  std::string_view view() const { return {bytes_.data() + at_, end_ - at_}; }
  uint64_t offset() const { return offset_; }
  bool ended() const { return ended_; }
  // Whether reading on would wait: a pipe, and nothing in it.
  bool MustWait() const {
    pollfd wanted{fd_, POLLIN, 0};
    return !ended_ && ::poll(&wanted, 1, 0) == 0;
  }
  const std::string& trouble() const { return trouble_; }
  void Skip(size_t n) {
    at_ += n;
    offset_ += n;
  }
  // Back to a place in the file that was read; a pipe stays where it is.
  void Rewind(uint64_t offset) {
    uint64_t unread = offset_ + (end_ - at_) - offset;
    // Standard input may be a file that somebody else has begun to read: its places are not ours.
    if (::lseek(fd_, -static_cast<off_t>(unread), SEEK_CUR) < 0) return;
    rest_ += std::min(unread, UINT64_MAX - rest_);
    offset_ = offset;
    at_ = end_ = 0;
    ended_ = false;
  }

  // Sees to it that the view holds a line, or kChunk bytes, or all that are left.
  void FillLine() {
    while (view().size() < kChunk && !ended_ && view().find('\n') == std::string_view::npos) {
      Fill(view().size() + 1, kChunk);
    }
  }

  // Sees to it that the view holds `size` bytes, or all that are left. With `room` for more, what
  // is in the view already seldom has to be moved.
  void Fill(size_t size, size_t room = 0) {
    if (end_ - at_ >= size || ended_) return;
    if (at_ == end_ || at_ + size > bytes_.size()) {
      if (at_ < end_) std::memmove(bytes_.data(), bytes_.data() + at_, end_ - at_);
      end_ -= at_;
      at_ = 0;
    }
    bytes_.Grow(size + room, end_);
    while (end_ - at_ < size && !ended_) {
      size_t wanted = std::min<uint64_t>(bytes_.size() - end_, rest_);
      ssize_t n = wanted == 0 ? 0 : ::read(fd_, bytes_.data() + end_, wanted);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) trouble_ = std::strerror(errno);
      if (n <= 0) {
        ended_ = true;
        return;
      }
      end_ += static_cast<size_t>(n);
      rest_ -= static_cast<uint64_t>(n);
    }
  }

 private:
  int fd_ = -1;
  Buffer bytes_;
  size_t at_ = 0;  // the view is [at_, end_) of bytes_
  size_t end_ = 0;
  uint64_t offset_ = 0;  // of the view in the file
  uint64_t rest_ = 0;    // of the range, not yet read
  bool ended_ = false;
  std::string trouble_;
};

bool IsGzip(std::string_view b) {
  return b.starts_with("\x1F\x8B\x08");
}
bool IsZstd(std::string_view b) {
  bool skippable = b.size() >= 4 && (b[0] & '\xF0') == '\x50' && b.substr(1, 3) == "\x2A\x4D\x18";
  return b.starts_with("\x28\xB5\x2F\xFD") || skippable;
}
bool IsLz4(std::string_view b) {
  return b.starts_with("\x04\x22\x4D\x18");
}

}  // namespace

struct ByteStream::Impl {
  std::string path;
  Window window;
  Container container = Container::kPlain;
  Buffer out;
  bool begins = false;
  uint64_t member = 0;
  uint64_t whole_until = 0;
  std::string damage;
  std::string_view peeked;  // handed out by Peek and not yet by Next
  size_t pending = 0;       // plain bytes handed out, not yet skipped

  libdeflate_decompressor* whole = nullptr;
  z_stream gzip{};
  bool in_gzip = false;  // the stream is inside a member
  ZSTD_DStream* zstd = nullptr;
  int recoveries = 0, tries = 0;
  bool in_zstd = false;
  bool zstd_full = false;  // the last call filled its output: more may come without input

  ~Impl() {
    libdeflate_free_decompressor(whole);
    if (in_gzip) inflateEnd(&gzip);
    ZSTD_freeDStream(zstd);
  }

  std::string_view Damaged(std::string_view why) {
    damage = window.trouble().empty() ? why : std::string_view(window.trouble());
    return {};
  }

  std::string_view NextPlain() {
    window.Skip(pending);
    begins = window.offset() == member;
    window.Fill(1, kChunk);
    if (window.view().empty() && !window.trouble().empty()) return Damaged("");
    pending = window.view().size();
    return window.view();
  }
  std::string_view NextGzip() {
    while (damage.empty()) {
      if (in_gzip) {
        std::string_view chunk = InflateSome();
        if (!chunk.empty()) return chunk;
        if (in_gzip) return {};
        continue;
      }
      window.Fill(kMostPacked / 8, kMostPacked / 2);
      if (window.view().empty()) return window.trouble().empty() ? "" : Damaged("");
      if (!IsGzip(window.view())) {
        return Damaged("what follows is no gzip member");
      }
      if (std::optional<std::string_view> chunk = InflateWhole()) {
        if (!chunk->empty()) return *chunk;
        continue;  // an empty member
      }
      gzip = {};
      if (inflateInit2(&gzip, 16 + MAX_WBITS) != Z_OK) return Damaged("no memory");
      in_gzip = true;
    }
    return {};
  }

  // The member at the window's begin, where it fits the buffers and is whole.
  std::optional<std::string_view> InflateWhole() {
    member = window.offset();
    begins = true;
    if (whole == nullptr) whole = libdeflate_alloc_decompressor();
    if (whole == nullptr) return std::nullopt;
    out.Grow(kMostUnpacked / 8, 0);
    while (true) {
      std::string_view in = window.view();
      size_t used = 0;
      size_t made = 0;
      switch (libdeflate_gzip_decompress_ex(whole, in.data(), in.size(), out.data(), out.size(),
                                            &used, &made)) {
        case LIBDEFLATE_SUCCESS:
          window.Skip(used);
          whole_until = window.offset();
          return std::string_view(out.data(), made);
        case LIBDEFLATE_INSUFFICIENT_SPACE:
          if (out.size() >= kMostUnpacked) return std::nullopt;
          out.Grow(out.size() * 2, 0);
          break;
        default:  // damaged, or not all of it is in the window
          if (window.ended() || in.size() >= kMostPacked) return std::nullopt;
          window.Fill(std::min(in.size() * 4, kMostPacked));
          if (window.view().size() == in.size()) return std::nullopt;
      }
    }
  }

  // Some bytes of the member that the stream is in; none where it ends or is damaged.
  std::string_view InflateSome() {
    out.Grow(kChunk, 0);
    if (gzip.total_out > 0) begins = false;
    gzip.next_out = reinterpret_cast<Bytef*>(out.data());
    gzip.avail_out = static_cast<uInt>(kChunk);
    int code = Z_OK;
    while (code == Z_OK && gzip.avail_out > 0) {
      window.Fill(kChunk);
      std::string_view in = window.view();
      if (in.empty()) break;
      gzip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
      gzip.avail_in = static_cast<uInt>(in.size());
      code = inflate(&gzip, Z_NO_FLUSH);
      window.Skip(in.size() - gzip.avail_in);
    }
    size_t made = kChunk - gzip.avail_out;
    if (code == Z_STREAM_END) {
      in_gzip = false;
      whole_until = window.offset();
      inflateEnd(&gzip);
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      Damaged(fmt::format("the gzip member that begins at byte {} is damaged ({})", member,
                          gzip.msg == nullptr ? "zlib gave up" : gzip.msg));
    } else if (made < kChunk) {
      Damaged(fmt::format("the gzip member that begins at byte {} is cut short", member));
    }
    return std::string_view(out.data(), made);
  }

  bool Recover() {
    if (damage.empty() || container != Container::kGzip || recoveries == kMostRecoveries)
      return false;
    ++recoveries;
    if (in_gzip) inflateEnd(&gzip);
    in_gzip = false;
    // A member that is cut short swallows the beginning of the next.
    uint64_t searched = window.offset() - std::min<uint64_t>(window.offset(), kMostPacked);
    window.Rewind(std::max({member + 1, whole_until, searched}));
    while (tries < kMostTries) {
      window.Fill(kMostPacked / 8, kMostPacked / 2);
      constexpr std::string_view kMark = "\x1F\x8B\x08";
      size_t at = window.view().find(kMark);
      if (at == std::string_view::npos) {
        if (window.ended()) return false;
        window.Skip(window.view().size() - kMark.size());
        continue;
      }
      window.Skip(at);
      ++tries;
      if (std::optional<std::string_view> chunk = InflateWhole()) {
        if (chunk->empty()) continue;
        peeked = *chunk;
        damage.clear();
        return true;
      }
      window.Skip(1);
    }
    return false;
  }

  std::string_view NextZstd() {
    if (zstd == nullptr) {
      zstd = ZSTD_createDStream();
      ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, kZstdWindowLog);
      out.Grow(ZSTD_DStreamOutSize(), 0);
    }
    begins = false;
    while (true) {
      window.Fill(kChunk);
      std::string_view view = window.view();
      if (view.empty() && !zstd_full) {
        if (in_zstd) Damaged(fmt::format("the zstd frame at byte {} is cut short", member));
        return {};
      }
      if (!in_zstd) {
        if (!IsZstd(view)) return Damaged("what follows is no zstd frame");
        member = window.offset();
        begins = true;
        in_zstd = true;
      }
      ZSTD_inBuffer in{view.data(), view.size(), 0};
      ZSTD_outBuffer to{out.data(), out.size(), 0};
      size_t wants = ZSTD_decompressStream(zstd, &to, &in);
      if (ZSTD_isError(wants) != 0) {
        return Damaged(fmt::format("the zstd frame that begins at byte {} is damaged ({})", member,
                                   ZSTD_getErrorName(wants)));
      }
      window.Skip(in.pos);
      zstd_full = wants != 0 && to.pos == to.size;
      if (wants == 0) {
        in_zstd = false;
        whole_until = window.offset();
      }
      if (to.pos > 0) return std::string_view(out.data(), to.pos);
    }
  }
};

ByteStream::ByteStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

Result<ByteStream> ByteStream::Open(const std::string& path, ByteRange range) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->member = range.offset;
  Status opened = impl->window.Open(path, range);
  if (!opened.ok()) return InputError(fmt::format("{}: {}", path, opened.error().message));
  impl->window.FillLine();
  std::string_view begin = impl->window.view();
  if (begin.empty() && !impl->window.trouble().empty()) {
    return InputError(fmt::format("{}: {}", path, impl->window.trouble()));
  }
  if (IsLz4(begin)) {
    return InputError(fmt::format("{}: LZ4 is not read; unpack it first (lz4 -d)", path));
  }
  if (IsGzip(begin)) impl->container = Container::kGzip;
  if (IsZstd(begin)) impl->container = Container::kZstd;
  return ByteStream(std::move(impl));
}

std::string_view ByteStream::Peek() {
  if (impl_->peeked.empty()) impl_->peeked = Next();
  return impl_->peeked;
}

bool ByteStream::MustWait() const {
  const Impl& o = *impl_;
  if (o.container != Container::kPlain || !o.peeked.empty() || !o.damage.empty()) return false;
  return o.window.view().size() == o.pending && o.window.MustWait();
}

const std::string& ByteStream::path() const {
  return impl_->path;
}

std::string_view ByteStream::Next() {
  if (!impl_->peeked.empty()) return std::exchange(impl_->peeked, {});
  if (!impl_->damage.empty()) return {};
  switch (impl_->container) {
    case Container::kPlain:
      return impl_->NextPlain();
    case Container::kGzip:
      return impl_->NextGzip();
    case Container::kZstd:
      return impl_->NextZstd();
  }
  return {};
}

bool ByteStream::begins_member() const {
  return impl_->begins;
}
uint64_t ByteStream::member_offset() const {
  return impl_->member;
}
ByteStream::Container ByteStream::container() const {
  return impl_->container;
}
uint64_t ByteStream::position() const {
  return impl_->window.offset();
}
uint64_t ByteStream::whole_until() const {
  return impl_->whole_until;
}

bool ByteStream::Recover() {
  return impl_->Recover();
}

Status ByteStream::status() const {
  if (impl_->damage.empty()) return Ok();
  return DamagedError(
      fmt::format("{}: byte {}: {}", impl_->path, impl_->window.offset(), impl_->damage));
}

}  // namespace newsfacts
