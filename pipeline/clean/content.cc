// The idea: cut the tree into blocks (a paragraph, a heading, a list item), each with its length
// and how much of it is links. Sections whose names say that they are not the story go, unless they
// hold most of the page. From the body element, go down for as long as one child holds nearly all
// text of paragraphs; where that ends stands the story. Its blocks are kept in order, the
// standfirst between headline and story is put before them, and what is no prose goes line by line.
#include "pipeline/clean/content.h"

#include <algorithm>

#include "pipeline/clean/dates.h"
#include "pipeline/clean/patterns.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr double kMostOfPage = 0.5;    // an unwanted name is wrong about a section this large
constexpr double kNearlyAll = 0.7;     // of a container's prose in one child: go down
constexpr double kLinkDensity = 0.5;   // above it a block is a list of links
constexpr size_t kProse = 60;          // bytes from which a block counts as prose
constexpr size_t kShortHeading = 250;  // a longer heading is no heading

struct Block {
  uint32_t node = 0;   // the element that holds it
  uint32_t begin = 0;  // its first text node
  Tag tag = Tag::kOther;
  std::string text;
  size_t links = 0;  // bytes inside links
  bool heading = false;
  bool lead = false;

  double LinkDensity() const {
    return text.empty() ? 0 : static_cast<double>(links) / static_cast<double>(text.size());
  }
  bool Prose() const { return !heading && text.size() >= kProse && LinkDensity() < kLinkDensity; }
};

bool IsInline(Tag tag) {
  return tag == Tag::kA || tag == Tag::kSpan || tag == Tag::kOther || tag == Tag::kTime ||
         tag == Tag::kLabel || tag == Tag::kText;
}
bool IsHeading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}
bool IsNever(Tag tag) {
  switch (tag) {
    case Tag::kHead:
    case Tag::kNav:
    case Tag::kFooter:
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kNoscript:
    case Tag::kTemplate:
    case Tag::kSvg:
    case Tag::kSelect:
    case Tag::kTextarea:
    case Tag::kButton:
    case Tag::kIframe:
    case Tag::kFigcaption:
    case Tag::kCaption:
      return true;
    default:
      return false;
  }
}

std::string Letters(std::string_view text) {
  std::string low = ToLower(text);
  std::string out;
  for (char c : low) {
    if (!(c >= 0 && !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))) out += c;
  }
  return out;
}

class Reader {
 public:
  Reader(const Tree& tree, const Metadata& metadata) : tree_(tree), meta_(metadata) {}

  Content Read() {
    Content out;
    if (tree_.nodes.empty()) return {"", "empty"};
    MarkUnwanted();
    MakeBlocks();
    uint32_t root = FindStory();
    Select(root);
    for (const Block* b : chosen_) {
      out.text += b->text;
      out.text += '\n';
    }
    if (out.text.size() < meta_.body.size() / 2 && meta_.body.size() > 400) UseJsonBody(out.text);
    out.quality = out.text.empty() ? "empty" : out.text.size() < 250 ? "short" : "article";
    return out;
  }

 private:
  // Bytes of text before each node, so that a subtree's size is one subtraction.
  void MarkUnwanted() {
    size_t n = tree_.nodes.size();
    std::vector<uint32_t> before(n + 1, 0);
    for (uint32_t i = 0; i < n; ++i) {
      const Node& node = tree_.nodes[i];
      bool prose = node.tag == Tag::kText && node.text.size() > 30;
      before[i + 1] = before[i] + (prose ? static_cast<uint32_t>(node.text.size()) : 0);
    }
    unwanted_.assign(n, false);
    lead_.assign(n, false);
    double all = before[n];
    for (uint32_t i = 0; i < n; ++i) {
      const Node& node = tree_.nodes[i];
      if (node.tag == Tag::kText) continue;
      bool out = IsNever(node.tag);
      if (!out && node.tag != Tag::kBody && node.tag != Tag::kHtml) {
        Evidence e = EvidenceOf(tree_.Attr(i, "class"));
        if (e == Evidence::kNone) e = EvidenceOf(tree_.Attr(i, "id"));
        bool hidden = tree_.Attr(i, "aria-hidden") == "true" || HasAttribute(node, "hidden");
        bool beside = node.tag == Tag::kAside || e == Evidence::kUnwanted || hidden ||
                      tree_.Attr(i, "role") == "navigation";
        out = beside && before[node.end] - before[i] < kMostOfPage * all;
        if (e == Evidence::kLead) lead_[i] = true;
      }
      if (out) std::fill(unwanted_.begin() + i, unwanted_.begin() + node.end, true);
      if (out) i = node.end - 1;
    }
  }

