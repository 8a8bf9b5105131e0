#include "extractors/facts/counterparts.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace newsfacts {
namespace {

constexpr int kOftenNamed = 3;

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

// The organisation that the article speaks of most; -1 where it speaks of none often, or of two as
// often.
int32_t Protagonist(const Annotations& doc) {
  std::vector<int> count(doc.entities.size());
  for (const Mention& m : doc.mentions) {
    if (m.type == MentionType::kOrg && m.entity >= 0) ++count[static_cast<size_t>(m.entity)];
  }
  auto most = std::max_element(count.begin(), count.end());
  bool alone = most != count.end() && *most >= kOftenNamed &&
               std::count(count.begin(), count.end(), *most) == 1;
  return alone ? static_cast<int32_t>(most - count.begin()) : -1;
}

bool Names(const DealFact& deal, const std::string& name) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [&](const Party& p) { return p.name == name; });
}

// Kinds of deals whose nouns name the deal that the article is about: "the settlement".
bool IsBetweenTwo(std::string_view type) {
  return type == "settlement" || type == "merger" || type == "patent_license";
}

bool TellsOfBuying(std::string_view words) {
  return words.starts_with("acquisition") || words.starts_with("purchase") ||
         words.starts_with("takeover");
}

class Completer {
 public:
  Completer(const Annotations& doc, std::vector<DealCandidate>* candidates)
      : doc_(doc), candidates_(*candidates), pair_(Pair(doc)), protagonist_(Protagonist(doc)) {}

  void Run() {
    for (DealCandidate& c : candidates_) {
      if (c.complete || c.in_title || c.deal.parties.size() != 1) continue;
      const Party& party = c.deal.parties.front();
      if (party.generic) continue;
      int32_t other = Other(c, party);
      if (other < 0 || NameOf(other) == party.name || IsTold(c, other)) continue;
      Span named = FirstInBody(other);
      if (named.empty()) continue;
      Party added;
      added.name = NameOf(other);
      added.role = c.missing;
      added.span = named;
      c.deal.parties.push_back(std::move(added));
      c.complete = true;
    }
  }

 private:
  const std::string& NameOf(int32_t entity) const {
    return doc_.entities[static_cast<size_t>(entity)].canonical;
  }

  // With whom the deal of `party` is, or -1.
  int32_t Other(const DealCandidate& c, const Party& party) const {
    if (c.missing == "party" && IsBetweenTwo(c.deal.type) && !pair_.empty()) {
      if (NameOf(pair_[0]) == party.name) return pair_[1];
      if (NameOf(pair_[1]) == party.name) return pair_[0];
    }
    bool bought = c.missing == "acquirer" && party.role == "target";
    return bought && TellsOfBuying(doc_.Text(c.trigger)) ? protagonist_ : -1;
  }

  // Whether the article tells outright of a deal of that kind with both parties, or with the buyer
  // of what is bought.
  bool IsTold(const DealCandidate& c, int32_t other) const {
    const Party& party = c.deal.parties.front();
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const DealCandidate& o) {
      return o.complete && o.deal.type == c.deal.type && Names(o.deal, party.name) &&
             (c.missing == "acquirer" || Names(o.deal, NameOf(other)));
    });
  }

  // Where the body names the entity first; empty where it does not.
  Span FirstInBody(int32_t entity) const {
    for (const Mention& m : doc_.mentions) {
      if (m.entity == entity && !m.anaphor && m.span.begin >= doc_.body) return m.span;
    }
    return {};
  }

  const Annotations& doc_;
  std::vector<DealCandidate>& candidates_;
  const std::vector<int32_t> pair_;
  const int32_t protagonist_;
};

}  // namespace

void AddCounterparts(const Annotations& doc, std::vector<DealCandidate>* candidates) {
  Completer(doc, candidates).Run();
}

}  // namespace newsfacts
