// The idea: one pass marks what goes. Tags that never hold a story go; sections whose names speak
// against them go, unless they hold the headline, the element that says it is the body, or most of
// the page; so do cards, rows of sections of one make that each open with a link. What is left is
// cut at every element that starts a line.
#include "pipeline/clean/blocks.h"

#include <algorithm>
#include <utility>

#include "pipeline/clean/patterns.h"

namespace newsfacts {
namespace {

constexpr size_t kProse = 60;         // bytes from which a block counts as prose
constexpr uint32_t kSentence = 30;    // bytes of a text node from which it counts as one
constexpr double kMostOfPage = 0.5;   // a name is wrong about a section this large
constexpr double kNearlyPage = 0.9;   // talk and consent may hold much of a page with a short story
constexpr double kMuchOfPage = 0.3;   // a doubtful name is
constexpr uint32_t kCard = 600;       // a card is no longer
constexpr size_t kHeadline = 25;      // bytes of a link from which it may be a headline
constexpr double kMostlyLinks = 0.3;  // a teaser has this share of its text in links
constexpr uint32_t kCell = 80;        // bytes of a cell of a table of results, on average

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

// What is drawn within a line, or not at all.
bool IsDrawn(Tag tag) {
  return tag == Tag::kSvg || tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kNoscript ||
         tag == Tag::kTemplate || tag == Tag::kIframe || tag == Tag::kSelect ||
         tag == Tag::kTextarea;
}

bool IsFurnitureRole(std::string_view role) {
  return role == "navigation" || role == "banner" || role == "contentinfo" || role == "search" ||
         role == "dialog" || role == "alertdialog" || role == "menu" || role == "complementary";
}

class Cutter {
 public:
  Cutter(const Tree& tree, Distrust distrust) : tree_(tree), distrust_(distrust) {}

  std::vector<Block> Run() {
    Measure();
    MarkUnwanted();
    if (distrust_ != Distrust::kTagsOnly) MarkCards();
    Cut();
    return std::move(blocks_);
  }

 private:
  // Bytes of text, of sentences and of links before each node: a subtree's share is a subtraction.
  void Measure() {
    size_t n = tree_.nodes.size();
    text_.assign(n + 1, 0);
    sentences_.assign(n + 1, 0);
    links_.assign(n + 1, 0);
    kept_.assign(n, false);
    out_.assign(n, false);
    lead_.assign(n, false);
    uint32_t link_end = 0;
    for (uint32_t i = 0; i < n; ++i) {
      const Node& node = tree_.nodes[i];
      auto size = static_cast<uint32_t>(node.tag == Tag::kText ? node.text.size() : 0);
      if (node.tag == Tag::kA) link_end = std::max(link_end, node.end);
      if (size < 2) size = 0;  // a blank between tags
      text_[i + 1] = text_[i] + size;
      links_[i + 1] = links_[i] + (i < link_end ? size : 0);
      sentences_[i + 1] = sentences_[i] + (size > kSentence && i >= link_end ? size : 0);
      bool kept = node.tag == Tag::kH1 || node.tag == Tag::kMain ||
                  (node.tag != Tag::kText && tree_.Attr(i, "itemprop") == "articleBody");
      for (uint32_t up = i; kept && !kept_[up]; up = tree_.nodes[up].parent) kept_[up] = true;
    }
  }
  uint32_t In(const std::vector<uint32_t>& before, uint32_t node) const {
    return before[tree_.nodes[node].end] - before[node];
  }

  bool HasAttribute(const Node& node, std::string_view name) const {
    for (uint32_t k = 0; k < node.attributes; ++k) {
      if (tree_.attributes[node.first_attribute + k].name == name) return true;
    }
    return false;
  }

  void Drop(uint32_t node) {
    std::fill(out_.begin() + node, out_.begin() + tree_.nodes[node].end, true);
  }

  void MarkUnwanted() {
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      const Node& node = tree_.nodes[i];
      if (node.tag == Tag::kText) continue;
      if (IsNever(node.tag) || IsBeside(i)) {
        Drop(i);
        i = node.end - 1;
      }
    }
  }

  // By its name, role or tag the element is no part of the story.
  bool IsBeside(uint32_t i) {
    const Node& node = tree_.nodes[i];
    if (node.tag == Tag::kBody || node.tag == Tag::kHtml) return false;
    Evidence e = node.names.evidence;
    if (e == Evidence::kTeaser) {
      bool links = In(links_, i) > kMostlyLinks * In(text_, i);
      e = links ? Evidence::kUnwanted : Evidence::kLead;
    }
    lead_[i] = e == Evidence::kLead;
    if (kept_[i]) return false;
    double share = In(sentences_, i) / std::max(1.0, static_cast<double>(sentences_.back()));
    if (e == Evidence::kForeign) return share < kNearlyPage;
    if (distrust_ == Distrust::kTagsOnly) return false;
    if (node.tag == Tag::kAside || IsFurnitureRole(tree_.Attr(i, "role")) ||
        tree_.Attr(i, "aria-hidden") == "true" || HasAttribute(node, "hidden")) {
      e = Evidence::kUnwanted;
    }
    if (e == Evidence::kUnwanted) return share < kMostOfPage;
    return e == Evidence::kDoubtful && distrust_ == Distrust::kNames && share < kMuchOfPage &&
           !IsQuote(i);
  }

