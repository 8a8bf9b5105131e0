#include "pipeline/clean/name_kinds.h"

#include <string_view>

namespace newsfacts {
namespace {

struct NameList {
  uint8_t kind;
  std::string_view names;
};
constexpr NameList kNameLists[] = {
    {kRaw, "script style iframe noembed noframes noscript xmp textarea"},
    {kSection, "svg template select nav footer video audio canvas object math datalist"},
    {kFormatting,
     "b i u s em strong font big small strike tt code nobr mark wbr ins abbr picture img source "
     "acronym input"},
    {kVoid, "br hr img input link meta area base col embed source track"},
    {kImplied, "p li dt dd option tr td th tbody thead tfoot"},
    {kAttribute,
     "class id itemprop itemscope itemtype datetime content property name rel lang hidden "
     "aria-hidden role pubdate xml:lang data-testid"}};

}  // namespace

const WordTable& Kinds() {
  static const auto* kTable = [] {
    auto* table = new WordTable;
    for (const NameList& list : kNameLists) {
      for (std::string_view word : ListOf(list.names, ' ')) (*table)[word] |= list.kind;
    }
    return table;
  }();
  return *kTable;
}

}  // namespace newsfacts
