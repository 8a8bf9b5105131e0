#include "extractors/rules/word_sieve.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/first_words.h"
#include "extractors/rules/pattern.h"
#include "extractors/rules/rule_book.h"
#include "extractors/rules/skeleton.h"
#include "pipeline/text/json.h"
#include "tests/places.h"

namespace newsfacts {
namespace {

TEST_CASE("the first words of a part are read off its expression") {
  using Words = std::set<std::string>;
  struct Row {
    const char* regex;
    Words words;  // none: it is beyond what is read
    int least = 0, most = 0;
  };
  const Row rows[] = {
      {"bought", {"bought"}},
      {"\\b(?:bought|took over)\\b", {"bought", "took"}, 0, 1},
      {"(?:has |have )?bought", {"has", "have", "bought"}, 0, 1},
      {"licen[cs]es?", {"licence", "license", "licences", "licenses"}},
      {"(?:partner|work)s? with", {"partner", "partners", "work", "works"}, 1, 1},
      {"(<ORGS?>|<NAME>)'s", {"<org>", "<orgs>", "<name>"}},
      {"(?:up to |another )*(?:<NUMBER>)", {"up", "another", "<number>"}, 0, kManyBlanks},
      {"joint[- ]venture", {"joint"}, 0, 1},
      {"tie-up", {"tie"}},
      {"tie(?:-| )up", {"tie"}, 0, 1},
      {"series [a-c]", {"series"}, 1, 1},
      {"[a-c]1", {"a1", "b1", "c1"}},
      {"(?:investors|backers)(?: include| are|:)?", {"investors", "backers"}, 0, 1},
      {"\\$ ?5", {}},
      {"\\w+ing", {}},
      {"(?:the )?", {}},
      {"a.c", {}},
      {"ab+", {}},
      {"a{2}", {}},
      {"[^a]b", {}},
      {" a", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.regex);
    std::optional<FirstWords> read = FirstWordsOf(row.regex);
    CHECK(read.has_value() == !row.words.empty());
    if (!read || row.words.empty()) continue;
    CHECK(read->words == row.words);
    CHECK(read->least_blanks == row.least);
    CHECK(read->most_blanks == row.most);
  }
}

TEST_CASE("a pattern passes where its words stand in order, no farther apart than its gaps") {
  struct Row {
    const char* match;
    const char* skeleton;
    bool passes;
  };
  auto far = [](int pairs, std::string_view last) {
    std::string words = "<ORG>" + std::string(100, 'x');
    for (int i = 0; i < pairs; ++i) words += " of it";
    return words.append(last);
  };
  const std::string longer = far(70, " has bought"), fits = far(318, " <ORG> bought"),
                    too_long = far(330, " has bought");
  const Row rows[] = {
      {"{ORG:party} bought {ORG:party}", "<ORG> bought <ORG>.", true},
      {"{ORG:party} bought {ORG:party}", "<ORG>, Bought, <ORG>", true},
      {"{ORG:party} bought {ORG:party}", "<ORG> has bought <ORG>", false},
      {"{ORG:party} ~2 bought {ORG:party}", "<ORG> has since bought <ORG>", true},
      {"{ORG:party} ~2 bought {ORG:party}", "<ORG> has since then bought <ORG>", false},
      {"{ORG:party} ~2 bought", "<ORG> of <PLACE> bought", true},
      {"{ORG:party} ~4 bought", "<PLACE> says: it bought", false},
      {"{ORG:party} ~4 bought", "<ORG> says: it bought", false},
      {"{PLACE:subject} ~4 bought", "<PLACE> and <ORG> bought", false},
      {"bought {ORG:party}", "<ORG> bought", false},
      {"bought {ORG:party}", "co-bought <ORG>", true},
      {"bought {ORG:party}", "rebought <ORG>", false},
      {"{ORG:party}'s (?:recent )?purchase", "<ORG>'s purchase", true},
      {"{ORG:party}'s (?:recent )?purchase", "<ORG>'s large purchase", false},
      {"{ORG:party} \\w+ed {ORG:party}", "<ORG> and <ORG>", true},
      {"{ORG:party} \\w+ed {ORG:party}", "<PLACE> alone", false},
      {"joint[- ]venture of {ORG:party}", "a joint-venture of <ORG>", true},
      {"licence|license (?:of|in)", "Licences", true},
      {"\\b(?:license|licence (?:of|in))", "Licensees", true},  // nothing ends the word
      {"(?:ship)?yards? of {ORG:party}", "the yard of <ORG>", true},
      {"{ORG:party} ~3 bought", longer.c_str(), false},
      {"{ORG:party} ~3 bought", fits.c_str(), true},
      {"{ORG:party} ~3 bought", too_long.c_str(), true},  // too long a sentence for order
  };
  Result<FactSlots> slots = FactSlots::Of("deal");
  REQUIRE(slots.ok());
  for (const Row& row : rows) {
    CAPTURE(row.match, row.skeleton);
    Result<RulePattern> pattern = ReadPattern(row.match, {}, *slots);
    REQUIRE(pattern.ok());
    WordSieve sieve;
    sieve.Add(*pattern);
    std::vector<int> passed;
    for (int round = 0; round < 2; ++round) {  // what a sentence left does not tell on the next
      sieve.Pass(row.skeleton, &passed);
      CHECK(passed.size() == static_cast<size_t>(row.passes));
      sieve.Pass("<PERSON> said no more.", &passed);
    }
  }
}

TEST_CASE("whatever matches in the corpus passes the sieve, and little else") {
  Lexicon lexicon = Lexicon::Builtin();
  RuleBook book = RuleBook::Builtin(lexicon);
  WordSieve sieve;
  std::vector<Pattern> patterns;
  for (const Rule& rule : book.rules()) {
    for (const RulePattern& p : rule.patterns) {
      sieve.Add(p);
      patterns.emplace_back(p.regex);
    }
  }
  size_t tried = 0, matched = 0;
  for (const auto& folder : std::filesystem::directory_iterator(SourceFolder() + "/corpus")) {
    std::ifstream file(folder.path() / "article.gold.json");
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    JsonParser parser;
    Result<Json> json = parser.Parse(bytes);
    if (!json.ok()) continue;
    Article article;
    article.text = (*json)["text"].str();
    Annotations doc = Annotate(lexicon, article, true);
    for (const Sentence& s : doc.sentences) {
      Skeleton skeleton(doc.text, s.span, doc.mentions, s.first_mention, s.end_mention);
      std::vector<int> passed;
      sieve.Pass(skeleton.text(), &passed);
      tried += passed.size();
      for (size_t i = 0; i < patterns.size(); ++i) {
        if (!patterns[i].In(skeleton.text())) continue;
        ++matched;
        CAPTURE(skeleton.text(), i);
        CHECK(std::binary_search(passed.begin(), passed.end(), static_cast<int>(i)));
      }
    }
  }
  CHECK(matched > 50);
  CHECK(tried < 8 * matched);
}

}  // namespace
}  // namespace newsfacts
