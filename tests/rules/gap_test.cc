#include "extractors/rules/gap.h"

#include <catch2/catch.hpp>
#include <string>

namespace newsfacts {

TEST_CASE("which expressions read bytes as they read code points") {
  struct Row {
    std::string regex;
    bool bytes;
  };
  const Row rows[] = {
      {"\\bbought\\b", true},
      {"(?:\\w+ ){0,2}from \\$5\\.", true},
      {"(<ORG>),? " + std::string(kGapWord) + "{0,6}?with", true},
      {"[a-z]+", true},
      {"", true},
      // These may stand for one letter of two bytes, or spell one.
      {"b.y", false},
      {"[^ ]", false},
      {"\\S", false},
      {"\\pL", false},
      {"\\x{e9}", false},
      {"caf\u00e9", false},
      {std::string(kGapWord) + ".", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.regex);
    CHECK(ReadsBytes(row.regex) == row.bytes);
  }
}

}  // namespace newsfacts
