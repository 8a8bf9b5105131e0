#include "extractors/facts/assemble.h"

namespace newsfacts {

std::vector<Fact> AssembleDates(const Annotations&) {
  return {};
}

}  // namespace newsfacts
