// Where names may stand: runs of capitalised words, cut at titles, posts and nationalities.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// Tokens [begin, end) that may be one name.
struct NameCandidate {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool after_title = false;     // "Mr", "President" stands before
  bool sentence_start = false;  // its first word begins a sentence
  bool in_headline = false;
  bool before_role = false;     // a post follows: "Airbus head"
  const char* known = nullptr;  // the list that holds it whole, or null
};

std::vector<NameCandidate> FindCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<uint32_t>& traits);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_
