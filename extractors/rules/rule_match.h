// What a rule found in a sentence.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_MATCH_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_MATCH_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/rules/modality.h"
#include "extractors/rules/rule_file.h"

namespace newsfacts {

struct SlotFill {
  std::string_view slot;  // lives as long as the rule book
  uint32_t mention = 0;   // index into the mentions that were matched
  Span words = {};        // not empty: words of the text fill the slot, not a mention

  Span Place(const std::vector<Mention>& mentions) const {
    return words.empty() ? mentions[mention].span : words;
  }
};

struct RuleMatch {
  const Rule* rule = nullptr;
  uint32_t sentence = 0;        // index into Annotations::sentences
  Span span;                    // the words matched, in the text
  Span trigger;                 // of these the words of the rule's form, its roles left out
  Span clause;                  // the clause around them, in the text
  std::vector<SlotFill> fills;  // in text order; those of `take` last
  Modality modality = Modality::kAsserted;
  bool framed = false;   // by a frame line
  bool complete = true;  // has all that the rule's `needs` asks for; else a fragment
};

// How far the match says that its deal is: by the words around it, else by its rule. An agreement
// can be renewed, a purchase or a round cannot; a purchase promised is none completed.
std::string_view StatusOf(const RuleMatch& match);

// Of matches of one rule in one sentence, drops each that tells no more than another.
void KeepFullest(std::vector<RuleMatch>* matches);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_MATCH_H_
