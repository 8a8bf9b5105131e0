#include "pipeline/store/http_head.h"

#include <catch2/catch.hpp>

namespace newsfacts {

TEST_CASE("header fields are read as servers send them") {
  struct Row {
    std::string_view lines;
    HeaderFields fields;
  };
  const Row rows[] = {
      {"A: b\r\nC:d\n", {{"A", "b"}, {"C", "d"}}},
      {"A: one\r\n  two\r\n", {{"A", "one two"}}},
      {"no colon\r\nA: b\r\n", {{"A", "b"}}},
      {": no name\r\nA:\r\n", {{"A", ""}}},
      {"A: b\r\r\n\r\nbody: x", {{"A", "b"}}},
      {"A: b\rInjected: c\r\n", {{"A", "b Injected: c"}}},
      {"", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.lines);
    CHECK(ParseFields(row.lines) == row.fields);
  }
}

TEST_CASE("a head tells its status and where it ends") {
  HttpHead head = ParseHttpHead("HTTP/1.1 404 Not Found\r\nA: b\r\n\r\nbody");
  CHECK(head.status == 404);
  CHECK(head.size == 32);
  CHECK(ParseHttpHead("HTTP/1.1 4\r\n\r\n").status == 0);
  CHECK(ParseHttpHead("ICY 200 OK\r\n\r\n").status == 0);
}

}  // namespace newsfacts
