// What single sentences tell of a person's posts and employers: claims, to be weighed later.
//
//   "Ann Lee, who heads Halden's sales unit,"     employer Halden
//   "Halden named Ann Lee chief executive"         chief executive, Halden, new
//   "founders Ann Lee and Bo Sun"                  founder, for both
#ifndef NEWSFACTS_EXTRACTORS_FACTS_PERSON_CLAIMS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_PERSON_CLAIMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/fact.h"
#include "extractors/facts/token_view.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

enum class Tenure : uint8_t { kNew, kPresent, kFormer };

struct PersonClaim {
  int32_t person = -1;       // entity
  std::string role;          // "" where only the employer is told
  std::string organization;  // "" where the text tells none
  Tenure tenure = Tenure::kPresent;
  Evidence evidence;
};

// In the order of the text. Tokens for which `skip` is true name nobody.
std::vector<PersonClaim> ReadPersonClaims(const Lexicon& lexicon, const TokenView& view,
                                          const std::vector<bool>& skip);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_PERSON_CLAIMS_H_
