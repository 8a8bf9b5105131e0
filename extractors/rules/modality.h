// How a clause asserts what it tells: denied, ended, rumoured, in talks, proposed, or plainly. The
// words that decide stand in lexicon/modality.txt, with the places where they count.
#ifndef NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_
#define NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/annotations.h"
#include "pipeline/result.h"

namespace newsfacts {

// In the order in which one overrides the other.
enum class Modality : uint8_t {
  kDenied,
  kEnded,
  kRumoured,
  kTalks,
  kAgreed,  // "accepted the offer", "is expected to close"
  kProposed,
  kCompleted,
  kRenewed,
  kPromised,  // "agreed to", "will": the rule's own status, outright, but not done yet
  kTold,      // "won", "struck": the rule's own status, outright
  kAsserted   // the rule's own status, for want of any such word
};

// "denied" ... "renewed"; "" for the last three.
std::string_view ModalityName(Modality modality);

// The clause of `sentence` around `match`: as far as ; : a quote mark, ", but", ", while" and the
// like. All are ranges of `skeleton`.
Span ClauseOf(std::string_view skeleton, Span match);

// Pattern, and "STATUS PLACE", as lexicon/modality.txt has them.
using ModalityCues = std::vector<std::pair<std::string, std::string>>;

class ModalityReader {
 public:
  // Fails where a cue is no pattern or its status or place is unknown.
  static Result<ModalityReader> Compile(const ModalityCues& cues);
  ModalityReader(ModalityReader&&) noexcept;
  ModalityReader& operator=(ModalityReader&&) noexcept;
  ~ModalityReader();

  // The strongest modality that the words of `clause` give to what `trigger` tells; `match` is the
  // trigger with its roles. "agreed to buy" and "will buy" are plain assertions; "plans to",
  // "offered to", "may" are proposals. What stands in ", which ...," tells of something else.
  Modality Read(std::string_view skeleton, Span clause, Span match, Span trigger) const;

 private:
  struct Impl;
  explicit ModalityReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_MODALITY_H_
