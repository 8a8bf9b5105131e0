#include "extractors/mentions/term_table.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace newsfacts {

TEST_CASE("a table finds its terms of any length, and no others") {
  std::vector<std::string> terms;
  for (size_t length = 1; length < 40; ++length) {
    for (char c : {'a', 'b'}) {
      std::string term(length, 'x');
      for (size_t at : {size_t{0}, length / 2, length - 1}) {
        terms.push_back(term);
        terms.back()[at] = c;
      }
    }
  }
  TermTable<size_t> table;
  for (const std::string& term : terms) table[term] = term.size();
  for (const std::string& term : terms) {
    CAPTURE(term);
    REQUIRE(table.Find(term) != nullptr);
    CHECK(*table.Find(term) == term.size());
    CHECK(table.Find(term + "y") == nullptr);
    CHECK(table.Find("y" + term) == nullptr);
  }
  CHECK(table.Find("") == nullptr);
  CHECK(TermTable<int>().Find("a") == nullptr);
}

}  // namespace newsfacts
