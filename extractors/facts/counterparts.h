// Deals whose other side another sentence names: "Velmora won a licensing deal", in an article on
// Velmora and Tarnwick.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/facts/deal.h"

namespace newsfacts {

// Completes deals that lack but one party, unless a deal of that kind is told outright:
// - a settlement, merger or licence of one of the two organisations that the title, or else the
//   lead, names is taken to be with the other;
// - "the acquisition of Tarnwick" that names no buyer is made by the organisation that the article
//   names most.
void AddCounterparts(const Annotations& doc, std::vector<DealCandidate>* candidates);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_
