// A text through everything: each fact's evidence is words of the text, each record is one line of
// JSON.
#include <optional>

#include "extractors/facts/extract.h"
#include "pipeline/batch/records.h"
#include "pipeline/text/json.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

namespace {

std::optional<Extractor> extractor;

}  // namespace

// Compiling the rules takes seconds under sanitizers, and is no input's fault.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  Result<Extractor> created = Extractor::Create({});
  Require(created.ok(), "the built-in rules compile");
  extractor = std::move(*created);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static JsonParser parser;
  Article article;
  article.id = "a";
  article.published = "2024-02-29";
  article.text = ToNfc(MendUtf8(Bytes(data, size)));
  size_t line = article.text.find('\n');
  if (line != std::string::npos) {
    article.title = article.text.substr(0, line);
    article.text.erase(0, line + 1);
  }
  article.text_sha1 = std::string(40, '0');
  CodePointIndex points(article.text);
  for (const Fact& fact : extractor->Extract(article).facts) {
    Require(!fact.evidence.empty() && !fact.rule.empty(), "a fact has evidence and a rule");
    for (const Evidence& e : fact.evidence) {
      RequireSpan(e.span, article.text);
      Require(!e.span.empty(), "evidence has words");
    }
    std::string record = FactToJson(fact, article, points, "0123456789abcdef");
    Require(record.find('\n') == std::string::npos, "a record is one line");
    Result<Json> read = parser.Parse(record);
    Require(read.ok() && (*read)["fact"].str() == fact.kind(), "a record is JSON");
  }
  return 0;
}
