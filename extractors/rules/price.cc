#include "extractors/rules/price.h"

#include <re2/re2.h>

namespace newsfacts {
namespace {

// RE2 patterns are compiled when first asked for. Those that end in "$" look at what stands before
// a sum.
struct Patterns {
  RE2 a_share{
      "^(?: cash| in cash| in stock| net| U\\.?S\\.?)*,? ?(?:a|an|per|for each|for every|/)[ -]?"
      "(?:\\w+ ){0,3}(?:share|shr|unit|ADS|barrel|bbl|tonne|ton|acre|ounce)|"
      "^(?: cash| in cash)* (?:each|apiece|shares?|stock|par value)\\b",
      RE2::Quiet};
  RE2 no_price{
      "(?i)\\b(?:sales|revenues?|turnover|assets|loss|losses|profits?|earnings|income|earned|debts?"
      "|"
      "gains?|charge|deposits|net worth|equity|capitali[sz]ation|dividends?|loans?|credit|backlog|"
      "indebtedness|savings|costs|liabilit(?:y|ies)|premiums|reserves)"
      "(?: (?:in|for|after|from|before|tax|taxes|<DATE>|year|about|as|last|the)){0,4},?"
      "(?: (?:of|to|at|was|were|is|are|totaled|totaling|exceeding|above))?"
      "(?: (?:about|around|over|some|approximately|nearly|almost|more than|up "
      "to|a|an|estimated)){0,3}"
      " $",
      RE2::Quiet};
  RE2 led{
      "(?i)\\b(?:for|worth|valued at|totaling|totalling|a total of|price of|or|cost "
      "of|pay|pays|paid|"
      "consideration of)"
      "(?: (?:a|an|the|about|around|over|some|approximately|nearly|almost|more than|up "
      "to|cash|total|"
      "price|of|estimated|aggregate|initial|consideration)){0,5} $",
      RE2::Quiet};
  RE2 told{
      "(?i)\\b(?:price|consideration|valued|worth|paid|pay|pays|paying|proceeds|(?:deal|"
      "transaction|"
      "acquisition|purchase|sale|takeover|buyout|agreement|offer|bid) (?:is|was|will be|for|has a)|"
      "value of the (?:deal|transaction|acquisition|purchase|sale|takeover|offer|bid))"
      "(?: (?:\\w|[-'])+){0,5} $",
      RE2::Quiet};
  RE2 secret{
      "(?i)\\b(undisclosed (?:sum|amount|price)|undisclosed|"
      "(?:not|n't) (?:been |be |yet )?(?:disclosed?|reveal(?:ed)?|released?|announced?|given|"
      "divulged?)|withheld)\\b",
      RE2::Quiet};
  RE2 of_terms{
      "(?i)\\b(?:terms?|price|value|amount|sum|consideration|details|figures?|undisclosed)\\b",
      RE2::Quiet};
};

const Patterns& All() {
  static const Patterns patterns;
  return patterns;
}

re2::StringPiece Piece(std::string_view s) {
  return {s.data(), s.size()};
}

bool Before(std::string_view skeleton, const Skeleton::Piece& sum, const RE2& re) {
  return RE2::PartialMatch(Piece(skeleton.substr(0, sum.begin)), re);
}

}  // namespace

bool MayBePrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return !RE2::PartialMatch(Piece(skeleton.substr(sum.end)), All().a_share) &&
         !Before(skeleton, sum, All().no_price);
}

bool LedAsPrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return Before(skeleton, sum, All().led);
}

bool ToldAsPrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return MayBePrice(skeleton, sum) && Before(skeleton, sum, All().told);
}

Span SecretPrice(std::string_view skeleton) {
  re2::StringPiece words;
  if (!RE2::PartialMatch(Piece(skeleton), All().secret, &words) ||
      !RE2::PartialMatch(Piece(skeleton), All().of_terms)) {
    return {};
  }
  auto begin = static_cast<uint32_t>(words.data() - skeleton.data());
  return {begin, begin + static_cast<uint32_t>(words.size())};
}

}  // namespace newsfacts
