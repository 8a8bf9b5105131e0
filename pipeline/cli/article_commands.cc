// run, clean, extract, mentions: the commands that read articles and write one line a record.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "extractors/facts/extract.h"
#include "pipeline/batch/batch.h"
#include "pipeline/batch/out_folder.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/extract_options.h"
#include "pipeline/cli/run_progress.h"
#include "pipeline/cli/run_sinks.h"
#include "pipeline/cli/stop_signals.h"
#include "pipeline/cli/thread_clock.h"
#include "pipeline/store/input.h"
#include "pipeline/store/line_stream.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output;  // "": standard output
  std::string errors;  // "": no file of errors
  ExtractSettings extract;
  bool why = false;
  int64_t jobs = 0;  // threads; 0: all
  double page_time = kPageSeconds;
  std::string out_dir;
  std::string metrics;
  std::string paths;  // a file of paths; "-": standard input
  std::string shard;
  bool no_articles = false;
  bool force = false;
};

// "3/8": the third of eight shares of the inputs.
struct Shard {
  uint64_t index = 1;
  uint64_t count = 1;
  bool Has(std::string_view name) const { return count == 1 || InShard(name, index, count); }
  std::string Name() const { return count == 1 ? "" : fmt::format("{}-of-{}", index, count); }
};

Result<Shard> ParseShard(const std::string& text) {
  Shard shard;
  if (text.empty()) return shard;
  const char* end = text.data() + text.size();
  auto [slash, no_index] = std::from_chars(text.data(), end, shard.index);
  const char* number = slash == end ? end : slash + 1;
  auto [rest, no_count] = std::from_chars(number, end, shard.count);
  bool read = no_index == std::errc() && no_count == std::errc() && *slash == '/' && rest == end;
  if (!read || shard.index < 1 || shard.index > shard.count) {
    return UsageError(fmt::format("--shard {}: write I/N with I from 1 to N", text));
  }
  return shard;
}

// The files named by lines, some thousands at a time: the list may be longer than memory.
Status RunPaths(const Options& o, const Shard& shard, WorkerPool* pool, int threads,
                BatchSink* sink) {
  constexpr size_t kFilesAtOnce = 4096;
  constexpr size_t kMostPathBytes = size_t{1} << 16;
  Result<LineStream> lines = LineStream::Open(o.paths);
  if (!lines.ok()) return UsageError(lines.error().message);
  const std::atomic<int> never_stopped = 0;
  std::string line;
  bool cut = false;
  for (bool more = true; more;) {
    std::vector<Job> job(1);
    while (job[0].files.size() < kFilesAtOnce &&
           (more = lines->Next(&line, kMostPathBytes, &cut))) {
      if (line.empty() || !shard.Has(line)) continue;
      Result<InputFile> file = ParsePathLine(line);
      if (std::exchange(cut, false)) {
        line.resize(60);
        file = InputError(fmt::format("no path: a line of more than {} bytes", kMostPathBytes));
      }
      if (!file.ok()) file = InputFile{line, "", file.error().message, {}};
      job[0].files.push_back(std::move(*file));
    }
    if (Status s = RunBatch(job, threads, never_stopped, pool, sink); !s.ok()) return s;
  }
  return lines->status();
}

// Records of all inputs into one file.
int RunToFile(const Options& o, const Shard& shard, WorkerPool* pool, int threads) {
  Result<OutputFile> output = OutputFile::Open(o.output);
  if (!output.ok()) return Fail(output.error());
  std::optional<OutputFile> errors;
  if (!o.errors.empty()) {
    Result<OutputFile> opened = OutputFile::Open(o.errors);
    if (!opened.ok()) return Fail(opened.error());
    errors = std::move(*opened);
  }
  LineSink sink(std::move(*output), std::move(errors));
  Status done = Ok();
  if (o.paths.empty()) {
    std::vector<InputFile> files = ListInputs(o.inputs);
    std::erase_if(files, [&](const InputFile& file) { return !shard.Has(file.path); });
    const std::atomic<int> never_stopped = 0;
    done = RunBatch({{"", std::move(files)}}, threads, never_stopped, pool, &sink);
  } else {
    done = RunPaths(o, shard, pool, threads, &sink);
  }
  if (done.ok()) done = sink.Close();
  if (!done.ok()) return Fail(done.error());
  std::string skipped;
  for (const auto& [reason, count] : sink.counts().skipped) {
    skipped += fmt::format("{}{} {}", skipped.empty() ? "" : ", ", count, reason);
  }
  if (!skipped.empty()) Say("records passed over: " + skipped);
  if (sink.counts().other_language > 0) {
    Say(fmt::format("{} articles in other languages gave no facts (--any-language reads them)",
                    sink.counts().other_language));
  }
  if (!o.paths.empty()) {
    const BatchCounts& c = sink.counts();
    Say(fmt::format("{} records, {} articles, {} facts, {} errors", c.records, c.articles, c.lines,
                    c.errors));
  }
  return ExitOf(sink.counts());
}