  bool HasAttribute(const Node& node, std::string_view name) const {
    for (uint32_t k = 0; k < node.attributes; ++k) {
      if (tree_.attributes[node.first_attribute + k].name == name) return true;
    }
    return false;
  }

  uint32_t BlockElementOf(uint32_t i) const {
    while (i != 0 && IsInline(tree_.nodes[i].tag)) i = tree_.nodes[i].parent;
    return i;
  }

  void MakeBlocks() {
    uint32_t link_end = 0, holder = 0;
    bool broken = true;  // the next text starts a block
    for (uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const Node& n = tree_.nodes[i];
      if (unwanted_[i]) {
        if (!IsInline(n.tag)) broken = true;
        continue;
      }
      if (n.tag == Tag::kA) link_end = std::max(link_end, n.end);
      if (n.tag == Tag::kBr) {
        bool twice = i + 1 < tree_.nodes.size() && NextIsBr(i);
        if (twice) broken = true;
        if (!broken && !blocks_.empty()) AppendCollapsed(" ", blocks_.back().text);
        continue;
      }
      if (n.tag != Tag::kText) {
        if (!IsInline(n.tag)) broken = true;
        continue;
      }
      uint32_t element = BlockElementOf(n.parent);
      if (broken || blocks_.empty() || element != holder) {
        if (Trim(n.text).empty()) continue;
        Block b;
        b.node = element;
        b.begin = i;
        b.tag = tree_.nodes[element].tag;
        b.heading = IsHeading(b.tag);
        for (uint32_t up = element; up != 0; up = tree_.nodes[up].parent) {
          if (lead_[up]) b.lead = true;
          if (IsHeading(tree_.nodes[up].tag)) b.heading = true;
        }
        blocks_.push_back(std::move(b));
        holder = element;
        broken = false;
      }
      Block& b = blocks_.back();
      size_t size = b.text.size();
      AppendCollapsed(n.text, b.text);
      if (i < link_end) b.links += b.text.size() - size;
    }
    for (Block& b : blocks_) b.text = std::string(Trim(b.text));
    std::erase_if(blocks_, [](const Block& b) { return b.text.empty(); });
  }

  bool NextIsBr(uint32_t i) const {
    for (uint32_t k = tree_.nodes[i].end; k < tree_.nodes.size(); ++k) {
      const Node& n = tree_.nodes[k];
      if (n.tag == Tag::kText && Trim(n.text).empty()) continue;
      return n.tag == Tag::kBr;
    }
    return false;
  }

  // Bytes of prose in each subtree.
  uint32_t FindStory() const {
    std::vector<uint32_t> before(tree_.nodes.size() + 1, 0);
    for (const Block& b : blocks_) {
      if (b.Prose()) before[b.begin + 1] += static_cast<uint32_t>(b.text.size());
    }
    for (size_t i = 1; i < before.size(); ++i) before[i] += before[i - 1];
    auto prose = [&](uint32_t i) { return before[tree_.nodes[i].end] - before[i]; };
    uint32_t at = 0;
    for (;;) {
      uint32_t best = 0, most = 0;
      for (uint32_t c = at + 1; c < tree_.nodes[at].end; c = tree_.nodes[c].end) {
        if (tree_.nodes[c].tag != Tag::kText && prose(c) > most) {
          most = prose(c);
          best = c;
        }
      }
      if (best == 0 || IsInline(tree_.nodes[best].tag) || tree_.nodes[best].tag == Tag::kP ||
          tree_.nodes[best].tag == Tag::kLi || most < kNearlyAll * prose(at)) {
        return at;
      }
      at = best;
    }
  }

