#include "pipeline/clean/prescan.h"

#include <algorithm>
#include <array>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMaxOpenTags = 3000;
constexpr size_t kMaxAttributes = 500;

char Low(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool IsNameEnd(char c) {
  return c == ' ' || c == '>' || c == '/' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool StartsWith(std::string_view text, size_t at, std::string_view low) {
  if (text.size() - at < low.size()) return false;
  for (size_t i = 0; i < low.size(); ++i) {
    if (Low(text[at + i]) != low[i]) return false;
  }
  return true;
}

// The end of the tag that begins at `at`: behind its '>', quotes respected; npos where it never
// ends.
size_t TagEnd(std::string_view html, size_t at, size_t* attributes) {
  char quote = 0;
  for (size_t i = at + 1; i < html.size(); ++i) {
    char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && i > 0 && html[i - 1] == '=') {
      quote = c;
    } else if (c == '=') {
      ++*attributes;
      while (i + 1 < html.size() && (html[i + 1] == ' ' || html[i + 1] == '\n')) {
        ++i;
        if (i + 1 < html.size() && (html[i + 1] == '"' || html[i + 1] == '\'')) quote = html[++i];
      }
    } else if (c == '>') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// The place of the end tag of `name` at or after `from`.
size_t FindEndTag(std::string_view html, size_t from, std::string_view name) {
  for (size_t at = from; (at = html.find("</", at)) != std::string_view::npos; at += 2) {
    if (!StartsWith(html, at + 2, name)) continue;
    size_t after = at + 2 + name.size();
    if (after >= html.size() || IsNameEnd(html[after])) return at;
  }
  return std::string_view::npos;
}

constexpr std::array<std::string_view, 7> kDropped = {"script", "style",    "svg",   "noscript",
                                                      "iframe", "template", "object"};
constexpr std::array<std::string_view, 16> kVoid = {
    "br",   "img",  "meta", "link",  "input", "hr",    "source", "wbr",
    "area", "base", "col",  "embed", "param", "track", "p",      "li"};

class Scanner {
 public:
  Scanner(std::string_view html, bool drop) : html_(html), drop_(drop) {}

  Prescanned Run() {
    out_.html.reserve(html_.size() / 2);
    size_t at = 0;
    while (at < html_.size()) {
      size_t tag = std::min(html_.find('<', at), html_.size());
      Keep(at, tag);
      at = tag < html_.size() ? Tag(tag) : tag;
    }
    return std::move(out_);
  }

 private:
  void Keep(size_t begin, size_t end) { out_.html.append(html_, begin, end - begin); }

  // Reads what begins with '<' at `at`; returns where to go on.
  size_t Tag(size_t at) {
    if (StartsWith(html_, at, "<!--")) {
      size_t end = html_.find("-->", at + 4);
      size_t next = end == std::string_view::npos ? html_.size() : end + 3;
      if (!drop_) Keep(at, next);
      return next;
    }
    size_t name_begin = at + 1;
    size_t name_end = name_begin;
    while (name_end < html_.size() && !IsNameEnd(html_[name_end]) && name_end - name_begin < 20)
      ++name_end;
    std::string name;
    for (size_t i = name_begin; i < name_end; ++i) name += Low(html_[i]);
    bool letter = !name.empty() && name[0] >= 'a' && name[0] <= 'z';
    if (name.starts_with('/')) {
      if (depth_ > 0) --depth_;
    } else if (!letter) {
      Keep(at, at + 1);
      return at + 1;
    }
    size_t attributes = 0;
    size_t end = TagEnd(html_, at, &attributes);
    if (end == std::string_view::npos) return html_.size();
    if (std::find(kDropped.begin(), kDropped.end(), name) != kDropped.end())
      return Element(at, end, name);
    if (letter) {
      bool closed =
          html_[end - 2] == '/' || std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
      if (!closed && ++depth_ > kMaxOpenTags) {
        out_.too_deep = true;
        return end;
      }
      if (attributes > kMaxAttributes) {
        out_.html += "<" + name + ">";
        return end;
      }
    }
    Keep(at, end);
    return end;
  }

  // A dropped element: to its end tag.
  size_t Element(size_t at, size_t tag_end, const std::string& name) {
    size_t close = FindEndTag(html_, tag_end, name);
    bool script = name == "script";
    if (script && close != std::string_view::npos) {
      std::string_view tag = html_.substr(at, tag_end - at);
      if (ToLower(tag).find("ld+json") != std::string::npos)
        out_.json_ld.emplace_back(html_.substr(tag_end, close - tag_end));
    }
    // What never closes would take the rest of the page with it: a raw text element does so in a
    // browser too; of the others only the tag goes.
    bool raw = script || name == "style";
    if (close == std::string_view::npos) return raw ? html_.size() : tag_end;
    size_t next = std::min(html_.find('>', close), html_.size() - 1) + 1;
    if (!drop_ && name != "template") Keep(at, next);
    return next;
  }

  std::string_view html_;
  bool drop_;
  size_t depth_ = 0;
  Prescanned out_;
};

}  // namespace

Prescanned Prescan(std::string_view html, bool drop) {
  return Scanner(html, drop).Run();
}

std::string DeclaredCharset(std::string_view bytes) {
  std::string head = ToLower(MendUtf8(bytes.substr(0, 8192)));
  size_t at = head.find("charset=");
  if (at == std::string::npos) {
    at = head.find("encoding=");  // <?xml version="1.0" encoding="...">
    if (at == std::string::npos || head.find("<?xml") == std::string::npos) return "";
    ++at;
  }
  at += 8;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  size_t end = at;
  while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) != 0 ||
                               head[end] == '-' || head[end] == '_' || head[end] == ':'))
    ++end;
  return head.substr(at, end - at);
}

}  // namespace newsfacts
