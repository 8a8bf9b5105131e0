#include "extractors/facts/counterparts.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace newsfacts {
namespace {

// The organisations that a sentence names.
std::vector<int32_t> NamedIn(const Annotations& doc, const Sentence& s) {
  std::vector<int32_t> named;
  for (uint32_t i = s.first_mention; i < s.end_mention; ++i) {
    const Mention& m = doc.mentions[i];
    if (m.type != MentionType::kOrg || m.entity < 0 || m.anaphor) continue;
    if (std::find(named.begin(), named.end(), m.entity) == named.end()) named.push_back(m.entity);
  }
  return named;
}

// The two organisations that the article is about; empty where there are more or fewer.
std::vector<int32_t> Pair(const Annotations& doc) {
  for (const Sentence& s : doc.sentences) {
    std::vector<int32_t> named = NamedIn(doc, s);
    if (named.size() == 2) return named;
    if (!s.in_title) break;
  }
  return {};
}

bool Names(const DealFact& deal, const std::string& name) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [&](const Party& p) { return p.name == name; });
}

// Kinds of deals whose nouns name the deal that the article is about: "the settlement".
bool IsBetweenTwo(std::string_view type) {
  return type == "settlement" || type == "merger" || type == "patent_license";
}

// Where the body names the entity first; empty where it does not.
Span FirstInBody(const Annotations& doc, int32_t entity) {
  for (const Mention& m : doc.mentions) {
    if (m.entity == entity && !m.anaphor && m.span.begin >= doc.body) return m.span;
  }
  return {};
}

}  // namespace

void AddCounterparts(const Annotations& doc, std::vector<DealCandidate>* candidates) {
  const std::vector<int32_t> pair = Pair(doc);
  if (pair.empty()) return;
  const std::string& first = doc.entities[static_cast<size_t>(pair[0])].canonical;
  const std::string& second = doc.entities[static_cast<size_t>(pair[1])].canonical;
  for (DealCandidate& c : *candidates) {
    if (c.complete || c.missing != "party" || c.in_title || c.deal.parties.size() != 1) continue;
    if (!IsBetweenTwo(c.deal.type)) continue;
    const std::string& name = c.deal.parties.front().name;
    if (name != first && name != second) continue;
    bool told = std::any_of(candidates->begin(), candidates->end(), [&](const DealCandidate& o) {
      return o.complete && o.deal.type == c.deal.type && Names(o.deal, first) &&
             Names(o.deal, second);
    });
    if (told) continue;
    Party other;
    other.name = name == first ? second : first;
    other.role = c.missing;
    other.span = FirstInBody(doc, name == first ? pair[1] : pair[0]);
    if (other.span.empty()) continue;
    c.deal.parties.push_back(std::move(other));
    c.complete = true;
  }
}

}  // namespace newsfacts
