// A fact in one line for people: "acquisition agreed: Calder Holdings (acquirer), ...".
#ifndef NEWSFACTS_PIPELINE_REVIEW_FACT_TEXT_H_
#define NEWSFACTS_PIPELINE_REVIEW_FACT_TEXT_H_

#include <string>
#include <string_view>

#include "pipeline/text/json.h"

namespace newsfacts {

// Without its kind. Text of the article stands in it as it is: escape it for where it goes.
std::string FactText(const Json& fact);

// The words that a fact came from, first evidence first, joined by " ... ".
std::string EvidenceText(const Json& fact);

// At most `width` code points, the last of them an ellipsis where something is cut; control
// characters become blanks.
std::string FitLine(std::string_view text, size_t width);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_FACT_TEXT_H_
