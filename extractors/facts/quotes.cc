#include "extractors/facts/assemble.h"

namespace newsfacts {

std::vector<Fact> AssembleQuotes(const Lexicon&, const Annotations&) {
  return {};
}

}  // namespace newsfacts
