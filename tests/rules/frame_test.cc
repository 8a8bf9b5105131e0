#include "extractors/rules/frame.h"

#include <catch2/catch.hpp>

#include "extractors/rules/rule_set.h"

namespace newsfacts {
namespace {

struct Row {
  const char* frame;
  const char* text;      // mentions in brackets, as in rule files
  const char* expected;  // slot=words of all fills, in text order
};

// What the one frame of a pack takes from the text.
std::string Taken(const Row& row) {
  Lexicon lexicon;
  RuleBook book;
  std::string pack = "rule r\nwhy x\nfact deal type=contract status=agreed needs=supplier\nframe " +
                     std::string(row.frame) + "\nyes x\nno x\n";
  Status added = book.Add(pack, "test.rules", lexicon);
  REQUIRE(added.ok());
  Result<RuleSet> rules = RuleSet::Compile(book);
  REQUIRE(rules.ok());
  Result<RuleExample> e = ReadExample(row.text);
  REQUIRE(e.ok());
  Skeleton skeleton(e->text, {0, static_cast<uint32_t>(e->text.size())}, e->mentions, 0,
                    static_cast<uint32_t>(e->mentions.size()));
  std::string out;
  for (const RuleMatch& m : rules->Match(skeleton, e->mentions, e->text)) {
    for (const SlotFill& f : m.fills) {
      out += (out.empty() ? "" : " ") + std::string(f.slot) + "=" +
             std::string(e->mentions[f.mention].span.In(e->text));
    }
  }
  return out;
}

TEST_CASE("a frame finds its roles around its words") {
  const char* kOrder = "(?:won|wins) ~4 order : subject=supplier from=customer";
  const char* kPick = "(?:picks|picked) : subject=customer object=supplier";
  const char* kDeal = "deal : subject=supplier possessor=supplier before=party with=customer";
  const char* kBuy = "purchase of : subject=customer object=supplier by=customer";
  const Row kRows[] = {
      {kBuy, "[Tern|ORG] cleared the purchase of [Orion|ORG] by [Nordlys|ORG].",
       "supplier=Orion customer=Nordlys"},
      {kBuy, "[Tern|ORG] told of the purchase of [Orion|ORG], a friend of [Nordlys|ORG].",
       "customer=Tern supplier=Orion"},
      {kOrder, "[Orion|ORG] won a big order from [Nordlys|ORG].",
       "supplier=Orion customer=Nordlys"},
      // What a preposition leads is no subject.
      {kOrder, "[Orion|ORG], a unit of [Kestrel|ORG], won an order from [Nordlys|ORG].",
       "supplier=Orion customer=Nordlys"},
      {kOrder, "[Orion|ORG] and its rival [Kestrel|ORG] won an order.",
       "supplier=Orion supplier=Kestrel"},
      {kOrder,
       "[Orion|ORG] beat [Kestrel|ORG] and won an order from the carriers [Tern|ORG] and "
       "[Skua|ORG].",
       "supplier=Orion customer=Tern customer=Skua"},
      {kOrder, "[Orion|ORG] bought [Kestrel|ORG], which won an order.", "supplier=Kestrel"},
      {kOrder, "[Orion|ORG] buys from [Kestrel|ORG], which won an order.", "supplier=Kestrel"},
      {kOrder, "[Orion|ORG] won an order from carriers, including [Nordlys|ORG].",
       "supplier=Orion customer=Nordlys"},
      {kBuy, "It approved a plan for [Nordlys|ORG] of the purchase of [Orion|ORG].",
       "supplier=Orion"},
      {kPick, "[Orion|ORG] was picked by Boise, Idaho-based builder [Nordlys|ORG].",
       "supplier=Orion customer=Nordlys"},
      {kBuy, "[Nordlys|ORG] sells [Tern|ORG] and told of its 2024 purchase of [Orion|ORG].",
       "customer=Nordlys supplier=Orion"},
      // Whole words.
      {kOrder, "[Orion|ORG] won and ordered masts from [Nordlys|ORG].", ""},
      // Another clause is another matter.
      {kOrder, "[Orion|ORG] won an order, while profit came from [Nordlys|ORG].", "supplier=Orion"},
      {kPick, "[Nordlys|ORG] picked the builder [Orion|ORG].", "customer=Nordlys supplier=Orion"},
      {kPick, "[Orion|ORG] was picked by [Nordlys|ORG].", "supplier=Orion customer=Nordlys"},
      {kPick, "[Orion|ORG], picked last year by [Nordlys|ORG], grew.",
       "supplier=Orion customer=Nordlys"},
      {kDeal, "Under a deal with [Nordlys|ORG], [Orion|ORG] will build masts.",
       "customer=Nordlys supplier=Orion"},
      {kDeal, "The [Orion|ORG]-[Nordlys|ORG] deal was signed.", "party=Orion party=Nordlys"},
      {kDeal, "[Orion|ORG]'s [2016|DATE] deal with [Nordlys|ORG] was signed.",
       "supplier=Orion customer=Nordlys"},
  };
  for (const Row& row : kRows) {
    INFO(row.text);
    CHECK(Taken(row) == row.expected);
  }
}

TEST_CASE("faults of frame lines are told") {
  const char* kBad[] = {"won : supplier", "won subject=supplier", "won : subject=nobody",
                        "won : subject=supplier|NOTHING", "{ORG:supplier} : with=customer"};
  for (const char* frame : kBad) {
    RuleBook book;
    Lexicon lexicon;
    std::string pack =
        "rule r\nwhy x\nfact deal type=contract\nframe " + std::string(frame) + "\nyes x\nno x\n";
    INFO(frame);
    CHECK_FALSE(book.Add(pack, "test.rules", lexicon).ok());
  }
}

}  // namespace
}  // namespace newsfacts
