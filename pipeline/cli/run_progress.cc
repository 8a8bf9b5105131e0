#include "pipeline/cli/run_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "pipeline/cli/messages.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

// "3 h 07 min", "41 s".
std::string Duration(double seconds) {
  auto s = std::llround(seconds);
  if (s >= 3600) return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
  if (s >= 60) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} s", s);
}

}  // namespace

RunProgress::RunProgress(uint64_t bytes) : bytes_(bytes) {}

double RunProgress::Seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
}

void RunProgress::Note(const BatchCounts& counts, uint64_t bytes_read) {
  bytes_read_ = bytes_read;
  double now = Seconds();
  if (now - told_ < (ShowsStatus() ? 0.5 : 60)) return;
  told_ = now;
  std::string text =
      fmt::format("{} articles, {:.0f}/s, {:.1f} MB/s, {} facts, {} errors", counts.articles,
                  static_cast<double>(counts.articles) / now,
                  static_cast<double>(bytes_read) / 1e6 / now, counts.lines, counts.errors);
  if (bytes_ > bytes_read && bytes_read > 0) {
    double share = static_cast<double>(bytes_read) / static_cast<double>(bytes_);
    text += fmt::format(", {:.1f}%, about {} left", share * 100, Duration(now / share - now));
  }
  ShowsStatus() ? ShowStatus(text) : Say(text);
}

std::string RunProgress::Summary(const RunOutcome& run) const {
  const BatchCounts& c = run.counts;
  double seconds = std::max(Seconds(), 1e-3);
  bool stopped = !run.status.ok() && run.status.error().kind == Error::Kind::kStopped;
  std::string out = run.status.ok() ? "done" : stopped ? "stopped" : "failed";
  out += fmt::format("\n  {:>12}  inputs", run.inputs_done);
  if (run.inputs_done < run.inputs) out += fmt::format(" of {}", run.inputs);
  if (run.inputs_before > 0) {
    out += fmt::format("\n  {:>12}  inputs that were done before", run.inputs_before);
  }
  if (run.before.errors > 0) out += fmt::format(", {} errors in them", run.before.errors);
  out += fmt::format("\n  {:>12}  records\n  {:>12}  articles\n  {:>12}  facts\n  {:>12}  errors",
                     c.records, c.articles, c.lines, c.errors);
  if (c.damaged > 0) out += fmt::format(", {} of them damage", c.damaged);
  if (c.over_time > 0) out += fmt::format(", {} of them over --page-time", c.over_time);
  if (c.cut > 0) out += fmt::format("\n  {:>12}  records cut for their length", c.cut);
  if (c.other_language > 0) {
    out += fmt::format("\n  {:>12}  articles in other languages", c.other_language);
  }
  for (const auto& [reason, count] : c.skipped) {
    out += fmt::format("\n  {:>12}  passed over: {}", count, reason);
  }
  out += fmt::format("\n  {}: {:.0f} articles/s, {:.1f} MB/s", Duration(seconds),
                     static_cast<double>(c.articles) / seconds,
                     static_cast<double>(bytes_read_) / 1e6 / seconds);
  return out;
}

Status RunProgress::WriteMetrics(const std::string& path, const RunOutcome& run) const {
  const BatchCounts& c = run.counts;
  Result<OutputFile> file = OutputFile::Open(path);
  if (!file.ok()) return file.error();
  std::string text;
  auto add = [&](std::string_view name, std::string_view help, double value) {
    text += fmt::format(
        "# HELP newsfacts_batch_{0} {1}\n# TYPE newsfacts_batch_{0} gauge\n"
        "newsfacts_batch_{0} {2}\n",
        name, help, value);
  };
  add("inputs", "Inputs done by this run.", static_cast<double>(run.inputs_done));
  add("inputs_before", "Inputs that were done before.", static_cast<double>(run.inputs_before));
  add("records", "Records read.", static_cast<double>(c.records));
  add("articles", "Articles worked on.", static_cast<double>(c.articles));
  add("facts", "Facts written.", static_cast<double>(c.lines));
  add("errors", "Bad records and files.", static_cast<double>(c.errors));
  add("errors_before", "Errors in inputs that were done before.",
      static_cast<double>(run.before.errors));
  add("damaged", "Errors that are damage.", static_cast<double>(c.damaged));
  add("over_time", "Errors that are records over --page-time.", static_cast<double>(c.over_time));
  add("other_language", "Articles not read for facts, being in other languages.",
      static_cast<double>(c.other_language));
  add("cut", "Records cut for their length.", static_cast<double>(c.cut));
  add("bytes_read", "Stored bytes of the inputs read.", static_cast<double>(bytes_read_));
  add("seconds", "Seconds that the run took.", Seconds());
  add("complete", "1 where every input is done.", run.status.ok() ? 1 : 0);
  if (Status s = file->Write(text); !s.ok()) return s;
  return file->Close();
}

}  // namespace newsfacts
