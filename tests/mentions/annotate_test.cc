#include "extractors/mentions/annotate.h"

#include <catch2/catch.hpp>

namespace newsfacts {

// Texts that end where a reader looks one word further.
TEST_CASE("a text may end in the middle of anything") {
  static const Lexicon lexicon = Lexicon::Builtin();
  for (std::string text :
       {"earlier", "It was sold earlier", "$", "US$", "up from", "the quarter ended", "Mr.", "1/",
        "between $5 and", "a", "Q", "the", "\"", "“", "chief executive of", "Nov.", "5 per", ""}) {
    CAPTURE(text);
    Article article;
    article.id = "a";
    article.text = text;
    Annotations doc = Annotate(lexicon, article, true);
    uint32_t end = 0;
    for (const Mention& m : doc.mentions) {
      CHECK(m.span.begin >= end);
      CHECK(m.span.end <= doc.text.size());
      end = m.span.end;
    }
    CHECK(doc.text == text);
  }
}

}  // namespace newsfacts