uint64_t StoredBytes(const std::vector<Job>& jobs) {
  uint64_t bytes = 0;
  for (const Job& job : jobs) {
    for (const InputFile& file : job.files) {
      std::error_code failed;
      uintmax_t size = std::filesystem::file_size(file.path, failed);
      if (!failed) bytes += size;
    }
  }
  return bytes;
}

// Records of each input into files of their own, those done before left alone.
int RunToFolder(const Options& o, const Shard& shard, const RunIdentity& identity, WorkerPool* pool,
                int threads) {
  Result<OutFolder> folder = OutFolder::Open(o.out_dir, shard.Name(), identity, !o.no_articles);
  if (!folder.ok()) return Fail(folder.error());
  std::vector<Job> to_do;
  BatchCounts counts;
  size_t before = 0;
  for (Job& job : JobsOf(o.inputs)) {
    if (!shard.Has(job.name)) continue;
    std::optional<BatchCounts> done = o.force ? std::nullopt : folder->Done(job);
    if (done) {
      counts.Add(*done);
      ++before;
    } else {
      to_do.push_back(std::move(job));
    }
  }
  RunProgress progress(StoredBytes(to_do));
  FolderSink sink(&*folder, to_do, &progress);
  Status status = RunBatch(to_do, threads, StopSignals(), pool, &sink);
  ClearStatus();
  Say(progress.Summary(sink.counts(), sink.ended(), before));
  counts.Add(sink.counts());
  if (!o.metrics.empty()) {
    Status written = progress.WriteMetrics(o.metrics, sink.counts(), status.ok());
    if (!written.ok()) return Fail(written.error());
  }
  return status.ok() ? ExitOf(counts) : Fail(status.error());
}

int Process(const Options& o, Wanted wanted) {
  if (!(o.page_time >= 0 && o.page_time <= 1e6)) {
    return Fail(UsageError("--page-time takes seconds, 0 for any number of them"));
  }
  if (o.jobs < 0) return Fail(UsageError("-j takes the number of threads, at least 1"));
  bool to_folder = !o.out_dir.empty();
  if (to_folder && (!o.output.empty() || !o.errors.empty())) {
    return Fail(UsageError("--out-dir writes files of its own: leave --output and --errors out"));
  }
  if (!o.paths.empty() && (to_folder || !o.inputs.empty())) {
    return Fail(
        UsageError("--paths stands for the inputs and writes lines: no INPUT, no --out-dir"));
  }
  if (o.paths.empty() && o.inputs.empty()) {
    return Fail(UsageError("run needs INPUT...; see newsfacts run --help"));
  }
  Result<Shard> shard = ParseShard(o.shard);
  if (!shard.ok()) return Fail(shard.error());
  if (to_folder) StopSignals();  // from here on a signal is a wish
  WorkOptions work;
  work.wanted = wanted;
  work.why = o.why;
  work.articles_too = to_folder && !o.no_articles;
  static const ThreadClock clock;
  work.clock = &clock;
  work.page_time = Seconds(o.page_time);
  std::optional<Extractor> extractor;
  RunIdentity identity;
  if (wanted != Wanted::kArticles) {
    Result<ExtractOptions> extract = LoadExtractOptions(o.extract);
    if (!extract.ok()) return Fail(extract.error());
    Result<Extractor> created = Extractor::Create(*extract);
    if (!created.ok()) return Fail(created.error());
    extractor = std::move(*created);
    identity = {NEWSFACTS_VERSION, extractor->rules_digest(), extractor->lexicon_digest(),
                fmt::format("articles={} any-language={}", !o.no_articles, o.extract.any_language),
                fmt::format("{:g}", o.page_time)};
  }
  WorkerPool pool(work, std::move(extractor));
  int threads = o.jobs > 0 ? static_cast<int>(o.jobs) : AllThreads();
  return to_folder ? RunToFolder(o, *shard, identity, &pool, threads)
                   : RunToFile(o, *shard, &pool, threads);
}

