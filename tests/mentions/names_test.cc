#include "extractors/mentions/names.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/mentions/annotate.h"

namespace newsfacts {
namespace {

// "PERSON:Ada Lund ORG:Nordlys AB" of a text, in its order; names and posts only.
std::string NamesIn(const std::string& text) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Article article;
  article.text = text;
  Annotations doc = Annotate(lexicon, article, false);
  std::string out;
  for (const Mention& m : doc.mentions) {
    switch (m.type) {
      case MentionType::kPerson:
      case MentionType::kOrg:
      case MentionType::kPlace:
      case MentionType::kRole:
      case MentionType::kProduct:
        out += out.empty() ? "" : " | ";
        out += std::string(MentionTypeName(m.type)) + ":" + std::string(doc.Text(m));
        break;
      default:
        break;
    }
  }
  return out;
}

struct Row {
  std::string text, names;
};

}  // namespace

TEST_CASE("names and posts are found with their kinds") {
  const Row rows[] = {
      {"Velmora Inc bought Tarnwick Ltd.", "ORG:Velmora Inc | ORG:Tarnwick Ltd"},
      {"They met Mr Quillfeather in Oslo.", "PERSON:Quillfeather | PLACE:Oslo"},
      {"Margaret Thornbury, chief executive of Velmora Corp, resigned.",
       "PERSON:Margaret Thornbury | ROLE:chief executive | ORG:Velmora Corp"},
      {"The head of global licensing, Peter van Dahlen, left.",
       "ROLE:head of global licensing | PERSON:Peter van Dahlen"},
      {"The Ministry of Trade and Industry agreed.", "ORG:Ministry of Trade and Industry"},
      {"They sued the Velmora Media and Technology Group.",
       "ORG:Velmora Media and Technology Group"},
      {"The Oslo-based Velmora Inc grew.", "ORG:Velmora Inc"},
      {"On Friday the shares rose.", ""},
      {"Shares rose. But investors sold.", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(NamesIn(row.text) == row.names);
  }
}

TEST_CASE("short forms take the kind of the full name") {
  CHECK(NamesIn("Margaret Thornbury spoke. Later Thornbury left.") ==
        "PERSON:Margaret Thornbury | PERSON:Thornbury");
  CHECK(NamesIn("Velmora Inc grew. Yesterday Velmora fell.") == "ORG:Velmora Inc | ORG:Velmora");
}

TEST_CASE("a legal form is left out of the canonical name and never empties it") {
  static const Lexicon lexicon = Lexicon::Builtin();
  Article article;
  article.text = "Velmora Holdings Ltd grew.";
  Annotations doc = Annotate(lexicon, article, false);
  REQUIRE(doc.entities.size() == 1);
  CHECK(doc.entities[0].canonical == "Velmora Holdings");
  CHECK(doc.entities[0].full == "Velmora Holdings Ltd");
}

}  // namespace newsfacts
