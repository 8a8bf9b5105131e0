// One thread's tools for turning records into lines: cleaner, extractor, JSON parser.
#ifndef NEWSFACTS_PIPELINE_BATCH_WORKER_H_
#define NEWSFACTS_PIPELINE_BATCH_WORKER_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/facts/extract.h"
#include "pipeline/clean/clean.h"
#include "pipeline/deadline.h"
#include "pipeline/store/raw_record.h"
#include "pipeline/text/json.h"

namespace newsfacts {

enum class Wanted { kArticles, kMentions, kFacts };

struct WorkOptions {
  Wanted wanted = Wanted::kFacts;
  bool articles_too = false;  // beside the facts
  bool why = false;           // mentions say how a name's kind was decided
  // Processor time that one record may take, by a clock that outlives the work; without: any.
  const WorkClock* clock = nullptr;
  std::chrono::nanoseconds page_time{0};
};

struct BatchCounts {
  uint64_t records = 0;
  uint64_t articles = 0;
  uint64_t lines = 0;           // facts, mentions or articles: what is wanted
  uint64_t errors = 0;          // bad records and files
  uint64_t unopened = 0;        // of these, files that could not be opened
  uint64_t damaged = 0;         // of these, damage
  uint64_t over_time = 0;       // of these, records that took longer than they may
  uint64_t cut = 0;             // records longer than kMostRecordBytes
  uint64_t other_language = 0;  // articles that gave no facts because they are not English
  std::map<std::string_view, uint64_t> skipped;  // records passed over, by reason

  void Add(const BatchCounts& other);
};

// What records became.
struct Made {
  std::string lines;           // with their line ends
  std::string articles;        // articles.jsonl, where asked for
  std::string errors;          // one JSON line a bad record
  std::vector<Error> to_tell;  // the same for people
  BatchCounts counts;
};

class Worker {
 public:
  // Without an extractor only articles can be made.
  Worker(const WorkOptions& options, std::optional<Extractor> extractor);

  void Take(Result<RawRecord> record, const Source& place, Made* made);
  // A worker of the same kind; may be called while this one works.
  std::unique_ptr<Worker> Clone() const;

 private:
  void TakeArticle(const Article& article, const Source& place, Made* made);
  void NoteError(const Error& error, const Source& place, Made* made);

  const WorkOptions& options_;
  Cleaner cleaner_;
  std::optional<Extractor> extractor_;
  std::string ruleset_;
  JsonParser parser_;
  Deadline deadline_;
};

// Workers to lend: made when first needed, the first with the extractor given, others with clones.
class WorkerPool {
 public:
  WorkerPool(WorkOptions options, std::optional<Extractor> extractor);

  const WorkOptions& options() const { return options_; }
  Worker* Borrow();
  void Return(Worker* worker);

 private:
  const WorkOptions options_;
  std::optional<Extractor> extractor_;  // until the first worker has it
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> all_;
  std::vector<Worker*> idle_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_WORKER_H_
