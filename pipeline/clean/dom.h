// A parsed page as a flat table: nodes in document order, each knowing where its subtree ends. A
// walk is a loop over indexes, so no page is too deep for it.
#ifndef NEWSFACTS_PIPELINE_CLEAN_DOM_H_
#define NEWSFACTS_PIPELINE_CLEAN_DOM_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/clean/patterns.h"
#include "pipeline/clean/stand_ins.h"
#include "pipeline/deadline.h"

namespace newsfacts {

// clang-format off
enum class Tag : uint8_t {
  kText, kOther, kA, kAddress, kArticle, kAside, kBlockquote, kBody, kBr, kButton, kCaption, kDd,
  kDiv, kDl, kDt, kFigcaption, kFigure, kFooter, kForm, kH1, kH2, kH3, kH4, kH5, kH6, kHead,
  kHeader, kHr, kHtml, kIframe, kInput, kLabel, kLi, kLink, kMain, kMeta, kNav, kNoscript, kOl, kP,
  kPre, kScript, kSection, kSelect, kSpan, kStyle, kSvg, kTable, kTbody, kTd, kTemplate, kTextarea,
  kTh, kThead, kTime, kTitle, kTr, kUl, kCount
};
// clang-format on

// The tag of a lower-case element name; kOther where it means nothing here.
Tag TagOf(std::string_view name);

struct Node {
  Tag tag = Tag::kOther;
  uint32_t parent = 0;
  uint32_t end = 0;  // one past the last node of the subtree
  uint32_t first_attribute = 0;
  uint32_t attributes = 0;
  Names names;            // of class, id and test id
  std::string_view text;  // of kText; entities are decoded
};

// Views point into the parser's arena and the page, and live until the next page.
struct Tree {
  std::vector<Node> nodes;  // [0] is the html element; empty for an empty page
  std::vector<Attribute> attributes;
  std::deque<std::string> texts;  // that are views of no other's memory
  Deadline* deadline = nullptr;   // of all work on the page; null: none

  bool OutOfTime() const { return Expired(deadline); }
  std::string_view Attr(uint32_t node, std::string_view name) const;
  // All text of the subtree, white space collapsed and trimmed.
  std::string Text(uint32_t node) const;
};

// Appends `text` with white space runs (no-break spaces included) as one blank; none at the head of
// `out`.
void AppendCollapsed(std::string_view text, std::string& out);
std::string_view Trim(std::string_view text);
std::string Collapsed(std::string_view text);  // white space runs as one blank, trimmed

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_DOM_H_
