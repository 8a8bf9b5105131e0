#include "extractors/mentions/resolve.h"

#include <catch2/catch.hpp>
#include <string>

#include "extractors/mentions/annotate.h"

namespace newsfacts {

TEST_CASE("anaphors stand for the entity in focus, described parties for none") {
  struct Row {
    std::string text, mention, canonical;  // canonical "" for a generic one
  };
  const Row rows[] = {
      {"Velmora Inc grew. The company sold a mill.", "The company", "Velmora"},
      {"Velmora Inc said it had agreed.", "it", "Velmora"},
      {"Margaret Thornbury left. She smiled.", "She", "Margaret Thornbury"},
      {"Velmora Inc will buy a small firm soon.", "a small firm", ""},
      {"We've grown. Velmora Inc makes masts. Velmora Inc is old.", "We", "Velmora"},
      // Whom the text describes so, not whom it named last.
      {"Velmora Inc, the Nordic carrier, met Tarnwick Ltd. Harbour Inc left. The Nordic carrier "
       "grew.",
       "The Nordic carrier", "Velmora"},
      {"Velmora Inc met chip maker Tarnwick Ltd. Velmora Inc left. The chip maker grew.",
       "The chip maker", "Tarnwick"},
      {"Velmora Inc grew. In a filing with the Harbour Board, the company sold a mill.",
       "the company", "Velmora"},
      {"Tern Bank met Velmora Inc. Velmora Inc left. In 2019, the bank sold a mill.", "the bank",
       "Tern Bank"},
  };
  static const Lexicon lexicon = Lexicon::Builtin();
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Article article;
    article.text = row.text;
    Annotations doc = Annotate(lexicon, article, true);
    bool found = false;
    for (const Mention& m : doc.mentions) {
      if (doc.Text(m) != row.mention) continue;
      found = true;
      CHECK(m.generic == row.canonical.empty());
      CHECK(m.anaphor == !row.canonical.empty());
      if (m.entity >= 0) CHECK(doc.entities[m.entity].canonical == row.canonical);
    }
    CHECK(found);
  }
}

TEST_CASE("the noun of a unit is no organisation") {
  static const Lexicon lexicon = Lexicon::Builtin();
  for (const char* text : {"Velmora Inc grew. The carrier unit sold masts.",
                           "Velmora Inc grew. Sales of the carrier division fell."}) {
    CAPTURE(text);
    Article article;
    article.text = text;
    Annotations doc = Annotate(lexicon, article, true);
    for (const Mention& m : doc.mentions) CHECK_FALSE(m.anaphor);
  }
}

}  // namespace newsfacts
