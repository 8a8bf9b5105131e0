// What speaks for and against the kinds that a name may be of, each piece with its weight.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_NAME_EVIDENCE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_NAME_EVIDENCE_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/name_candidates.h"
#include "extractors/mentions/name_words.h"

namespace newsfacts {

// The kinds a name may be of; kNoName: no name, or that of a thing ("World Cup", "Act").
enum NameKind { kPersonKind, kOrgKind, kPlaceKind, kProductKind, kNoName, kNameKinds };

// One piece of evidence each; name_evidence.cc says what each means and weighs.
enum class Evidence : uint8_t {
  // In the name.
  kOrgList,
  kOrgListCommon,
  kPlaceList,
  kPlaceListAmbiguous,
  kCountryInitials,
  kMinorPlace,
  kProductList,
  kNationalityWord,
  kThing,
  kLegalSuffix,
  kHeadLast,
  kHeadOf,
  kHeadFirst,
  kAmpersand,
  kPlaceHead,
  kPlaceOpens,
  kEventHead,
  kGivenSurname,
  kGivenFirst,
  kGivenDoubtful,
  kSurnameLast,
  kSurnameDoubtful,
  kSurnameEnding,
  kInitial,
  kParticle,
  kFamilyFirst,
  kCommonLast,
  kAllCommon,
  kCommonPerson,
  kTwoUnknown,
  kSeveralWords,
  kManyWords,
  kKnownOrgInside,
  kProductInside,
  kPlaceInside,
  kNationInside,
  kNumeral,
  kSingleSurname,
  kSingleGiven,
  kSingleCommon,
  kCommonOpener,
  kSingleUnknown,
  kSingleRole,
  kSingleHead,
  kAcronym,
  kShortAcronym,
  kInnerCapital,
  kDomain,
  kDigit,
  kCompanyEnding,
  kOnlySentenceStart,
  // Around it.
  kAddressBefore,
  kPostBefore,
  kPostBeforeSingle,
  kPersonAppositive,
  kAge,
  kWho,
  kSpeaks,
  kSpeaksSeveral,
  kPersonVerb,
  kRoleAfter,
  kPossessiveRole,
  kOrgNounBefore,
  kOrgNounAfter,
  kOrgAppositive,
  kSharesOf,
  kProperty,
  kPossessiveProperty,
  kPostOf,
  kPostAt,
  kPostFor,
  kCommaAfterPost,
  kDealWith,
  kBusinessObject,
  kAcquired,
  kBased,
  kBusinessSubject,
  kTicker,
  kAcronymFollows,
  kIn,
  kAt,
  kFromTo,
  kCommaPlace,
  kPlaceNounAfter,
  kPlaceNounOf,
  kDateline,
  kThe,
  kA,
  kQuoted,
  kProductNounAfter,
  kProductNounBefore,
  kOf,
  kBracketed,
  kAngles,
  kOfPerson,
  kCalled,
  // Elsewhere in the document.
  kShortOfPerson,
  kShortOfOrg,
  kNameOfFirm,
  kAcronymOf,
  kOrgOpens,
  kListedPerson,
  kListedOrg,
  kListedPlace,
  kCount
};

using EvidenceSet = std::bitset<static_cast<size_t>(Evidence::kCount)>;
using KindScores = std::array<double, kNameKinds>;

inline void Note(Evidence e, EvidenceSet* set) {
  set->set(static_cast<size_t>(e));
}

// What stands in the candidate and around this mention of it.
EvidenceSet EvidenceOf(const Annotations& doc, const std::vector<Traits>& traits,
                       const NameCandidate& candidate);

KindScores Score(const EvidenceSet& set);

// "PERSON 6.5: a given name and a surname, speaks; ORG 1.0": the kind that won with what speaks for
// it, the strongest first, and the kind that comes next.
std::string Explain(const EvidenceSet& set, NameKind won);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_NAME_EVIDENCE_H_
