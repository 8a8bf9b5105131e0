// Deals: matches of rules become candidate deals, and the candidates of an article its facts.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_DEAL_H_
#define NEWSFACTS_EXTRACTORS_FACTS_DEAL_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/rules/rule_set.h"

namespace newsfacts {

// One match read as a deal.
struct DealCandidate {
  DealFact deal;
  Evidence evidence;
  Span trigger;           // the words that tell of the deal, without its parties
  bool near = false;      // a fragment that tells of the deal told last, though no party is shared
  bool outright = false;  // words of its clause give the status, not the rule alone
  bool weak = false;      // its type is a guess: "a deal"
  bool framed = false;    // found by a frame, which knows whom a verb belongs to better than a form
  bool past = false;      // a state that began before the news
  bool named = false;     // spoken of, not told: "its purchase of Nordlys" may be done or planned
  uint32_t sentence = 0;
  bool in_title = false;
  bool complete = true;
  std::string missing;  // the role of the one party that it lacks, where it lacks but one
};

// Drops each candidate for which `beaten(candidate, other)` holds with another one of its sentence.
// Candidates of a sentence stand together.
template <typename Beaten>
void DropBeside(std::vector<DealCandidate>* candidates, Beaten beaten) {
  std::vector<bool> drop;
  for (auto c = candidates->begin(); c != candidates->end(); ++c) {
    auto of_sentence = [&](const DealCandidate& other) { return other.sentence == c->sentence; };
    auto begin = c;
    while (begin != candidates->begin() && of_sentence(*std::prev(begin))) --begin;
    auto end = std::find_if_not(c, candidates->end(), of_sentence);
    drop.push_back(std::any_of(begin, end, [&](const DealCandidate& o) { return beaten(*c, o); }));
  }
  size_t at = 0;
  std::erase_if(*candidates, [&](const DealCandidate&) { return drop[at++]; });
}

// Nothing where the match is of another kind of fact.
std::vector<DealCandidate> DealCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<RuleMatch>& matches);

// Joins what tells of one deal: same type, a party shared, no slot in conflict; fragments only
// within two sentences. Of types told by the same words the more special one stays. What stays a
// fragment, or has no party of the body, is dropped.
std::vector<Fact> ConsolidateDeals(const Annotations& doc, std::vector<DealCandidate> candidates);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_DEAL_H_
