// run, clean, extract, mentions: the commands that read articles and write one line a record.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

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
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

constexpr int64_t kMostThreads = 4096;

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

void TellCounts(const BatchCounts& c, bool of_list) {
  if (c.cut > 0) Say(fmt::format("{} records cut for their length", c.cut));
  std::string skipped;
  for (const auto& [reason, count] : c.skipped) {
    skipped += fmt::format("{}{} {}", skipped.empty() ? "" : ", ", count, reason);
  }
  if (!skipped.empty()) Say("records passed over: " + skipped);
  if (c.other_language > 0) {
    Say(fmt::format("{} articles in other languages gave no facts (--any-language reads them)",
                    c.other_language));
  }
  if (of_list) {
    Say(fmt::format("{} records, {} articles, {} facts, {} errors", c.records, c.articles, c.lines,
                    c.errors));
  }
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
  Job job;
  std::optional<PathList> list;
  if (o.paths.empty()) {
    job.files = ListInputs(o.inputs, {o.output, o.errors});
    std::erase_if(job.files, [&](const InputFile& file) { return !shard.Has(file.path); });
  } else {
    Result<PathList> opened =
        PathList::Open(o.paths, [&](std::string_view line) { return shard.Has(line); });
    if (!opened.ok()) return Fail(UsageError(opened.error().message));
    job.list = &list.emplace(std::move(*opened));
  }
  const std::atomic<int> never_stopped = 0;
  Status done = RunBatch({job}, threads, never_stopped, pool, &sink);
  if (done.ok()) done = sink.Close();
  if (!done.ok()) return Fail(done.error());
  TellCounts(sink.counts(), !o.paths.empty());
  return ExitOf(sink.counts());
}

// Records of each input into files of their own, those done before left alone.
int RunToFolder(const Options& o, const Shard& shard, const RunIdentity& identity, WorkerPool* pool,
                int threads) {
  for (const std::string& input : o.inputs) {
    std::error_code absent;
    if (std::filesystem::equivalent(input, o.out_dir, absent)) {
      return Fail(UsageError(fmt::format(
          "--out-dir {} is an input too: a rerun would read what this one wrote", o.out_dir)));
    }
  }
  Result<OutFolder> folder = OutFolder::Open(o.out_dir, shard.Name(), identity, !o.no_articles);
  if (!folder.ok()) return Fail(folder.error());
  RunOutcome run;
  std::vector<Job> to_do;
  uint64_t bytes = 0;
  for (Job& job : JobsOf(o.inputs, o.out_dir)) {
    if (!shard.Has(job.name)) continue;
    std::optional<BatchCounts> done = o.force ? std::nullopt : folder->Done(job);
    if (done) {
      run.before.Add(*done);
      ++run.inputs_before;
    } else {
      bytes += job.stamp.bytes;
      to_do.push_back(std::move(job));
    }
  }
  RunProgress progress(bytes);
  FolderSink sink(&*folder, to_do, &progress);
  run.status = RunBatch(to_do, threads, StopSignals(), pool, &sink);
  run.counts = sink.counts();
  run.inputs = to_do.size();
  run.inputs_done = sink.ended();
  ClearStatus();
  Say(progress.Summary(run));
  if (!o.metrics.empty()) {
    Status written = progress.WriteMetrics(o.metrics, run);
    if (!written.ok()) return Fail(written.error());
  }
  if (!run.status.ok()) return Fail(run.status.error());
  BatchCounts all = run.before;
  all.Add(run.counts);
  return ExitOf(all);
}

// Whether the flags go together.
Status Check(const Options& o) {
  bool to_folder = !o.out_dir.empty();
  if (!(o.page_time >= 0 && o.page_time <= 1e6)) {
    return UsageError("--page-time takes seconds, 0 for any number of them");
  }
  if (o.jobs < 0 || o.jobs > kMostThreads) {
    return UsageError(fmt::format("-j takes 1 to {} threads, 0 for all", kMostThreads));
  }
  if (!to_folder && (o.force || o.no_articles || !o.metrics.empty())) {
    return UsageError("--force, --no-articles and --metrics go with --out-dir");
  }
  if (to_folder && (!o.output.empty() || !o.errors.empty())) {
    return UsageError("--out-dir writes files of its own: leave --output and --errors out");
  }
  if (!o.paths.empty() && (to_folder || !o.inputs.empty())) {
    return UsageError("--paths stands for the inputs and writes lines: no INPUT, no --out-dir");
  }
  if (o.paths.empty() && o.inputs.empty()) {
    return UsageError("run needs INPUT...; see newsfacts run --help");
  }
  return Ok();
}

int Process(const Options& o, Wanted wanted) {
  if (Status s = Check(o); !s.ok()) return Fail(s.error());
  bool to_folder = !o.out_dir.empty();
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
    c.flags.push_back(
        {"--paths", "FILE",
         "Read the inputs' paths from FILE (- is standard input), one a line; behind "
         "a path may stand, after tabs, offset and length of a part of the file. Facts "
         "of a line are written before the next one is waited for.",
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
