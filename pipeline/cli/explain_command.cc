// explain: what the rules make of a sentence, and which of them nearly matched.
#include <fmt/format.h>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/store/input.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> texts;
  std::vector<std::string> rules;
  bool no_builtin_rules = false;
};

Result<RuleBook> ReadBook(const Options& o, const Lexicon& lexicon) {
  RuleBook book;
  if (!o.no_builtin_rules) book = RuleBook::Builtin(lexicon);
  for (const std::string& path : o.rules) {
    Result<std::string> bytes = ReadWholeFile(path);
    if (!bytes.ok()) return UsageError(bytes.error().message);
    Status added = book.Add(*bytes, path, lexicon);
    if (!added.ok()) return UsageError(added.error().message);
  }
  return book;
}

// Mentions as the text marks them with brackets; where it marks none, as the program finds them.
Annotations Read(const Lexicon& lexicon, const std::string& text) {
  Result<RuleExample> marked = ReadExample(text);
  if (!marked.ok() || marked->mentions.empty()) {
    Article article;
    article.text = text;
    return Annotate(lexicon, article, true);
  }
  Annotations doc;
  doc.text = std::move(marked->text);
  doc.mentions = std::move(marked->mentions);
  Sentence whole;
  whole.span = {0, static_cast<uint32_t>(doc.text.size())};
  whole.end_mention = static_cast<uint32_t>(doc.mentions.size());
  doc.sentences.push_back(whole);
  return doc;
}

std::string ShowMatch(const RuleMatch& m, const Annotations& doc) {
  std::string out = fmt::format("match     {}", m.rule->id);
  std::string_view status = StatusOf(m);
  if (!status.empty()) out += fmt::format(" ({})", status);
  if (!m.complete) out += " [fragment: not all that it needs]";
  out += fmt::format("\n          in \"{}\"\n", doc.Text(m.span));
  for (const SlotFill& f : m.fills) {
    out += fmt::format("          {}={}\n", f.slot, doc.Text(f.Place(doc.mentions)));
  }
  return out;
}

std::string ShowSentence(const Sentence& sentence, const Annotations& doc, RuleSet* rules) {
  Skeleton skeleton(doc.text, sentence.span, doc.mentions, sentence.first_mention,
                    sentence.end_mention);
  std::string out = fmt::format("skeleton  {}\n", skeleton.text());
  for (const RuleMatch& m : rules->Match(skeleton, doc.mentions, doc.text)) {
    out += ShowMatch(m, doc);
  }
  for (const NearMiss& miss : rules->Explain(skeleton, doc.mentions, doc.text)) {
    out += fmt::format("near      {}: {} of {} parts; then {}\n", miss.rule->id, miss.matched,
                       miss.elements, miss.failed);
  }
  return out;
}

int Explain(const Options& o) {
  Lexicon lexicon = Lexicon::Builtin();
  Result<RuleBook> book = ReadBook(o, lexicon);
  if (!book.ok()) return Fail(book.error());
  Result<RuleSet> rules = RuleSet::Compile(*book);
  if (!rules.ok()) return Fail(UsageError(rules.error().message));
  std::string out;
  for (const std::string& text : o.texts) {
    Annotations doc = Read(lexicon, text);
    for (const Sentence& s : doc.sentences) out += ShowSentence(s, doc, &*rules);
  }
  return Print(out);
}

}  // namespace

Command MakeExplainCommand() {
  static Options o;
  Command c;
  c.name = "explain";
  c.arguments = "SENTENCE...";
  c.summary = "Show what the rules make of a sentence.";
  c.about =
      "Prints the sentence as rules see it, the rules that match with what they took, and the "
      "rules that nearly matched with the part that failed.\n\n"
      "Mentions may be given as in rule files: \"[Nordlys|ORG] bought [Kestrel|ORG].\"";
  c.flags.push_back({"--rules", "FILE", "Add a rule pack to the built-in ones.", &o.rules});
  c.flags.push_back(
      {"--no-builtin-rules", "", "Leave the built-in rules out.", &o.no_builtin_rules});
  c.positionals = &o.texts;
  c.needs_positional = true;
  c.run = [] { return Explain(o); };
  return c;
}

}  // namespace newsfacts
