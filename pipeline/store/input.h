// Reads inputs of any kind as a stream of pages and articles: .html .htm .xhtml .txt, articles as
// .jsonl, each also as .gz or .zst. Folders give the files of these endings, in name order, and
// nothing else. "-" is standard input: articles where its first byte is '{', else one page.
#ifndef NEWSFACTS_PIPELINE_STORE_INPUT_H_
#define NEWSFACTS_PIPELINE_STORE_INPUT_H_

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/article.h"
#include "pipeline/result.h"

namespace newsfacts {

// What one record of an input holds: bytes to be cleaned, or an article that is clean already.
using InputItem = std::variant<Page, Article>;

class InputReader {
 public:
  explicit InputReader(std::vector<std::string> paths);
  ~InputReader();
  InputReader(InputReader&&) noexcept;
  InputReader& operator=(InputReader&&) noexcept;

  // The next record; an Error for one that cannot be read (kDamaged: the rest of its file is lost),
  // after which reading goes on; nothing at the end.
  std::optional<Result<InputItem>> Next();
  // Where the record that Next gave last stands, or could not be read.
  const Source& place() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The whole file, unpacked where it is gzip or zstd; "-" reads standard input.
// Refuses more than `limit` bytes.
Result<std::string> ReadWholeFile(const std::string& path, size_t limit = size_t{1} << 30);

// "a/b.minions.html.gz" -> "b.minions": the name without .gz/.zst and one of .html .htm .xhtml
// .txt.
std::string DocumentIdOfFile(std::string_view path);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_INPUT_H_
