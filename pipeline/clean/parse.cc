// The one user of gumbo. gumbo has no limits of its own and its destructor recurses: all its memory
// comes from an arena, which is left by longjmp where it runs out and is never handed back node by
// node.
#include "pipeline/clean/parse.h"

#include <gumbo.h>

#include <array>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace newsfacts {

// Chunks are kept from page to page. longjmp crosses gumbo's C frames alone.
struct HtmlParser::Arena {
  static constexpr size_t kChunk = size_t{1} << 20;
  struct Chunk {
    std::unique_ptr<char[]> bytes;
    size_t size;
  };
  size_t budget;
  size_t taken = 0;  // bytes of all chunks in use
  size_t chunk = 0;  // the one that is being filled
  size_t at = 0;
  std::vector<Chunk> chunks;
  std::jmp_buf full;

  explicit Arena(size_t bytes) : budget(bytes) {}

  void Reset() {
    while (!chunks.empty() && chunks.size() > 16) chunks.pop_back();
    taken = chunk = at = 0;
  }
  void* Take(size_t size) {
    size = (size + 15) & ~size_t{15};
    while (chunk < chunks.size() && at + size > chunks[chunk].size) {
      taken += chunks[chunk].size;
      ++chunk;
      at = 0;
    }
    if (chunk == chunks.size()) {
      size_t bytes = std::max(kChunk, size);
      if (taken + bytes > budget) return nullptr;
      chunks.push_back({std::unique_ptr<char[]>(new char[bytes]), bytes});
    }
    if (taken + at + size > budget) return nullptr;
    void* p = chunks[chunk].bytes.get() + at;
    at += size;
    return p;
  }
  static void* Allocate(void* self, size_t size) {
    auto* arena = static_cast<Arena*>(self);
    void* p = arena->Take(size);
    // gumbo is C: an exception must not pass through it, and its frames own nothing outside the
    // arena.
    if (p == nullptr) std::longjmp(arena->full, 1);  // NOLINT(cert-err52-cpp)
    return p;
  }
  static void Free(void*, void*) {}
};

namespace {

Tag TagOfGumbo(GumboTag tag) {
  static const auto kTags = [] {
    std::array<Tag, GUMBO_TAG_LAST + 1> tags{};
    for (int i = 0; i <= GUMBO_TAG_LAST; ++i) {
      tags[static_cast<size_t>(i)] = i < GUMBO_TAG_UNKNOWN
                                         ? TagOf(gumbo_normalized_tagname(static_cast<GumboTag>(i)))
                                         : Tag::kOther;
    }
    return tags;
  }();
  return kTags[static_cast<size_t>(tag)];
}

const GumboVector* ChildrenOf(const GumboNode* node) {
  switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node->v.element.children;
    default:
      return nullptr;
  }
}

// An id speaks of what the element is for where its classes do not speak against it.
void ReadNames(const Attribute& attribute, Names& names) {
  if (attribute.name == "class" || attribute.name == "id") {
    names.Add(NamesOf(attribute.value));
  } else if (attribute.name == "data-testid") {
    names.author = names.author || NamesOf(attribute.value).author;
  } else if (attribute.name == "rel" || attribute.name == "itemprop") {
    names.author = names.author || attribute.value == "author";
  }
}

// Makes the flat table of gumbo's tree, with the texts and attributes in the place of what stood in
// for them.
class Flattener {
 public:
  Flattener(const StandIns& aside, Tree& tree) : aside_(aside), tree_(tree) {}

  void Run(const GumboNode* root);

 private:
  void Append(const GumboNode* node, uint32_t parent) {
    Node out;
    out.parent = parent;
    if (ChildrenOf(node) != nullptr) {
      const GumboElement& e = node->v.element;
      out.tag = e.tag_namespace == GUMBO_NAMESPACE_HTML ? TagOfGumbo(e.tag) : Tag::kSvg;
      out.first_attribute = static_cast<uint32_t>(tree_.attributes.size());
      AppendAttributes(e.attributes, out.names);
      out.attributes = static_cast<uint32_t>(tree_.attributes.size()) - out.first_attribute;
    } else {
      out.tag = Tag::kText;
      out.text = TextOf(node->v.text.text);
    }
    tree_.nodes.push_back(out);
  }

  void AppendAttributes(const GumboVector& attributes, Names& names) {
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* a = static_cast<const GumboAttribute*>(attributes.data[i]);
      Attribute one{a->name, a->value};
      std::span<const Attribute> all(&one, 1);
      if (one.name == StandIns::kAttribute) all = aside_.AttributesOf(one.value);
      for (const Attribute& attribute : all) {
        tree_.attributes.push_back(attribute);
        ReadNames(attribute, names);
      }
    }
  }

  std::string_view TextOf(std::string_view parsed) {
    if (aside_.IsPlain(parsed)) return parsed;
    std::string_view whole = aside_.TextOf(parsed);
    return whole.data() != nullptr ? whole : tree_.texts.emplace_back(aside_.Expand(parsed));
  }

  const StandIns& aside_;
  Tree& tree_;
};

bool Wanted(const GumboNode* node) {
  return node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_DOCUMENT;
}

// Document order by a cursor: gumbo's nodes know their parent and their place in it.
void Flattener::Run(const GumboNode* root) {
  const GumboNode* node = root;
  std::vector<uint32_t> open;
  for (;;) {
    bool wanted = Wanted(node);
    if (wanted) Append(node, open.empty() ? 0 : open.back());
    const GumboVector* children = wanted ? ChildrenOf(node) : nullptr;
    if (children != nullptr && children->length > 0) {
      open.push_back(static_cast<uint32_t>(tree_.nodes.size() - 1));
      node = static_cast<const GumboNode*>(children->data[0]);
      continue;
    }
    if (wanted) tree_.nodes.back().end = static_cast<uint32_t>(tree_.nodes.size());
    for (;;) {
      if (node == root) return;
      const GumboVector* siblings = ChildrenOf(node->parent);
      size_t next = node->index_within_parent + 1;
      if (next < siblings->length) {
        node = static_cast<const GumboNode*>(siblings->data[next]);
        break;
      }
      node = node->parent;
      tree_.nodes[open.back()].end = static_cast<uint32_t>(tree_.nodes.size());
      open.pop_back();
    }
  }
}

// In a function of its own, so that no C++ object lives across the jump.
const GumboNode* Run(std::jmp_buf& full, const GumboOptions& options, std::string_view html) {
  if (setjmp(full) != 0) return nullptr;  // NOLINT(cert-err52-cpp): see Allocate
  return gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

}  // namespace

HtmlParser::HtmlParser(size_t arena_bytes) : arena_(std::make_unique<Arena>(arena_bytes)) {}
HtmlParser::~HtmlParser() = default;

bool HtmlParser::Parse(const Prescanned& page, Tree& tree) {
  tree.nodes.clear();
  tree.attributes.clear();
  tree.texts.clear();
  arena_->Reset();
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::Allocate;
  options.deallocator = &Arena::Free;
  options.userdata = arena_.get();
  options.max_errors = 0;
  const GumboNode* root = Run(arena_->full, options, page.html);
  if (root == nullptr) return false;
  Flattener(page.aside, tree).Run(root);
  return true;
}

}  // namespace newsfacts
