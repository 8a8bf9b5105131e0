#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/facts/facts_of.h"

namespace newsfacts {
namespace {

struct Said {
  std::string speaker;
  std::string words;
  bool operator==(const Said&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Said& s) {
  return out << '[' << s.speaker << ": " << s.words << ']';
}

std::vector<Said> QuotesOf(const std::string& text) {
  std::vector<Said> said;
  for (const QuoteFact& q : FactsOf<QuoteFact>("", text)) {
    said.push_back({q.speaker, std::string(q.span.In(text))});
  }
  return said;
}

TEST_CASE("one quotation: who speaks") {
  struct Row {
    const char* text;
    const char* speaker;
  };
  const Row rows[] = {
      // Behind it.
      {"\"We will build it here,\" said Emma Larsson.", "Emma Larsson"},
      {"\"We will build it here,\" Emma Larsson said on Monday.", "Emma Larsson"},
      {"“We will build it here,” said Halden Corp analyst Emma Larsson.", "Emma Larsson"},
      {"“We will build it here,” said the head of sales at Halden Corp, Emma Larsson.",
       "Emma Larsson"},
      {"“We will build it here,” Emma Larsson, chief executive of Halden Corp, told Reuters.",
       "Emma Larsson"},
      {"“We will build it here,” Sen. Emma Larsson (D-Ohio) said.", "Emma Larsson"},
      {"“Will we build it here?” Emma Larsson barked.", "Emma Larsson"},
      {"“We will build it here,” according to Halden Corp.", "Halden"},
      {"“We will build it here,” as Emma Larsson put it.", "Emma Larsson"},
      {"“We will build it here,” said Dr. Emma Larsson.", "Emma Larsson"},
      {"“We will build it here,” a friend of the family said.", "a friend of the family"},
      {"“We will build it here,” said a spokesman for Halden Corp.", "a spokesman for Halden Corp"},
      {"'We will build it here,' Emma Larsson said.", "Emma Larsson"},
      {"“We will build it here,” Emma Larsson, head of a yard in Halden told Reuters.",
       "Emma Larsson"},
      {"Halden Corp grew. Halden's statement said “we will build it here”.", "Halden"},
      {"“We will build it here,” Emma Larsson of <Halden Corp> said.", "Emma Larsson"},
      {"‘We’ll build the yards’ docks here.’ Emma Larsson said so.", "Emma Larsson"},
      // Within a sentence, the next clause may be another's.
      {"Emma Larsson called it “a bridge too far for us,” when Peter Holm blasted her.",
       "Emma Larsson"},
      {"Emma Larsson calls it “a bridge too far for us,” while Peter Holm said no.",
       "Emma Larsson"},
      {"It grew “in the course of one year” in ways that Peter Holm says are rare.", ""},
      {"Emma Larsson says it shows that the town is “a bridge too far for us”.", "Emma Larsson"},
      {"Halden Corp grew, with CEO Emma Larsson saying her firm posted “a record for all of us”.",
       "Emma Larsson"},
      // Transcripts.
      {"Emma Larsson met Peter Holm.\n\n“HOLM: We will build it here, will we?”", "Peter Holm"},
      // Before it.
      {"Emma Larsson said: “We will build it here.”", "Emma Larsson"},
      {"Emma Larsson, a director at Halden Corp, told reporters that “we will build it here”.",
       "Emma Larsson"},
      {"Emma Larsson, a director at Halden Corp added: “We will build it here.”", "Emma Larsson"},
      {"Speaking in Oslo, Emma Larsson called the plan “a bridge too far for us”.", "Emma Larsson"},
      {"Emma Larsson defended the plan, saying “we will build it here”.", "Emma Larsson"},
      {"Emma Larsson was asked by Peter Holm, “Will you build it here?”", "Peter Holm"},
      {"According to Emma Larsson, it was “a bridge too far for us”.", "Emma Larsson"},
      {"Emma Larsson told an aide of Peter Holm that she hoped “we will build it here”.",
       "Emma Larsson"},
      {"Emma Larsson of Perth, Western Australia said “we will build it here”.", "Emma Larsson"},
      {"The plan won, with chief executive Emma Larsson calling it “a bridge for us all”.",
       "Emma Larsson"},
      {"The spokesman refused to speak of Emma Larsson but said: “We will build it here.”",
       "The spokesman"},
      {"Larsson's office met Holm's plea, telling all: “We will build it here.”",
       "Larsson's office"},
      {"Ships grow - Emma Larsson: “We will build it here.”", "Emma Larsson"},
      {"It fell on Halden's study, which notes, “Nobody builds it here now.”", "Halden's study"},
      {"Halden Corp found that “nobody will build it here now”.", "Halden"},
      {"OSLO (AP) — The mayor, Emma Larsson, issued a note calling it “a bridge for us all”.",
       "Emma Larsson"},
      {"Halden Corp said the pilots filed comments but “raised no new facts here”.", "Halden"},
      {"Halden Corp opposes Nordlys Corp's earlier reported bid “with every means it has”.",
       "Halden"},
      // On both sides.
      {"Near Peter Holm's house, Emma Larsson denied it: “We build it here,” she said.",
       "Emma Larsson"},
      {"The witness said it was “made to keep it all quiet,” according to Halden Corp.", "Halden"},
      {"“We will build it here,” the paper quoted Emma Larsson as saying.", "Emma Larsson"},
      {"Emma Larsson is a senator. “We will build it here,” the Perth senator said.",
       "Emma Larsson"},
      {"“We will build it here,” Sen. Emma Larsson, D-San Pedro, told the paper.", "Emma Larsson"},
      // Around it.
      {"Emma Larsson spoke in Oslo on Monday. “We will build it here.”", "Emma Larsson"},
      {"“We will build it here.”\n\nEmma Larsson, Halden Corp", "Emma Larsson"},
      {"“We will build it here.” — Emma Larsson", "Emma Larsson"},
      {"Emma Larsson met the mayor, Peter Holm. “We will build it here,” she said.",
       "Emma Larsson"},
      {"Peter Holm met Emma Larsson. “We will build it here,” she said.", "Emma Larsson"},
      {"“We will build it here,” he said, and Halden left.", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    std::vector<Said> said = QuotesOf(row.text);
    REQUIRE(said.size() == 1);
    CHECK(said[0].speaker == row.speaker);
  }
}

TEST_CASE("quotations that belong together keep their speaker") {
  const std::string emma = "Emma Larsson";
  CHECK(QuotesOf("“We will build,” said Emma Larsson. “And we will build it here.”") ==
        std::vector<Said>{{emma, "And we will build it here."}});
  CHECK(QuotesOf("“We will build it here,” Emma Larsson said, “and we will start soon.”") ==
        std::vector<Said>{{emma, "We will build it here,"}, {emma, "and we will start soon."}});
  // Over two paragraphs, the first left open.
  CHECK(QuotesOf("Emma Larsson said: “We will build it here.\n\n“It will be ready soon.”") ==
        std::vector<Said>{{emma, "We will build it here."}, {emma, "It will be ready soon."}});
  // Two speakers in one paragraph.
  CHECK(QuotesOf("“We will build it here,” said Emma Larsson. Peter Holm warned: “That would be "
                 "a mistake.”") == std::vector<Said>{{emma, "We will build it here,"},
                                                     {"Peter Holm", "That would be a mistake."}});
  // A paragraph that only goes on.
  CHECK(QuotesOf("“We will build it here,” said Emma Larsson.\n\n“It will be ready soon.”") ==
        std::vector<Said>{{emma, "We will build it here,"}, {emma, "It will be ready soon."}});
}

TEST_CASE("marks: what pairs and what does not") {
  // An opening mark inside an open quotation begins the next one.
  CHECK(QuotesOf("Emma Larsson said: \"We will build it here. \"It will be ready soon.\"").size() ==
        2);
  // A doubled mark is one.
  CHECK(QuotesOf("\"\"We will build it here,\" Emma Larsson said.").size() == 1);
  // A mark without its partner takes nothing of the next paragraph with it.
  CHECK(QuotesOf("The 5\" screen is made in Oslo by many.\n\nIt is sold in Bergen.").empty());
  // A closing mark forgotten at the end of a paragraph.
  CHECK(QuotesOf("Emma Larsson added, “We will build it here.\n\nHalden Corp makes ships.") ==
        std::vector<Said>{{"Emma Larsson", "We will build it here."}});
}

TEST_CASE("single marks: speech that is led in and closed, no apostrophes, no headings") {
  CHECK(FactsOf<QuoteFact>("", "The firms' yards, the towns' docks, and the rest.").empty());
  CHECK(FactsOf<QuoteFact>("", "He came. 'We Will Build It Here.'").empty());
  CHECK(FactsOf<QuoteFact>("", "In the '90s it grew, 'twas said.").empty());
  std::vector<QuoteFact> found =
      FactsOf<QuoteFact>("", "Emma Larsson said: 'We will build it here.\n\n'We said so before.'");
  REQUIRE(found.size() == 2);
  CHECK(found[1].speaker == "Emma Larsson");
}

TEST_CASE("titles, terms and words held at arm's length are no quotations") {
  for (const char* text : {"Emma Larsson wrote “The Long Road to Perth” in 2012.",
                           "The “Best Regional Bank Award,” as it is called, went to Halden.",
                           "The so-called “smart city” was never built.",
                           "She spoke on Halden's “Morning Report with Peter Holm,” in May.",
                           "“Tales from the Harbour” star Emma Larsson left."}) {
    INFO(text);
    CHECK(QuotesOf(text).empty());
  }
}

}  // namespace
}  // namespace newsfacts
