// Reads inputs of any kind as a stream of records: pages (.html .htm .xhtml .txt), articles
// (.jsonl), captures (.warc .arc), each also packed by gzip or zstd. WARC and ARC files are known
// by their first bytes, whatever their names. "-" is standard input: articles where its first byte
// is '{', a WARC where it begins as one, else one page.
//
//   InputReader reader(ListInputs(arguments));
//   while (std::optional<Result<RawRecord>> record = reader.Next()) ...
#ifndef NEWSFACTS_PIPELINE_STORE_INPUT_H_
#define NEWSFACTS_PIPELINE_STORE_INPUT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/article.h"
#include "pipeline/result.h"
#include "pipeline/store/input_files.h"
#include "pipeline/store/path_list.h"
#include "pipeline/store/raw_record.h"
#include "pipeline/text/json.h"

namespace newsfacts {

class InputReader {
 public:
  explicit InputReader(std::vector<InputFile> files);
  explicit InputReader(PathList* list);  // the files that it names
  ~InputReader();
  InputReader(InputReader&&) noexcept;
  InputReader& operator=(InputReader&&) noexcept;

  // The next record; an Error for one that cannot be read (kDamaged: what could be read of its file
  // came or comes), after which reading goes on; nothing at the end.
  std::optional<Result<RawRecord>> Next();
  // Whether Next has its answer without waiting for who writes the list, or lines into a pipe.
  bool Ready();
  // Where the record that Next gave last stands, or could not be read.
  const Source& place() const;
  // How much of the files, as stored, was read so far.
  uint64_t bytes_read() const;
  // What was odd in the files since the last call, though nothing was lost.
  std::vector<std::string> TakeWarnings();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The same for work on one thread: records looked into as they come, those passed over left out.
using InputItem = std::variant<Page, Article>;
class ItemReader {
 public:
  // Files and folders.
  explicit ItemReader(const std::vector<std::string>& arguments);

  std::optional<Result<InputItem>> Next();

 private:
  InputReader reader_;
  JsonParser parser_;
};

// The whole file, unpacked where it is gzip or zstd; "-" reads standard input.
// Refuses more than `limit` bytes, which is far above any rule file, feed or configuration.
Result<std::string> ReadWholeFile(const std::string& path, size_t limit = size_t{64} << 20);
// Its first `size` bytes, or all where it is shorter.
Result<std::string> ReadBeginning(const std::string& path, size_t size);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_INPUT_H_
