#include "extractors/rules/price.h"

#include "extractors/rules/pattern.h"

namespace newsfacts {
namespace {

// Patterns are compiled when first asked for. Those that end in "$" look at what stands before
// a sum.
struct Patterns {
  Pattern a_share{
      "^(?: cash| in cash| in stock| net| U\\.?S\\.?)*,? ?(?:a|an|per|for each|for every|/)[ -]?"
      "(?:\\w+ ){0,3}(?:share|shr|unit|ADS|barrel|bbl|tonne|ton|acre|ounce)|"
      "^(?: cash| in cash)* (?:each|apiece|shares?|stock|par value)\\b"};
  Pattern no_price{
      "\\b(?:sales|revenues?|turnover|assets|loss|losses|profits?|earnings|income|earned|debts?"
      "|"
      "gains?|charge|deposits|net worth|equity|capitali[sz]ation|dividends?|loans?|credit|backlog|"
      "indebtedness|savings|costs|liabilit(?:y|ies)|premiums|reserves)"
      "(?: (?:in|for|after|from|before|tax|taxes|<DATE>|year|about|as|last|the)){0,4},?"
      "(?: (?:of|to|at|was|were|is|are|totaled|totaling|exceeding|above))?"
      "(?: (?:about|around|over|some|approximately|nearly|almost|more than|up "
      "to|a|an|estimated)){0,3}"
      " $"};
  Pattern led{
      "\\b(?:for|worth|valued at|totaling|totalling|a total of|price of|or|cost "
      "of|pay|pays|paid|"
      "consideration of)"
      "(?: (?:a|an|the|about|around|over|some|approximately|nearly|almost|more than|up "
      "to|cash|total|"
      "price|of|estimated|aggregate|initial|consideration)){0,5} $"};
  Pattern told{
      "\\b(?:price|consideration|valued|worth|paid|pay|pays|paying|proceeds|(?:deal|"
      "transaction|"
      "acquisition|purchase|sale|takeover|buyout|agreement|offer|bid) (?:is|was|will be|for|has a)|"
      "value of the (?:deal|transaction|acquisition|purchase|sale|takeover|offer|bid))"
      "(?: (?:\\w|[-'])+){0,5} $"};
  Pattern secret{
      "\\b(undisclosed|"
      "(?:not|n't) (?:been |be |yet )?(?:disclosed?|reveal(?:ed)?|released?|announced?|given|"
      "divulged?)|withheld)\\b"};
  Pattern of_terms{
      "\\b(?:terms?|price|value|amount|sum|consideration|details|figures?|undisclosed)\\b"};
};

const Patterns& All() {
  static const Patterns patterns;
  return patterns;
}

bool Before(std::string_view skeleton, const Skeleton::Piece& sum, const Pattern& words) {
  return words.In(skeleton.substr(0, sum.begin));
}

}  // namespace

bool MayBePrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return !All().a_share.In(skeleton.substr(sum.end)) && !Before(skeleton, sum, All().no_price);
}

bool LedAsPrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return Before(skeleton, sum, All().led);
}

bool ToldAsPrice(std::string_view skeleton, const Skeleton::Piece& sum) {
  return MayBePrice(skeleton, sum) && Before(skeleton, sum, All().told);
}

Span SecretPrice(std::string_view skeleton) {
  return All().of_terms.In(skeleton) ? All().secret.GroupIn(skeleton) : Span{};
}

}  // namespace newsfacts
