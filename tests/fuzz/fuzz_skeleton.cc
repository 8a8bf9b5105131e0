// Mentions become a skeleton, and every stretch of the skeleton leads back into the sentence.
#include "extractors/mentions/annotate.h"
#include "extractors/rules/skeleton.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Article article;
  article.id = "a";
  article.text = ToNfc(MendUtf8(Bytes(data, size)));
  Annotations doc = Annotate(lexicon, article, true);
  for (const Sentence& s : doc.sentences) {
    Span span{doc.tokens[s.first_token].span.begin, doc.tokens[s.end_token - 1].span.end};
    Skeleton skeleton(doc.text, span, doc.mentions, s.first_mention, s.end_mention);
    Require(IsUtf8(skeleton.text()), "a skeleton is UTF-8");
    uint32_t members = 0;
    for (const Skeleton::Piece& piece : skeleton.pieces()) {
      Require(skeleton.text()[piece.begin] == '<' && skeleton.text()[piece.end - 1] == '>',
              "a piece stands in angle brackets");
      Span source = skeleton.SourceOf(piece.begin, piece.end);
      RequireSpan(source, doc.text);
      Require(span.Contains(source), "a piece comes from its sentence");
      for (uint32_t m : skeleton.Members(piece)) {
        Require(source.Contains(doc.mentions[m].span), "a piece holds its mentions");
        ++members;
      }
    }
    Require(members <= s.end_mention - s.first_mention, "no mention stands twice");
    size_t brackets = 0;
    for (char c : skeleton.text()) brackets += c == '<' ? 1 : 0;
    Require(brackets == skeleton.pieces().size(), "no text looks like a piece");
    RequireSpan(skeleton.SourceOf(0, static_cast<uint32_t>(skeleton.text().size())), doc.text);
  }
  return 0;
}
