#include "extractors/mentions/descriptions.h"

#include <algorithm>
#include <utility>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

bool TellsNothing(std::string_view noun) {
  return OneOf(noun, {"company", "firm", "group", "corporation", "giant", "conglomerate",
                      "consortium", "business", "startup", "start-up"});
}

}  // namespace

void Descriptions::Add(int32_t entity, const std::string& word) {
  std::vector<int32_t>& all = entities_[word];
  if (std::find(all.begin(), all.end(), entity) == all.end()) all.push_back(entity);
}

void Descriptions::Named(int32_t entity, uint32_t token) {
  named_[entity] = token;
}

int32_t Descriptions::Find(const std::string& noun, std::span<const std::string> others) const {
  std::vector<std::pair<int32_t, int>> shared;  // of each entity the words
  auto count = [&](const std::string& word, int points) {
    auto all = entities_.find(word);
    if (all == entities_.end()) return;
    for (int32_t e : all->second) {
      auto at = std::find_if(shared.begin(), shared.end(),
                             [&](const auto& entry) { return entry.first == e; });
      if (at == shared.end()) at = shared.insert(at, {e, 0});
      at->second += points;
    }
  };
  constexpr int kNoun = 100;
  const bool vague = TellsNothing(noun);
  count(noun, vague ? 0 : kNoun);
  for (const std::string& word : others) count(word, 1);
  int32_t best = -1;
  std::pair<int, uint32_t> most{vague ? 0 : kNoun - 1, UINT32_MAX};
  for (const auto& [entity, points] : shared) {
    auto named = named_.find(entity);
    std::pair<int, uint32_t> found{points, named == named_.end() ? 0 : named->second};
    if (found.first <= most.first && (best < 0 || found <= most)) continue;
    most = found;
    best = entity;
  }
  return best;
}

}  // namespace newsfacts
