// Which facts came, went and changed between two runs, and why.
//
// Facts are the same fact where document, kind and identifying slots agree (a fact's `id` hashes
// just these); what is left of a document is paired by the words and slots that two facts of a kind
// share. Ids that stand twice in a file are counted and compared in their order, never overwritten.
//
// A fact that became two, or two that became one, is told once: as split or merged.
//
// The cause of a difference is read from the digests in the facts: another page (payload_sha1),
// else another text of the same page (text_sha1, publication date), else the rules and
// lexicons (ruleset), else the program.
#ifndef NEWSFACTS_PIPELINE_REVIEW_DIFF_H_
#define NEWSFACTS_PIPELINE_REVIEW_DIFF_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

enum class Outcome : uint8_t { kSame, kMoved, kChanged, kSplit, kMerged, kAdded, kRemoved };
constexpr size_t kOutcomes = 7;
std::string_view OutcomeName(Outcome outcome);  // "same", "moved", ...

// kUnknown: the digests that would tell are missing, as where a document has facts in one run only.
enum class Cause : uint8_t { kNone, kPage, kCleaner, kRules, kProgram, kUnknown };
constexpr size_t kCauses = 6;
std::string_view CauseName(Cause cause);  // "none", "page", ...

struct SlotChange {
  std::string slot;
  std::string old_value;  // JSON
  std::string new_value;
};

struct Difference {
  Outcome outcome = Outcome::kSame;
  Cause cause = Cause::kNone;
  const Json* old_fact = nullptr;  // null where added
  const Json* new_fact = nullptr;  // null where removed
  std::vector<SlotChange> changes;
  std::vector<const Json*> also;  // split: the other new facts; merged: the other old ones

  const Json& fact() const { return new_fact != nullptr ? *new_fact : *old_fact; }
};

// What counts as no change. A slot is "period", or "figure.period" for one kind of fact.
struct DiffOptions {
  std::vector<std::string> ignored;
  std::vector<std::pair<std::string, double>>
      tolerances;  // numbers in the slot may differ by this share
};

// Compares the facts of one document. Order: pairs in the order of `old_facts`, the removed, the
// added.
std::vector<Difference> DiffDocument(const std::vector<Json>& old_facts,
                                     const std::vector<Json>& new_facts,
                                     const DiffOptions& options = {});

// One line of JSON, without its line end.
std::string DifferenceToJson(const Difference& difference);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_DIFF_H_
