// The `take` lines of a rule: slots that no form of it bound are filled from its clause.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_TAKE_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_TAKE_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/rules/rule_file.h"
#include "extractors/rules/rule_match.h"
#include "extractors/rules/skeleton.h"

namespace newsfacts {

// Whether the sum may be what a deal cost.
bool IsPrice(const Skeleton& skeleton, const Skeleton::Piece& sum,
             const std::vector<Mention>& mentions);

// Binds the mention of the type in the clause; of several the first after "for", "worth" and the
// like; a date else the nearest to the words that tell of the deal.
void FillTakes(const Rule& rule, const Skeleton& skeleton, const std::vector<Mention>& mentions,
               Span clause, Span trigger, std::vector<SlotFill>* fills);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_TAKE_H_
