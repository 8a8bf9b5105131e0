// One article in, its facts out: annotate, match, assemble, consolidate.
//
//   Result<Extractor> extractor = Extractor::Create({});
//   ExtractResult r = extractor->Extract(article);
#ifndef NEWSFACTS_EXTRACTORS_FACTS_EXTRACT_H_
#define NEWSFACTS_EXTRACTORS_FACTS_EXTRACT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/fact.h"
#include "pipeline/article.h"
#include "pipeline/deadline.h"
#include "pipeline/result.h"

namespace newsfacts {

struct ExtractOptions {
  // Rule packs and word lists beside the built-in ones: name for messages, and bytes. This library
  // opens no file.
  std::vector<std::pair<std::string, std::string>> rules;
  std::vector<std::pair<std::string, std::string>> lexicons;  // file name NAME.txt gives list NAME
  bool builtin_rules = true;
  bool builtin_lexicon = true;
  bool any_language = false;  // read articles whose language is known and not English too
};

struct ExtractResult {
  std::vector<Fact> facts;        // in a fixed order: by kind, then by place in the text
  bool over_time = false;         // the deadline ended: no facts
  bool skipped_language = false;  // known not to be English: not read
};

// Immutable rules and words; Extract keeps caches, so use one Extractor a thread (Clone is cheap
// beside Create).
class Extractor {
 public:
  static Result<Extractor> Create(const ExtractOptions& options);
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  // No facts where the deadline ends before all are found.
  ExtractResult Extract(const Article& article, Deadline* deadline = nullptr);
  // The mention layer alone, without anaphors; no mentions where the deadline ends.
  Annotations Mentions(const Article& article, Deadline* deadline = nullptr);

  Extractor Clone() const;
  std::string rules_digest() const;    // hex SHA-256
  std::string lexicon_digest() const;  // hex SHA-256
  // Both in 16 hex digits: stands in every fact, so that a comparison of two runs can tell a change
  // of rules or word lists from one of the program.
  std::string ruleset() const;

 private:
  struct Impl;
  explicit Extractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_EXTRACT_H_
