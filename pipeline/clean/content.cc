// The idea: every block has a worth, its bytes of prose, or a loss where it is links. From the root
// go down for as long as one child is worth nearly all of its parent; where that ends stands the
// story. Within it, sections that lose go, and so does what follows the heading of other stories;
// what is left is kept in order, line by line, with the standfirst from between headline and story
// before it. Where the text is short against what the page holds or says of itself, the page is
// read again with less distrust of its names.
#include "pipeline/clean/content.h"

#include <algorithm>
#include <unordered_set>

#include "pipeline/clean/blocks.h"
#include "pipeline/clean/dates.h"
#include "pipeline/clean/patterns.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr double kNearlyAll = 0.75;    // of a container's worth in one child: go down
constexpr double kLinkDensity = 0.5;   // above it a block is a list of links
constexpr size_t kShortHeading = 250;  // a longer heading is no heading
constexpr double kLeastStory = 300;    // worth of the shortest story in an article of its own
constexpr size_t kShortText = 1000;    // bytes below which a text is looked at twice

bool EndsSentence(std::string_view text) {
  for (std::string_view end :
       {".", "!", "?", "”", "\"", "»", "“", "…", ":", "。", "」", "।", "؟"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const Tree& tree, const Metadata& metadata, Distrust distrust)
      : tree_(tree), meta_(metadata), blocks_(BlocksOf(tree, distrust)) {
    title_ = LettersOf(meta_.title);
    description_ = LettersOf(meta_.description);
    FindHeadline();
  }

  std::string Read() {
    if (blocks_.empty()) return "";
    Weigh();
    Select(FindStory());
    std::string text;
    for (const Block* b : chosen_) {
      text += b->text;
      text += '\n';
    }
    return text;
  }

 private:
  // The block of the headline: the h1 that says the title, else the first h1.
  void FindHeadline() {
    for (const Block& b : blocks_) {
      if (b.tag != Tag::kH1) continue;
      bool same = LettersOf(b.text) == title_;
      if (headline_ == 0 || same) headline_ = b.node;
      if (same) return;
    }
  }

  static double WorthOf(const Block& b) {
    if (b.Prose()) {
      double own = static_cast<double>(b.text.size() - b.links);
      return b.tag == Tag::kP ? own : 0.8 * own;
    }
    if (b.row) return b.links > 0 ? 0 : 0.3 * static_cast<double>(b.text.size());
    if (b.LinkDensity() >= kLinkDensity) return -20 - 0.2 * static_cast<double>(b.links);
    return b.tag == Tag::kP || b.heading ? 0 : -5;
  }

  void Weigh() {
    worth_.assign(blocks_.size() + 1, 0);
    for (size_t i = 0; i < blocks_.size(); ++i) worth_[i + 1] = worth_[i] + WorthOf(blocks_[i]);
    first_.resize(tree_.nodes.size() + 1);
    size_t block = 0;
    for (uint32_t node = 0; node <= tree_.nodes.size(); ++node) {
      while (block < blocks_.size() && blocks_[block].begin < node) ++block;
      first_[node] = static_cast<uint32_t>(block);
    }
  }

  // The blocks of a subtree: [FirstOf(node), FirstOf(its end)).
  size_t FirstOf(uint32_t node) const { return first_[node]; }
  double Worth(uint32_t node) const {
    return worth_[FirstOf(tree_.nodes[node].end)] - worth_[FirstOf(node)];
  }

  // The element worth most, in the article around the headline where that holds a story.
  uint32_t FindStory() const {
    uint32_t scope = 0, best = Best(0);
    double least = std::max(kLeastStory, 0.15 * Worth(best));
    for (uint32_t up = headline_; up != 0 && scope == 0; up = tree_.nodes[up].parent) {
      Tag tag = tree_.nodes[up].tag;
      if ((tag == Tag::kArticle || tag == Tag::kMain) && Worth(Best(up)) >= least) scope = up;
    }
    return Narrow(scope == 0 ? best : Best(scope));
  }

  uint32_t Best(uint32_t scope) const {
    uint32_t best = scope;
    double most = Worth(scope);
    for (uint32_t i = scope + 1; i < tree_.nodes[scope].end; ++i) {
      if (tree_.nodes[i].tag == Tag::kText || FirstOf(i) == FirstOf(tree_.nodes[i].end)) continue;
      double worth = Worth(i);
      if (worth > most) {
        most = worth;
        best = i;
      }
    }
    return best;
  }

  // Down for as long as one child is worth nearly all.
  uint32_t Narrow(uint32_t at) const {
    for (;;) {
      uint32_t best = 0;
      double most = 0;
      for (uint32_t c = at + 1; c < tree_.nodes[at].end; c = tree_.nodes[c].end) {
        if (tree_.nodes[c].tag == Tag::kText) continue;
        double worth = Worth(c);
        if (worth > most) {
          most = worth;
          best = c;
        }
      }
      Tag tag = tree_.nodes[best].tag;
      if (best == 0 || tag == Tag::kP || tag == Tag::kLi || tag == Tag::kTr ||
          most < kNearlyAll * Worth(at) || IsOneBlock(best)) {
        return at;
      }
      at = best;
    }
  }

  bool IsOneBlock(uint32_t node) const {
    size_t first = FirstOf(node);
    return first + 1 >= FirstOf(tree_.nodes[node].end) &&
           (IsInline(tree_.nodes[node].tag) || blocks_[first].node == node);
  }

  bool IsTitle(const Block& b) const {
    if (b.tag == Tag::kH1) return true;
    return !title_.empty() && b.text.size() < 2 * meta_.title.size() + 20 &&
           LettersOf(b.text) == title_;
  }

  // A byline, a date line, a label: short, and nothing of a sentence.
  bool IsMetaLine(const Block& b) const {
    if (b.text.size() > 120) return false;
    for (const std::string& a : meta_.authors) {
      if (b.text.size() < a.size() + 40 && b.text.find(a) != std::string::npos) return true;
    }
    return !EndsSentence(b.text) && b.text.size() < 60 && !b.row && !FindDate(b.text).empty();
  }

  bool Kept(const Block& b) const {
    if (IsTitle(b) || LeadsAway(b.text)) return false;
    if (b.heading) return b.text.size() < kShortHeading && b.LinkDensity() < kLinkDensity;
    if (b.row) return true;
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
    std::string letters = LettersOf(b.text);
    return description_.size() > 30 && letters.size() > 25 &&
           letters.compare(0, 25, description_, 0, 25) == 0;
  }

  // Sections inside the story that lose more than they hold, and what stands under a heading of
  // other stories.
  void DropSections(uint32_t root) {
    dropped_.assign(blocks_.size(), false);
    double all = Worth(root);
    for (uint32_t i = root + 1; i < tree_.nodes[root].end; ++i) {
      Tag tag = tree_.nodes[i].tag;
      if (tag == Tag::kText || tag == Tag::kP || IsInline(tag)) continue;
      size_t first = FirstOf(i), last = FirstOf(tree_.nodes[i].end);
      if (first == last) {
        i = tree_.nodes[i].end - 1;
        continue;
      }
      if (last - first < 2) continue;
      double worth = worth_[last] - worth_[first];
      bool loses = worth < -20 && Links(first, last) > 0.3;
      bool furniture =
          blocks_[first].heading && HeadsFurniture(blocks_[first].text) && worth < 0.3 * all;
      if (!loses && !furniture) continue;
      std::fill(dropped_.begin() + static_cast<long>(first),
                dropped_.begin() + static_cast<long>(last), true);
      i = tree_.nodes[i].end - 1;
    }
  }

  double Links(size_t first, size_t last) const {
    double links = 0, text = 1;
    for (size_t i = first; i < last; ++i) {
      links += static_cast<double>(blocks_[i].links);
      text += static_cast<double>(blocks_[i].text.size());
    }
    return links / text;
  }

  // Behind the story another one begins: a headline in an article element of its own.
  uint32_t EndOfStory(uint32_t root) const {
    uint32_t end = tree_.nodes[root].end;
    bool story = false;
    for (uint32_t i = root + 1; i < end; ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag != Tag::kArticle) continue;
      double worth = Worth(i);
      if (worth > 400 && story) return i;
      if (worth > 400) {
        story = true;
        i = n.end - 1;
      }
    }
    return end;
  }

  void Select(uint32_t root) {
    DropSections(root);
    size_t first = FirstOf(root), last = FirstOf(EndOfStory(root)), headline = 0;
    // Prose at both ends: what stands around it is furniture. Where the headline is inside, the
    // story starts behind it.
    size_t from = first, to = last;
    for (size_t i = first; i < last; ++i) {
      if (blocks_[i].tag == Tag::kH1) {
        double before = worth_[i] - worth_[first];
        if (before > 0.5 * (worth_[last] - worth_[first])) break;
        from = i + 1;
      }
    }
    size_t with_prose = from;
    while (with_prose < to && !blocks_[with_prose].Prose()) ++with_prose;
    if (with_prose == to) from = first;
    while (to > from && !blocks_[to - 1].Prose() &&
           (dropped_[to - 1] || !(blocks_[to - 1].tag == Tag::kP && Kept(blocks_[to - 1])))) {
      --to;
    }
    for (size_t i = 0; i < first; ++i) {
      if (blocks_[i].tag == Tag::kH1 || IsTitle(blocks_[i])) headline = i;
    }
    size_t opening = Opening(headline, first, root);
    for (size_t i = headline; i < opening; ++i) {
      if (IsStandfirst(blocks_[i])) Choose(blocks_[i]);
    }
    from = std::min(from, opening);
    for (size_t i = from; i < to && !tree_.OutOfTime(); ++i) {
      if (!dropped_[i] && Kept(blocks_[i]) && !Repeats(blocks_[i])) Choose(blocks_[i]);
    }
  }

  // The first block of prose between headline and story: a story that lies in several containers
  // has its first paragraphs there. `first` where there is none. Without a headline the story's
  // article element bounds the search.
  size_t Opening(size_t headline, size_t first, uint32_t root) const {
    uint32_t article = root;
    while (article != 0 && tree_.nodes[article].tag != Tag::kArticle) {
      article = tree_.nodes[article].parent;
    }
    size_t from = headline + 1;
    if (headline == 0 && headline_ == 0) from = article == 0 ? first : FirstOf(article);
    for (size_t i = from; i < first; ++i) {
      const Block& b = blocks_[i];
      bool paragraph = b.tag == Tag::kP || (article != 0 && i >= FirstOf(article));
      if (b.Prose() && paragraph && b.LinkDensity() < 0.3 && EndsSentence(b.text) && !dropped_[i] &&
          !IsMetaLine(b) && !LeadsAway(b.text)) {
        return i;
      }
    }
    return first;
  }

  bool Repeats(const Block& b) const { return b.text.size() > 40 && told_.contains(b.text); }

  void Choose(const Block& b) {
    chosen_.push_back(&b);
    told_.insert(b.text);
  }

  const Tree& tree_;
  const Metadata& meta_;
  std::string title_, description_;  // letters alone
  std::vector<Block> blocks_;
  uint32_t headline_ = 0;        // the h1 element
  std::vector<uint32_t> first_;  // block at or behind each node
  std::vector<double> worth_;    // of all blocks before each
  std::vector<bool> dropped_;
  std::vector<const Block*> chosen_;
  std::unordered_set<std::string_view> told_;  // their texts
};

