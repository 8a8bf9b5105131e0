#include "pipeline/clean/authors.h"

#include <catch2/catch.hpp>

namespace newsfacts {

TEST_CASE("names are read out of bylines") {
  struct Row {
    const char* line;
    std::vector<std::string> names;
  };
  const Row rows[] = {
      {"By Mira Holt", {"Mira Holt"}},
      {"BY MIRA HOLT AND BO EK", {"Mira Holt", "Bo Ek"}},
      {"Mira Holt, Chief Reporter", {"Mira Holt"}},
      {"Von Mira Holt und Bo Ek", {"Mira Holt", "Bo Ek"}},
      {"Par Mira Holt et Bo Ek avec la rédaction", {"Mira Holt"}},
      {"Por: Mira Holt", {"Mira Holt"}},
      {"Tekst: Mira Holt", {"Mira Holt"}},
      {"Автор: Мира Хольт", {"Мира Хольт"}},
      {"文：米拉", {"米拉"}},
      {"홀트 기자", {"홀트"}},
      {"Mira Holt (mho), Bo Ek (bek)", {"Mira Holt", "Bo Ek"}},
      {"Mira Holt | Harbour reporter", {"Mira Holt"}},
      {"Mira Holt • 4 March 2021", {"Mira Holt"}},
      {"Mira Holt mira@example.com", {}},
      {"Mira van der Holt", {"Mira van der Holt"}},
      {"Mira Holt; mira holt", {"Mira Holt"}},
      {"Harbour News Desk", {}},
      {"Redaktion", {}},
      {"dpa", {}},
      {"mho", {}},
      {"mira-holt", {}},
      {"https://example.com/authors/mira", {}},
      {"example.com, Harbourtown", {}},
      {"", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    std::vector<std::string> names;
    AddAuthors(row.line, names);
    CHECK(names == row.names);
  }
  std::vector<std::string> names = {"Mira Holt"};
  AddAuthors("MIRA HOLT", names);
  CHECK(names.size() == 1);
}

TEST_CASE("lines that begin as bylines do") {
  CHECK(IsByline("By Mira Holt"));
  CHECK(IsByline("Von Mira Holt"));
  CHECK_FALSE(IsByline("by the way of the harbour"));
  CHECK_FALSE(IsByline("Mira Holt"));
}

}  // namespace newsfacts
