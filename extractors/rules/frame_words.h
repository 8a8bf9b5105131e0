// A skeleton as the words that frames walk over.
//
//   <ORG> (OSE: ORN)'s order, it said.   <ORG> 's order , it said
#ifndef NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_
#define NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/rules/skeleton.h"

namespace newsfacts {

// Closed classes of words, which tell who plays which role.
enum FrameWordClass : uint32_t {
  kPrepositions = 1 << 0,  // what governs a name, so that it is no subject
  kAuxiliaries = 1 << 1,
  kSpeech = 1 << 2,
  kBe = 1 << 3,
  kBorders = 1 << 4,  // where another clause begins
  kClauses = 1 << 5,  // before such a word another clause has its own subject
  kJoints = 1 << 6,
  kIrregular = 1 << 7,  // past tenses without "-ed", and verbs of headlines
  kBetweenAdverbs = 1 << 8,
  kOwned = 1 << 9,  // before "by", they tell whose something is
  kAfterTo = 1 << 10,
  kMeans = 1 << 11,
  kMarks = 1 << 12,
};

struct FrameWord {
  Span span;  // in the skeleton's text
  const Skeleton::Piece* piece = nullptr;
  std::string text;  // lower case; "" for a piece
  bool capital = false;
  uint32_t classes = 0;  // of FrameWordClass; none for a piece
};

// Words, pieces, possessive marks, commas and the marks that part clauses. What stands in short
// parentheses behind a name, and full stops, are left out.
std::vector<FrameWord> SplitForFrames(const Skeleton& skeleton);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_FRAME_WORDS_H_
