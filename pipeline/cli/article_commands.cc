// run, clean, extract, mentions: the commands that read articles and write one line a record.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "extractors/facts/extract.h"
#include "pipeline/batch/records.h"
#include "pipeline/clean/clean.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/extract_options.h"
#include "pipeline/store/article_json.h"
#include "pipeline/store/input.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output;  // "": standard output
  std::string errors;  // "": no file of errors
  ExtractSettings extract;
  bool why = false;
};

enum class Wanted { kArticles, kMentions, kFacts };

// One command at work: every input becomes lines, every bad one a message.
class Work {
 public:
  Work(const Options& o, Wanted wanted, std::optional<Extractor> extractor, OutputFile output,
       std::optional<OutputFile> errors)
      : o_(o),
        wanted_(wanted),
        extractor_(std::move(extractor)),
        output_(std::move(output)),
        errors_(std::move(errors)),
        reader_(o.inputs) {}

  int Run() {
    while (std::optional<Result<InputItem>> item = reader_.Next()) {
      Result<Article> article = item->ok() ? ToArticle(std::move(**item)) : item->error();
      Status done = article.ok() ? WriteRecords(*article) : NoteBadInput(article.error());
      if (!done.ok()) return Fail(done.error());
    }
    if (errors_) {
      Status closed = errors_->Close();
      if (!closed.ok()) return Fail(closed.error());
    }
    Status closed = output_.Close();
    return closed.ok() ? exit_ : Fail(closed.error());
  }

 private:
  Result<Article> ToArticle(InputItem item) {
    if (auto* page = std::get_if<Page>(&item)) return cleaner_.Clean(*page);
    return std::move(std::get<Article>(item));
  }

  // Notes the first failure of a run of writes.
  void Write(std::string_view line, Status* status) {
    if (status->ok()) *status = output_.WriteLine(line);
  }

  Status WriteRecords(const Article& article) {
    if (wanted_ == Wanted::kArticles) return output_.WriteLine(ArticleToJson(article));
    Status status = Ok();
    CodePointIndex points(article.text);
    if (wanted_ == Wanted::kMentions) {
      Annotations doc = extractor_->Mentions(article);
      for (const Mention& m : doc.mentions) {
        if (m.span.begin < doc.body) continue;  // of the title
        Write(MentionToJson(m, doc, article, points, o_.why), &status);
      }
      return status;
    }
    for (const Fact& fact : extractor_->Extract(article).facts) {
      Write(FactToJson(fact, article, points, ruleset_), &status);
    }
    return status;
  }

  Status NoteBadInput(const Error& error) {
    exit_ = std::max(exit_, Fail(error));
    return errors_ ? errors_->WriteLine(ErrorToJson(reader_.place(), error.message)) : Ok();
  }

  const Options& o_;
  Wanted wanted_;
  Cleaner cleaner_;
  std::optional<Extractor> extractor_;  // none where articles alone are wanted
  std::string ruleset_ = extractor_ ? extractor_->ruleset() : "";
  OutputFile output_;
  std::optional<OutputFile> errors_;
  InputReader reader_;
  int exit_ = kExitDone;
};

int Process(const Options& o, Wanted wanted) {
  Result<ExtractOptions> extract = LoadExtractOptions(o.extract);
  if (!extract.ok()) return Fail(extract.error());
  std::optional<Extractor> extractor;
  if (wanted != Wanted::kArticles) {
    Result<Extractor> created = Extractor::Create(*extract);
    if (!created.ok()) return Fail(created.error());
    extractor = std::move(*created);
  }
  Result<OutputFile> output = OutputFile::Open(o.output);
  if (!output.ok()) return Fail(output.error());
  std::optional<OutputFile> errors;
  if (!o.errors.empty()) {
    Result<OutputFile> opened = OutputFile::Open(o.errors);
    if (!opened.ok()) return Fail(opened.error());
    errors = std::move(*opened);
  }
  return Work(o, wanted, std::move(extractor), std::move(*output), std::move(errors)).Run();
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
    c.flags.push_back({"--any-language", "", "Read articles that are not English too.",
                       &o->extract.any_language});
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
