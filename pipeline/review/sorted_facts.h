// A facts file of any size as its documents in the order of their ids: an external merge sort.
// Lines of a document keep their order. Memory stays near the given bound; what does not fit goes
// to temporary files that vanish with the process.
#ifndef NEWSFACTS_PIPELINE_REVIEW_SORTED_FACTS_H_
#define NEWSFACTS_PIPELINE_REVIEW_SORTED_FACTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

class SortedFacts {
 public:
  // Reads the whole file (plain, .gz or .zst). Lines that are no JSON object with a "doc" are
  // counted.
  static Result<SortedFacts> Read(const std::string& path, size_t memory = size_t{64} << 20);
  SortedFacts(SortedFacts&&) noexcept;
  SortedFacts& operator=(SortedFacts&&) noexcept;
  ~SortedFacts();

  // Moves to the next document; false at the end.
  bool Next();
  const std::string& doc() const;
  const std::vector<std::string>& lines() const;
  // Set where a temporary file could not be read back; Next then ends early.
  bool failed() const;
  int64_t broken_lines() const;

 private:
  struct Impl;
  explicit SortedFacts(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_SORTED_FACTS_H_
