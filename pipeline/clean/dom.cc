#include "pipeline/clean/dom.h"

#include <array>
#include <utility>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Tag::kCount)> kNames = {
    "",       "",       "a",        "address",  "article", "aside",    "blockquote", "body",
    "br",     "button", "caption",  "dd",       "div",     "dl",       "dt",         "figcaption",
    "figure", "footer", "form",     "h1",       "h2",      "h3",       "h4",         "h5",
    "h6",     "head",   "header",   "hr",       "html",    "iframe",   "input",      "label",
    "li",     "link",   "main",     "meta",     "nav",     "noscript", "ol",         "p",
    "pre",    "script", "section",  "select",   "span",    "style",    "svg",        "table",
    "tbody",  "td",     "template", "textarea", "th",      "thead",    "time",       "title",
    "tr",     "ul"};

}  // namespace

Tag TagOf(std::string_view name) {
  for (std::string_view block :
       {"center", "details", "dialog", "dir", "fieldset", "hgroup", "menu", "search", "summary"}) {
    if (name == block) return Tag::kDiv;
  }
  // Their content is for browsers that do not know them.
  for (std::string_view media : {"audio", "canvas", "datalist", "math", "object", "video"}) {
    if (name == media) return Tag::kIframe;
  }
  for (size_t i = 2; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Tag>(i);
  }
  return Tag::kOther;
}

std::string_view Tree::Attr(uint32_t node, std::string_view name) const {
  const Node& n = nodes[node];
  for (uint32_t i = 0; i < n.attributes; ++i) {
    const Attribute& a = attributes[n.first_attribute + i];
    if (a.name == name) return a.value;
  }
  return {};
}

std::string Tree::Text(uint32_t node) const {
  std::string out;
  for (uint32_t i = node; i < nodes[node].end; ++i) {
    switch (nodes[i].tag) {
      case Tag::kText:
        AppendCollapsed(nodes[i].text, out);
        break;
      case Tag::kScript:
      case Tag::kStyle:
      case Tag::kNoscript:
      case Tag::kTemplate:
        i = nodes[i].end - 1;
        break;
      case Tag::kA:
      case Tag::kSpan:
      case Tag::kTime:
      case Tag::kOther:
        break;
      default:
        AppendCollapsed(" ", out);
    }
  }
  return std::string(Trim(out));
}

void AppendCollapsed(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size();) {
    size_t from = i;
    while (i < text.size() && text[i] > ' ' && text[i] < 0x7F) ++i;
    out.append(text, from, i - from);
    if (i == text.size()) break;
    CodePoint c = CodePointAt(text, i);
    if (IsSpace(c.value)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (c.value != 0xAD && c.value != 0x200B && c.value >= 0x20) {
      out.append(text, i, c.length);
    }
    i += c.length;
  }
}

std::string Collapsed(std::string_view text) {
  std::string out;
  AppendCollapsed(text, out);
  return std::string(Trim(out));
}

std::string_view Trim(std::string_view text) {
  size_t from = text.find_first_not_of(" \t\r\n\f\v");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n\f\v") + 1 - from);
}

}  // namespace newsfacts
