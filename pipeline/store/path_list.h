// A list of inputs, one a line, of any length: PATH, or PATH<TAB>OFFSET<TAB>LENGTH as an index of
// WARC records gives it. A line from a pipe is there as soon as it was written: who writes may wait
// for what comes of one line before he writes the next.
//
//   Result<PathList> list = PathList::Open("-");
//   while (std::optional<Result<InputFile>> file = list->Next()) ...
//
// Lines may end in CR LF; blank ones are passed over. A list may be packed as inputs may; the lines
// of a packed one are waited for.
#ifndef NEWSFACTS_PIPELINE_STORE_PATH_LIST_H_
#define NEWSFACTS_PIPELINE_STORE_PATH_LIST_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/article.h"
#include "pipeline/result.h"
#include "pipeline/store/input_files.h"

namespace newsfacts {

class PathList {
 public:
  // "-" is standard input. Lines that `takes` refuses are passed over.
  static Result<PathList> Open(const std::string& path,
                               std::function<bool(std::string_view line)> takes);
  PathList(PathList&&) noexcept;
  PathList& operator=(PathList&&) noexcept;
  ~PathList();

  // The next file; an error for a line that names none and, once, for a list that is damaged;
  // nothing at the end.
  std::optional<Result<InputFile>> Next();
  // Whether Next has its answer without waiting for who writes the list.
  bool Ready();
  // Where the line that Next gave last stands.
  const Source& place() const;

 private:
  struct Impl;
  explicit PathList(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What a line names.
Result<InputFile> ParsePathLine(std::string_view line);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_PATH_LIST_H_
