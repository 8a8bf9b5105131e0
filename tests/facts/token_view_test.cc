#include "extractors/facts/token_view.h"

#include <catch2/catch.hpp>

#include "extractors/mentions/annotate.h"

namespace newsfacts {

TEST_CASE("behind the last token stands no word and no mention") {
  static const Lexicon lexicon = Lexicon::Builtin();
  Article article;
  article.text = "Orion Telecom lost $80 million";
  Annotations doc = Annotate(lexicon, article, false);
  TokenView view(doc);
  REQUIRE(view.size() > 0);
  uint32_t last = view.size() - 1;
  CHECK(view.Low(last) == "million");
  REQUIRE(view.IsType(last, MentionType::kMoney));
  CHECK(view.MentionEnd(last) == view.size());
  CHECK(view.Low(view.size()).empty());
  CHECK(view.Word(view.size()).empty());
  CHECK_FALSE(view.IsType(view.size(), MentionType::kMoney));
  CHECK_FALSE(view.StartsMention(view.size()));
  CHECK(view.MentionAt(view.size()) == nullptr);
  // "- words" behind a quotation that ends the text: the sentence behind the last word was read.
  CHECK_FALSE(view.EndsSentence(view.size()));
}

}  // namespace newsfacts
