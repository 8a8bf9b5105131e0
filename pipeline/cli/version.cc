#include "pipeline/cli/version.h"

#include <cstdio>

#include "extractors/mentions/lexicon.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/cli/command.h"

namespace newsfacts {

int PrintVersion() {
  std::printf("newsfacts %s\nrules   sha256:%s\nlexicon sha256:%s\n", NEWSFACTS_VERSION,
              RuleBook::BuiltinDigest().c_str(), Lexicon::BuiltinDigest().c_str());
  return std::fflush(stdout) == 0 ? kExitDone : kExitOutput;
}

}  // namespace newsfacts