Command Make(std::string name, std::string summary, Wanted wanted) {
  static std::vector<std::unique_ptr<Options>> kept;
  kept.push_back(std::make_unique<Options>());
  Options* o = kept.back().get();
  Command c;
  c.name = std::move(name);
  c.arguments = "INPUT...";
  c.summary = std::move(summary);
  c.positionals = &o->inputs;
  c.needs_positional = true;
  c.flags.push_back({"-o,--output", "FILE",
                     "Write to FILE, which appears whole at the end or not at all.", &o->output});
  c.flags.push_back({"--errors", "FILE",
                     "Write one JSON record for each bad input (file, record, error) too.",
                     &o->errors});
  if (wanted != Wanted::kArticles) {
    c.flags.push_back(
        {"--rules", "FILE", "Add a rule pack to the built-in ones.", &o->extract.rules});
    c.flags.push_back(
        {"--no-builtin-rules", "", "Leave the built-in rules out.", &o->extract.no_builtin_rules});
    c.flags.push_back(
        {"--lexicon", "DIR", "Add the word lists of a folder.", &o->extract.lexicons});
    c.flags.push_back({"--no-builtin-lexicon", "", "Leave the built-in word lists out.",
                       &o->extract.no_builtin_lexicon});
  }
  if (wanted == Wanted::kFacts) {
    c.flags.push_back({"--any-language", "",
                       "Look for facts in articles whose language is not English too.",
                       &o->extract.any_language});
  }
  c.flags.push_back({"-j,--jobs", "N", "Threads to use; all where it is not given.", &o->jobs});
  c.flags.push_back({"--page-time", "SECONDS",
                     "Pass over a record that takes more processor time (30 s): it is one of the "
                     "errors, kind over-time. 0: let it take any.",
                     &o->page_time});
  if (c.name == "run") {
    c.flags.push_back(
        {"--out-dir", "DIR",
         "Write files of their own for each input (facts, articles, errors, manifest) "
         "into DIR; a rerun does what is missing.",
         &o->out_dir});
    c.flags.push_back({"--no-articles", "", "With --out-dir: no articles.jsonl.", &o->no_articles});
    c.flags.push_back({"--force", "", "With --out-dir: do again what is done.", &o->force});
    c.flags.push_back({"--paths", "FILE",
                       "Read the inputs' paths from FILE (- is standard input), one a line; behind "
                       "a path may stand, after tabs, offset and length of a part of the file.",
                       &o->paths});
    c.flags.push_back({"--shard", "I/N",
                       "Take the I-th of N shares of the inputs, by a hash of their names.",
                       &o->shard});
    c.needs_positional = false;  // --paths stands for it
    c.flags.push_back({"--metrics", "FILE",
                       "With --out-dir: write counts as a Prometheus textfile.", &o->metrics});
  }
  if (wanted == Wanted::kMentions) {
    c.flags.push_back({"--why", "", "Say how each name's kind was decided.", &o->why});
  }
  c.run = [o, wanted] { return Process(*o, wanted); };
  return c;
}

}  // namespace

Command MakeRunCommand() {
  return Make("run", "Read pages or articles, write facts.", Wanted::kFacts);
}
Command MakeCleanCommand() {
  return Make("clean", "Read pages, write articles.", Wanted::kArticles);
}
Command MakeExtractCommand() {
  return Make("extract", "Read articles.jsonl, write facts.", Wanted::kFacts);
}
Command MakeMentionsCommand() {
  return Make("mentions", "Read articles.jsonl, write the mentions in them.", Wanted::kMentions);
}

}  // namespace newsfacts
