// The slots of each kind of fact, by which rules name what they found.
#ifndef NEWSFACTS_EXTRACTORS_RULES_FACT_SLOTS_H_
#define NEWSFACTS_EXTRACTORS_RULES_FACT_SLOTS_H_

#include <string_view>

#include "pipeline/result.h"

namespace newsfacts {

class FactSlots {
 public:
  // Of no kind: the fact line of a rule was not read yet, and every check fails.
  FactSlots() = default;
  static Result<FactSlots> Of(std::string_view kind);

  // The error says which slots there are.
  Status Check(std::string_view slot) const;

 private:
  std::string_view kind_;
  std::string_view slots_;  // blank before and after each
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_FACT_SLOTS_H_
