// Reads a file of JSON values, one a line: plain, gzip or zstd; "-" is standard input.
#ifndef NEWSFACTS_PIPELINE_STORE_JSON_LINES_H_
#define NEWSFACTS_PIPELINE_STORE_JSON_LINES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// A longer line is none: what newsfacts writes is far below, whatever a packed file unpacks to.
constexpr size_t kMostLineBytes = size_t{64} << 20;

struct JsonLine {
  int64_t number = 0;  // from 1
  std::string_view text;
  Result<Json> value;  // or why the line is none
};

// Calls `use` with each line that is not empty. The first error that `use` returns ends the reading
// and is returned; else the file's own: it cannot be opened, or is damaged part way.
Status EachJsonLine(const std::string& path, const std::function<Status(JsonLine)>& use);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_JSON_LINES_H_
