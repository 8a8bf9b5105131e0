// What the pre-scan puts aside comes back where it stood: the tree of any page is the same with
// stand-ins and without.
#include "pipeline/clean/parse.h"
#include "pipeline/clean/prescan.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

namespace {

void RequireSameAttributes(const Tree& got, const Node& a, const Tree& want, const Node& b) {
  Require(a.attributes == b.attributes, "a node has the same attributes");
  for (uint32_t i = 0; i < a.attributes; ++i) {
    const Attribute& x = got.attributes[a.first_attribute + i];
    const Attribute& y = want.attributes[b.first_attribute + i];
    Require(x.name == y.name && x.value == y.value, "an attribute is the same");
  }
}

// Characters of the planes whose characters stand in for texts are left out of a page, and with
// them perhaps a whole text.
bool HoldsIcons(const Tree& tree) {
  for (const Node& node : tree.nodes) {
    for (size_t i = 0; i < node.text.size();) {
      CodePoint c = CodePointAt(node.text, i);
      if (c.value >= StandIns::kFirst) return true;
      i += c.length;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static HtmlParser parser(size_t{1} << 24), in_place(size_t{1} << 24);
  static Prescanned with, without;
  std::string page = MendUtf8(Bytes(data, size));
  // Left out of texts, so that "&" and what follows become a reference where it is not put aside.
  std::erase(page, '\0');
  PrescanOptions options;
  Prescan(page, options, with);
  options.stand_ins = false;
  Prescan(page, options, without);
  Require(with.json_ld == without.json_ld, "JSON-LD is the same");
  Require(with.cut == without.cut, "a page is cut or not");
  Tree got, want;
  if (!parser.Parse(with, got) || !in_place.Parse(without, want)) return 0;
  if (HoldsIcons(want)) return 0;
  Require(got.nodes.size() == want.nodes.size(), "the trees have the same nodes");
  for (size_t i = 0; i < want.nodes.size(); ++i) {
    const Node &a = got.nodes[i], &b = want.nodes[i];
    Require(a.tag == b.tag && a.end == b.end, "a node is the same");
    Require(a.text == b.text, "a text is the same");
    RequireSameAttributes(got, a, want, b);
  }
  return 0;
}
