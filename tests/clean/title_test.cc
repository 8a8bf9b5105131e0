#include "pipeline/clean/title.h"

#include <catch2/catch.hpp>

namespace newsfacts {

TEST_CASE("the headline is what most places tell") {
  struct Row {
    const char* what;
    TitleSources sources;
    const char* title;
  };
  const Row rows[] = {
      {"nothing", {}, ""},
      {"all agree",
       {"Orion buys its rival",
        "Orion buys its rival",
        "",
        "Orion buys its rival | Gazette",
        {"Orion buys its rival"},
        "Gazette"},
       "Orion buys its rival"},
      {"the headline of machines is another",
       {"Orion: purchase of rival",
        "Orion buys its rival",
        "",
        "Orion: purchase of rival",
        {"Orion buys its rival"},
        ""},
       "Orion buys its rival"},
      {"the card alone is another",
       {"Orion buys its rival",
        "You will not believe it",
        "",
        "Orion buys its rival",
        {"Orion buys its rival"},
        ""},
       "Orion buys its rival"},
      {"a headline cut short",
       {"Orion buys its rival and...",
        "",
        "",
        "Orion buys its rival and keeps its plants",
        {"Orion buys its rival and keeps its plants"},
        ""},
       "Orion buys its rival and keeps its plants"},
      {"a tail that another place does not know",
       {"",
        "Orion buys its rival - Business - Coast",
        "",
        "Orion buys its rival - Business - Coast",
        {"Orion buys its rival"},
        ""},
       "Orion buys its rival"},
      {"a dash within the headline stays",
       {"Orion buys its rival - and pays",
        "Orion buys its rival - and pays",
        "",
        "",
        {"Orion buys its rival - and pays"},
        "Gazette"},
       "Orion buys its rival - and pays"},
      {"the h1 is the name of the site",
       {"", "", "", "Orion buys its rival | News from the Harbour", {"News from the Harbour"}, ""},
       "Orion buys its rival"},
      {"a short h1 names the section",
       {"", "", "", "Orion buys its rival", {"Business"}, ""},
       "Orion buys its rival"},
      {"a kicker that the card leaves out",
       {"Cables: Orion buys its rival",
        "Orion buys its rival",
        "",
        "",
        {"Cables: Orion buys its rival"},
        ""},
       "Orion buys its rival"},
      {"an attribute that ended at a quotation mark",
       {"", "The harbour calls Orion", "", "The harbour calls Orion \"a pirate\"", {}, ""},
       "The harbour calls Orion \"a pirate\""},
      {"of several h1 the one that others know",
       {"", "Orion buys its rival", "", "", {"More from the harbour", "Orion buys its rival"}, ""},
       "Orion buys its rival"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(ChooseTitle(row.sources).first == row.title);
  }
}

TEST_CASE("site names are cut off titles") {
  CHECK(WithoutSite("Orion buys - Harbour Gazette", "The Harbour Gazette") == "Orion buys");
  CHECK(WithoutSite("Orion buys | Business | Gazette", "Gazette") == "Orion buys");
  CHECK(WithoutSite("Orion - a long story of cables and of people", "Gazette") ==
        "Orion - a long story of cables and of people");
}

}  // namespace newsfacts
