#include "pipeline/cli/version.h"

#include <cstdio>

#include "extractors/facts/extract.h"
#include "pipeline/cli/command.h"

namespace newsfacts {

int PrintVersion() {
  Result<Extractor> extractor = Extractor::Create({});
  if (!extractor.ok()) return Fail(extractor.error());
  std::printf("newsfacts %s\nrules   sha256:%s\nlexicon sha256:%s\n", NEWSFACTS_VERSION,
              extractor->rules_digest().c_str(), extractor->lexicon_digest().c_str());
  return std::fflush(stdout) == 0 ? kExitDone : kExitOutput;
}

}  // namespace newsfacts
