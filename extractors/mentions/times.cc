#include "extractors/mentions/times.h"

namespace newsfacts {

std::vector<Mention> FindTimes(const Lexicon&, const Annotations&) {
  return {};
}

}  // namespace newsfacts
