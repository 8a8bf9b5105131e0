#include "pipeline/store/json_lines.h"

#include "pipeline/store/line_stream.h"

namespace newsfacts {

Status EachJsonLine(const std::string& path, const std::function<Status(JsonLine)>& use) {
  Result<LineStream> lines = LineStream::Open(path);
  if (!lines.ok()) return lines.error();
  JsonParser parser;
  int64_t number = 0;
  for (std::string line; lines->Next(&line);) {
    ++number;
    if (line.empty()) continue;
    if (Status used = use({number, line, parser.Parse(line)}); !used.ok()) return used;
  }
  return lines->status();
}

}  // namespace newsfacts
