// Where a text speaks of those who made it: bylines, credits of pictures, "reporting by", press
// desks. Who is named there is no person of the story.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_BYLINES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_BYLINES_H_

#include <vector>

#include "extractors/facts/token_view.h"

namespace newsfacts {

// One flag a token; the title's are set too.
std::vector<bool> BylineTokens(const TokenView& view);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_BYLINES_H_
