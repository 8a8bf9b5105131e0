// rules: what the rules are, how often each found something, whether a pack is sound.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "extractors/rules/check_examples.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/store/input.h"
#include "pipeline/store/json_lines.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> words;  // the action, then files
  std::string stats;
  bool json = false;
};

// How many facts of a facts file stand on each rule, by id.
Result<std::map<std::string, int64_t>> CountFacts(const std::string& path) {
  std::map<std::string, int64_t> counts;
  Status read = EachJsonLine(path, [&](const JsonLine& line) -> Status {
    if (!line.value.ok() || !(*line.value)["fact"].is_string()) {
      return InputError(fmt::format("{}:{}: not a fact", path, line.number));
    }
    std::set<std::string> found{(*line.value)["rule"].str()};
    for (const Json& e : (*line.value)["evidence"].items()) found.insert(e["rule"].str());
    for (const std::string& rule : found) ++counts[rule];
    return Ok();
  });
  if (!read.ok()) return read.error();
  return counts;
}

std::string RuleAsJson(const Rule& rule, const int64_t* facts) {
  JsonWriter w;
  w.BeginObject().Key("id").String(rule.id).Key("why").String(rule.why);
  w.Key("fact").String(rule.fact).Key("attributes").BeginObject();
  for (const auto& [name, value] : rule.attributes) w.Key(name).String(value);
  w.EndObject().Key("file").String(rule.file).Key("line").Int(rule.line);
  w.Key("patterns").Int(static_cast<int64_t>(rule.patterns.size()));
  w.Key("examples").Int(static_cast<int64_t>(rule.examples.size()));
  w.Key("digest").String(rule.digest);
  if (facts) w.Key("facts").Int(*facts);
  w.EndObject();
  return w.Take() + "\n";
}

int List(const Options& o) {
  std::map<std::string, int64_t> counts;
  if (!o.stats.empty()) {
    Result<std::map<std::string, int64_t>> counted = CountFacts(o.stats);
    if (!counted.ok()) return Fail(counted.error());
    counts = std::move(*counted);
  }
  Lexicon lexicon = Lexicon::Builtin();
  RuleBook book = RuleBook::Builtin(lexicon);
  size_t widest = 0;
  for (const Rule& rule : book.rules()) widest = std::max(widest, rule.id.size());
  std::string out;
  for (const Rule& rule : book.rules()) {
    int64_t facts = counts[rule.id];
    if (o.json) {
      out += RuleAsJson(rule, o.stats.empty() ? nullptr : &facts);
      continue;
    }
    if (!o.stats.empty()) out += fmt::format("{:>7}  ", facts);
    out += fmt::format("{:<{}}  {}\n", rule.id, widest, rule.why);
  }
  return Print(out);
}

int Check(const Options& o) {
  if (o.words.size() < 2) return Fail(UsageError("rules check needs a rule file"));
  Lexicon lexicon = Lexicon::Builtin();
  RuleBook book;
  for (size_t i = 1; i < o.words.size(); ++i) {
    Result<std::string> bytes = ReadWholeFile(o.words[i]);
    if (!bytes.ok()) return Fail(UsageError(bytes.error().message));
    Status added = book.Add(*bytes, o.words[i], lexicon);
    if (!added.ok()) return Fail(UsageError(added.error().message));
  }
  Result<RuleSet> rules = RuleSet::Compile(book);
  if (!rules.ok()) return Fail(UsageError(rules.error().message));
  std::vector<std::string> faults = CheckExamples(book, &*rules);
  for (const std::string& fault : faults) Complain(fault);
  size_t examples = 0;
  for (const Rule& rule : book.rules()) examples += rule.examples.size();
  Say(fmt::format("{} rules, {} examples, {} wrong", book.rules().size(), examples, faults.size()));
  return faults.empty() ? kExitDone : kExitUsage;
}

}  // namespace

Command MakeRulesCommand() {
  static Options o;
  Command c;
  c.name = "rules";
  c.arguments = "list | check FILE...";
  c.summary = "List the built-in rules, or check rule files.";
  c.about =
      "list: the built-in rules, one a line.\n\n"
      "check: reads rule files, compiles them and runs the examples in them. What is wrong is told "
      "with file and line, and the exit code is 2.";
  c.flags.push_back({"--json", "", "list: one JSON object a rule.", &o.json});
  c.flags.push_back({"--stats", "FACTS",
                     "list: for how many facts of a facts file each rule found evidence.",
                     &o.stats});
  c.positionals = &o.words;
  c.needs_positional = true;
  c.run = []() -> int {
    if (o.words.front() == "list" && o.words.size() == 1) return List(o);
    if (o.words.front() == "check") return Check(o);
    return Fail(UsageError(
        fmt::format("rules cannot \"{}\"; it can: list, check FILE...", fmt::join(o.words, " "))));
  };
  return c;
}

}  // namespace newsfacts
