// `newsfacts mentions` through the program: canonical names, --why, --lexicon DIR.
#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/cli/run_program.h"

namespace {

// A folder with an article and word lists, gone with the test.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("newsfacts-mentions-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_ / "lists");
    Write("a.jsonl",
          R"({"id":"a","text":"Quorvane was blue. Margaret Thornbury left. Thornbury slept."})"
          "\n");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name) << bytes;
  }
  std::string At(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("mentions gives names their canonical form, and with --why what decided their kind") {
  Folder folder;
  Ran ran = RunProgram("mentions " + folder.At("a.jsonl"));
  CHECK(ran.exit == 0);
  CHECK(Has(ran.output, R"("text":"Thornbury","value":null,"canonical":"Margaret Thornbury"})"));
  CHECK_FALSE(Has(ran.output, "\"why\""));
  Ran why = RunProgram("mentions --why " + folder.At("a.jsonl"));
  CHECK(why.exit == 0);
  CHECK(Has(why.output, R"("canonical":"Margaret Thornbury","why":"PERSON )"));
  CHECK(Has(why.output, "a given name first"));
  CHECK(Has(why.output, "a person's short form"));
}

TEST_CASE("mentions --lexicon adds the lists of a folder, by the names of its files") {
  Folder folder;
  folder.Write("lists/organisations.txt", "# our own\nquorvane\n");
  CHECK_FALSE(Has(RunProgram("mentions " + folder.At("a.jsonl")).output, R"("type":"ORG")"));
  Ran ran = RunProgram("mentions --lexicon " + folder.At("lists") + " " + folder.At("a.jsonl"));
  CHECK(ran.exit == 0);
  CHECK(Has(ran.output, R"("type":"ORG","text":"Quorvane")"));
}

TEST_CASE("mentions --lexicon tells what is wrong with a folder or list and does nothing") {
  Folder folder;
  Ran none = RunProgram("mentions --lexicon " + folder.At("lists") + " " + folder.At("a.jsonl"));
  CHECK(none.exit == 2);
  CHECK(Has(none.output, "no word list (NAME.txt) in it"));
  folder.Write("lists/places.txt", "quorvane\n\tplace\n");
  Ran wrong = RunProgram("mentions --lexicon " + folder.At("lists") + " " + folder.At("a.jsonl"));
  CHECK(wrong.exit == 2);
  CHECK(Has(wrong.output, "places.txt:2: a value without a term before the TAB"));
  Ran absent =
      RunProgram("mentions --lexicon " + folder.At("nowhere") + " " + folder.At("a.jsonl"));
  CHECK(absent.exit == 2);
}
