#include "pipeline/clean/content.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "pipeline/text/unicode.h"

// 1. Regions that can hold no article (navigation, asides, forms, class names that say so) are
// marked.
// 2. Every block of text outside them is measured: its characters and how many of them are links.
// 3. From the body downwards, as long as one child holds nearly all the good text, that child is
// the
//    article's container. What it holds is the text, block by block in order.

namespace newsfacts {
namespace {

// Parts of class and id names, and the roles, of regions beside an article.
constexpr std::array<std::string_view, 64> kBeside = {
    "comment",     "cookie",     "consent",       "newsletter",      "subscribe",    "subscription",
    "related",     "recommend",  "sidebar",       "side-bar",        "share",        "sharing",
    "social",      "promo",      "advert",        "sponsor",         "breadcrumb",   "footer",
    "masthead",    "menu",       "navbar",        "navigation",      "pagination",   "paging",
    "popup",       "modal",      "most-read",     "mostread",        "most-popular", "trending",
    "outbrain",    "taboola",    "author-box",    "author-bio",      "authorbox",    "about-author",
    "byline",      "dateline-",  "tags",          "tag-list",        "caption",      "credit",
    "gallery-nav", "print-only", "read-more",     "readmore",        "more-on",      "also-read",
    "paywall",     "signup",     "sign-up",       "login",           "disclaimer",   "copyright",
    "toolbar",     "timestamp",  "screen-reader", "visually-hidden", "sr-only",      "rating",
    "widget",      "teaser",     "skip-link",     "topics"};
// Names that hold one of the above and are the article all the same.
constexpr std::array<std::string_view, 8> kArticle = {
    "article-body",  "articlebody",  "story-body",      "storybody",
    "entry-content", "post-content", "article-content", "article__body"};
constexpr std::array<std::string_view, 12> kBesideTags = {
    "nav",    "aside",  "footer",   "form",  "figcaption", "figure",
    "button", "select", "textarea", "video", "audio",      "head"};
constexpr std::array<std::string_view, 16> kBlocks = {
    "p",  "li", "blockquote", "pre", "h2", "h3",  "h4",      "h5",
    "h6", "td", "th",         "dd",  "dt", "div", "section", "article"};
constexpr std::array<std::string_view, 18> kInline = {
    "a",   "b",     "strong", "em",   "i",    "u",    "span", "br",   "sup",
    "sub", "small", "q",      "cite", "abbr", "mark", "font", "time", "code"};

template <size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Block {
  uint32_t node;
  std::string text;
  size_t link_chars = 0;
  bool heading = false;
  bool good = false;  // reads like a paragraph
};

class ContentFinder {
 public:
  ContentFinder(const HtmlTree& tree, std::string_view title)
      : nodes_(tree.nodes), title_(Squeeze(title)) {}

  std::string Run() {
    if (nodes_.empty()) return "";
    MarkBeside();
    ReadBlocks();
    uint32_t container = Container();
    return Collect(container);
  }

 private:
  static std::string Squeeze(std::string_view text) {
    std::string out;
    for (char c : ToLower(text)) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80)
        out += c;
    }
    return out;
  }

  bool IsBeside(const HtmlNode& n) const {
    if (n.tag.empty() || n.tag == "body" || n.tag == "html" || n.tag == "article" ||
        n.tag == "main")
      return false;
    if (OneOf(n.tag, kBesideTags)) return true;
    std::string_view role = n.Attribute("role");
    if (role == "navigation" || role == "complementary" || role == "dialog" || role == "banner" ||
        role == "contentinfo")
      return true;
    std::string_view style = n.Attribute("style");
    if (style.find("display:none") != std::string_view::npos ||
        style.find("display: none") != std::string_view::npos)
      return true;
    std::string_view names[] = {n.Attribute("class"), n.Attribute("id")};
    for (std::string_view raw : names) {
      if (raw.empty() || raw.size() > 300) continue;
      std::string name = ToLower(raw);
      bool article = std::any_of(kArticle.begin(), kArticle.end(), [&](std::string_view a) {
        return name.find(a) != std::string::npos;
      });
      if (article) continue;
      for (std::string_view part : kBeside) {
        if (name.find(part) != std::string::npos) return true;
      }
    }
    return false;
  }

