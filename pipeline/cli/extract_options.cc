#include "pipeline/cli/extract_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "pipeline/store/input.h"

namespace newsfacts {
namespace {

// The .txt files of a folder of word lists, in name order.
Status AddLexiconFolder(const std::string& folder, ExtractOptions* into) {
  std::error_code failed;
  std::vector<std::string> files;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    if (it->path().extension() == ".txt") files.push_back(it->path().string());
  }
  if (failed) return UsageError(fmt::format("--lexicon {}: {}", folder, failed.message()));
  if (files.empty()) {
    return UsageError(fmt::format("--lexicon {}: no word list (NAME.txt) in it", folder));
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    Result<std::string> bytes = ReadWholeFile(file);
    if (!bytes.ok()) return UsageError(bytes.error().message);
    into->lexicons.emplace_back(file, std::move(*bytes));
  }
  return Ok();
}

}  // namespace

Result<ExtractOptions> LoadExtractOptions(const ExtractSettings& s) {
  ExtractOptions e;
  e.builtin_rules = !s.no_builtin_rules;
  e.builtin_lexicon = !s.no_builtin_lexicon;
  e.any_language = s.any_language;
  for (const std::string& path : s.rules) {
    Result<std::string> bytes = ReadWholeFile(path);
    if (!bytes.ok()) return UsageError(bytes.error().message);
    e.rules.emplace_back(path, std::move(*bytes));
  }
  for (const std::string& folder : s.lexicons) {
    Status added = AddLexiconFolder(folder, &e);
    if (!added.ok()) return added.error();
  }
  return e;
}

}  // namespace newsfacts
