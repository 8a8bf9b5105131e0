#include "pipeline/clean/quality.h"

#include "pipeline/clean/blocks.h"

namespace newsfacts {
namespace {

constexpr size_t kShort = 250;          // bytes of a text that is no article yet
constexpr size_t kStub = 1500;          // bytes that a paywall lets through
constexpr size_t kPictures = 8;         // captions from which a page may be a gallery
constexpr size_t kWordsAPicture = 120;  // bytes of text for each of them
constexpr size_t kTeasers = 10;         // headings that are links on a page of headlines
constexpr size_t kOwnText = 600;        // bytes of text that such a page may have

struct Counts {
  size_t captions = 0, teasers = 0;
  bool paywall = false;  // an element is named so
};

Counts CountIn(const Tree& tree) {
  Counts counts;
  for (uint32_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& n = tree.nodes[i];
    counts.captions += n.tag == Tag::kFigcaption && n.end > i + 1;
    counts.paywall = counts.paywall || n.names.paywall;
    if (!IsHeading(n.tag)) continue;
    bool link = tree.nodes[n.parent].tag == Tag::kA;
    for (uint32_t k = i + 1; k < n.end && !link; ++k) link = tree.nodes[k].tag == Tag::kA;
    counts.teasers += link;
  }
  return counts;
}

}  // namespace

std::string QualityOf(const Tree& tree, const Metadata& metadata, std::string_view text) {
  std::string_view length = text.empty() ? "empty" : text.size() < kShort ? "short" : "article";
  const Counts counts = CountIn(tree);
  std::string_view kind;
  if (metadata.type == "LiveBlogPosting") {
    kind = "live";
  } else if (text.size() < kStub && (!metadata.for_all || counts.paywall)) {
    kind = "paywall";
  } else if (counts.captions >= kPictures && text.size() < counts.captions * kWordsAPicture) {
    kind = "gallery";
  } else if (metadata.type.empty() && metadata.published.empty() && counts.teasers >= kTeasers &&
             text.size() < kOwnText) {
    kind = "listing";
  }
  if (kind.empty()) return std::string(length);
  std::string quality = length == "article" ? "" : std::string(length) + "+";
  return quality.append(kind);
}

}  // namespace newsfacts
