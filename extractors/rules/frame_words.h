// A skeleton as the words that frames walk over.
//
//   <ORG> (OSE: ORN)'s order, it said.   <ORG> 's order , it said
#ifndef NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_
#define NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_

#include <string>
#include <vector>

#include "extractors/rules/skeleton.h"

namespace newsfacts {

struct FrameWord {
  Span span;  // in the skeleton's text
  const Skeleton::Piece* piece = nullptr;
  std::string text;  // lower case; "" for a piece
  bool capital = false;
};

// Words, pieces, possessive marks, commas and the marks that part clauses. What stands in short
// parentheses behind a name, and full stops, are left out.
std::vector<FrameWord> SplitForFrames(const Skeleton& skeleton);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_
