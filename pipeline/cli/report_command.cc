// report: facts as one HTML file for reading.
#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "pipeline/cli/commands.h"
#include "pipeline/review/diff_files.h"
#include "pipeline/review/report.h"
#include "pipeline/store/json_lines.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::vector<std::string> articles, old_articles;
  std::string old_facts;
  std::string output;
  std::string title = "Facts";
  int64_t limit = 5000;
};

// Calls `use` with each line's JSON; lines that are none are told and counted in `*exit`.
template <typename Use>
Status EachRecord(const std::string& path, std::string_view must_have, int* exit, Use use) {
  return EachJsonLine(path, [&](JsonLine line) -> Status {
    if (line.value.ok() && (*line.value)[must_have].is_string()) {
      use(std::move(*line.value));
    } else {
      *exit = Fail(DamagedError(
          fmt::format("{}:{}: no record with \"{}\", left out", path, line.number, must_have)));
    }
    return Ok();
  });
}

int Report(const Options& o) {
  if (o.inputs.size() != 1) return Fail(UsageError("report needs one facts file"));
  if (o.limit < 1) return Fail(UsageError("--limit: a number of articles"));
  Result<OutputFile> out = OutputFile::Open(o.output);
  if (!out.ok()) return Fail(out.error());
  int exit = kExitDone;
  ReportContent content;
  content.title = o.title;
  std::unordered_map<std::string, size_t> places;
  std::unordered_set<std::string> left_out;
  Texts texts, old_texts;
  Status read = EachRecord(o.inputs[0], "fact", &exit, [&](Json fact) {
    const std::string& doc = fact["doc"].str();
    auto [place, is_new] = places.try_emplace(doc, content.articles.size());
    if (is_new && std::ssize(content.articles) >= o.limit) {
      places.erase(place);
      left_out.insert(doc);
      return;
    }
    if (is_new) {
      content.articles.push_back({doc, "", fact["published"].str(), fact["url"].str(), "", {}});
    }
    content.articles[place->second].facts.push_back(std::move(fact));
  });
  if (!read.ok()) return Fail(read.error());
  for (const std::string& path : o.articles) {
    Status s = EachRecord(path, "id", &exit, [&](const Json& article) {
      if (!o.old_facts.empty()) texts[article["id"].str()] = article["text"].str();
      auto place = places.find(article["id"].str());
      if (place == places.end()) return;
      ReportArticle& shown = content.articles[place->second];
      shown.title = article["title"].str();
      shown.text = article["text"].str();
    });
    if (!s.ok()) return Fail(s.error());
  }
  for (const std::string& path : o.old_articles) {
    Status s = EachRecord(path, "id", &exit, [&](const Json& article) {
      old_texts[article["id"].str()] = article["text"].str();
    });
    if (!s.ok()) return Fail(s.error());
  }
  content.articles_left_out = std::ssize(left_out);
  if (!left_out.empty()) {
    Say(fmt::format("{} articles beyond the first {} are not in the report (--limit)",
                    left_out.size(), o.limit));
  }
  if (!o.old_facts.empty()) {
    content.compared = true;
    Result<DiffedFiles> compared =
        DiffFiles(o.old_facts, o.inputs[0], {}, [&](const Difference& d) {
          if (d.outcome != Outcome::kSame)
            content.differences.push_back(DifferenceRow(d, &old_texts, &texts));
          return true;
        });
    if (!compared.ok()) return Fail(compared.error());
  }
  if (Status s = WriteReport(content, *out); !s.ok()) return Fail(s.error());
  if (Status s = out->Close(); !s.ok()) return Fail(s.error());
  return exit;
}

}  // namespace

Command MakeReportCommand() {
  static Options o;
  Command c;
  c.name = "report";
  c.arguments = "FACTS";
  c.summary = "Write facts as one HTML file for reading in a browser.";
  c.about =
      "Charts, a table to filter and sort, and with --articles every article with its facts marked "
      "in the text. With --against, what differs from an older run, old and new words side by "
      "side. The file loads nothing from anywhere.";
  c.positionals = &o.inputs;
  c.needs_positional = true;
  c.flags = {
      {"--articles", "FILE", "Articles (JSON Lines) whose texts to show; repeatable.", &o.articles},
      {"--old-articles", "FILE", "The same of the run given with --against; repeatable.",
       &o.old_articles},
      {"--against", "FACTS", "An older run's facts, to show what differs.", &o.old_facts},
      {"-o,--output", "FILE", "Write here, beside and then renamed; else standard output.",
       &o.output},
      {"--title", "TEXT", "Title of the page (Facts).", &o.title},
      {"--limit", "N", "Articles in the page (5000); what is left out is said.", &o.limit},
  };
  c.run = [] { return Report(o); };
  return c;
}

}  // namespace newsfacts
