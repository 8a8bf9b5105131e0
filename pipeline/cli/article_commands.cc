// run, clean, extract, mentions: the commands that read articles and write one line a record.
#include <fmt/format.h>

#include <cstdio>
#include <optional>

#include "extractors/facts/extract.h"
#include "pipeline/batch/records.h"
#include "pipeline/clean/clean.h"
#include "pipeline/cli/commands.h"
#include "pipeline/store/article_json.h"
#include "pipeline/store/input.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output;
  std::vector<std::string> rules;
  std::vector<std::string> lexicons;
  bool no_builtin_rules = false;
  bool no_builtin_lexicon = false;
  bool any_language = false;
  bool why = false;
};

enum class Wanted { kArticles, kMentions, kFacts };

bool WriteLine(const std::string& line) {
  return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() &&
         std::fputc('\n', stdout) != EOF;
}

Result<ExtractOptions> ToExtractOptions(const Options& o) {
  ExtractOptions e;
  e.builtin_rules = !o.no_builtin_rules;
  e.builtin_lexicon = !o.no_builtin_lexicon;
  e.any_language = o.any_language;
  for (const std::string& path : o.rules) {
    Result<std::string> bytes = ReadWholeFile(path);
    if (!bytes.ok()) return UsageError(bytes.error().message);
    e.rules.emplace_back(path, std::move(*bytes));
  }
  return e;
}

int Process(const Options& o, Wanted wanted) {
  Result<ExtractOptions> extract = ToExtractOptions(o);
  if (!extract.ok()) return Fail(extract.error());
  Result<Extractor> extractor = Extractor::Create(*extract);
  if (!extractor.ok()) return Fail(extractor.error());
  Cleaner cleaner;
  InputReader reader(o.inputs);
  int exit = kExitDone;
  while (std::optional<Result<InputItem>> item = reader.Next()) {
    if (!item->ok()) {
      exit = std::max(exit, Fail(item->error()));
      continue;
    }
    Article article;
    if (auto* page = std::get_if<Page>(&**item)) {
      Result<Article> cleaned = cleaner.Clean(*page);
      if (!cleaned.ok()) {
        exit = std::max(exit, Fail(cleaned.error()));
        continue;
      }
      article = std::move(*cleaned);
    } else {
      article = std::move(std::get<Article>(**item));
    }
    bool written = true;
    if (wanted == Wanted::kArticles) {
      written = WriteLine(ArticleToJson(article));
    } else {
      CodePointIndex points(article.text);
      if (wanted == Wanted::kMentions) {
        Annotations doc = extractor->Mentions(article);
        for (const Mention& m : doc.mentions) {
          if (m.span.begin >= doc.body)
            written = written && WriteLine(MentionToJson(m, doc, article, points, o.why));
        }
      } else {
        for (const Fact& fact : extractor->Extract(article).facts) {
          written = written && WriteLine(FactToJson(fact, article, points));
        }
      }
    }
    if (!written) return kExitOutput;
  }
  return std::fflush(stdout) == 0 ? exit : kExitOutput;
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
  if (wanted != Wanted::kArticles) {
    c.flags.push_back({"--rules", "FILE", "Add a rule pack to the built-in ones.", &o->rules});
    c.flags.push_back(
        {"--no-builtin-rules", "", "Leave the built-in rules out.", &o->no_builtin_rules});
    c.flags.push_back({"--lexicon", "DIR", "Add the word lists of a folder.", &o->lexicons});
    c.flags.push_back(
        {"--no-builtin-lexicon", "", "Leave the built-in word lists out.", &o->no_builtin_lexicon});
    c.flags.push_back(
        {"--any-language", "", "Read articles that are not English too.", &o->any_language});
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
