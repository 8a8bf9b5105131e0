#include <algorithm>

#include "extractors/mentions/name_evidence.h"

// The scale: 2 points of lead settle a kind that nothing else speaks for; a list or a legal form
// gives 5 and more. A row's points are how much likelier its kind is than the others where the
// evidence stands, in halves.

namespace newsfacts {
namespace {

struct Row {
  Evidence id;
  std::string_view words;  // for people who ask why
  KindScores points;       // PERSON, ORG, PLACE, PRODUCT, no name
};

using E = Evidence;

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    //                                                         PERSON  ORG   PLACE  PROD  NONE
    {E::kOrgList,            "a known organisation",           {{-2.0,  4.5, -1.0,  0.0,  0.0}}},
    {E::kOrgListCommon,      "an organisation, or a common word", {{-1.0,  2.5, -2.5,  0.0,  0.5}}},
    {E::kPlaceList,          "a known place",                  {{-1.0,  0.0,  5.0,  0.0, -1.0}}},
    {E::kPlaceListAmbiguous, "a place, or a common name",      {{-1.5,  0.0,  4.5,  0.0, -1.5}}},
    // "US companies", "UK sales": an adjective where other names own or do something.
    {E::kCountryInitials,    "a country's initials",           {{-1.0, -3.0,  9.0,  0.0, -1.0}}},
    {E::kMinorPlace,         "a smaller place",                {{ 0.0,  0.0,  2.0,  0.0, -2.0}}},
    {E::kProductList,        "a known product",                {{ 0.0,  0.0,  0.0,  5.0,  0.0}}},
    {E::kNationalityWord,    "a nationality or party",         {{ 0.0,  0.0,  0.0,  0.0,  9.0}}},
    {E::kThing,              "a known thing",                  {{ 0.0,  0.0,  0.0,  0.0,  9.0}}},
    {E::kLegalSuffix,        "a legal form",                   {{ 0.0,  9.0,  0.0,  0.0,  0.0}}},
    {E::kHeadLast,           "ends in the noun of a body",     {{-2.0,  4.5,  0.0,  0.0,  0.0}}},
    {E::kHeadOf,             "a body of something",            {{-2.0,  5.5,  0.0,  0.0, -1.0}}},
    {E::kHeadFirst,          "begins with the noun of a body", {{-3.5,  2.5, -2.5,  0.0,  1.5}}},
    {E::kAmpersand,          "an ampersand",                   {{-3.0,  5.0,  0.0,  0.0,  0.0}}},
    {E::kPlaceHead,          "ends in the noun of a place",    {{-2.5,  0.5,  4.5,  0.0,  0.0}}},
    {E::kPlaceOpens,         "begins as places do",            {{-4.5,  1.5,  2.5,  0.0, -0.5}}},
    {E::kEventHead,          "the noun of an event or paper",  {{-2.5,  1.0, -0.5,  0.0,  4.5}}},
    {E::kGivenSurname,       "a given name and a surname",     {{ 4.0,  0.0,  0.0,  0.0,  0.0}}},
    {E::kGivenFirst,         "a given name first",             {{ 4.0,  0.0,  0.0,  0.0, -1.0}}},
    {E::kGivenDoubtful,      "a word that may be a given name", {{ 2.0, -0.5, -0.5,  0.0,  0.0}}},
    {E::kSurnameLast,        "a surname last",                 {{ 2.5,  0.0,  0.0,  0.0, -0.5}}},
    {E::kSurnameDoubtful,    "a word that may be a surname",   {{ 0.5, -0.5,  0.0,  0.0,  0.0}}},
    {E::kSurnameEnding,      "ends as surnames do",            {{ 1.0, -1.0,  0.0,  0.0,  0.0}}},
    {E::kInitial,            "an initial",                     {{ 1.5,  0.0,  1.0,  0.0,  0.0}}},
    {E::kParticle,           "a particle of names",            {{ 1.5,  0.0,  0.0,  0.0,  0.0}}},
    {E::kFamilyFirst,        "a family name first",            {{ 5.0,  0.0,  0.0,  0.0,  0.0}}},
    {E::kCommonLast,         "ends in a common word",          {{-1.5,  0.0,  0.0,  0.0,  0.5}}},
    {E::kAllCommon,          "common words",                   {{-3.0,  0.5,  0.0,  0.0,  1.0}}},
    {E::kCommonPerson,       "a given name and surname, both words", {{ 0.5,  0.0,  0.0,  0.0,  0.5}}},
    {E::kTwoUnknown,         "two words of no list",           {{ 1.5,  0.5,  0.0,  0.0, -0.5}}},
    {E::kSeveralWords,       "several words",                  {{ 1.5,  0.5,  0.0,  0.0,  0.0}}},
    {E::kManyWords,          "many words",                     {{-0.5,  0.5, -1.5,  0.0,  0.0}}},
    {E::kKnownOrgInside,     "begins with a known organisation", {{-2.0,  2.0,  0.0,  0.5,  0.0}}},
    {E::kProductInside,      "begins with a known product",    {{-3.0,  0.0,  0.0,  4.0,  0.0}}},
    {E::kPlaceInside,        "begins with a place",            {{-1.5,  2.0,  1.0,  0.0, -1.5}}},
    {E::kNationInside,       "begins with a nationality",      {{-2.0,  1.5,  0.0,  0.0,  0.0}}},
    {E::kNumeral,            "a numeral",                      {{ 0.0,  0.0,  0.0,  0.0,  0.0}}},
    {E::kSingleSurname,      "a surname",                      {{ 1.5,  0.0,  0.0,  0.0,  0.0}}},
    {E::kSingleGiven,        "a given name",                   {{ 2.0, -1.0,  0.0,  0.0,  0.0}}},
    {E::kSingleCommon,       "a common word",                  {{-1.0,  0.0, -0.5,  0.0,  1.5}}},
    {E::kCommonOpener,       "... that opens sentences",       {{-1.0,  0.0,  0.0,  0.0,  2.0}}},
    {E::kSingleUnknown,      "no common word",                 {{ 0.0,  0.5,  0.0,  0.0,  0.5}}},
    {E::kSingleRole,         "a word of a post or form",       {{ 0.0,  0.0,  0.0,  0.0,  4.0}}},
    {E::kSingleHead,         "the noun of a body",             {{-0.5,  2.5, -1.0,  0.0,  1.5}}},
    {E::kAcronym,            "an acronym",                     {{-4.5,  3.0,  0.0,  0.5,  1.5}}},
    {E::kShortAcronym,       "two letters",                    {{-2.0,  0.0,  1.0,  0.0,  0.5}}},
    {E::kInnerCapital,       "a capital inside",               {{-0.5,  2.5,  0.0,  0.5,  0.0}}},
    {E::kDomain,             "a domain name",                  {{-2.0,  4.0,  0.0,  0.0,  0.0}}},
    {E::kDigit,              "a digit",                        {{-5.5, -2.0, -1.0,  2.0,  3.0}}},
    {E::kCompanyEnding,      "formed as company names are",    {{-1.5,  1.5, -1.0,  0.0,  0.0}}},
    {E::kOnlySentenceStart,  "only at the start of sentences", {{ 0.0,  0.0,  0.0,  0.0,  0.5}}},

