#include "extractors/rules/rule_book.h"

#include <algorithm>
#include <cassert>

#include "pipeline/text/digest.h"
#include "pipeline/text/embedded.h"

namespace newsfacts {

RuleBook RuleBook::Builtin(const Lexicon& lexicon) {
  RuleBook book;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (!file.name.ends_with(".rules")) continue;
    // The build's own files: a test reads and compiles each, so that no user meets an error here.
    Status added = book.Add(file.bytes, file.name, lexicon);
    assert(added.ok());
    (void)added;
  }
  book.builtin_rules_ = book.rules_.size();
  return book;
}

std::string RuleBook::BuiltinDigest() {
  std::vector<std::string_view> lists = {"modality"};
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (!file.name.ends_with(".rules")) continue;
    constexpr std::string_view kList = "= lexicon/";
    for (std::string_view rest = file.bytes;;) {
      size_t at = rest.find(kList);
      if (at == std::string_view::npos) break;
      rest.remove_prefix(at + kList.size());
      lists.push_back(rest.substr(0, rest.find('.')));
    }
  }
  return Builtin(Lexicon::Builtin(lists)).digest();
}

Status RuleBook::Add(std::string_view bytes, std::string_view file, const Lexicon& lexicon) {
  if (cues_.empty()) {
    const auto& terms = lexicon.list("modality").terms();
    cues_.assign(terms.begin(), terms.end());
    std::sort(cues_.begin(), cues_.end());
  }
  return ReadRules(bytes, file, lexicon, &rules_);
}

std::string RuleBook::digest() const {
  std::string all;
  for (const auto& [pattern, value] : cues_) all.append(pattern).append(" ").append(value) += '\n';
  for (const Rule& r : rules_) all.append(r.id).append(" ").append(r.digest) += '\n';
  return Sha256Hex(all);
}

}  // namespace newsfacts
