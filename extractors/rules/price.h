// Which sums of a sentence are the price of a deal.
#ifndef NEWSFACTS_EXTRACTORS_RULES_PRICE_H_
#define NEWSFACTS_EXTRACTORS_RULES_PRICE_H_

#include <string_view>

#include "extractors/rules/skeleton.h"

namespace newsfacts {

// False for what a sum is of, where that is no deal: a price a share, sales, assets, a loss.
bool MayBePrice(std::string_view skeleton, const Skeleton::Piece& sum);

// Whether a word that leads a price stands right before the sum: for, worth, valued at.
bool LedAsPrice(std::string_view skeleton, const Skeleton::Piece& sum);

// Whether the sum is told as a price in a sentence that tells of no deal itself: "the purchase
// price is $5 million".
bool ToldAsPrice(std::string_view skeleton, const Skeleton::Piece& sum);

// The words that keep the price secret, "undisclosed", "not disclosed"; empty where none do.
Span SecretPrice(std::string_view skeleton);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_PRICE_H_
