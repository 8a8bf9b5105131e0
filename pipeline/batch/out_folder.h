// A folder of results, one set of files an input, that a rerun completes:
//
//   NAME.facts.jsonl  NAME.articles.jsonl  NAME.errors.jsonl   each as .part, synced, renamed
//   NAME.done                                                  then the manifest: counts, digests
//
// An input whose manifest stands there and fits (program, rules, words, flags; names, sizes and
// times of the input's files; sizes of the outputs, and digests of those that are younger than it)
// is done; any other is done anew, one that could not be opened too. The same inputs give the same
// bytes, however often the work was interrupted.
#ifndef NEWSFACTS_PIPELINE_BATCH_OUT_FOLDER_H_
#define NEWSFACTS_PIPELINE_BATCH_OUT_FOLDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/batch/batch.h"
#include "pipeline/result.h"

namespace newsfacts {

// One job a file that holds many records, one for all page files of a folder, one for a page file
// named itself; a file that is named twice is one. Names are those of files and folders, longer
// where two jobs would share one. What is found in a folder and lies in `out_folder` is no input.
std::vector<Job> JobsOf(const std::vector<std::string>& arguments, const std::string& out_folder);

// Of `count` shards, number `index` (from 1) keeps the names whose hash falls to it.
bool InShard(std::string_view name, uint64_t index, uint64_t count);

// What besides the input decides the output.
struct RunIdentity {
  std::string version;
  std::string rules;    // digest
  std::string lexicon;  // digest
  std::string options;  // flags that matter, in a fixed order
  // What a record may take. It matters where records were over it alone: such inputs are done anew
  // with another limit.
  std::string page_time;
};

class OutFolder {
 public:
  // Makes the folder where it is missing, and locks it or the share ("3-of-8"; "": all inputs):
  // FolderLock says how.
  static Result<OutFolder> Open(const std::string& path, const std::string& share,
                                RunIdentity identity, bool articles);
  OutFolder(OutFolder&&) noexcept;
  OutFolder& operator=(OutFolder&&) noexcept;
  ~OutFolder();

  // The counts of the manifest where the job is done; nothing where it is to be done.
  std::optional<BatchCounts> Done(const Job& job) const;
  // Opens the job's files; Add and Finish go to them.
  Status Begin(const Job& job);
  Status Add(const Made& made);
  Status Finish();

 private:
  struct Impl;
  explicit OutFolder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_OUT_FOLDER_H_
