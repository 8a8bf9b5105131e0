// One run at a time in a folder: a lock on an open file, which the kernel frees when the process
// ends, however it ends.
#ifndef NEWSFACTS_PIPELINE_FETCH_RUN_LOCK_H_
#define NEWSFACTS_PIPELINE_FETCH_RUN_LOCK_H_

#include <string>

#include "pipeline/result.h"

namespace newsfacts {

class RunLock {
 public:
  // An error of kind kLocked, which names the process that holds it, where the lock is held.
  static Result<RunLock> Take(const std::string& path);
  RunLock(RunLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  RunLock& operator=(RunLock&&) = delete;
  ~RunLock();

 private:
  explicit RunLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_RUN_LOCK_H_
