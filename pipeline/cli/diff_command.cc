// diff: which facts came, went and changed between two runs, and why.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/diff_files.h"
#include "pipeline/review/diff_summary.h"
#include "pipeline/review/difference_filter.h"
#include "pipeline/review/random.h"
#include "pipeline/review/report.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::vector<std::string> only, gates, ignored, tolerances;
  std::string format = "text";
  std::string output;
  int64_t sample = 0;
  int64_t seed = 1;
};

// SLOT=SHARE, the share as 0.01 or 1%.
Result<std::pair<std::string, double>> ParseTolerance(const std::string& text) {
  size_t equals = text.find('=');
  double share = -1;
  if (equals != std::string::npos) {
    const char* begin = text.data() + equals + 1;
    const char* end = text.data() + text.size();
    bool percent = end > begin && end[-1] == '%';
    if (percent) --end;
    auto [stop, error] = std::from_chars(begin, end, share);
    if (error != std::errc() || stop != end) share = -1;
    if (percent) share /= 100;
  }
  if (!(share >= 0 && share < 1)) {
    return UsageError(fmt::format("--tolerance {}: write SLOT=SHARE: figure.value=1%", text));
  }
  return std::pair(text.substr(0, equals), share);
}

// What is told of the differences as they pass: counts, and records (all, or a sample drawn
// evenly).
class Teller {
 public:
  Teller(const Options& o, OutputFile out, std::vector<Condition> only, std::vector<Gate> gates)
      : options_(o),
        out_(std::move(out)),
        only_(std::move(only)),
        gates_(std::move(gates)),
        random_(static_cast<uint64_t>(o.seed)) {}

  // Once a record cannot be written, telling is in vain.
  const Status& status() const { return status_; }

  void Tell(const Difference& d) {
    auto holds = [&](const Condition& c) { return c.Holds(d); };
    if (!std::all_of(only_.begin(), only_.end(), holds)) return;
    for (Gate& gate : gates_) gate.Count(d);
    summary_.Count(d);
    if (d.outcome == Outcome::kSame) return;
    bool html = options_.format == "html";
    auto record = [&] { return html ? DifferenceRow(d) : DifferenceToJson(d); };
    if (options_.sample > 0) {
      Sample(record);
    } else if (html) {
      kept_.push_back(record());
    } else if (options_.format == "jsonl") {
      status_ = out_.WriteLine(record());
    }
  }

  // What could be told only after the last difference.
  Status Finish() {
    if (options_.format == "html") {
      ReportContent content;
      content.title = fmt::format("{} and {}", options_.inputs[0], options_.inputs[1]);
      content.differences = std::move(kept_);
      content.compared = true;
      if (Status s = WriteReport(content, out_); !s.ok()) return s;
      return out_.Close();
    }
    for (const std::string& line : kept_) {
      if (Status s = out_.WriteLine(line); !s.ok()) return s;
    }
    if (options_.format == "text") {
      std::string table = summary_.Table(options_.output.empty() && ColoursWanted());
      if (Status s = out_.WriteLine(table.substr(0, table.size() - 1)); !s.ok()) return s;
    }
    return out_.Close();
  }

  // Without gates a difference decides, with gates they alone do.
  int Exit() const {
    bool tripped = gates_.empty() && summary_.differs();
    for (const Gate& gate : gates_) {
      if (gate.Tripped()) Complain("gate tripped: " + gate.Reading());
      tripped = tripped || gate.Tripped();
    }
    return tripped ? kExitSomeFailed : kExitDone;
  }

 private:
  template <typename Record>
  void Sample(Record record) {
    ++seen_;
    auto wanted = static_cast<uint64_t>(options_.sample);
    if (kept_.size() < wanted) {
      kept_.push_back(record());
    } else if (uint64_t place = random_.Below(seen_); place < wanted) {
      kept_[place] = record();
    }
  }

  const Options& options_;
  OutputFile out_;
  Status status_ = Ok();
  std::vector<Condition> only_;
  std::vector<Gate> gates_;
  Random random_;
  DiffSummary summary_;
  std::vector<std::string> kept_;
  uint64_t seen_ = 0;
};

