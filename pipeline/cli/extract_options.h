// Rule packs and word lists as flags and configurations name them.
#ifndef NEWSFACTS_PIPELINE_CLI_EXTRACT_OPTIONS_H_
#define NEWSFACTS_PIPELINE_CLI_EXTRACT_OPTIONS_H_

#include <string>
#include <vector>

#include "extractors/facts/extract.h"
#include "pipeline/result.h"

namespace newsfacts {

struct ExtractSettings {
  std::vector<std::string> rules;     // files
  std::vector<std::string> lexicons;  // folders
  bool no_builtin_rules = false;
  bool no_builtin_lexicon = false;
  bool any_language = false;
};

// Reads the files; usage errors name the one that cannot be read.
Result<ExtractOptions> LoadExtractOptions(const ExtractSettings& settings);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_EXTRACT_OPTIONS_H_
