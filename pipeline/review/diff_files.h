// Compares two facts files of any size, document by document, in flat memory.
#ifndef NEWSFACTS_PIPELINE_REVIEW_DIFF_FILES_H_
#define NEWSFACTS_PIPELINE_REVIEW_DIFF_FILES_H_

#include <cstdint>
#include <functional>
#include <string>

#include "pipeline/result.h"
#include "pipeline/review/diff.h"

namespace newsfacts {

struct DiffedFiles {
  int64_t broken_lines = 0;  // no facts: left out
  // Facts whose id stood before in the same document of the same file. They are compared like
  // others, in their order.
  int64_t old_duplicates = 0, new_duplicates = 0;
};

// Calls `use` with every difference, in the order of the documents' ids; it ends early, without an
// error, where `use` returns false.
Result<DiffedFiles> DiffFiles(const std::string& old_path, const std::string& new_path,
                              const DiffOptions& options,
                              const std::function<bool(const Difference&)>& use);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_DIFF_FILES_H_
