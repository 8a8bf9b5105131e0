#include "extractors/mentions/names.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/mentions/annotate.h"
#include "extractors/mentions/name_words.h"
#include "extractors/mentions/tokens.h"

namespace newsfacts {
namespace {

Annotations Read(const std::string& text) {
  static const Lexicon lexicon = Lexicon::Builtin();
  Article article;
  article.text = text;
  return Annotate(lexicon, article, false);
}

// "PERSON:Ada Lund | ORG:Nordlys AB" of a text, in its order; names and posts only.
std::string NamesIn(const std::string& text) {
  Annotations doc = Read(text);
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

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(NamesIn(row.text) == row.names);
  }
}

}  // namespace

TEST_CASE("people: titles, given names, family names of many cultures") {
  Check({
      {"They met Mr Quillfeather in Oslo.", "PERSON:Quillfeather | PLACE:Oslo"},
      {"The mayor thanked Margaret Thornbury.", "ROLE:mayor | PERSON:Margaret Thornbury"},
      {"A letter to J. R. Hartwell arrived.", "PERSON:J. R. Hartwell"},
      {"Yesterday Rajesh Venkataraman smiled.", "PERSON:Rajesh Venkataraman"},
      {"The prize went to Oskar van der Linden.", "PERSON:Oskar van der Linden"},
      {"The judge heard Zvonimir Petrakovic, 42, of Trondheim.",
       "ROLE:judge | PERSON:Zvonimir Petrakovic | PLACE:Trondheim"},
      {"Bob Stone and Mark Field left.", "PERSON:Bob Stone | PERSON:Mark Field"},
      {"Gadwin Ferrowick, who runs the mill, agreed.", "PERSON:Gadwin Ferrowick"},
      {"Chancellor Friedrich Osterhagen spoke.", "ROLE:Chancellor | PERSON:Friedrich Osterhagen"},
      {"They praised Velmora chairman Christian Lindqvist.",
       "ORG:Velmora | ROLE:chairman | PERSON:Christian Lindqvist"},
  });
}

TEST_CASE("people: family names that stand first, also where they are English words") {
  Check({
      {"Fan Zhelin left.", "PERSON:Fan Zhelin"},
      {"Long Weiguo opened the plant.", "PERSON:Long Weiguo"},
      {"An Jiahui will speak.", "PERSON:An Jiahui"},
      {"So Minghao resigned.", "PERSON:So Minghao"},
      {"They met Park Sung-min.", "PERSON:Park Sung-min"},
      {"Long waits are over.", ""},
      {"An agreement was near. So was an end.", ""},
      {"Fans cheered.", ""},
  });
}

TEST_CASE("organisations: legal forms, nouns of bodies, what stands around them") {
  Check({
      {"Velmora Inc bought Tarnwick Ltd.", "ORG:Velmora Inc | ORG:Tarnwick Ltd"},
      {"Velmora Corp. said so.", "ORG:Velmora Corp."},
      {"The Ministry of Trade and Industry agreed.", "ORG:Ministry of Trade and Industry"},
      {"They sued the Velmora Media and Technology Group.",
       "ORG:Velmora Media and Technology Group"},
      {"Nordlys Electronic Systems and Tarnwick Marine Corp bid.",
       "ORG:Nordlys Electronic Systems | ORG:Tarnwick Marine Corp"},
      {"The Oslo-based Velmora Inc grew.", "ORG:Velmora Inc"},
      {"The carmaker Tessivo recalled vans.", "ORG:Tessivo"},
      {"Shares of Tessivo rose.", "ORG:Tessivo"},
      {"They left Tessivo, a maker of locks.", "ORG:Tessivo"},
      {"It will buy Tessivo (TSV.OL) soon.", "ORG:Tessivo"},
      {"They signed an agreement with Tessivo.", "ORG:Tessivo"},
      {"An analyst at Tessivo agreed.", "ROLE:analyst | ORG:Tessivo"},
      {"An analyst at Margaret Thornbury agreed.", "ROLE:analyst | ORG:Margaret Thornbury"},
      {"It hired law firm Margaret Thornbury.", "ORG:Margaret Thornbury"},
      {"Emma Larsson Corp grew. Larsson said it was glad.", "ORG:Emma Larsson Corp | ORG:Larsson"},
      {"They joined ApexGrid and quilldata.ai in May.", "ORG:ApexGrid | ORG:quilldata.ai"},
      {"Harrow, Finch & Co advised.", "ORG:Harrow, Finch & Co"},
      {"The University of Tarnwick opened.", "ORG:University of Tarnwick"},
      {"Tessivo, Harbrook and Nordlys Bank lent it.",
       "ORG:Tessivo | ORG:Harbrook | ORG:Nordlys Bank"},
      // Firms that bear the names of people.
      {"Margaret Thornbury and Co advised.", "ORG:Margaret Thornbury and Co"},
      {"Velmora Inc and Emma Larsson's mill agreed.", "ORG:Velmora Inc | PERSON:Emma Larsson"},
      {"A bid by <Margaret Thornbury> failed.", "ORG:Margaret Thornbury"},
      {"It met Emma Larsson of Stephen Hartwell.", "PERSON:Emma Larsson | ORG:Stephen Hartwell"},
      {"It met Emma Larsson, an analyst with C. D. Hartwell.",
       "PERSON:Emma Larsson | ROLE:analyst | ORG:C. D. Hartwell"},
      {"It met Emma Larsson with Stephen Hartwell.",
       "PERSON:Emma Larsson | PERSON:Stephen Hartwell"},
      {"About Velmora Velmora Inc makes locks.", "ORG:Velmora Inc"},
      {"They own shares of Tessivo, Larsson said.", "ORG:Tessivo | PERSON:Larsson"},
  });
}

