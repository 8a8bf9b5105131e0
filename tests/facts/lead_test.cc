#include "extractors/facts/lead.h"

#include <catch2/catch.hpp>

#include "extractors/mentions/annotate.h"

namespace newsfacts {
namespace {

TEST_CASE("the day of the news is told in the lead") {
  struct Row {
    const char* published;
    const char* text;
    const char* day;
  };
  const Row kRows[] = {
      {"2024-03-15", "Orion Telecom said on Friday it had bought Nordlys.", "2024-03-15"},
      {"2024-03-15", "Orion bought Nordlys in 2016. It said so on Thursday.", "2024-03-14"},
      // Too long ago, still to come, told too late.
      {"2024-03-15", "Orion bought Nordlys on January 3, 2024.", ""},
      {"2024-03-15", "Orion will buy Nordlys on March 20, 2024.", ""},
      {"2024-03-15", "Orion grew. It built. It sold masts. It was asked on Thursday.", ""},
  };
  Lexicon lexicon = Lexicon::Builtin();
  for (const Row& row : kRows) {
    Article article;
    article.text = row.text;
    article.published = row.published;
    INFO(row.text);
    CHECK(ReadLead(Annotate(lexicon, article, false)).day == row.day);
  }
}

}  // namespace
}  // namespace newsfacts
