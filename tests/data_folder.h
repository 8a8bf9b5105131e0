// The conformance tables of other projects, which are not part of this one: read from the folder
// that the environment variable NEWSFACTS_DATA names, skipped with a warning where it is unset.
#ifndef NEWSFACTS_TESTS_DATA_FOLDER_H_
#define NEWSFACTS_TESTS_DATA_FOLDER_H_

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/store/input.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// The rows of a .jsonl file of that folder, or the elements of a .json array; none where it is not
// there.
inline std::vector<Json> DataRows(const std::string& name) {
  const char* folder = std::getenv("NEWSFACTS_DATA");
  if (folder == nullptr) {
    WARN("NEWSFACTS_DATA is unset: " << name << " is not read");
    return {};
  }
  Result<std::string> bytes = ReadWholeFile(std::string(folder) + "/" + name);
  if (!bytes.ok()) {
    WARN(bytes.error().message);
    return {};
  }
  JsonParser parser;
  if (name.ends_with(".json")) {
    Result<Json> all = parser.Parse(*bytes);
    REQUIRE(all.ok());
    return all->items();
  }
  std::vector<Json> rows;
  for (size_t at = 0; at < bytes->size();) {
    size_t end = std::min(bytes->find('\n', at), bytes->size());
    Result<Json> row = parser.Parse(std::string_view(*bytes).substr(at, end - at));
    REQUIRE(row.ok());
    rows.push_back(std::move(*row));
    at = end + 1;
  }
  return rows;
}

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_DATA_FOLDER_H_
