// diff: which facts came, went and changed between two runs, and why.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/diff.h"
#include "pipeline/review/diff_summary.h"
#include "pipeline/review/difference_filter.h"
#include "pipeline/review/random.h"
#include "pipeline/review/sorted_facts.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::vector<std::string> only, gates, ignored, tolerances;
  std::string format = "text";
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

// What is told of the differences as they pass: counts, and lines (all, or a sample drawn evenly).
class Teller {
 public:
  Teller(const Options& o, std::vector<Condition> only, std::vector<Gate> gates)
      : options_(o),
        only_(std::move(only)),
        gates_(std::move(gates)),
        random_(static_cast<uint64_t>(o.seed)) {}

  // False where a line cannot be written.
  bool Tell(const Difference& d) {
    auto holds = [&](const Condition& c) { return c.Holds(d); };
    if (!std::all_of(only_.begin(), only_.end(), holds)) return true;
    for (Gate& gate : gates_) gate.Count(d);
    summary_.Count(d);
    if (d.outcome == Outcome::kSame) return true;
    if (options_.format != "jsonl" && options_.sample == 0) return true;
    if (options_.sample == 0) return WriteLine(DifferenceToJson(d));
    ++seen_;
    auto wanted = static_cast<uint64_t>(options_.sample);
    if (kept_.size() < wanted) {
      kept_.push_back(DifferenceToJson(d));
    } else if (uint64_t place = random_.Below(seen_); place < wanted) {
      kept_[place] = DifferenceToJson(d);
    }
    return true;
  }

  bool WriteSample() const {
    return std::all_of(kept_.begin(), kept_.end(),
                       [](const std::string& line) { return WriteLine(line); });
  }

  const DiffSummary& summary() const { return summary_; }

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
  static bool WriteLine(const std::string& line) {
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
           std::fputc('\n', stdout) != EOF;
  }

  const Options& options_;
  std::vector<Condition> only_;
  std::vector<Gate> gates_;
  Random random_;
  DiffSummary summary_;
  std::vector<std::string> kept_;
  uint64_t seen_ = 0;
};

std::vector<Json> ParseAll(const std::vector<std::string>& lines, JsonParser& parser,
                           int64_t* broken) {
  std::vector<Json> out;
  for (const std::string& line : lines) {
    Result<Json> json = parser.Parse(line);
    if (json.ok()) {
      out.push_back(std::move(*json));
    } else {
      ++*broken;
    }
  }
  return out;
}

int Diff(const Options& o) {
  if (o.inputs.size() != 2) return Fail(UsageError("diff needs two files: OLD NEW"));
  if (o.format != "text" && o.format != "jsonl") return Fail(UsageError("--format: text or jsonl"));
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
  Result<SortedFacts> olds = SortedFacts::Read(o.inputs[0]);
  if (!olds.ok()) return Fail(olds.error());
  Result<SortedFacts> news = SortedFacts::Read(o.inputs[1]);
  if (!news.ok()) return Fail(news.error());
  Teller teller(o, std::move(*only), std::move(*gates));
  JsonParser parser;
  static const std::vector<std::string> kNone;
  int64_t broken = 0;
  bool more_old = olds->Next();
  bool more_new = news->Next();
  while (more_old || more_new) {
    bool take_old = more_old && (!more_new || olds->doc() <= news->doc());
    bool take_new = more_new && (!more_old || news->doc() <= olds->doc());
    std::vector<Json> a = ParseAll(take_old ? olds->lines() : kNone, parser, &broken);
    std::vector<Json> b = ParseAll(take_new ? news->lines() : kNone, parser, &broken);
    for (const Difference& d : DiffDocument(a, b, options)) {
      if (!teller.Tell(d)) return kExitOutput;
    }
    if (take_old) more_old = olds->Next();
    if (take_new) more_new = news->Next();
  }
  if (olds->failed() || news->failed()) {
    return Fail(OutputError("a temporary file could not be read back"));
  }
  if (!teller.WriteSample()) return kExitOutput;
  if (o.format == "text") {
    if (int exit = Print(teller.summary().Table(ColoursWanted())); exit != kExitDone) return exit;
  } else if (std::fflush(stdout) != 0) {
    return kExitOutput;
  }
  broken += olds->broken_lines() + news->broken_lines();
  if (broken > 0) {
    return Fail(DamagedError(fmt::format("{} lines are no facts and were left out", broken)));
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
      "cleaner (another text of the same page), rules (rules or word lists), unknown (a document "
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
      {"--format", "FORMAT", "text (a summary) or jsonl (a line a difference).", &o.format},
      {"--sample", "N", "Write N differences, drawn evenly, as JSON Lines.", &o.sample},
      {"--seed", "N", "Seed of the sample (1).", &o.seed},
  };
  c.run = [] { return Diff(o); };
  return c;
}

}  // namespace newsfacts
