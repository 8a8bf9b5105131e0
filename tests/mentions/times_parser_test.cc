#include <catch2/catch.hpp>

#include "extractors/mentions/annotate.h"

namespace newsfacts {
namespace {

TEST_CASE("a text may end in the middle of a time expression") {
  Lexicon lexicon = Lexicon::Builtin();
  const char* rows[] = {"Prices were lower earlier",
                        "Prices were lower earlier in",
                        "It closed late",
                        "It opened early on",
                        "It came three",
                        "It came on the"};
  for (const char* text : rows) {
    INFO(text);
    Article article;
    article.text = text;
    for (const Mention& m : Annotate(lexicon, article, false).mentions) {
      CHECK(m.span.end <= article.text.size());
      CHECK(m.type != MentionType::kDate);
    }
  }
}

}  // namespace
}  // namespace newsfacts
