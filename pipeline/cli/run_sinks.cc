#include "pipeline/cli/run_sinks.h"

#include "pipeline/cli/command.h"

namespace newsfacts {

int ExitOf(const BatchCounts& counts) {
  return counts.damaged > 0 ? kExitDamaged : counts.errors > 0 ? kExitSomeFailed : kExitDone;
}

Status TellingSink::Begin(size_t /*job*/) {
  return Ok();
}
Status TellingSink::End(size_t /*job*/) {
  return Ok();
}

Status TellingSink::Take(size_t /*job*/, const Made& made) {
  counts_.Add(made.counts);
  for (const Error& error : made.to_tell) Fail(error);
  return Ok();
}

void TellingSink::Warn(const std::string& what) {
  Say("warning: " + what);
}

void TellingSink::Progress(uint64_t bytes_read) {
  if (progress_ != nullptr) progress_->Note(counts_, bytes_read);
}

Status LineSink::Take(size_t job, const Made& made) {
  if (Status s = TellingSink::Take(job, made); !s.ok()) return s;
  if (errors_) {
    if (Status s = errors_->Write(made.errors); !s.ok()) return s;
  }
  // Who reads along gets it now: there may be no more for long.
  if (Status s = lines_.Write(made.lines); !s.ok()) return s;
  return lines_.Flush();
}

Status LineSink::Close() {
  if (errors_) {
    if (Status s = errors_->Close(); !s.ok()) return s;
  }
  return lines_.Close();
}

Status FolderSink::Begin(size_t job) {
  return folder_->Begin(jobs_[job]);
}

Status FolderSink::Take(size_t job, const Made& made) {
  if (Status s = TellingSink::Take(job, made); !s.ok()) return s;
  return folder_->Add(made);
}

Status FolderSink::End(size_t /*job*/) {
  ++ended_;
  return folder_->Finish();
}

}  // namespace newsfacts
