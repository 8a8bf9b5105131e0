#include "pipeline/batch/batch.h"

#include <malloc.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "pipeline/batch/hand_over.h"
#include "pipeline/store/input.h"

namespace newsfacts {
namespace {

// A parcel is big enough to make handing it over cheap, and small enough to keep all threads busy.
constexpr size_t kMostRecords = 64;
constexpr size_t kMostBytes = size_t{512} << 10;
// A bigger one, which has a long record, is worked on where it is written, and nothing is read
// beside it: a long text needs a multiple of its size.
constexpr size_t kAloneBytes = size_t{2} << 20;

struct Read {
  Source place;
  Result<RawRecord> record;
};

// Each takes its place again in turn: those on their way are written in order, so that there is
// never need for more of them than may be on their way at once.
struct Parcel {
  size_t job = 0;
  bool filled = false;  // else it stands for nothing
  bool first = false;
  bool last = false;
  std::vector<Read> records;
  std::vector<std::string> warnings;
  size_t bytes = 0;         // of its records
  uint64_t bytes_read = 0;  // of all inputs so far, as stored
  Made made;

  bool is_full() const { return records.size() >= kMostRecords || bytes >= kMostBytes; }
  bool is_long() const { return bytes > kAloneBytes; }
  // An assignment would leave the other the memory of its lines.
  void swap(Parcel& other) { std::swap(*this, other); }
};

// What a long text needed goes back to the system: the C library keeps it for the thread that freed
// it.
void ReturnMemory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

class Reader {
 public:
  explicit Reader(const std::vector<Job>& jobs) : jobs_(jobs) {}

  // False at the end.
  bool Next(Parcel* parcel) {
    if (job_ == jobs_.size()) return false;
    *parcel = Parcel{};
    parcel->filled = true;
    parcel->job = job_;
    parcel->first = !reader_;
    if (!reader_) Open(jobs_[job_]);
    while (parcel->records.empty() || (!parcel->is_full() && reader_->Ready())) {
      std::optional<Result<RawRecord>> record = reader_->Next();
      if (!record) {
        parcel->last = true;
        break;
      }
      if (record->ok()) parcel->bytes += (*record)->bytes.size();
      parcel->records.push_back({reader_->place(), std::move(*record)});
    }
    parcel->warnings = reader_->TakeWarnings();
    parcel->bytes_read = bytes_before_ + reader_->bytes_read();
    if (parcel->last) {
      bytes_before_ = parcel->bytes_read;
      reader_.reset();
      ++job_;
    }
    return true;
  }

 private:
  void Open(const Job& job) {
    job.list == nullptr ? reader_.emplace(job.files) : reader_.emplace(job.list);
  }

  const std::vector<Job>& jobs_;
  size_t job_ = 0;
  std::optional<InputReader> reader_;  // of that job
  uint64_t bytes_before_ = 0;
};

void Work(WorkerPool* pool, Parcel* parcel) {
  Worker* worker = pool->Borrow();
  for (Read& read : parcel->records) {
    worker->Take(std::move(read.record), read.place, &parcel->made);
  }
  pool->Return(worker);
  parcel->records.clear();
  parcel->records.shrink_to_fit();
}

Status Write(const Parcel& parcel, BatchSink* sink) {
  if (parcel.first) {
    if (Status s = sink->Begin(parcel.job); !s.ok()) return s;
  }
  for (const std::string& warning : parcel.warnings) sink->Warn(warning);
  if (Status s = sink->Take(parcel.job, parcel.made); !s.ok()) return s;
  sink->Progress(parcel.bytes_read);
  return parcel.last ? sink->End(parcel.job) : Ok();
}

}  // namespace

int AllThreads() {
  return oneapi::tbb::info::default_concurrency();
}

Status RunBatch(const std::vector<Job>& jobs, int threads, const std::atomic<int>& stop,
                WorkerPool* pool, BatchSink* sink) {
  namespace tbb = oneapi::tbb;
  Reader reader(jobs);
  std::optional<Error> failed;  // written by the last filter alone
  std::atomic<bool> ended = false;
  int width = std::max(1, threads);
  std::vector<Parcel> parcels(static_cast<size_t>(width) * 2);
  size_t taken = 0;
  std::atomic<bool> long_one = false;  // is on its way
  auto read = [&](tbb::flow_control& flow) -> Parcel* {
    SerialStage one(&reader);
    Parcel* parcel = &parcels[taken++ % parcels.size()];
    TakeOver(parcel);
    // Few may be on their way: behind a long one they are soon all there, and reading waits.
    bool more = stop == 0 && !ended && (long_one || reader.Next(parcel));
    if (parcel->is_long()) long_one = true;
    if (!more) flow.stop();
    HandOver(parcel);
    return parcel;
  };
  auto work = [&](Parcel* parcel) {
    TakeOver(parcel);
    if (stop == 0 && !ended && parcel->filled && !parcel->is_long()) Work(pool, parcel);
    HandOver(parcel);
    return parcel;
  };
  auto write = [&](Parcel* parcel) {
    SerialStage one(&failed);
    TakeOver(parcel);
    if (stop == 0 && !ended && parcel->filled) {
      if (parcel->is_long()) Work(pool, parcel);
      if (Status s = Write(*parcel, sink); !s.ok()) {
        failed = s.error();
        ended = true;
      }
    }
    bool was_long = parcel->is_long();
    Parcel().swap(*parcel);
    if (was_long) {
      ReturnMemory();
      long_one = false;
    }
    HandOver(parcel);
  };
  tbb::global_control control(tbb::global_control::max_allowed_parallelism,
                              static_cast<size_t>(width));
  tbb::task_arena arena(width);
  HandOver(&reader);
  HandOver(&failed);
  arena.execute([&] {
    tbb::parallel_pipeline(
        parcels.size(),
        tbb::make_filter<void, Parcel*>(tbb::filter_mode::serial_in_order, read) &
            tbb::make_filter<Parcel*, Parcel*>(tbb::filter_mode::parallel, work) &
            tbb::make_filter<Parcel*, void>(tbb::filter_mode::serial_in_order, write));
  });
  TakeOver(&reader);
  TakeOver(&failed);
  if (failed) return *failed;
  if (stop != 0) return Error{Error::Kind::kStopped, "stopped; the same command goes on from here"};
  return Ok();
}

}  // namespace newsfacts
