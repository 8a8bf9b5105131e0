#include "pipeline/store/json_lines.h"

#include <fmt/format.h>

#include <utility>

#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

Error TooLong() {
  return InputError(fmt::format("a line of more than {} bytes", kMostLineBytes));
}

}  // namespace

Status EachJsonLine(const std::string& path, const std::function<Status(JsonLine)>& use) {
  Result<LineStream> lines = LineStream::Open(path);
  if (!lines.ok()) return lines.error();
  JsonParser parser;
  int64_t number = 0;
  bool cut = false;
  for (std::string line; lines->Next(&line, kMostLineBytes, &cut);) {
    ++number;
    if (line.empty()) continue;
    Result<Json> value = std::exchange(cut, false) ? TooLong() : parser.Parse(line);
    if (Status used = use({number, line, std::move(value)}); !used.ok()) return used;
  }
  return lines->status();
}

}  // namespace newsfacts
