#include "pipeline/cli/version.h"

#include <fmt/format.h>

#include "extractors/mentions/lexicon.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/cli/manual.h"

namespace newsfacts {

int PrintVersion() {
  return Print(fmt::format("newsfacts {}\nrules   sha256:{}\nlexicon sha256:{}\n",
                           NEWSFACTS_VERSION, RuleBook::BuiltinDigest(), Lexicon::BuiltinDigest()));
}

}  // namespace newsfacts