TEST_CASE("places: lists, datelines, nouns of places, what follows a comma") {
  Check({
      {"They met in Reykjavik.", "PLACE:Reykjavik"},
      {"the town of Ullensvang burned.", "PLACE:Ullensvang"},
      {"A mill in Tarnwick, Texas, closed.", "PLACE:Tarnwick | PLACE:Texas"},
      {"They crossed the Wexmoor River.", "PLACE:Wexmoor River"},
      {"a port in South Korea", "PLACE:South Korea"},
  });
}

TEST_CASE("what is capitalised and names nobody") {
  Check({
      {"A ride of Sherlock Holmes opened.", ""},
      {"Most Gen Z buyers agreed.", ""},
      {"On Friday the shares rose.", ""},
      {"Shares rose. But investors sold.", ""},
      {"French wine and South Korean ships sold well.", ""},
      {"They'll see. We've won. Don't go.", ""},
      {"The CEO told of the IPO, of GDP and of Christmas.", "ROLE:CEO"},
      {"Series B was led by nobody.", ""},
      {"The Norwegian-owned and British-led ships sailed.", ""},
      {"They won the World Cup and the Ryder Cup.", ""},
  });
}

TEST_CASE("products are no organisations") {
  Check({
      {"It sells 5G licences.", "PRODUCT:5G"},
      {"Windows and the iPhone changed much.", "PRODUCT:Windows | PRODUCT:iPhone"},
  });
}

TEST_CASE("a name begins in its own sentence") {
  Check({{"The last line of his poem ends in del\nMarco Petrakovic wept.",
          "PERSON:Marco Petrakovic"}});
}

TEST_CASE("posts between names part them") {
  Check({
      {"Margaret Thornbury, chief executive of Velmora Corp, resigned.",
       "PERSON:Margaret Thornbury | ROLE:chief executive | ORG:Velmora Corp"},
      {"The head of global licensing, Peter van Dahlen, left.",
       "ROLE:head of global licensing | PERSON:Peter van Dahlen"},
      {"Nordlys president Ada Lund spoke.", "ORG:Nordlys | ROLE:president | PERSON:Ada Lund"},
  });
}

TEST_CASE("short forms take the kind of the full name") {
  Check({
      {"Margaret Thornbury spoke. Later Thornbury left.",
       "PERSON:Margaret Thornbury | PERSON:Thornbury"},
      {"Velmora Inc grew. Yesterday Velmora fell.", "ORG:Velmora Inc | ORG:Velmora"},
      {"Tarnwick Radio Works (TRW) grew. Later TRW fell.",
       "ORG:Tarnwick Radio Works | ORG:TRW | ORG:TRW"},
      {"Rose Winter came. Then Winter left.", "PERSON:Rose Winter | PERSON:Winter"},
  });
}

