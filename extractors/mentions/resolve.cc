#include "extractors/mentions/resolve.h"

namespace newsfacts {

void Resolve(const Lexicon&, Annotations*) {}

}  // namespace newsfacts
