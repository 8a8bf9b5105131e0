// Frames: who plays which role around the words that tell of a deal.
//
//   Under a deal with Nordlys, the utility, Orion will supply ...
//         frame deal : subject=supplier with=customer
//
// A frame line names the words (its trigger) and the places where its roles stand, so that one line
// reads the active, the passive, the noun and the headline. No parser: closed word classes and the
// order of the words decide, in one walk to the left and one to the right.
#ifndef NEWSFACTS_EXTRACTORS_RULES_FRAME_H_
#define NEWSFACTS_EXTRACTORS_RULES_FRAME_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/rules/frame_words.h"
#include "extractors/rules/skeleton.h"

namespace newsfacts {

// One `PLACE=slot` of a frame line.
struct FrameRole {
  // subject: who acts, or owns what the trigger names ("Orion's deal"). In the passive the subject
  // fills the role of the object, and what "by" leads in that of the subject.
  // object: what stands right behind the trigger. owner: the one whose thing that is ("bought
  // Orion's mast unit"). before: right in front of the trigger ("the Orion-Nordlys deal").
  // possessor: the one in front whose thing the trigger names ("Orion's round").
  // Any other place is the word that leads the role: "with", "between", "to".
  std::string place;
  std::string slot;
  uint32_t types = 0;  // bit i: MentionType i may fill it
};

struct FrameFill {
  uint32_t role;  // index into the roles
  const Skeleton::Piece* piece;
};

// The roles filled around `trigger`, a range of the text of the skeleton that `words` are of
// (SplitForFrames), by place.
std::vector<FrameFill> FillFrame(const std::vector<FrameWord>& words, Span trigger,
                                 const std::vector<FrameRole>& roles);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_FRAME_H_