    {E::kAddressBefore,      "a form of address before",       {{ 5.5, -1.5,  0.0,  0.0,  1.5}}},
    {E::kPostBefore,         "a post before",                  {{ 4.0, -0.5,  0.0,  0.0,  0.0}}},
    {E::kPostBeforeSingle,   "one word after a post",          {{ 3.5, -1.0,  0.0,  0.0, -1.0}}},
    {E::kPersonAppositive,   "a post in apposition",           {{ 3.0,  0.0,  0.0,  0.0, -1.5}}},
    {E::kAge,                "an age",                         {{ 7.5, -2.5, -1.0,  0.0, -1.5}}},
    {E::kWho,                "who",                            {{ 3.0, -1.0,  0.0,  0.0, -1.0}}},
    {E::kSpeaks,             "speaks",                         {{ 1.5,  0.5,  0.0,  0.0, -1.0}}},
    {E::kSpeaksSeveral,      "speaks, of several words",       {{ 1.5,  1.0,  0.0,  0.0, -0.5}}},
    {E::kPersonVerb,         "does what people do",            {{ 1.5,  0.0,  0.0,  0.0, -0.5}}},
    {E::kRoleAfter,          "a post after",                   {{-1.0,  1.5,  0.5,  0.0,  0.5}}},
    {E::kPossessiveRole,     "has posts",                      {{-1.0,  1.5,  1.5,  0.0,  0.0}}},
    {E::kOrgNounBefore,      "called a company",               {{-1.5,  4.0,  0.0,  0.0, -1.0}}},
    {E::kOrgNounAfter,       "a company's noun after",         {{-3.5,  1.5,  1.0,  0.0,  0.0}}},
    {E::kOrgAppositive,      "a company in apposition",        {{ 0.5,  3.0,  0.0,  0.0,  0.0}}},
    {E::kSharesOf,           "shares of it",                   {{-1.5,  2.5,  0.0,  0.0,  0.0}}},
    {E::kProperty,           "a company's property after",     {{-1.5,  1.5, -1.0,  0.0,  0.0}}},
    {E::kPossessiveProperty, "has what companies have",        {{ 0.0,  1.5,  0.0,  0.0,  0.0}}},
    {E::kPostOf,             "a post of it",                   {{-1.5,  1.0,  1.0,  0.0,  0.0}}},
    {E::kPostAt,             "a post at it",                   {{-2.5,  3.0,  1.5,  0.0,  0.0}}},
    {E::kPostFor,            "a post for it",                  {{ 0.0,  3.0,  1.5,  0.0,  0.0}}},
    {E::kCommaAfterPost,     "a post and a comma before",      {{ 3.5, -2.0,  0.0,  0.0, -2.0}}},
    {E::kDealWith,           "a deal with it",                 {{-1.0,  1.5,  0.5,  0.0,  0.0}}},
    {E::kBusinessObject,     "bought, sold or sued",           {{ 0.0,  1.0,  0.0,  0.0,  0.0}}},
    {E::kAcquired,           "acquired",                       {{-1.5,  2.0, -1.0,  0.0, -1.0}}},
    {E::kBased,              "told where it is based",         {{-1.0,  2.0,  0.0,  0.0, -1.0}}},
    {E::kBusinessSubject,    "does what companies do",         {{-1.0,  1.5,  0.0,  0.0,  0.0}}},
    {E::kTicker,             "the code of its share",          {{ 0.0,  7.0,  0.0,  0.0,  0.0}}},
    {E::kAcronymFollows,     "its initials in brackets",       {{ 0.5,  2.5,  0.0,  0.0,  1.0}}},
    {E::kIn,                 "in it",                          {{ 0.0, -0.5,  2.0,  0.0,  0.0}}},
    {E::kAt,                 "at it",                          {{-1.5,  0.0,  1.5,  0.0, -1.5}}},
    {E::kFromTo,             "from or to it",                  {{ 0.0,  0.0,  1.5,  0.0, -1.0}}},
    {E::kCommaPlace,         "a place after a comma",          {{ 0.5,  0.0,  1.5,  0.0,  0.0}}},
    {E::kPlaceNounAfter,     "a place's noun after",           {{ 0.0, -1.5,  2.5,  0.0,  0.0}}},
    {E::kPlaceNounOf,        "a place's noun of it",           {{-1.0,  0.0,  4.0,  0.0, -1.0}}},
    {E::kDateline,           "a dateline",                     {{ 0.0, -2.0,  6.0,  0.0,  0.0}}},
    {E::kThe,                "the",                            {{-2.0,  0.0,  0.0,  0.0,  0.0}}},
    {E::kA,                  "a or an",                        {{-1.0,  0.0, -0.5,  0.5,  0.5}}},
    {E::kQuoted,             "in quotation marks",             {{-1.0,  0.5,  0.0,  0.0,  1.5}}},
    {E::kProductNounAfter,   "a product's noun after",         {{-0.5,  0.5,  0.0,  2.0,  0.0}}},
    {E::kProductNounBefore,  "a product's noun before",        {{ 0.0,  0.0,  0.0,  2.0,  0.0}}},
    {E::kOf,                 "of it",                          {{ 0.0,  0.0,  0.0,  0.0,  0.0}}},
    {E::kBracketed,          "in brackets",                    {{ 1.0,  0.0, -1.5,  0.0,  0.0}}},
    {E::kAngles,             "between angle brackets",         {{-3.0,  6.0, -2.0,  0.0, -1.0}}},
    {E::kOfPerson,           "told with a person of it",       {{-6.0,  2.0,  1.0,  0.0, -1.0}}},
    {E::kCalled,             "called so",                      {{ 0.0,  1.0,  0.0,  0.5,  0.0}}},