TEST_CASE("a line of capitals holds the names that the text tells of") {
  Check({
      {"QUILLFEATHER LEAVES VELMORA AFTER ROW\nAda Quillfeather left Velmora Inc on Monday.",
       "PERSON:QUILLFEATHER | ORG:VELMORA | PERSON:Ada Quillfeather | ORG:Velmora Inc"},
      {"SHARES FALL ON WEAK SALES DATA\nSellers won.", ""},
  });
}

TEST_CASE("entities: the canonical form is the fullest, without legal form and title") {
  struct Entry {
    std::string text, mention, canonical, full;
  };
  const Entry rows[] = {
      {"Velmora Holdings Ltd grew.", "Velmora Holdings Ltd", "Velmora Holdings",
       "Velmora Holdings Ltd"},
      {"Fan Zhelin left. Later Fan spoke.", "Fan", "Fan Zhelin", "Fan Zhelin"},
      {"Peter van Dahlen left. Later van Dahlen spoke.", "van Dahlen", "Peter van Dahlen",
       "Peter van Dahlen"},
      {"Velmora Technologies Co Ltd grew. Velmora fell.", "Velmora", "Velmora Technologies",
       "Velmora Technologies Co Ltd"},
      {"The carmaker Tessivo spoke at the Tessivo Research Forum.", "Tessivo", "Tessivo",
       "Tessivo"},
      // The full name comes first: what is called after it later is another.
      {"Tessivo Inc fell. Shares of Tessivo rose. It sells Tessivo Loyalty.", "Tessivo", "Tessivo",
       "Tessivo Inc"},
      {"Shares of Tessivo rose. The firm Tessivo Loyalty Lane grew.", "Tessivo", "Tessivo",
       "Tessivo"},
      {"Ada Lund met Bo Lund. Bo Lund left, and Lund slept.", "Lund", "Bo Lund", "Bo Lund"},
      {"Shares of X & Co rose.", "X & Co", "X & Co", "X & Co"},
  };
  for (const Entry& row : rows) {
    CAPTURE(row.text);
    Annotations doc = Read(row.text);
    bool found = false;
    for (const Mention& m : doc.mentions) {
      if (doc.Text(m) != row.mention || m.entity < 0) continue;
      found = true;
      CHECK(doc.entities[m.entity].canonical == row.canonical);
      CHECK(doc.entities[m.entity].full == row.full);
    }
    CHECK(found);
  }
}

// Words of a headline looked for a legal form behind the text's last word.
TEST_CASE("behind the last word stand the traits of none") {
  static const Lexicon lexicon = Lexicon::Builtin();
  Annotations doc;
  doc.text = "Velmora Sees Weak Sales Before Harbour Cutbacks Co";
  Tokenize(lexicon, &doc);
  std::vector<Traits> traits = TraitsOfTokens(lexicon, doc);
  REQUIRE(traits.size() == doc.tokens.size() + 1);
  CHECK((traits[doc.tokens.size() - 1] & kLegalForm) != 0);
  CHECK(traits.back() == 0);
}

TEST_CASE("why: the kind with its points, what speaks for it, and the kind that comes next") {
  Annotations doc = Read("Shares of Tessivo rose.");
  REQUIRE(doc.mentions.size() == 1);
  CHECK(doc.mentions[0].why.view().starts_with("ORG "));
  CHECK(doc.mentions[0].why.view().find("shares of it") != std::string::npos);
  CHECK(doc.mentions[0].why.view().find("; ") != std::string::npos);
}

TEST_CASE("a user's list decides what the built-in ones do not know") {
  Article article;
  article.text = "Quorvane was blue.";
  Lexicon plain = Lexicon::Builtin();
  Lexicon mine = Lexicon::Builtin();
  REQUIRE(mine.Add("organisations", "# ours\nquorvane\n", "organisations.txt").ok());
  auto type = [&](const Lexicon& lexicon) {
    Annotations doc = Annotate(lexicon, article, false);
    REQUIRE(doc.mentions.size() == 1);
    return doc.mentions[0].type;
  };
  CHECK(type(plain) == MentionType::kName);
  CHECK(type(mine) == MentionType::kOrg);
}

}  // namespace newsfacts
