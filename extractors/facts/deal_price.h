// The price of a deal told beside it: "Terms were not disclosed.", "The purchase price is ..."
#ifndef NEWSFACTS_EXTRACTORS_FACTS_DEAL_PRICE_H_
#define NEWSFACTS_EXTRACTORS_FACTS_DEAL_PRICE_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"

namespace newsfacts {

// Gives purchases, holdings and mergers without an amount the one that their own sentences or the
// next few tell. Where those say that it stays secret, the amount has no value and its words do.
void AddPrices(const Annotations& doc, std::vector<Fact>* deals);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_DEAL_PRICE_H_
