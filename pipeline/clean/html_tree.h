// A parsed page as a flat array of nodes, in document order. The one user of gumbo stands behind
// it.
#ifndef NEWSFACTS_PIPELINE_CLEAN_HTML_TREE_H_
#define NEWSFACTS_PIPELINE_CLEAN_HTML_TREE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

struct HtmlNode {
  std::string_view tag;  // lower case; "" for text
  std::string text;      // of a text node, entities decoded
  int32_t parent = -1;
  uint32_t end = 0;  // one past its last descendant: the subtree is [index, end)
  std::vector<std::pair<std::string_view, std::string>> attributes;

  std::string_view Attribute(std::string_view name) const {
    for (const auto& [key, value] : attributes) {
      if (key == name) return value;
    }
    return {};
  }
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;  // node 0 is the root element

  // All text below a node, white space collapsed.
  std::string Text(uint32_t node) const;
};

// Parses within a budget of memory; an error says that the page needs more. Not thread safe by
// itself: one parser a thread.
class HtmlParser {
 public:
  explicit HtmlParser(size_t arena_bytes) : arena_bytes_(arena_bytes) {}
  Result<HtmlTree> Parse(std::string_view html);

 private:
  size_t arena_bytes_;
  std::vector<std::string> blocks_;  // kept from page to page
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_HTML_TREE_H_
