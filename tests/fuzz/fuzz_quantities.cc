// Sums, percentages and numbers in any UTF-8 text.
#include "extractors/mentions/quantities.h"
#include "extractors/mentions/tokens.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Annotations doc;
  doc.text = ToNfc(MendUtf8(Bytes(data, size)));
  doc.published = "2024-02-29";
  Tokenize(lexicon, &doc);
  std::vector<Mention> found = FindQuantities(lexicon, doc);
  RequireMentions(found, doc.text);
  for (const Mention& m : found) {
    Require(IsUtf8(m.value) && !m.span.empty(), "a value is UTF-8, a mention has words");
  }
  return 0;
}
