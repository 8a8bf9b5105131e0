#include "pipeline/clean/json_ld.h"

#include <catch2/catch.hpp>

namespace newsfacts {

TEST_CASE("the article is found in JSON-LD of many makes") {
  struct Row {
    const char* what;
    const char* json;
    std::vector<std::string> authors;
  };
  const Row rows[] = {
      {"an object",
       R"({"@type":"NewsArticle","headline":"H","author":{"name":"Mira Holt"}})",
       {"Mira Holt"}},
      {"an array of types and authors",
       R"([{"@type":["Article","NewsArticle"],"headline":"H","author":["Mira Holt",{"name":"Bo Ek"}]}])",
       {"Mira Holt", "Bo Ek"}},
      {"@graph with a reference",
       R"({"@graph":[{"@type":"Article","headline":"H","author":{"@id":"#m"}},
                     {"@type":"Person","@id":"#m","name":"Mira Holt"}]})",
       {"Mira Holt"}},
      {"given and family name",
       R"({"@type":"NewsArticle","headline":"H","author":[{"givenName":"Mira","familyName":"Holt"}]})",
       {"Mira Holt"}},
      {"an organization",
       R"({"@type":"NewsArticle","headline":"H","author":{"@type":"Organization","name":"Gazette"}})",
       {}},
      {"names in one array",
       R"({"@type":"Article","headline":"H","author":{"name":["A B","C D"]}})",
       {"A B", "C D"}},
      {"teasers inside another object",
       R"([{"@type":"WebPage","hasPart":[{"@type":"Article","headline":"Teaser","datePublished":"2020-01-01"}]},
           {"@type":"NewsArticle","headline":"H","datePublished":"2021-01-01","author":"Mira Holt"}])",
       {"Mira Holt"}},
      {"broken: a comma too much, a raw line break, a comment around it",
       "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"H\n\",\"author\":\"Mira "
       "Holt\",}\n//]]>",
       {"Mira Holt"}},
  };
  JsonParser parser;
  for (const Row& row : rows) {
    CAPTURE(row.what);
    JsonLdArticle a = ReadJsonLd({row.json}, parser);
    CHECK(a.headline == "H");
    CHECK(a.authors == row.authors);
  }
  CHECK(ReadJsonLd({R"({"@type":"Recipe","name":"Soup"})", "not json"}, parser).headline.empty());
}

TEST_CASE("JSON-LD may say that a page is not free") {
  JsonParser parser;
  CHECK(ReadJsonLd({R"({"@type":"Article","headline":"H"})"}, parser).for_all);
  CHECK_FALSE(
      ReadJsonLd({R"({"@type":"Article","headline":"H","isAccessibleForFree":"False"})"}, parser)
          .for_all);
  CHECK_FALSE(
      ReadJsonLd({R"({"@type":"Article","headline":"H","isAccessibleForFree":false})"}, parser)
          .for_all);
}

TEST_CASE("character references in texts that are no HTML") {
  struct Row {
    const char* text;
    const char* plain;
  };
  const Row rows[] = {{"a &amp; b", "a & b"},
                      {"&#8222;a&#x201C;", "„a“"},
                      {"&amp;lt;", "&lt;"},
                      {"AT&T; &unknown;", "AT&T; &unknown;"},
                      {"&#0;&#xD800;", "&#0;&#xD800;"},
                      {"caf&eacute;", "café"},
                      {"&", "&"}};
  for (const Row& row : rows) {
    std::string text = row.text;
    DecodeEntities(text);
    CHECK(text == row.plain);
  }
}

}  // namespace newsfacts
