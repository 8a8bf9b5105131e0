// One run at a time writes to a folder of results; or many at a time, each a share of its own. The
// kernel frees the locks when the process ends, however it ends.
//
// Shares of different counts ("1/2" beside "1/4") are not told apart. Where the file system knows
// no locks the work goes on without.
#ifndef NEWSFACTS_PIPELINE_BATCH_FOLDER_LOCK_H_
#define NEWSFACTS_PIPELINE_BATCH_FOLDER_LOCK_H_

#include <string>

#include "pipeline/result.h"

namespace newsfacts {

class FolderLock {
 public:
  // `share` is a name for files, "3-of-8"; "" for the whole folder. An error of kind kLocked where
  // another process holds the folder or the share.
  static Result<FolderLock> Take(const std::string& folder, const std::string& share);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  FolderLock() = default;

  int folder_ = -1;
  int share_ = -1;
  std::string path_;  // of the share's file
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_FOLDER_LOCK_H_
