// What rules cost: microseconds a sentence against the number of rules, and the share of the match
// step in the extraction with all built-in packs.
//
//   ninja -C build bench && build/tests/bench/rules_bench [FILE...]
//
// FILE is plain text; without one the articles of corpus/ are read. The rules that are counted are
// made up: nine of ten have a verb of their own, the tenth one of ten verbs that many rules share.
// A "gated" sentence holds names but no word of a rule, a "tried" one a shared verb where nothing
// matches, a "matched" one tells what one of the rules finds.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extractors/facts/extract.h"
#include "extractors/mentions/annotate.h"
#include "extractors/rules/rule_set.h"
#include "tests/places.h"

using namespace newsfacts;

namespace {

constexpr int kRounds = 9;

double ThreadSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Processor seconds of the best of several rounds.
template <typename Step>
double Seconds(Step step) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    double begin = ThreadSeconds();
    step();
    best = std::min(best, ThreadSeconds() - begin);
  }
  return best;
}

// A word of the number's own: 0 "babe", 1 "babi", ...
std::string MadeUpVerb(int n) {
  std::string word;
  for (int k = 0; k < 4; ++k, n /= 20) {
    word += "bdfgklmnprstvwzhjcxq"[n % 20];
    word += "aeiou"[(n + k) % 5];
  }
  return word + "ed";
}

constexpr const char* kSharedVerbs[] = {"agreed", "signed", "reached", "announced", "formed",
                                        "opened", "closed", "joined",  "backed",    "planned"};

std::string Pack(int rules) {
  std::string pack = "list counterpart = with | from | to | against\n";
  for (int i = 0; i < rules; ++i) {
    std::string verb = i % 10 == 0 ? kSharedVerbs[i / 10 % 10] : MadeUpVerb(i);
    pack += fmt::format(
        "rule  deal.made-up-{0}\nwhy   counted, not read\nfact  deal type=contract needs=party:2\n"
        "match {{ORG+:party}} ~8 {1} ~6 {{ORG+:party}}\n"
        "match {{ORG+:party}} ~6 {1} ~4 %counterpart ~3 {{ORG+:party}}\n"
        "take  amount={{MONEY}} date={{DATE}}\n"
        "yes   [Orion|ORG] {1} [Tern|ORG].\n  =>  party=\"Orion\" party=\"Tern\"\n"
        "no    [Orion|ORG] saw [Tern|ORG].\n",
        i, verb);
  }
  return pack;
}

RuleExample Sentence(const std::string& verb, const std::string& object) {
  return *ReadExample(
      "The shipping line [Orion Telecom|ORG] of [Bergen|PLACE] said on [Friday|DATE] that it had " +
      verb + " its long-standing " + object + " for [$5 million|MONEY] in cash and notes.");
}

double MicrosecondsOf(RuleSet* rules, const RuleExample& e) {
  constexpr int kTimes = 2000;
  Skeleton skeleton(e.text, {0, static_cast<uint32_t>(e.text.size())}, e.mentions, 0,
                    static_cast<uint32_t>(e.mentions.size()));
  double seconds = Seconds([&] {
    for (int i = 0; i < kTimes; ++i) rules->Match(skeleton, e.mentions, e.text);
  });
  return seconds * 1e6 / kTimes;
}

int CountRules() {
  std::printf("%8s %10s %10s %10s   microseconds a sentence\n", "rules", "gated", "tried",
              "matched");
  for (int count : {300, 1000, 3000}) {
    RuleBook book;
    Status added = book.Add(Pack(count), "made-up", Lexicon());
    Result<RuleSet> rules = added.ok() ? RuleSet::Compile(book) : added.error();
    if (!rules.ok()) {
      std::fprintf(stderr, "rules_bench: %s\n", rules.error().message.c_str());
      return 1;
    }
    const std::string neighbour = "neighbour [Nordlys|ORG]";
    std::printf("%8d %10.2f %10.2f %10.2f\n", count,
                MicrosecondsOf(&*rules, Sentence("visited", neighbour)),
                MicrosecondsOf(&*rules, Sentence("signed", "promise")),
                MicrosecondsOf(&*rules, Sentence(MadeUpVerb(7), neighbour)));
  }
  return 0;
}

std::vector<Article> ReadArticles(int argc, char** argv) {
  std::vector<std::filesystem::path> paths(argv + 1, argv + argc);
  if (paths.empty()) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(newsfacts::SourceFolder() + "/corpus")) {
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    }
  }
  std::vector<Article> out;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    Article article;
    article.id = path.filename().string();
    article.text.assign(std::istreambuf_iterator<char>(in), {});
    article.published = "2019-11-06";
    out.push_back(std::move(article));
  }
  return out;
}

int ShareOfMatching(const std::vector<Article>& articles) {
  Result<Extractor> extractor = Extractor::Create({});
  const Lexicon lexicon = Lexicon::Builtin();
  const RuleBook book = RuleBook::Builtin(lexicon);
  Result<RuleSet> rules = RuleSet::Compile(book);
  if (!extractor.ok() || !rules.ok()) return 1;
  std::vector<Annotations> docs;
  size_t sentences = 0;
  size_t matches = 0;
  for (const Article& article : articles) {
    docs.push_back(Annotate(lexicon, article, true));
    sentences += docs.back().sentences.size();
  }
  double whole = Seconds([&] {
    for (const Article& article : articles) extractor->Extract(article);
  });
  double match = Seconds([&] {
    for (const Annotations& doc : docs) {
      for (uint32_t s = 0; s < doc.sentences.size(); ++s) matches += rules->Match(doc, s).size();
    }
  });
  std::printf(
      "all packs: %zu articles, %zu sentences, %zu matches; match step %.1f us a sentence, %.0f%% "
      "of the extraction\n",
      articles.size(), sentences, matches / kRounds, 1e6 * match / static_cast<double>(sentences),
      100 * match / whole);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  int failed = CountRules();
  return failed != 0 ? failed : ShareOfMatching(ReadArticles(argc, argv));
}