// The lines of JSON-LD's articleBody; "" where it is markup.
std::string JsonBody(std::string_view body) {
  std::string text;
  if (body.find("</") != std::string_view::npos) return text;
  for (size_t i = 0; i < body.size();) {
    size_t end = std::min(body.find('\n', i), body.size());
    std::string line;
    AppendCollapsed(body.substr(i, end - i), line);
    if (!Trim(line).empty()) {
      text += Trim(line);
      text += '\n';
    }
    i = end + 1;
  }
  return text;
}

// The share of `body` that stands in `text`, by samples.
double Covered(std::string_view body, std::string_view text) {
  std::string wanted = LettersOf(body), have = LettersOf(text);
  constexpr size_t kSample = 30;
  int samples = 0, found = 0;
  for (size_t i = 0; i + kSample <= wanted.size(); i += std::max(kSample, wanted.size() / 24)) {
    ++samples;
    found += have.find(wanted.substr(i, kSample)) != std::string::npos;
  }
  return samples == 0 ? 1 : static_cast<double>(found) / samples;
}

}  // namespace

std::string ReadContent(const Tree& tree, const Metadata& metadata) {
  if (tree.nodes.empty()) return "";
  std::string body = JsonBody(metadata.body);
  std::string text = Reader(tree, metadata, Distrust::kNames).Read();
  auto wrong = [&] {
    return text.size() < kShortText || (body.size() > 400 && Covered(body, text) < 0.5);
  };
  for (Distrust less : {Distrust::kSureNames, Distrust::kTagsOnly}) {
    if (!wrong()) break;
    std::string again = Reader(tree, metadata, less).Read();
    bool better = body.size() > 400 ? Covered(body, again) > Covered(body, text) + 0.2
                                    : again.size() > 2 * text.size() + 200 &&
                                          (less == Distrust::kSureNames || text.size() < 600);
    if (better) text = std::move(again);
  }
  if (body.size() > 400 && body.size() > text.size() / 2 && Covered(body, text) < 0.3) {
    text = std::move(body);
  }
  return text;
}

}  // namespace newsfacts
