#include "extractors/mentions/names.h"

namespace newsfacts {

void FindNames(const Lexicon&, Annotations*) {}

}  // namespace newsfacts
