// score: how right facts are, beside gold made by hand or judgements of a sample.
#include <fmt/format.h>

#include <cstdio>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/review/score_text.h"
#include "pipeline/store/input.h"
#include "pipeline/store/json_lines.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string articles;
  std::string by;
  std::string show_errors;
  std::string save;
  std::string against;
  std::string judge;
  int64_t rounds = 1000;
  int64_t seed = 1;
  bool strict = false;
  bool json = false;
};

// Calls `take` with each line of a JSON Lines file that is not blank: its number, and the value or
// why it is none. Stops at the first error that `take` returns.
template <typename Take>
Status ForEachLine(const std::string& path, Take take) {
  Status read = EachJsonLine(path, [&](JsonLine line) -> Status {
    if (line.text.find_first_not_of(" \t\r") == std::string_view::npos) return Ok();
    Status status = take(std::move(line.value));
    if (status.ok()) return status;
    return UsageError(fmt::format("{}:{}: {}", path, line.number, status.error().message));
  });
  if (!read.ok()) return UsageError(read.error().message);
  return Ok();
}

Result<ScoreCard> ReadAndScore(const Options& o) {
  Scorer scorer({.strict = o.strict});
  Status gold = ForEachLine(o.inputs[0], [&](Result<Json> line) -> Status {
    if (!line.ok()) return line.error();
    return scorer.AddGold(*line);
  });
  if (!gold.ok()) return gold.error();
  if (!o.articles.empty()) {
    Status texts = ForEachLine(o.articles, [&](Result<Json> line) -> Status {
      if (!line.ok()) return line.error();
      const Json& id = (*line)["id"];
      scorer.AddText(id.is_string() ? id.str() : id.Dump(), (*line)["text"].str());
      return Ok();
    });
    if (!texts.ok()) return texts.error();
  }
  Status facts = ForEachLine(o.inputs[1], [&](Result<Json> line) -> Status {
    if (line.ok()) {
      scorer.AddFact(std::move(*line));
    } else {
      scorer.AddBrokenLine();
    }
    return Ok();
  });
  if (!facts.ok()) return facts.error();
  return scorer.Finish();
}

int HoldAgainst(const ScoreCard& card, const std::string& path) {
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return Fail(UsageError(bytes.error().message));
  JsonParser parser;
  Result<Json> floors = parser.Parse(*bytes);
  if (!floors.ok()) return Fail(UsageError(path + ": " + floors.error().message));
  Result<std::vector<std::string>> below = BelowFloors(card, *floors);
  if (!below.ok()) return Fail(UsageError(path + ": " + below.error().message));
  for (const std::string& line : *below) Complain(line);
  return below->empty() ? kExitDone : kExitSomeFailed;
}

int Judge(const Options& o) {
  Judgements judgements;
  Status status = ForEachLine(o.judge, [&](Result<Json> line) -> Status {
    if (!line.ok()) return line.error();
    return judgements.Add(*line);
  });
  if (!status.ok()) return Fail(status.error());
  return Print(o.json ? judgements.ToJson() : judgements.Table());
}

Status Check(const Options& o) {
  if (!o.judge.empty()) {
    if (!o.inputs.empty()) return UsageError("--judge FILE stands alone, without GOLD and FACTS");
    return Ok();
  }
  if (o.inputs.size() != 2) return UsageError("score needs two files: GOLD FACTS");
  if (!o.by.empty() && o.by != "rule") return UsageError("--by knows \"rule\" only");
  if (o.rounds < 0 || o.rounds > 100000) return UsageError("--rounds: 0 to 100000");
  std::string known = "all";
  bool is_kind = o.show_errors.empty() || o.show_errors == "all";
  for (const Measure& m : Measures()) {
    if (m.slot != "found") continue;
    known += fmt::format(", {}", m.kind);
    is_kind = is_kind || m.kind == o.show_errors;
  }
  if (!is_kind) return UsageError("--show-errors: one of " + known);
  return Ok();
}

int Score(const Options& o) {
  if (Status checked = Check(o); !checked.ok()) return Fail(checked.error());
  if (!o.judge.empty()) return Judge(o);
  Result<ScoreCard> card = ReadAndScore(o);
  if (!card.ok()) return Fail(card.error());
  std::string out;
  if (!o.show_errors.empty()) out += ErrorLines(*card, o.show_errors);
  ScoreIntervals intervals;
  if (o.rounds > 0) {
    intervals = Bootstrap(*card, static_cast<int>(o.rounds), static_cast<uint64_t>(o.seed));
  }
  const ScoreIntervals* shown = o.rounds > 0 ? &intervals : nullptr;
  if (o.json) {
    out += ScoreJson(*card, shown, o.by == "rule");
  } else {
    out += ScoreTable(*card, shown);
    if (o.by == "rule") out += "\n" + RuleTable(*card);
  }
  if (int exit = Print(out); exit != kExitDone) return exit;
  if (!o.save.empty()) {
    Result<OutputFile> file = OutputFile::Open(o.save);
    Status saved = file.ok() ? file->Write(FloorsJson(*card)) : Status(file.error());
    if (saved.ok()) saved = file->Close();
    if (!saved.ok()) return Fail(saved.error());
  }
  return o.against.empty() ? kExitDone : HoldAgainst(*card, o.against);
}

}  // namespace

Command MakeScoreCommand() {
  static Options o;
  Command c;
  c.name = "score";
  c.arguments = "GOLD FACTS";
  c.summary = "Measure facts beside gold: precision, recall, F1.";
  c.about =
      "GOLD holds one article's facts a line (id, deals, people, dates, figures, quotes); FACTS is "
      "what run or extract wrote. A fact is found where it pairs with one gold fact of its "
      "article; "
      "slots of unpaired facts count as wrong or missed.\n\n"
      "With --against, exits 1 where a measure is below its floor. With --judge FILE alone: the "
      "precision of a sample judged by hand (facts, or lines of diff, each with \"judged\": "
      "\"right\", \"wrong\" or \"unsure\").";
  c.positionals = &o.inputs;
  c.flags = {
      {"--articles", "FILE", "Articles (JSON Lines): facts with false spans do not count.",
       &o.articles},
      {"--by", "rule", "Show also how right each rule's facts are.", &o.by},
      {"--show-errors", "KIND",
       "Show what is wrong or missed: deal, person, date, figure, quote or all.", &o.show_errors},
      {"--strict", "", "Names must be equal, not contained.", &o.strict},
      {"--save", "FILE", "Write the F1 of every measure, as floors.", &o.save},
      {"--against", "FILE", "Floors; exit 1 if a measure is below its own.", &o.against},
      {"--judge", "FILE", "Judgements of a sample instead of gold.", &o.judge},
      {"--rounds", "N", "Rounds of the bootstrap (1000); 0 for no intervals.", &o.rounds},
      {"--seed", "N", "Seed of the bootstrap (1).", &o.seed},
      {"--json", "", "Write JSON.", &o.json},
  };
  c.run = [] { return Score(o); };
  return c;
}

}  // namespace newsfacts
