// What the title tells of a deal, found again in the body: facts cite the body alone.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_DEAL_TITLE_H_
#define NEWSFACTS_EXTRACTORS_FACTS_DEAL_TITLE_H_

#include <optional>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"

namespace newsfacts {

// Moves the amount to the first mention of that sum in the body; none is left where there is none.
void FindInBody(const Annotations& doc, std::optional<Amount>* amount);

// The first sentence of the body that names all named parties, of which there are two or more;
// empty where there is none.
Span SentenceOfParties(const Annotations& doc, const std::vector<Party>& parties);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_DEAL_TITLE_H_
