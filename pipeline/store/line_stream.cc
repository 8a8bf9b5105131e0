#include "pipeline/store/line_stream.h"

#include <algorithm>

namespace newsfacts {

LineStream::LineStream(ByteStream bytes) : bytes_(std::move(bytes)) {}

Result<LineStream> LineStream::Open(const std::string& path) {
  Result<ByteStream> bytes = ByteStream::Open(path);
  if (!bytes.ok()) return bytes.error();
  return LineStream(std::move(*bytes));
}

bool LineStream::Next(std::string* line) {
  line->clear();
  bool begun = false;
  while (!unread_.empty() || !(unread_ = bytes_.Next()).empty()) {
    begun = true;
    size_t end = unread_.find('\n');
    line->append(unread_, 0, end);
    unread_.remove_prefix(std::min(end, unread_.size() - 1) + 1);
    if (end != std::string_view::npos) return true;
  }
  return begun;
}

Status LineStream::status() const {
  return bytes_.status();
}

}  // namespace newsfacts
