#include "pipeline/store/line_stream.h"

#include <algorithm>

namespace newsfacts {
namespace {

// A line longer than that is waited for.
constexpr size_t kMostBegun = size_t{64} << 10;

}  // namespace

LineStream::LineStream(ByteStream bytes) : bytes_(std::move(bytes)) {}

Result<LineStream> LineStream::Open(const std::string& path) {
  Result<ByteStream> bytes = ByteStream::Open(path);
  if (!bytes.ok()) return bytes.error();
  return LineStream(std::move(*bytes));
}

bool LineStream::Next(std::string* line, size_t limit, bool* cut) {
  line->clear();
  bool begun = !begun_.empty();
  auto take = [&](std::string_view piece) {
    size_t kept = std::min(piece.size(), limit - line->size());
    line->append(piece, 0, kept);
    if (cut != nullptr && kept < piece.size()) *cut = true;
  };
  take(begun_);
  begun_.clear();
  while (!unread_.empty() || !(unread_ = bytes_.Next()).empty()) {
    begun = true;
    size_t end = unread_.find('\n');
    take(unread_.substr(0, end));
    unread_.remove_prefix(std::min(end, unread_.size() - 1) + 1);
    if (end != std::string_view::npos) return true;
  }
  return begun;
}

bool LineStream::Ready() {
  while (unread_.find('\n') == std::string_view::npos && begun_.size() < kMostBegun) {
    if (bytes_.MustWait()) return false;
    begun_ += unread_;
    unread_ = bytes_.Next();
    if (unread_.empty()) break;
  }
  return true;
}

Status LineStream::status() const {
  return bytes_.status();
}

uint64_t LineStream::position() const {
  return bytes_.position();
}

}  // namespace newsfacts
