// Which facts came, went and changed between two runs, and why.
//
// Facts are the same fact where document, kind and identifying slots agree (a fact's `id` hashes
// just these); what is left of a document is paired by the words and slots that two facts of a kind
// share. Ids that stand twice in a file are counted and compared in their order, never overwritten.
//
// The cause of a difference is read from the digests in the facts: another page (payload_sha1),
// else another text of the same page (text_sha1, publication date), else the rules and lexicons.
#ifndef NEWSFACTS_PIPELINE_REVIEW_DIFF_H_
#define NEWSFACTS_PIPELINE_REVIEW_DIFF_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

enum class Outcome : uint8_t { kSame, kMoved, kChanged, kAdded, kRemoved };
std::string_view OutcomeName(Outcome outcome);  // "same", "moved", ...

// kUnknown: the digests that would tell are missing, as where a document has facts in one run only.
enum class Cause : uint8_t { kNone, kPage, kCleaner, kRules, kUnknown };
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

  const Json& fact() const { return new_fact != nullptr ? *new_fact : *old_fact; }
};

// Compares the facts of one document. Order: facts of `old_facts`, then the added ones.
std::vector<Difference> DiffDocument(const std::vector<Json>& old_facts,
                                     const std::vector<Json>& new_facts);

// One line of JSON, without its line end.
std::string DifferenceToJson(const Difference& difference);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_DIFF_H_