int Diff(const Options& o) {
  if (o.inputs.size() != 2) return Fail(UsageError("diff needs two files: OLD NEW"));
  if (o.format != "text" && o.format != "jsonl" && o.format != "html") {
    return Fail(UsageError("--format: text, jsonl or html"));
  }
  if (o.sample < 0) return Fail(UsageError("--sample: a number of facts"));
  Result<std::vector<Condition>> only = ParseEach<Condition>("--only", o.only);
  if (!only.ok()) return Fail(only.error());
  Result<std::vector<Gate>> gates = ParseEach<Gate>("--fail-on", o.gates);
  if (!gates.ok()) return Fail(gates.error());
  DiffOptions options;
  options.ignored = o.ignored;
  for (const std::string& text : o.tolerances) {
    Result<std::pair<std::string, double>> tolerance = ParseTolerance(text);
    if (!tolerance.ok()) return Fail(tolerance.error());
    options.tolerances.push_back(*tolerance);
  }
  Result<OutputFile> out = OutputFile::Open(o.output);
  if (!out.ok()) return Fail(out.error());
  Teller teller(o, std::move(*out), std::move(*only), std::move(*gates));
  Result<DiffedFiles> files =
      DiffFiles(o.inputs[0], o.inputs[1], options, [&](const Difference& d) {
        teller.Tell(d);
        return teller.status().ok();
      });
  if (!files.ok()) return Fail(files.error());
  Status written = teller.status().ok() ? teller.Finish() : teller.status();
  if (!written.ok()) return Fail(written.error());
  if (files->old_duplicates + files->new_duplicates > 0) {
    Say(fmt::format(
        "ids that stand twice in a document: {} in {}, {} in {}; compared in their order",
        files->old_duplicates, o.inputs[0], files->new_duplicates, o.inputs[1]));
  }
  if (files->broken_lines > 0) {
    return Fail(
        DamagedError(fmt::format("{} lines are no facts and were left out", files->broken_lines)));
  }
  return teller.Exit();
}

}  // namespace

Command MakeDiffCommand() {
  static Options o;
  Command c;
  c.name = "diff";
  c.arguments = "OLD NEW";
  c.summary = "Compare the facts of two runs, and say why they differ.";
  c.about =
      "OLD and NEW are facts files of any size (plain, .gz or .zst). Exits 0 where nothing "
      "differs, "
      "1 where something does (with --fail-on: where a gate trips), 2 or more on trouble.\n\n"
      "Outcomes: same, moved (offsets only), changed, split (one fact became several), merged, "
      "added, removed. Causes: page (another page), "
      "cleaner (another text of the same page), rules (rules or word lists), program (the same "
      "rules, another version), unknown (a document "
      "has facts in one run only, or digests are missing).";
  c.positionals = &o.inputs;
  c.flags = {
      {"--only", "KEY=VALUE", "Tell only what has this cause, outcome, kind or rule; repeatable.",
       &o.only},
      {"--fail-on", "GATE",
       "Exit 1 only where this is so: removed>2% or kind=deal,changed>0; repeatable. Conditions "
       "as in --only, then same, moved, changed, split, merged, added, removed or differs, then "
       "> >= < <= and a count or a percentage of the old facts.",
       &o.gates},
      {"--ignore", "SLOT", "A slot whose change is none: period, or figure.period; repeatable.",
       &o.ignored},
      {"--tolerance", "SLOT=SHARE", "Numbers of a slot may differ by this share: value=1%.",
       &o.tolerances},
      {"--format", "FORMAT",
       "text (a summary), jsonl (a line a difference) or html (old and new words side by side).",
       &o.format},
      {"-o,--output", "FILE", "Write here, beside and then renamed; else standard output.",
       &o.output},
      {"--sample", "N", "Write N differences, drawn evenly, as JSON Lines.", &o.sample},
      {"--seed", "N", "Seed of the sample (1).", &o.seed},
  };
  c.run = [] { return Diff(o); };
  return c;
}

}  // namespace newsfacts
