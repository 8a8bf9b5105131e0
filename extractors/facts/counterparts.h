// Deals whose other side another sentence names: "Qualcore won a licensing deal", in an article on
// Qualcore and Velmora.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/facts/deal.h"

namespace newsfacts {

// Where the title, or else the lead, names two organisations, a deal of the one that lacks but one
// party is taken to be with the other, unless a deal of that kind between the two is told outright.
void AddCounterparts(const Annotations& doc, std::vector<DealCandidate>* candidates);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_COUNTERPARTS_H_
