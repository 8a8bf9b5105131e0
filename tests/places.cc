#include "tests/places.h"

namespace newsfacts {

const std::string& SourceFolder() {
  static const std::string folder = NEWSFACTS_SOURCE_DIR;
  return folder;
}

const std::string& ProgramPath() {
  static const std::string path = NEWSFACTS_PROGRAM;
  return path;
}

}  // namespace newsfacts
