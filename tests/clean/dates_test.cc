#include "pipeline/clean/dates.h"

#include <catch2/catch.hpp>

namespace newsfacts {

TEST_CASE("dates of pages become ISO 8601") {
  struct Row {
    const char* text;
    const char* date;
  };
  const Row rows[] = {
      {"2021-03-04", "2021-03-04"},
      {"2021-03-04T10:20:30.123Z", "2021-03-04T10:20:30Z"},
      {"2021-03-04 10:20:30 +0100", "2021-03-04T10:20:30+01:00"},
      {"20210304", "2021-03-04"},
      {"Thu, 4 Mar 2021 10:20 GMT", "2021-03-04"},
      {"Published March 4th, 2021", "2021-03-04"},
      {"4 de marzo de 2021", "2021-03-04"},
      {"Donnerstag, 4. März 2021", "2021-03-04"},
      {"4 марта 2021", "2021-03-04"},
      {"04.03.2021", "2021-03-04"},
      {"13/03/2021", "2021-03-13"},
      {"03/13/2021", "2021-03-13"},
      {"2021年3月4日", "2021-03-04"},
      {"31.02.2021", ""},
      {"no date in 12 words", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(FindDate(row.text) == row.date);
  }
  CHECK(FindDate("03/04/2021", true) == "2021-03-04");
  CHECK(FindDate("03/04/2021", false) == "2021-04-03");
  CHECK(FindUrlDate("https://example.com/news/2021/03/04/orion") == "2021-03-04");
  CHECK(FindUrlDate("https://example.com/a-2021-story") == "");
}

}  // namespace newsfacts