  bool IsTitle(const Block& b) const {
    if (b.tag == Tag::kH1) return true;
    return !meta_.title.empty() && b.text.size() < 2 * meta_.title.size() + 20 &&
           Letters(b.text) == Letters(meta_.title);
  }

  // A byline, a date line, a label: short, and nothing of a sentence.
  bool IsMetaLine(const Block& b) const {
    if (b.text.size() > 120) return false;
    for (const std::string& a : meta_.authors) {
      if (b.text.size() < a.size() + 40 && b.text.find(a) != std::string::npos) return true;
    }
    bool sentence = b.text.ends_with(".") || b.text.ends_with("”") || b.text.ends_with("\"");
    return !sentence && b.text.size() < 60 && !FindDate(b.text).empty();
  }

  bool Kept(const Block& b) const {
    if (IsTitle(b) || LeadsAway(b.text)) return false;
    if (b.heading) return b.text.size() < kShortHeading && b.LinkDensity() < kLinkDensity;
    if (b.LinkDensity() > (b.tag == Tag::kP ? 0.8 : kLinkDensity)) return false;
    if (IsMetaLine(b)) return false;
    return b.text.size() >= 3;
  }

  // The text after the headline and before the story that says what the description says, or that
  // is named as a standfirst.
  bool IsStandfirst(const Block& b) const {
    if (b.text.size() < 30 || b.text.size() > 900 || b.LinkDensity() > kLinkDensity) return false;
    if (IsTitle(b)) return false;
    if (b.lead) return true;
    std::string description = Letters(meta_.description);
    std::string letters = Letters(b.text);
    return description.size() > 30 && letters.size() > 25 &&
           letters.compare(0, 25, description, 0, 25) == 0;
  }

  void Select(uint32_t root) {
    uint32_t end = tree_.nodes.empty() ? 0 : tree_.nodes[root].end;
    size_t first = 0, headline = 0;
    while (first < blocks_.size() && blocks_[first].begin < root) ++first;
    size_t last = first;
    while (last < blocks_.size() && blocks_[last].begin < end) ++last;
    // Prose at both ends: what stands around it is furniture. Where the headline is inside, the
    // story starts behind it.
    size_t from = first, to = last;
    for (size_t i = first; i < last; ++i) {
      if (blocks_[i].tag == Tag::kH1) from = i + 1;
    }
    size_t with_prose = from;
    while (with_prose < to && !blocks_[with_prose].Prose()) ++with_prose;
    if (with_prose == to) from = first;
    while (to > from && !blocks_[to - 1].Prose() &&
           !(blocks_[to - 1].tag == Tag::kP && Kept(blocks_[to - 1]))) {
      --to;
    }
    for (size_t i = 0; i < first; ++i) {
      if (blocks_[i].tag == Tag::kH1 || IsTitle(blocks_[i])) headline = i;
    }
    for (size_t i = headline; i < first; ++i) {
      if (IsStandfirst(blocks_[i])) chosen_.push_back(&blocks_[i]);
    }
    for (size_t i = from; i < to; ++i) {
      if (Kept(blocks_[i]) && !Repeats(blocks_[i])) chosen_.push_back(&blocks_[i]);
    }
  }

  bool Repeats(const Block& b) const {
    return b.text.size() > 40 && std::any_of(chosen_.begin(), chosen_.end(),
                                             [&](const Block* c) { return c->text == b.text; });
  }

  void UseJsonBody(std::string& text) const {
    if (meta_.body.find("</") != std::string::npos) return;
    text.clear();
    for (size_t i = 0; i < meta_.body.size();) {
      size_t end = std::min(meta_.body.find('\n', i), meta_.body.size());
      std::string line;
      AppendCollapsed(std::string_view(meta_.body).substr(i, end - i), line);
      if (!Trim(line).empty()) {
        text += Trim(line);
        text += '\n';
      }
      i = end + 1;
    }
  }

  const Tree& tree_;
  const Metadata& meta_;
  std::vector<bool> unwanted_, lead_;
  std::vector<Block> blocks_;
  std::vector<const Block*> chosen_;
};

}  // namespace

Content ReadContent(const Tree& tree, const Metadata& metadata) {
  return Reader(tree, metadata).Read();
}

}  // namespace newsfacts
