#include "extractors/rules/check_examples.h"

#include <fmt/format.h>

#include <algorithm>

namespace newsfacts {

std::vector<std::string> CheckExamples(const RuleBook& book, RuleSet* rules) {
  std::vector<std::string> out;
  auto written = [](SlotTexts slots) {
    std::sort(slots.begin(), slots.end());
    std::string s;
    for (const auto& [slot, text] : slots) s += fmt::format(" {}=\"{}\"", slot, text);
    return s;
  };
  for (const Rule& rule : book.rules()) {
    for (const RuleExample& e : rule.examples) {
      Span whole{0, static_cast<uint32_t>(e.text.size())};
      Skeleton skeleton(e.text, whole, e.mentions, 0, static_cast<uint32_t>(e.mentions.size()));
      std::string found;
      bool matched = false;
      bool right = false;
      for (const RuleMatch& m : rules->Match(skeleton, e.mentions, e.text)) {
        // A fragment is no fact, so a "no" line may leave one.
        if (m.rule != &rule || (!e.matches && !m.complete)) continue;
        matched = true;
        SlotTexts slots;
        for (const SlotFill& f : m.fills)
          slots.emplace_back(f.slot, f.Place(e.mentions).In(e.text));
        bool status = std::any_of(e.slots.begin(), e.slots.end(),
                                  [](const auto& s) { return s.first == "status"; });
        if (status) slots.emplace_back("status", StatusOf(m));
        found = written(slots);
        right = right || found == written(e.slots);
      }
      if (e.matches && !matched) {
        out.push_back(fmt::format("{}:{}: rule {} does not match its example; skeleton: {}",
                                  rule.file, e.line, rule.id, skeleton.text()));
      } else if (e.matches && !right) {
        out.push_back(fmt::format("{}:{}: rule {} finds{}, its example wants{}; skeleton: {}",
                                  rule.file, e.line, rule.id, found, written(e.slots),
                                  skeleton.text()));
      } else if (!e.matches && matched) {
        out.push_back(fmt::format("{}:{}: rule {} matches what it should not{}; skeleton: {}",
                                  rule.file, e.line, rule.id, found, skeleton.text()));
      }
    }
  }
  return out;
}

}  // namespace newsfacts