    {E::kShortOfPerson,      "a person's short form",          {{ 6.5, -0.5,  0.0,  0.0,  0.0}}},
    {E::kShortOfOrg,         "an organisation's short form",   {{-2.0,  3.5,  0.5,  0.0,  1.0}}},
    {E::kNameOfFirm,         "whose name a firm bears",         {{-4.0,  4.0,  0.0,  0.0,  0.0}}},
    {E::kAcronymOf,          "an organisation's initials",     {{-2.0,  4.5,  0.5,  0.0,  0.0}}},
    {E::kOrgOpens,           "begins with an organisation of the text", {{-3.0,  3.0,  0.0,  1.0,  0.0}}},
    {E::kListedPerson,       "listed with people",             {{ 2.0,  0.0, -0.5,  0.0,  0.0}}},
    {E::kListedOrg,          "listed with organisations",      {{-1.0,  2.0,  0.0,  0.0, -1.0}}},
    {E::kListedPlace,        "listed with places",             {{ 0.0,  0.0,  2.0,  0.0, -1.0}}},
});
// clang-format on

constexpr bool InOrder() {
  for (size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<size_t>(kRows[i].id) != i) return false;
  }
  return kRows.size() == static_cast<size_t>(Evidence::kCount);
}
static_assert(InOrder(), "one row for each piece of evidence, in their order");