  void MarkBeside() {
    beside_.assign(nodes_.size(), false);
    size_t total = 0;
    std::vector<size_t> before(nodes_.size() + 1, 0);
    for (size_t i = 0; i < nodes_.size(); ++i) {
      total += nodes_[i].text.size();
      before[i + 1] = total;
    }
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (!IsBeside(nodes_[i])) continue;
      // A name that covers most of the page's words was not meant so.
      size_t inside = before[nodes_[i].end] - before[i];
      if (inside * 10 > total * 6 && nodes_[i].tag != "head") continue;
      std::fill(beside_.begin() + i, beside_.begin() + nodes_[i].end, true);
      i = nodes_[i].end - 1;
    }
  }

  // The nearest ancestor that is no inline element: what a piece of text is a part of.
  uint32_t BlockOf(uint32_t i) const {
    int32_t at = nodes_[i].parent;
    while (at >= 0 && OneOf(nodes_[static_cast<size_t>(at)].tag, kInline))
      at = nodes_[static_cast<size_t>(at)].parent;
    return at < 0 ? 0 : static_cast<uint32_t>(at);
  }

  bool InLink(uint32_t i, uint32_t block) const {
    for (int32_t at = nodes_[i].parent; at >= 0 && static_cast<uint32_t>(at) != block;
         at = nodes_[static_cast<size_t>(at)].parent) {
      if (nodes_[static_cast<size_t>(at)].tag == "a") return true;
    }
    return false;
  }

  static void AppendText(std::string_view text, std::string* out) {
    for (size_t i = 0; i < text.size(); ++i) {
      char c = text[i];
      bool nbsp = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (nbsp) ++i;
      if (nbsp || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        if (!out->empty() && out->back() != ' ') *out += ' ';
      } else {
        *out += c;
      }
    }
  }

  void ReadBlocks() {
    bool broken = false;  // a line break or block border since the last text
    uint32_t border = 0;
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      const HtmlNode& n = nodes_[i];
      if (beside_[i]) {
        if (!OneOf(n.tag, kInline) && !n.tag.empty()) broken = true;
        continue;
      }
      if (!n.tag.empty()) {
        if (n.tag == "br") {
          // Two in a row end a paragraph, as pages without p elements do.
          if (i > 0 && border + 2 >= i && border > 0) broken = true;
          border = i;
          if (!blocks_.empty() && !blocks_.back().text.empty() && blocks_.back().text.back() != ' ')
            blocks_.back().text += ' ';
        } else if (!OneOf(n.tag, kInline)) {
          broken = true;
        }
        continue;
      }
      if (n.text.find_first_not_of(" \n\t\r\f") == std::string::npos) {
        if (!blocks_.empty() && !blocks_.back().text.empty() && blocks_.back().text.back() != ' ')
          blocks_.back().text += ' ';
        continue;
      }
      uint32_t block = BlockOf(i);
      if (blocks_.empty() || blocks_.back().node != block || broken) {
        blocks_.push_back({block, "", 0, false, false});
        std::string_view tag = nodes_[block].tag;
        blocks_.back().heading = tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
      }
      broken = false;
      size_t before = blocks_.back().text.size();
      AppendText(n.text, &blocks_.back().text);
      if (InLink(i, block)) blocks_.back().link_chars += blocks_.back().text.size() - before;
    }
    for (Block& b : blocks_) {
      while (!b.text.empty() && b.text.back() == ' ') b.text.pop_back();
      b.good = IsGood(b);
    }
  }

  // A paragraph of prose: long enough, few links, ends or runs as sentences do.
  static bool IsGood(const Block& b) {
    if (b.heading || b.text.size() < 60 || b.link_chars * 2 > b.text.size()) return false;
    std::string_view t = b.text;
    size_t stops = 0;
    for (std::string_view mark : {".", ",", "!", "?", "。", "،", "।", "”", "\""}) {
      for (size_t at = 0; (at = t.find(mark, at)) != std::string_view::npos; at += mark.size())
        ++stops;
    }
    return stops >= 1;
  }

  // The smallest element that holds nearly all good text.
  uint32_t Container() const {
    std::vector<size_t> good(nodes_.size(), 0);
    for (const Block& b : blocks_) {
      if (!b.good) continue;
      for (auto at = static_cast<int32_t>(b.node); at >= 0;
           at = nodes_[static_cast<size_t>(at)].parent) {
        good[static_cast<size_t>(at)] += b.text.size();
      }
    }
    uint32_t at = 0;
    while (true) {
      uint32_t best = 0;
      for (uint32_t i = at + 1; i < nodes_[at].end; i = nodes_[i].end) {
        if (good[i] > good[best] || best == 0) best = i;
      }
      if (best == 0 || nodes_[best].tag.empty() || nodes_[best].tag == "p") return at;
      bool most = good[best] * 100 >= good[at] * 70;
      if (!most || good[best] == 0) return at;
      at = best;
    }
  }

  std::string Collect(uint32_t container) const {
    std::string out;
    std::string pending;  // a heading waits for the text under it
    std::unordered_set<std::string> seen;
    for (const Block& b : blocks_) {
      bool inside = b.node >= container && b.node < nodes_[container].end;
      if (!inside || b.text.empty()) continue;
      std::string squeezed = Squeeze(b.text);
      if (squeezed == title_ && !title_.empty()) continue;
      if (b.heading) {
        if (nodes_[b.node].tag != "h1" && b.link_chars * 2 < b.text.size()) pending = b.text;
        continue;
      }
      bool keeps = b.good || (b.link_chars * 3 < b.text.size() && Belongs(b));
      if (!keeps) continue;
      if (b.text.size() > 80 && !seen.insert(squeezed).second) continue;
      if (!pending.empty()) {
        if (!out.empty() || b.good) out += pending + "\n";
        pending.clear();
      }
      out += b.text + "\n";
    }
    return out;
  }

  // A short block: a paragraph or list item of the article, not a label.
  bool Belongs(const Block& b) const {
    std::string_view tag = nodes_[b.node].tag;
    if (tag == "p" || tag == "li" || tag == "blockquote" || tag == "td" || tag == "th" ||
        tag == "pre") {
      char last = b.text.back();
      bool ends = last == '.' || last == '!' || last == '?' || last == '"' || last == ':' ||
                  last == ')' || static_cast<unsigned char>(last) >= 0x80;
      return ends ? b.text.size() >= 4
                  : b.text.size() >= 25 || tag == "li" || tag == "td" || tag == "th";
    }
    return b.text.size() >= 40 && b.link_chars * 5 < b.text.size() &&
           b.text.find_first_of(".!?") != std::string::npos;
  }

  const std::vector<HtmlNode>& nodes_;
  std::string title_;
  std::vector<bool> beside_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string MainText(const HtmlTree& tree, std::string_view title) {
  return ContentFinder(tree, title).Run();
}

}  // namespace newsfacts
