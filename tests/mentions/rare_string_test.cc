#include "extractors/rare_string.h"

#include <catch2/catch.hpp>
#include <string_view>
#include <utility>

namespace newsfacts {

TEST_CASE("a rare string is a pointer wide, empty or owned, and copied whole") {
  STATIC_REQUIRE(sizeof(RareString) == sizeof(void*));
  RareString none;
  CHECK(none.empty());
  CHECK(none.view().empty());
  CHECK(RareString("").empty());
  RareString told("2022-01/2022-09");
  RareString copy = told;
  CHECK(copy.view() == told.view());
  CHECK(copy.view().data() != told.view().data());
  RareString moved = std::move(told);
  CHECK(moved.view() == "2022-01/2022-09");
  copy = none;
  CHECK(copy.empty());
}

}  // namespace newsfacts
