#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/facts/facts_of.h"

namespace newsfacts {
namespace {

TEST_CASE("one person: post and employer") {
  struct Row {
    const char* text;
    const char* role;
    const char* organization;
  };
  const Row rows[] = {
      // Beside the name.
      {"Emma Larsson, chief executive of Halden Corp, left for Oslo.", "chief executive", "Halden"},
      {"Emma Larsson, Halden Corp's new sales director, left for Oslo.", "sales director",
       "Halden"},
      {"Halden Corp chairman and chief executive Emma Larsson left for Oslo.",
       "chairman and chief executive", "Halden"},
      {"Halden Corp's intellectual property chief, Emma Larsson, left.",
       "intellectual property chief", "Halden"},
      {"The head of sales at Halden Corp, Emma Larsson, left for Oslo.", "head of sales", "Halden"},
      {"The head of Halden Corp's ship unit, Emma Larsson, left for Oslo.", "head of ship unit",
       "Halden"},
      {"Emma Larsson (chief financial officer of Halden Corp) left.", "chief financial officer",
       "Halden"},
      {"Emma Larsson, 45, Chief Growth and Data Officer, Halden Corp, left.",
       "Chief Growth and Data Officer", "Halden"},
      {"Analyst Emma Larsson at Halden Corp expects more.", "Analyst", "Halden"},
      {"Emma Larsson, a London-based analyst with Halden Corp, expects more.", "analyst", "Halden"},
      {"“It is done,” said Emma Larsson, president & CEO of Halden Corp.", "president & CEO",
       "Halden"},
      {"Emma Larsson, manager of home systems at Halden Corp, left.", "manager of home systems",
       "Halden"},
      {"Emma Larsson, head of Halden Corp's network sales, left.", "head of network sales",
       "Halden"},
      {"Emma Larsson, a director of <Halden Corp>, left for Oslo.", "director", "Halden"},
      // By a verb.
      {"Halden Corp named Emma Larsson as finance director.", "finance director", "Halden"},
      {"Halden Corp has appointed Emma Larsson chief executive.", "chief executive", "Halden"},
      {"Emma Larsson will become chief executive of Halden Corp in May.", "chief executive",
       "Halden"},
      {"Emma Larsson joins Halden Corp as sales director.", "sales director", "Halden"},
      {"Emma Larsson, who leads Halden Corp, left for Oslo.", "", "Halden"},
      {"Emma Larsson co-founded Halden Corp in Oslo.", "", "Halden"},
      // Told before, or by the text around.
      {"Halden Corp builds ships. Its founder, Emma Larsson, left for Oslo.", "founder", "Halden"},
      {"Halden Corp builds ships. Chief Executive Emma Larsson left for Oslo.", "Chief Executive",
       "Halden"},
      {"Halden Corp builds ships, with president Emma Larsson saying more will come.", "president",
       "Halden"},
      {"Halden Corp builds ships. Nordlys Corp analysts expect more, Chief Executive Emma "
       "Larsson said.",
       "Chief Executive", "Halden"},
      {"Oslo coach Emma Larsson left the field.", "coach", "Oslo"},
      {"Emma Larsson, technology specialist, at Halden Corp, expects more.",
       "technology specialist", "Halden"},
      {"Emma Larsson, manager of Blue Home Systems Inc at Halden Corp, left.", "manager", "Halden"},
      {"Emma Larsson, head of fleet, finances and alliances at Halden Corp, left.",
       "head of fleet, finances and alliances", "Halden"},
      {"Emma Larsson, one of Halden Corp's CEOs who share the post, left.", "CEO", "Halden"},
      {"Emma Larsson, CEO and founder of my7halden, left for Oslo.", "CEO and founder",
       "my7halden"},
      {"Emma Larsson, analyst at investment bank Peter Holm, left for Oslo.", "analyst",
       "Peter Holm"},
      {"Emma Larsson, chief of European defence and space group Halden, left.", "chief", "Halden"},
      {"Oslo Gas Corp sells gas. Emma Larsson, analyst at Oslo, left.", "analyst", "Oslo Gas"},
      {"Halden Corp builds ships. Emma Larsson, chief executive of the Perth, Australia-based "
       "company, left.",
       "chief executive", "Halden"},
      {"Halden Corp builds ships. It will go on, company lawyer Emma Larsson said.", "lawyer",
       "Halden"},
      // Capitals with nothing or a mark between, fields of work, boards.
      {"Halden Corp builds ships. Emma Larsson, President Halden North America, left.", "President",
       "Halden North America"},
      {"Emma Larsson, CEO - Halden Corp, left for Oslo.", "CEO", "Halden"},
      {"Emma Larsson, Director of Platform Services for Halden Corp, left.", "Director", "Halden"},
      {"Emma Larsson, a partner on Halden Corp's Asia team, left.", "partner", "Halden"},
      {"Halden Corp named Emma Larsson, a chemist in Oslo, as its treasurer.", "treasurer",
       "Halden"},
      // Offices of a state have no company.
      {"Halden Corp builds ships. Former President Emma Larsson came.", "", ""},
      {"Halden Corp builds ships. Hong Kong Chief Executive Emma Larsson came.", "Chief Executive",
       ""},
      // Whom a pronoun within a quotation stands for is not known.
      {"“Chairman of Halden Corp, she should know,” Emma Larsson said.", "", ""},
      // The employer alone.
      {"It burned, said Emma Larsson of the Harbour Board.", "", "Harbour Board"},
      {"It burned, said Emma Larsson, a tunnel watcher with the Harbour Board.", "",
       "Harbour Board"},
      {"Emma Larsson, who works for Halden Corp, left for Oslo.", "", "Halden"},
      {"Emma Larsson of Halden Corp left for Oslo.", "", "Halden"},
      {"Halden Corp's Emma Larsson left for Oslo.", "", "Halden"},
      // None.
      {"Gov. Emma Larsson left for Oslo.", "Gov.", ""},
      {"The council said Harbour Guard Lt. Emma Larsson left.", "Lt.", "Harbour Guard"},
      {"Emma Larsson, a keen sailor-cook who voted for Halden Corp, left.", "", ""},
      {"Halden Corp builds ships. Vice President Emma Larsson left.", "Vice President", ""},
      {"The artist Emma Larsson sang in a hall near Halden Corp.", "artist", ""},
      {"The mayor might appoint Emma Larsson as treasurer.", "", ""},
      {"Emma Larsson, a lawyer, left for Oslo.", "lawyer", ""},
      {"Emma Larsson stepped on a goalkeeper in Oslo.", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<PersonFact> found = FactsOf<PersonFact>("", row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "Emma Larsson");
    CHECK(found[0].role == row.role);
    CHECK(found[0].organization == row.organization);
  }
}

TEST_CASE("former posts stand apart, new ones come first") {
  std::vector<PersonFact> found =
      FactsOf<PersonFact>("", "Emma Larsson, a former director of Halden Corp, left for Oslo.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].role.empty());
  REQUIRE(found[0].other_roles.size() == 1);
  CHECK(found[0].other_roles[0].role == "director");
  CHECK(found[0].other_roles[0].organization == "Halden");

  found = FactsOf<PersonFact>(
      "", "Emma Larsson, finance director of Halden Corp, was named its chief executive.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].role == "chief executive");
  REQUIRE(found[0].other_roles.size() == 1);
  CHECK(found[0].other_roles[0].role == "finance director");

  found = FactsOf<PersonFact>("", "Emma Larsson resigned as chairman of Halden Corp on Monday.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].role.empty());
  REQUIRE(found[0].other_roles.size() == 1);
  CHECK(found[0].other_roles[0].role == "chairman");
}

TEST_CASE("several people in one sentence") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "", "Emma Larsson will succeed Peter Holm as chief executive of Halden Corp.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "chief executive");
  CHECK(found[0].organization == "Halden");
  CHECK(found[1].role.empty());
  REQUIRE(found[1].other_roles.size() == 1);
  CHECK(found[1].other_roles[0].organization == "Halden");

  found = FactsOf<PersonFact>("", "Halden Corp founders Emma Larsson and Peter Holm left.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "founder");
  CHECK(found[1].role == "founder");
  CHECK(found[1].organization == "Halden");
}

TEST_CASE("a spokesman of a person is no spokesman of her employer") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "", "Peter Holm, a spokesman for Senate Speaker Emma Larsson, declined to speak.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "spokesman");
  CHECK(found[0].organization.empty());
  found = FactsOf<PersonFact>(
      "", "Emma Larsson left for Oslo. A spokesman for Larsson, Peter Holm, declined to speak.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role.empty());
  CHECK(found[1].role == "spokesman");
}

TEST_CASE("an adviser behind whom she advises") {
  std::vector<PersonFact> found =
      FactsOf<PersonFact>("", "Peter Holm, Mr. Larsson's tax adviser, declined to speak.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "tax adviser");
  found = FactsOf<PersonFact>(
      "", "Peter Holm, President Emma Larsson's special adviser on law, declined to speak.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role.starts_with("special adviser"));
}

TEST_CASE("the spokesman of a person's campaign is not the company's") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "", "Halden Corp builds ships. Emma Larsson left. Larsson spokesman Peter Holm agreed.");
  REQUIRE(found.size() == 2);
  CHECK(found[1].role == "spokesman");
  CHECK(found[1].organization.empty());
}

TEST_CASE("the post comes first, the name later") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "",
      "The director of the Harbour Board called on Friday for more money.\n\nThe board had asked "
      "before. Speaking in Oslo, Emma Larsson said that the quay was old.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].role == "director");
  CHECK(found[0].organization == "Harbour Board");
  // A spokesman may be anybody; nobody speaks; another post is told.
  for (const char* text :
       {"A spokesman of the Harbour Board asked for money. Emma Larsson said that it was old.",
        "The director of the Harbour Board asked for money. The quay of Emma Larsson was old."}) {
    INFO(text);
    found = FactsOf<PersonFact>("", text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].role.empty());
  }
}

TEST_CASE("founders have the company that they founded") {
  for (const char* text : {"Emma Larsson co-founded Halden Corp in 2015 with Peter Holm.",
                           "Halden Corp, founded in 2015 by Emma Larsson and Peter Holm, builds.",
                           "Founded by Emma Larsson and Peter Holm, Halden Corp builds ships."}) {
    INFO(text);
    std::vector<PersonFact> found = FactsOf<PersonFact>("", text);
    REQUIRE(found.size() == 2);
    CHECK(found[0].organization == "Halden");
    CHECK(found[1].organization == "Halden");
  }
}

TEST_CASE("a post belongs to the person told with it") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "",
      "Leaders of Halden Corp include Emma Larsson as general counsel, Peter Holm as treasurer.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "general counsel");
  CHECK(found[1].role == "treasurer");
  CHECK(found[1].other_roles.empty());
  // "Secretary" is the second one's.
  found = FactsOf<PersonFact>(
      "", "Defence Minister Emma Larsson will join Trade Secretary Peter Holm in Oslo.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "Defence Minister");
  CHECK(found[0].other_roles.empty());
}

TEST_CASE("two names of one person are joined") {
  std::vector<PersonFact> found = FactsOf<PersonFact>(
      "", "Emma Larsson, also known as Anna Berg, left for Oslo. Emma Larsson is a lawyer.");
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "Emma Larsson");
  CHECK(found[0].aliases == std::vector<std::string>{"Anna Berg"});
  CHECK(found[0].mentions.size() == 3);
}

TEST_CASE("those who made the page are no people of the story") {
  for (const char* text : {"By Emma Larsson", "(Reporting by Emma Larsson; editing by Peter Holm)",
                           "Photo: Emma Larsson/Halden", "Featured image by Emma Larsson.",
                           "By Emma Larsson OSLO, Oct 30 - Many ships were built in the year.",
                           "To contact the reporter on this story: Emma Larsson in Oslo at "
                           "el@example.org",
                           "--With assistance from Emma Larsson and Peter Holm.",
                           "More from Emma Larsson:", "Follow Emma Larsson on Chirper.",
                           "To contact the staff for this story: Emma Larsson in Oslo",
                           "Emma Larsson in Oslo contributed to this report."}) {
    INFO(text);
    CHECK(FactsOf<PersonFact>("", std::string("Halden Corp builds ships.\n\n") + text).empty());
  }
}

}  // namespace
}  // namespace newsfacts
