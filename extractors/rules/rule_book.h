// Rules as they were read: the packs of the program and those a user adds.
#ifndef NEWSFACTS_EXTRACTORS_RULES_RULE_BOOK_H_
#define NEWSFACTS_EXTRACTORS_RULES_RULE_BOOK_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/mentions/lexicon.h"
#include "extractors/rules/modality.h"
#include "extractors/rules/rule_file.h"
#include "pipeline/result.h"

namespace newsfacts {

// All packs, parsed; immutable once filled and then shared by any number of RuleSets.
class RuleBook {
 public:
  // The packs that are part of the program, and the digest of them with its own word lists.
  static RuleBook Builtin(const Lexicon& lexicon);
  static std::string BuiltinDigest();
  Status Add(std::string_view bytes, std::string_view file, const Lexicon& lexicon);

  const std::vector<Rule>& rules() const { return rules_; }
  // The first rules are the program's: a test proves them, and they compile when first needed.
  size_t builtin_rules() const { return builtin_rules_; }
  const ModalityCues& cues() const { return cues_; }
  std::string digest() const;  // hex SHA-256 over ids and digests

 private:
  std::vector<Rule> rules_;
  size_t builtin_rules_ = 0;
  ModalityCues cues_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_RULE_BOOK_H_