  // Posts of other media that a story shows are quotations in sections named "social".
  bool IsQuote(uint32_t i) const {
    for (uint32_t k = i; k < tree_.nodes[i].end; ++k) {
      if (tree_.nodes[k].tag == Tag::kBlockquote) return In(text_, k) * 2 > In(text_, i);
    }
    return false;
  }

  // The first words of the element are the link of a headline, or its heading is one.
  bool OpensWithLink(uint32_t i) const {
    const Node& node = tree_.nodes[i];
    uint32_t link = 0;
    bool words = false;
    for (uint32_t k = i; k < node.end; ++k) {
      const Node& n = tree_.nodes[k];
      if (n.tag == Tag::kA) link = n.end;
      if (IsHeading(n.tag) && In(links_, k) > 0 && In(links_, k) * 10 >= In(text_, k) * 8) {
        return true;
      }
      if (words || n.tag != Tag::kText || n.text.size() < 12 || Trim(n.text).empty()) continue;
      if (k < link && n.text.size() >= kHeadline) return true;
      words = true;
    }
    return false;
  }

  bool IsCard(uint32_t i) const {
    uint32_t text = In(text_, i);
    return text >= 15 && text < kCard && OpensWithLink(i);
  }

  // Three and more neighbours of one make, most of them cards.
  void MarkCards() {
    std::vector<std::pair<std::string_view, uint32_t>> group;
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      const Node& node = tree_.nodes[i];
      if (out_[i] || IsInline(node.tag) || In(links_, i) == 0) continue;
      if (node.tag == Tag::kArticle && !kept_[i] && IsCard(i)) Drop(i);
      group.clear();
      for (uint32_t c = i + 1; c < node.end; c = tree_.nodes[c].end) {
        Tag tag = tree_.nodes[c].tag;
        bool section = tag == Tag::kDiv || tag == Tag::kLi || tag == Tag::kArticle ||
                       tag == Tag::kSection || tag == Tag::kTr;
        if (section && !out_[c] && !kept_[c]) group.emplace_back(tree_.Attr(c, "class"), c);
      }
      if (group.size() < 3) continue;
      std::stable_sort(group.begin(), group.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (size_t from = 0; from < group.size();) {
        size_t to = from, cards = 0;
        for (; to < group.size() && group[to].first == group[from].first; ++to) {
          cards += IsCard(group[to].second);
        }
        if (cards >= 3 && cards * 10 >= (to - from) * 7) {
          for (size_t k = from; k < to; ++k) Drop(group[k].second);
        }
        from = to;
      }
    }
  }

  // A row whose cells are words and numbers, not a page laid out as a table.
  bool IsDataRow(uint32_t row) const {
    uint32_t cells = 0;
    for (uint32_t c = row + 1; c < tree_.nodes[row].end; c = tree_.nodes[c].end) {
      cells += tree_.nodes[c].tag == Tag::kTd || tree_.nodes[c].tag == Tag::kTh;
    }
    return cells > 1 && In(text_, row) < cells * kCell;
  }

  uint32_t BlockElementOf(uint32_t i) const {
    while (i != 0 && IsInline(tree_.nodes[i].tag)) i = tree_.nodes[i].parent;
    return i;
  }

  void Start(uint32_t text, uint32_t element) {
    Block b;
    b.node = element;
    b.begin = text;
    b.tag = tree_.nodes[element].tag;
    b.row = text < row_end_;
    for (uint32_t up = element; up != 0; up = tree_.nodes[up].parent) {
      b.lead = b.lead || lead_[up];
      b.heading = b.heading || IsHeading(tree_.nodes[up].tag);
    }
    blocks_.push_back(std::move(b));
  }

  void Cut() {
    uint32_t link_end = 0, holder = 0;
    bool broken = true;  // the next text starts a block
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      const Node& n = tree_.nodes[i];
      bool in_row = i < row_end_;
      if (out_[i]) {
        if (!IsInline(n.tag) && !IsDrawn(n.tag) && !in_row) broken = true;
        continue;
      }
      if (n.tag == Tag::kA) link_end = std::max(link_end, n.end);
      if (n.tag != Tag::kText) {
        if (in_row || (n.tag == Tag::kBr && !NextIsBr(i))) {
          if (!broken && !IsInline(n.tag)) AppendCollapsed(" ", blocks_.back().text);
        } else if (!IsInline(n.tag)) {
          broken = true;
        }
        if (n.tag == Tag::kTr && !in_row && IsDataRow(i)) row_end_ = n.end;
        continue;
      }
      uint32_t element = BlockElementOf(n.parent);
      if (broken || (element != holder && !in_row)) {
        if (Trim(n.text).empty()) continue;
        Start(i, element);
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

  const Tree& tree_;
  const Distrust distrust_;
  std::vector<uint32_t> text_, sentences_, links_;
  std::vector<bool> out_, lead_;
  std::vector<bool> kept_;  // holds the headline or the body
  std::vector<Block> blocks_;
  uint32_t row_end_ = 0;  // of the table row that is being read
};

}  // namespace

bool Block::Prose() const {
  return !heading && !row && text.size() >= kProse && LinkDensity() < 0.5;
}

bool IsInline(Tag tag) {
  return tag == Tag::kA || tag == Tag::kSpan || tag == Tag::kOther || tag == Tag::kTime ||
         tag == Tag::kLabel || tag == Tag::kText;
}

bool IsHeading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

std::vector<Block> BlocksOf(const Tree& tree, Distrust distrust) {
  return Cutter(tree, distrust).Run();
}

}  // namespace newsfacts
