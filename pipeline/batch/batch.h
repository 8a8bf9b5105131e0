// Many records at once: read in order by one thread at a time, worked on by all, written in order.
// What is written does not depend on the number of threads. Memory is bounded: no more than a few
// parcels of records are on their way at any moment, and reading waits for writing. What is written
// waits for no input that is not yet named.
#ifndef NEWSFACTS_PIPELINE_BATCH_BATCH_H_
#define NEWSFACTS_PIPELINE_BATCH_BATCH_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/batch/worker.h"
#include "pipeline/result.h"
#include "pipeline/store/input_files.h"
#include "pipeline/store/path_list.h"

namespace newsfacts {

// What the files of a job looked like before they were read: an equal stamp, equal files.
struct Stamp {
  uint64_t files = 0;
  uint64_t bytes = 0;
  int64_t newest = 0;   // nanoseconds since 1970
  std::string listing;  // digest of all names, sizes and times
  bool lasting = true;  // false: one is no file, and its bytes come but once
};

// Inputs whose records are written to one place.
struct Job {
  std::string name;
  std::vector<InputFile> files;
  PathList* list = nullptr;  // names the files instead
  Stamp stamp;               // where somebody asks whether the job is done already
};

// Takes what was made: called by one thread at a time, jobs in their order and the parcels of a job
// in the order of its records. The first failure ends the batch.
class BatchSink {
 public:
  virtual ~BatchSink() = default;
  virtual Status Begin(size_t job) = 0;
  virtual Status Take(size_t job, const Made& made) = 0;
  virtual Status End(size_t job) = 0;
  virtual void Warn(const std::string& what) = 0;  // odd input, nothing lost
  // The stored bytes of all jobs that were read so far.
  virtual void Progress(uint64_t /*bytes_read*/) {}
};

// Threads that the process may use.
int AllThreads();

// kStopped when `stop` left 0: jobs not ended then are incomplete.
Status RunBatch(const std::vector<Job>& jobs, int threads, const std::atomic<int>& stop,
                WorkerPool* pool, BatchSink* sink);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_BATCH_H_
