#include "pipeline/clean/html_tree.h"

#include <fmt/format.h>
#include <gumbo.h>

#include <csetjmp>
#include <cstring>

namespace newsfacts {
namespace {

// gumbo has no limits of its own: every allocation comes from blocks that are freed together, and
// the one that would pass the budget leaves the parse by longjmp (C frames only lie between).
constexpr size_t kBlock = size_t{1} << 20;

struct Arena {
  std::vector<std::string>* blocks;
  size_t budget;
  size_t used = 0;
  size_t block = 0;
  size_t at = 0;
  std::jmp_buf leave;
};

void* Allocate(void* userdata, size_t size) {
  auto* arena = static_cast<Arena*>(userdata);
  size = (size + 15) & ~size_t{15};
  arena->used += size;
  if (arena->used > arena->budget) std::longjmp(arena->leave, 1);  // NOLINT(cert-err52-cpp)
  while (arena->block >= arena->blocks->size() ||
         arena->at + size > (*arena->blocks)[arena->block].size()) {
    if (arena->block < arena->blocks->size()) ++arena->block;
    arena->at = 0;
    if (arena->block >= arena->blocks->size()) {
      arena->blocks->emplace_back(std::max(kBlock, size), '\0');
    }
  }
  void* out = (*arena->blocks)[arena->block].data() + arena->at;
  arena->at += size;
  return out;
}

void Free(void*, void*) {}

struct Frame {
  const GumboNode* node;
  unsigned next;
  uint32_t index;
};

std::string_view TagName(const GumboElement& e) {
  return e.tag == GUMBO_TAG_UNKNOWN ? std::string_view("unknown") : gumbo_normalized_tagname(e.tag);
}

constexpr std::string_view kKept[] = {"class",    "id",          "content",    "property", "name",
                                      "itemprop", "datetime",    "href",       "rel",      "lang",
                                      "role",     "itemtype",    "http-equiv", "type",     "style",
                                      "hidden",   "aria-hidden", "title",      "pubdate"};

class Converter {
 public:
  // An explicit stack: a page may nest as deep as the guards allow.
  HtmlTree Run(const GumboNode* root) {
    Open(root);
    while (!stack_.empty()) {
      Frame& top = stack_.back();
      const GumboVector& children = top.node->v.element.children;
      if (top.next == children.length) {
        tree_.nodes[top.index].end = static_cast<uint32_t>(tree_.nodes.size());
        stack_.pop_back();
        continue;
      }
      Open(static_cast<const GumboNode*>(children.data[top.next++]));
    }
    return std::move(tree_);
  }

 private:
  void Open(const GumboNode* node) {
    HtmlNode out;
    out.parent = stack_.empty() ? -1 : static_cast<int32_t>(stack_.back().index);
    auto index = static_cast<uint32_t>(tree_.nodes.size());
    out.end = index + 1;
    switch (node->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE: {
        const GumboElement& e = node->v.element;
        out.tag = TagName(e);
        for (unsigned i = 0; i < e.attributes.length; ++i) {
          const auto* a = static_cast<const GumboAttribute*>(e.attributes.data[i]);
          for (std::string_view kept : kKept) {
            if (kept == a->name) out.attributes.emplace_back(kept, a->value);
          }
        }
        tree_.nodes.push_back(std::move(out));
        stack_.push_back({node, 0, index});
        return;
      }
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        out.text = node->v.text.text;
        tree_.nodes.push_back(std::move(out));
        return;
      default:
        return;
    }
  }

  HtmlTree tree_;
  std::vector<Frame> stack_;
};

// Apart from its caller, so that no object with a destructor lies between setjmp and longjmp.
GumboOutput* ParseGuarded(Arena* arena, const GumboOptions* options, const char* data,
                          size_t size) {
  if (setjmp(arena->leave) != 0) return nullptr;  // NOLINT(cert-err52-cpp)
  return gumbo_parse_with_options(options, data, size);
}

}  // namespace

std::string HtmlTree::Text(uint32_t node) const {
  std::string out;
  for (uint32_t i = node; i < nodes[node].end; ++i) {
    for (char c : nodes[i].text) {
      bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (!space) {
        out += c;
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
    if (nodes[i].tag == "br" && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Result<HtmlTree> HtmlParser::Parse(std::string_view html) {
  Arena arena;
  arena.blocks = &blocks_;
  arena.budget = arena_bytes_;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Allocate;
  options.deallocator = &Free;
  options.userdata = &arena;
  options.max_errors = 0;
  GumboOutput* output = ParseGuarded(&arena, &options, html.data(), html.size());
  if (output == nullptr) {
    return InputError(
        fmt::format("the page's markup needs more than {} MB to parse", arena_bytes_ >> 20));
  }
  return Converter().Run(output->root);
}

}  // namespace newsfacts
