#include "extractors/facts/deal_title.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace newsfacts {
namespace {

bool NamedIn(const Annotations& doc, const Sentence& s, const std::string& name) {
  for (uint32_t i = s.first_mention; i < s.end_mention; ++i) {
    int32_t entity = doc.mentions[i].entity;
    if (entity >= 0 && doc.entities[static_cast<size_t>(entity)].canonical == name) return true;
  }
  return false;
}

}  // namespace

void FindInBody(const Annotations& doc, std::optional<Amount>* amount) {
  for (const Mention& m : doc.mentions) {
    if (m.type != MentionType::kMoney || m.span.begin < doc.body) continue;
    if (m.number != (*amount)->value || m.value != (*amount)->currency || !m.unit.empty()) continue;
    (*amount)->span = m.span;
    return;
  }
  amount->reset();
}

Span SentenceOfParties(const Annotations& doc, const std::vector<Party>& parties) {
  std::vector<std::string> names;
  for (const Party& p : parties) {
    if (!p.generic) names.push_back(p.name);
  }
  if (names.size() < 2) return {};
  for (const Sentence& s : doc.sentences) {
    if (s.in_title) continue;
    bool all = std::all_of(names.begin(), names.end(),
                           [&](const std::string& name) { return NamedIn(doc, s, name); });
    if (all) return s.span;
  }
  return {};
}

}  // namespace newsfacts
