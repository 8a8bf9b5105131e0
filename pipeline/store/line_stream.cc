#include "pipeline/store/line_stream.h"

#include <algorithm>

namespace newsfacts {

LineStream::LineStream(ByteStream bytes) : bytes_(std::move(bytes)) {}

Result<LineStream> LineStream::Open(const std::string& path) {
  Result<ByteStream> bytes = ByteStream::Open(path);
  if (!bytes.ok()) return bytes.error();
  return LineStream(std::move(*bytes));
}

bool LineStream::Next(std::string* line, size_t limit, bool* cut) {
  line->clear();
  bool begun = false;
  while (!unread_.empty() || !(unread_ = bytes_.Next()).empty()) {
    begun = true;
    size_t end = unread_.find('\n');
    size_t length = std::min(end, unread_.size());
    size_t kept = std::min(length, limit - line->size());
    line->append(unread_, 0, kept);
    if (cut != nullptr && kept < length) *cut = true;
    unread_.remove_prefix(std::min(end, unread_.size() - 1) + 1);
    if (end != std::string_view::npos) return true;
  }
  return begun;
}

Status LineStream::status() const {
  return bytes_.status();
}

uint64_t LineStream::position() const {
  return bytes_.position();
}

}  // namespace newsfacts
