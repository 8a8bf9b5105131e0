#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/run_program.h"

namespace {

class RuleFile {
 public:
  explicit RuleFile(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("newsfacts-" + std::to_string(getpid()) + ".rules")) {
    std::ofstream(path_) << bytes;
  }
  ~RuleFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

constexpr char kSound[] =
    "rule  deal.rents\n"
    "why   one rents from another\n"
    "fact  deal type=contract status=agreed needs=customer,supplier\n"
    "match {ORG:customer} rents from {ORG:supplier}\n"
    "yes   [Orion|ORG] rents from [Nordlys|ORG].\n"
    "  =>  customer=\"Orion\" supplier=\"Nordlys\"\n"
    "no    [Orion|ORG] rents to [Nordlys|ORG].\n";

TEST_CASE("rules check accepts a sound file") {
  RuleFile file(kSound);
  Ran ran = RunProgram("rules check " + file.path());
  CHECK(ran.exit == 0);
  CHECK(ran.output == "newsfacts: 1 rules, 2 examples, 0 wrong\n");
}

TEST_CASE("rules check tells faults with file and line") {
  std::string wrong_example = kSound;
  wrong_example.replace(wrong_example.find("rents to"), 8, "rents from");
  std::string wrong_type = kSound;
  wrong_type.replace(wrong_type.find("{ORG:"), 5, "{OGR:");
  struct Row {
    const char* name;
    std::string bytes;
    const char* line;
  };
  const Row rows[] = {
      {"an example that is no counterexample", wrong_example, ":7: "},
      {"a type that does not exist", wrong_type, ":4: "},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    RuleFile file(row.bytes);
    Ran ran = RunProgram("rules check " + file.path());
    INFO(ran.output);
    CHECK(ran.exit == 2);
    CHECK(ran.output.find(file.path() + row.line) != std::string::npos);
  }
}

TEST_CASE("rules refuses what it cannot do") {
  CHECK(RunProgram("rules check").exit == 2);
  CHECK(RunProgram("rules burn").exit == 2);
  CHECK(RunProgram("rules check /nonexistent.rules").exit == 2);
}

TEST_CASE("rules list counts facts by rule") {
  RuleFile facts(
      "{\"fact\":\"deal\",\"rule\":\"deal.acquisition.bought\"}\n"
      "{\"fact\":\"deal\",\"rule\":\"deal.acquisition.bought\",\"evidence\":["
      "{\"rule\":\"deal.acquisition.bought\"},{\"rule\":\"deal.funding.round\"}]}\n");
  Ran plain = RunProgram("rules list --stats " + facts.path());
  CHECK(plain.exit == 0);
  CHECK(plain.output.find("      2  deal.acquisition.bought ") != std::string::npos);
  CHECK(plain.output.find("      1  deal.funding.round ") != std::string::npos);
  CHECK(plain.output.find("      0  deal.venture.formed ") != std::string::npos);
  Ran json = RunProgram("rules list --json");
  CHECK(json.exit == 0);
  CHECK(json.output.find("{\"id\":\"deal.acquisition.bought\"") != std::string::npos);
}

TEST_CASE("explain shows matches and near misses") {
  RuleFile file(kSound);
  std::string rules = "explain --no-builtin-rules --rules " + file.path() + " ";
  Ran match = RunProgram(rules + "'[Orion|ORG] rents from [Nordlys|ORG].'");
  CHECK(match.exit == 0);
  CHECK(match.output ==
        "skeleton  <ORG> rents from <ORG>.\n"
        "match     deal.rents (agreed)\n"
        "          in \"Orion rents from Nordlys\"\n"
        "          customer=Orion\n"
        "          supplier=Nordlys\n");
  // Brackets at both ends are no list.
  Ran bare = RunProgram(rules + "'[Orion|ORG] rents from [Nordlys|ORG]' '[Tern|ORG]'");
  CHECK(bare.output.find("skeleton  <ORG> rents from <ORG>\n") == 0);
  CHECK(bare.output.find("skeleton  <ORG>\n") != std::string::npos);
  Ran miss = RunProgram(rules + "'[Orion|ORG] rents from [Anna Lund|PERSON] and [Nordlys|ORG].'");
  CHECK(miss.output ==
        "skeleton  <ORG> rents from <PERSON> and <ORG>.\n"
        "near      deal.rents: 3 of 4 parts; then {ORG:supplier}\n");
}

TEST_CASE("explain shows the part that failed as its match line has it") {
  std::string bytes = "list  from = from | out of\n" + std::string(kSound);
  bytes.replace(bytes.find("rents from {"), 10, "~2 rents -3 %from");
  RuleFile file(bytes);
  struct Row {
    const char* text;
    const char* near;
  };
  const Row rows[] = {
      {"from; the [Orion|ORG]; rents", "1 of 6 parts; then ~2"},
      {"[Orion|ORG] often has its rents from [Nordlys|ORG].", "2 of 6 parts; then rents"},
      {"[Orion|ORG] rents; from [Nordlys|ORG].", "3 of 6 parts; then -3"},
      {"[Orion|ORG] rents a mast; from [Nordlys|ORG].", "4 of 6 parts; then %from"},
      {"[Orion|ORG] rents from us, [Nordlys|ORG] said.", "5 of 6 parts; then {ORG:supplier}"},
  };
  for (const Row& row : rows) {
    Ran ran =
        RunProgram("explain --no-builtin-rules --rules " + file.path() + " '" + row.text + "'");
    INFO(ran.output);
    CHECK(ran.output.find(std::string("near      deal.rents: ") + row.near + "\n") !=
          std::string::npos);
  }
}

}  // namespace