constexpr std::array<std::string_view, kNameKinds> kKindWords = {"PERSON", "ORG", "PLACE",
                                                                 "PRODUCT", "NAME"};

std::string Points(double points) {
  int tenths = static_cast<int>(points * 10 + (points < 0 ? -0.5 : 0.5));
  std::string out = tenths < 0 ? "-" : "";
  tenths = std::abs(tenths);
  return out + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

KindScores Score(const EvidenceSet& set) {
  KindScores sum{};
  for (size_t i = 0; i < kRows.size(); ++i) {
    if (!set[i]) continue;
    for (size_t k = 0; k < sum.size(); ++k) sum[k] += kRows[i].points[k];
  }
  return sum;
}

std::string Explain(const EvidenceSet& set, NameKind won) {
  KindScores scores = Score(set);
  std::vector<const Row*> rows;
  for (size_t i = 0; i < kRows.size(); ++i) {
    if (set[i] && kRows[i].points[won] > 0) rows.push_back(&kRows[i]);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row* a, const Row* b) { return a->points[won] > b->points[won]; });
  std::string out(kKindWords[won]);
  out += " " + Points(scores[won]);
  for (size_t i = 0; i < rows.size(); ++i) {
    out += i == 0 ? ": " : ", ";
    out += rows[i]->words;
  }
  int next = -1;
  for (int k = 0; k < kNameKinds; ++k) {
    if (k != won && (next < 0 || scores[k] > scores[next])) next = k;
  }
  out += "; ";
  out += kKindWords[next];
  return out + " " + Points(scores[next]);
}

}  // namespace newsfacts
