// Where names may stand: runs of capitalised words, cut at titles, posts and nationalities.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/mentions/name_runs.h"
#include "extractors/mentions/name_words.h"

namespace newsfacts {

// What stands before a name and tells that a person follows.
enum class Title : uint8_t { kNone, kAddress, kPost };  // "Mr"; "President", "analyst"

// Tokens [begin, end) that may be one name.
struct NameCandidate {
  uint32_t begin = 0;
  uint32_t end = 0;
  Title title = Title::kNone;
  KnownIn known = KnownIn::kNone;
  bool sentence_start = false;  // its first word begins a sentence
  bool in_headline = false;     // stands in a line of capitals: no case to go by
  bool before_role = false;     // a post follows: "Airbus head"
};

// In the order of the text; none overlaps another. Lines of capitals give only what the lists know.
std::vector<NameCandidate> FindCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<Traits>& traits);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_CANDIDATES_H_
