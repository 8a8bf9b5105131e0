// diff: which facts came, went and changed between two runs, and why.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/diff.h"
#include "pipeline/review/random.h"
#include "pipeline/review/sorted_facts.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::vector<std::string> only;
  std::string format = "text";
  int64_t sample = 0;
  int64_t seed = 1;
};

constexpr size_t kOutcomes = 5;
using OutcomeCounts = std::array<int64_t, kOutcomes>;

// "cause=rules": what a difference must be to be told.
struct Condition {
  std::string key, value;
};

Result<std::vector<Condition>> ParseConditions(const std::vector<std::string>& texts) {
  std::vector<Condition> out;
  for (const std::string& text : texts) {
    size_t equals = text.find('=');
    std::string key = text.substr(0, equals);
    if (equals == std::string::npos ||
        (key != "cause" && key != "outcome" && key != "kind" && key != "rule")) {
      return UsageError(fmt::format(
          "--only {}: write cause=, outcome=, kind= or rule= and what it must be", text));
    }
    out.push_back({key, text.substr(equals + 1)});
  }
  return out;
}

bool Holds(const Condition& c, const Difference& d) {
  if (c.key == "cause") return CauseName(d.cause) == c.value;
  if (c.key == "outcome") return OutcomeName(d.outcome) == c.value;
  if (c.key == "kind") return d.fact()["fact"].str() == c.value;
  return d.fact()["rule"].str() == c.value ||
         (d.old_fact != nullptr && (*d.old_fact)["rule"].str() == c.value);
}

// What is told of the differences as they pass: counts, and lines (all, or a sample drawn evenly).
class Teller {
 public:
  Teller(const Options& o, std::vector<Condition> only)
      : options_(o), only_(std::move(only)), random_(static_cast<uint64_t>(o.seed)) {}

  bool Tell(const Difference& d) {
    if (!std::all_of(only_.begin(), only_.end(), [&](const Condition& c) { return Holds(c, d); })) {
      return true;
    }
    ++by_rule_[{d.fact()["fact"].str(), d.fact()["rule"].str()}][static_cast<size_t>(d.outcome)];
    if (d.outcome == Outcome::kSame) return true;
    differs_ = true;
    ++causes_[std::string(CauseName(d.cause))];
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

  bool differs() const { return differs_; }

  // Counts by kind and rule, the most changed first within a kind.
  std::string Summary() const {
    std::string out = fmt::format("{:8} {:40} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7}\n", "kind",
                                  "rule", "same", "moved", "changed", "added", "removed", "net");
    OutcomeCounts total{};
    for (const auto& [key, counts] : by_rule_) {
      out += Row(key.first, key.second, counts);
      for (size_t i = 0; i < kOutcomes; ++i) total[i] += counts[i];
    }
    out += Row("all", "", total);
    for (const auto& [cause, count] : causes_) out += fmt::format("cause {}: {}\n", cause, count);
    return out;
  }

 private:
  static bool WriteLine(const std::string& line) {
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
           std::fputc('\n', stdout) != EOF;
  }
  static std::string Row(const std::string& kind, const std::string& rule, const OutcomeCounts& c) {
    return fmt::format("{:8} {:40} {:>9} {:>9} {:>9} {:>9} {:>9} {:>+7}\n", kind, rule, c[0], c[1],
                       c[2], c[3], c[4], c[3] - c[4]);
  }

  const Options& options_;
  std::vector<Condition> only_;
  Random random_;
  std::map<std::pair<std::string, std::string>, OutcomeCounts> by_rule_;
  std::map<std::string, int64_t> causes_;
  std::vector<std::string> kept_;
  uint64_t seen_ = 0;
  bool differs_ = false;
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
  Result<std::vector<Condition>> only = ParseConditions(o.only);
  if (!only.ok()) return Fail(only.error());
  Result<SortedFacts> olds = SortedFacts::Read(o.inputs[0]);
  if (!olds.ok()) return Fail(olds.error());
  Result<SortedFacts> news = SortedFacts::Read(o.inputs[1]);
  if (!news.ok()) return Fail(news.error());
  Teller teller(o, std::move(*only));
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
    for (const Difference& d : DiffDocument(a, b)) {
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
    if (int exit = Print(teller.Summary()); exit != kExitDone) return exit;
  } else if (std::fflush(stdout) != 0) {
    return kExitOutput;
  }
  broken += olds->broken_lines() + news->broken_lines();
  if (broken > 0) {
    return Fail(DamagedError(fmt::format("{} lines are no facts and were left out", broken)));
  }
  return teller.differs() ? kExitSomeFailed : kExitDone;
}

}  // namespace

Command MakeDiffCommand() {
  static Options o;
  Command c;
  c.name = "diff";
  c.arguments = "OLD NEW";
  c.summary = "Compare the facts of two runs, and say why they differ.";
  c.about =
      "OLD and NEW are facts files of any size (plain or .gz). Exits 0 where nothing differs, 1 "
      "where something does.\n\n"
      "Outcomes: same, moved (offsets only), changed, added, removed. Causes: page (another page), "
      "cleaner (another text of the same page), rules (rules or word lists), unknown (a document "
      "has facts in one run only, or digests are missing).";
  c.positionals = &o.inputs;
  c.flags = {
      {"--only", "KEY=VALUE", "Tell only what has this cause, outcome, kind or rule; repeatable.",
       &o.only},
      {"--format", "FORMAT", "text (a summary) or jsonl (a line a difference).", &o.format},
      {"--sample", "N", "Write N differences, drawn evenly, as JSON Lines.", &o.sample},
      {"--seed", "N", "Seed of the sample (1).", &o.seed},
  };
  c.run = [] { return Diff(o); };
  return c;
}

}  // namespace newsfacts
