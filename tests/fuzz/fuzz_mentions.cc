// The mention layer over any UTF-8 text: first line the day of publication, the rest the article.
#include "extractors/mentions/annotate.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Lexicon lexicon = Lexicon::Builtin();
  std::string text = ToNfc(MendUtf8(Bytes(data, size)));
  Article article;
  article.id = "a";
  size_t line = text.find('\n');
  if (line != std::string::npos && line <= 40) {
    article.published = text.substr(0, line);
    text.erase(0, line + 1);
  }
  article.text = text;
  Annotations doc = Annotate(lexicon, article, true);
  Require(doc.text.substr(doc.body) == article.text, "the body stands in the annotated text");
  RequireMentions(doc.mentions, doc.text);
  uint32_t end = 0;
  for (const Token& t : doc.tokens) {
    RequireSpan(t.span, doc.text);
    Require(t.span.begin >= end && !t.span.empty(), "tokens are in order and not empty");
    end = t.span.end;
  }
  uint32_t next = 0;
  for (const Sentence& s : doc.sentences) {
    Require(s.first_token == next && s.end_token > next, "sentences share out the tokens");
    Require(s.first_mention <= s.end_mention && s.end_mention <= doc.mentions.size(),
            "and the mentions");
    for (uint32_t m = s.first_mention; m < s.end_mention; ++m) {
      Require(s.span.Contains(doc.mentions[m].span), "a mention lies in its sentence");
    }
    next = s.end_token;
  }
  Require(next == doc.tokens.size(), "no token is outside a sentence");
  for (const Mention& m : doc.mentions) {
    Require(m.entity < static_cast<int32_t>(doc.entities.size()), "a mention's entity exists");
  }
  return 0;
}
