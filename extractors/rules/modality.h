// How a clause asserts what it tells: denied, ended, rumoured, in talks, proposed, or plainly.
#ifndef NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_
#define NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_

#include <cstdint>
#include <string_view>

#include "extractors/annotations.h"

namespace newsfacts {

// In the order in which one overrides the other.
enum class Modality : uint8_t { kDenied, kEnded, kRumoured, kTalks, kProposed, kAsserted };

// "denied" ... "proposed"; "" for kAsserted.
std::string_view ModalityName(Modality modality);

// The clause of `sentence` around `match`: as far as ; : a quote mark, ", but", ", while" and the
// like. All are ranges of `skeleton`.
Span ClauseOf(std::string_view skeleton, Span match);

// The strongest modality that the words of the clause give it. "agreed to buy" and "will buy" are
// plain assertions; "plans to", "offered to", "may" are proposals.
Modality ModalityOf(std::string_view clause);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_
