#include "pipeline/review/sorted_facts.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include "pipeline/review/leading_field.h"

namespace newsfacts {

TEST_CASE("documents come in order, their lines in the file's, however little memory there is") {
  std::string path =
      (std::filesystem::temp_directory_path() / ("sorted_facts_test." + std::to_string(::getpid())))
          .string();
  {
    std::ofstream file(path);
    for (int i = 0; i < 60000; ++i) {
      file << R"({"n":)" << i << R"(,"doc":"d)" << (i * 7919) % 1000 << R"(","text":")"
           << std::string(40, 'x') << "\"}\n";
    }
    file << "{broken\n\n{\"doc\":7}\n{\"doc\":\"last\",\"n\":60000}";  // no line end
  }
  for (size_t memory : {size_t{1} << 12, size_t{64} << 20}) {
    CAPTURE(memory);
    Result<SortedFacts> facts = SortedFacts::Read(path, memory);
    REQUIRE(facts.ok());
    CHECK(facts->broken_lines() == 2);
    std::string before;
    size_t lines = 0;
    int documents = 0;
    while (facts->Next()) {
      REQUIRE(before < facts->doc());
      before = facts->doc();
      ++documents;
      long last = -1;
      for (const std::string& line : facts->lines()) {
        ++lines;
        if (before == "last") continue;
        long n = std::strtol(line.c_str() + 5, nullptr, 10);
        REQUIRE(n > last);
        REQUIRE("d" + std::to_string((n * 7919) % 1000) == before);
        last = n;
      }
    }
    CHECK_FALSE(facts->failed());
    CHECK(documents == 1001);
    CHECK(lines == 60001);
    CHECK(before == "last");
  }
  std::filesystem::remove(path);
}

TEST_CASE("a file that is not there is an error") {
  CHECK_FALSE(SortedFacts::Read("/nowhere/facts.jsonl").ok());
}

TEST_CASE("a leading field is found without parsing, or not at all") {
  struct Row {
    const char* line;
    std::optional<std::string_view> doc;
  };
  const Row rows[] = {
      {R"({"doc":"a","x":1})", "a"},
      {R"({"id":"doc","doc":"b"})", "b"},
      {R"({"id":"1","n":null,"doc":""})", ""},
      {R"({"t":",\"doc\":\"no\"","doc":"c"})", std::nullopt},
      {R"({"doc":"with \" quote"})", std::nullopt},
      {R"({"doc": "d"})", std::nullopt},  // written by others: parse it
      {R"({"x":{"doc":"inner"}})", std::nullopt},
      {R"({"x":["a"],"doc":"late"})", std::nullopt},
      {R"({"doc":"cut)", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(LeadingField(row.line, "doc") == row.doc);
  }
}

}  // namespace newsfacts
