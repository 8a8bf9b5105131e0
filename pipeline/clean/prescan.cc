#include "pipeline/clean/prescan.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "pipeline/clean/name_kinds.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

char Low(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool IsBlank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsAlpha(char c) {
  return Low(c) >= 'a' && Low(c) <= 'z';
}

// Part of a reference behind its "&".
bool IsOfReference(char c) {
  return IsAlpha(c) || IsDigit(c) || c == '#';
}

// A shorter run of text is as short as what would stand in for it.
constexpr size_t kShortRun = 6;

// What a byte of text may be: part of a plain run, a blank, something that the parser must read, or
// the first byte of a character that may be such.
enum class ByteClass : uint8_t { kPlain, kBlank, kRead, kLook };

constexpr std::array<ByteClass, 256> kByteClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (size_t c = 0; c < 0x20; ++c) classes[c] = ByteClass::kRead;
  for (unsigned char c : {' ', '\t', '\n', '\v', '\f', '\r'}) classes[c] = ByteClass::kBlank;
  for (size_t c : {size_t{'&'}, size_t{0x7F}}) classes[c] = ByteClass::kRead;
  for (size_t c : {0xC2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4}) classes[c] = ByteClass::kLook;
  return classes;
}();

// What the parser replaces: control characters and code points that are no characters; and what
// lies with the stand-ins. `i` is at a byte of class kLook.
bool IsNoText(std::string_view text, size_t i) {
  auto byte = [&](size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0xFFU;
  };
  switch (byte(0)) {
    case 0xC2:
      return byte(1) < 0xA0 || byte(1) == 0xFF;
    case 0xEF:
      return byte(1) == 0xB7 || byte(1) >= 0xBF;
    case 0xF3:
    case 0xF4:
      return true;
    default:
      return byte(2) == 0xBF || byte(3) == 0xFF;
  }
}

bool IsPlainText(std::string_view text, size_t i) {
  ByteClass c = kByteClasses[static_cast<unsigned char>(text[i])];
  return c == ByteClass::kPlain || (c == ByteClass::kLook && !IsNoText(text, i));
}

// What the parser would copy as it is into the value of an attribute.
bool IsPlainValue(std::string_view value) {
  for (size_t i = 0; i < value.size(); ++i) {
    if (!IsPlainText(value, i) && value[i] != ' ' && value[i] != '\n' && value[i] != '\t')
      return false;
  }
  return true;
}

// The character at `i` is of the private-use planes 15 and 16: icons of fonts, no text.
bool IsIcon(std::string_view text, size_t i) {
  return text[i] == '\xF4' || (text[i] == '\xF3' && i + 1 < text.size() &&
                               static_cast<unsigned char>(text[i + 1]) >= 0xB0);
}

// The same of "&#983041;".
bool RefersToIcon(std::string_view reference) {
  if (!reference.starts_with("&#")) return false;
  bool hex = reference.size() > 2 && Low(reference[2]) == 'x';
  uint64_t value = 0;
  for (char c : reference.substr(hex ? 3 : 2)) {
    c = Low(c);
    bool digit = IsDigit(c);
    if (!digit && !(hex && c >= 'a' && c <= 'f')) break;
    value = value * (hex ? 16 : 10) + static_cast<uint64_t>(digit ? c - '0' : c - 'a' + 10);
    if (value > StandIns::kLast) return false;
  }
  return value >= StandIns::kFirst;
}

struct TagToken {
  std::string_view name;
  uint8_t kinds = 0;
  bool closing = false;
  bool self_closing = false;
  size_t end = 0;  // one past '>'
};

class Scanner {
 public:
  Scanner(std::string_view page, const PrescanOptions& options, Prescanned& out)
      : page_(page), options_(options), stand_ins_(options.drop && options.stand_ins), out_(out) {}

  void Run() {
    out_.html = "<!DOCTYPE html>";
    size_t i = 0;
    while (i < page_.size() && !out_.cut) {
      size_t tag = std::min(page_.find('<', i), page_.size());
      if (skipped_.empty()) CopyFlow(page_.substr(i, tag - i));
      if (tag == page_.size()) {
        // A section that never ended: it was none, read on behind its tag.
        if (skipped_.empty() || skip_from_ == 0) break;
        i = skip_from_;
        skipped_.clear();
        may_skip_ = false;
        continue;
      }
      i = ReadMarkup(tag);
    }
  }

 private:
  // At '<'; returns where text goes on.
  size_t ReadMarkup(size_t at) {
    if (at + 1 >= page_.size()) return page_.size();
    char next = page_[at + 1];
    if (next == '!' || next == '?') return SkipDeclaration(at);
    size_t name = at + 1 + (next == '/' ? 1 : 0);
    if (name >= page_.size() || !IsAlpha(page_[name])) {
      if (next == '/') return std::min(page_.find('>', at), page_.size() - 1) + 1;
      if (skipped_.empty()) out_.html += "&lt;";
      return at + 1;
    }
    TagToken tag = ReadTag(name, next == '/');
    if (tag.end == 0) return page_.size();  // cut off inside a tag
    if (tag.closing) {
      Close(tag);
      return tag.end;
    }
    return Open(tag);
  }

  size_t SkipDeclaration(size_t at) const {
    if (page_.substr(at, 4) == "<!--") {
      if (page_.substr(at + 4, 1) == ">") return at + 5;
      size_t end = page_.find("-->", at + 4);
      return end == std::string_view::npos ? page_.size() : end + 3;
    }
    size_t end = page_.find('>', at);
    return end == std::string_view::npos ? page_.size() : end + 1;
  }

  // Reads name and attributes; the attributes that stay are in attributes_.
  TagToken ReadTag(size_t at, bool closing) {
    TagToken tag;
    tag.closing = closing;
    attributes_.clear();
    size_t i = at;
    size_t length = 0;
    for (; i < page_.size() && !IsBlank(page_[i]) && page_[i] != '>' && page_[i] != '/'; ++i) {
      if (length < name_.size()) name_[length++] = Low(page_[i]);
    }
    tag.name = std::string_view(name_.data(), length);
    tag.kinds = static_cast<uint8_t>(Kinds().Find(tag.name));
    size_t count = 0;
    while (i < page_.size()) {
      while (i < page_.size() && (IsBlank(page_[i]) || page_[i] == '/')) ++i;
      if (i >= page_.size()) return tag;
      if (page_[i] == '>') {
        tag.self_closing = page_[i - 1] == '/';
        tag.end = i + 1;
        return tag;
      }
      size_t from = i++;
      while (i < page_.size() && !IsBlank(page_[i]) && page_[i] != '>' && page_[i] != '/' &&
             page_[i] != '=') {
        ++i;
      }
      std::string_view name = page_.substr(from, i - from);
      while (i < page_.size() && IsBlank(page_[i])) ++i;
      std::string_view value;
      if (i < page_.size() && page_[i] == '=') i = ReadValue(i + 1, value);
      if (++count <= options_.max_attributes) attributes_.push_back({name, value});
    }
    return tag;
  }

  size_t ReadValue(size_t i, std::string_view& value) const {
    while (i < page_.size() && IsBlank(page_[i])) ++i;
    if (i >= page_.size()) return i;
    char quote = page_[i];
    if (quote == '"' || quote == '\'') {
      size_t end = std::min(page_.find(quote, i + 1), page_.size());
      value = page_.substr(i + 1, end - i - 1);
      return std::min(end + 1, page_.size());
    }
    size_t from = i;
    while (i < page_.size() && !IsBlank(page_[i]) && page_[i] != '>') ++i;
    value = page_.substr(from, i - from);
    return i;
  }

  size_t Open(const TagToken& tag) {
    if ((tag.kinds & kRaw) != 0) return SkipRaw(tag);
    if (!skipped_.empty()) {
      if (tag.name == skipped_ && !tag.self_closing) ++skip_depth_;
      return tag.end;
    }
    if (tag.name == "plaintext") return tag.end;
    if (options_.drop) {
      bool signed_off = articles_ > 0 && tag.name == "footer";  // it may hold the byline
      if (may_skip_ && !signed_off && (tag.kinds & kSection) != 0) {
        if (tag.self_closing) return tag.end;
        skipped_ = tag.name;
        skip_depth_ = 1;
        skip_from_ = tag.end;
        return tag.end;
      }
    }
    if ((tag.kinds & kFormatting) != 0) return tag.end;
    if (options_.drop && tag.name == "link" && !IsCanonical()) return tag.end;
    bool deepens = (tag.kinds & (kVoid | kImplied)) == 0;
    if (deepens && depth_ >= options_.max_depth) {
      ++dropped_;
      return tag.end;
    }
    if (deepens && !tag.self_closing) ++depth_;
    if (tag.name == "pre") ++pre_;
    if (tag.name == "article") ++articles_;
    Write(tag);
    return tag.name == "title" ? CopyTitle(tag.end) : tag.end;
  }

  // What stands in a title is text, though it may look like tags; bare ones of formatting were
  // meant as such. Returns where its end tag begins.
  size_t CopyTitle(size_t begin) {
    const size_t end = EndOfRaw(begin, "title");
    for (size_t i = begin; i < end;) {
      size_t mark = std::min(page_.find('<', i), end);
      CopyText(page_.substr(i, mark - i));
      i = EndOfBareFormatting(mark);
      if (i > mark) continue;
      if (mark < end) out_.html += "&lt;";
      i = mark + 1;
    }
    return end;
  }

  // Behind "<em>" or "</em>" at `i`; `i` where no such tag stands there.
  size_t EndOfBareFormatting(size_t i) {
    size_t name = i + (page_.substr(i, 2) == "</" ? 2 : 1);
    size_t close = name;
    while (close < page_.size() && close - name < name_.size() && IsAlpha(page_[close])) ++close;
    if (close >= page_.size() || page_[close] != '>') return i;
    bool formats = (Kinds().Find(LowerAscii(page_.substr(name, close - name))) & kFormatting) != 0;
    return formats ? close + 1 : i;
  }

  void Close(const TagToken& tag) {
    if (!skipped_.empty()) {
      if (tag.name == skipped_ && --skip_depth_ == 0) skipped_.clear();
      return;
    }
    if ((tag.kinds & (kFormatting | kVoid)) != 0) {
      if (tag.name == "br") out_.html += "<br>";
      return;
    }
    if ((tag.kinds & kImplied) == 0) {
      if (dropped_ > 0) {
        --dropped_;
        return;
      }
      if (depth_ > 0) --depth_;
    }
    if (tag.name == "pre" && pre_ > 0) --pre_;
    if (tag.name == "article" && articles_ > 0) --articles_;
    out_.html += "</";
    out_.html += tag.name;
    out_.html += '>';
  }

  // Where the end tag of an element begins whose content is text from `i` on; the page's end where
  // it has none.
  size_t EndOfRaw(size_t i, std::string_view name) const {
    while ((i = page_.find("</", i)) != std::string_view::npos) {
      size_t after = i + 2 + name.size();
      if (EqualsIgnoreAsciiCase(page_.substr(i + 2, name.size()), name) &&
          (after >= page_.size() || IsBlank(page_[after]) || page_[after] == '>' ||
           page_[after] == '/')) {
        return i;
      }
      i += 2;
    }
    return page_.size();
  }

  // Everything up to the element's end tag goes; JSON-LD is kept apart.
  size_t SkipRaw(const TagToken& tag) {
    bool json = false;
    if (tag.name == "script") {
      for (const auto& [name, value] : attributes_) {
        if (EqualsIgnoreAsciiCase(name, "type") &&
            LowerAscii(value).find("ld+json") != std::string::npos) {
          json = true;
        }
      }
    }
    size_t i = EndOfRaw(tag.end, tag.name);
    if (json) out_.json_ld.emplace_back(page_.substr(tag.end, i - tag.end));
    size_t end = page_.find('>', i);
    return end == std::string_view::npos ? page_.size() : end + 1;
  }

  bool IsCanonical() const {
    return std::any_of(attributes_.begin(), attributes_.end(), [](const auto& attribute) {
      return attribute.value.find("canonical") != std::string_view::npos;
    });
  }

  // The name in lower case, "" of an attribute that goes.
  std::string_view Kept(std::string_view name, const TagToken& tag) {
    attribute_.assign(name);
    std::transform(attribute_.begin(), attribute_.end(), attribute_.begin(), Low);
    if (!options_.drop) {
      return attribute_.find('"') == std::string::npos ? std::string_view(attribute_)
                                                       : std::string_view();
    }
    if (attribute_ == "href") return tag.name == "link" ? "href" : "";
    return (Kinds().Find(attribute_) & kAttribute) != 0 ? Kinds().Known(attribute_) : "";
  }

  // The attributes that stay stand aside; false where the parser has to read them.
  bool PutAside(const TagToken& tag) {
    if (tag.name == "html" || tag.name == "body") return false;  // a second one adds to the first
    kept_.clear();
    for (const Attribute& a : attributes_) {
      std::string_view name = Kept(a.name, tag);
      auto same = [&](const Attribute& other) { return other.name == name; };
      if (name.empty() || std::any_of(kept_.begin(), kept_.end(), same)) continue;
      if (!IsPlainValue(a.value)) return false;
      kept_.push_back({name, a.value});
    }
    if (!kept_.empty()) out_.aside.AddAttributes(kept_, &out_.html);
    return true;
  }

  void Write(const TagToken& tag) {
    std::string& html = out_.html;
    html += '<';
    html += tag.name;
    if (!stand_ins_ || !PutAside(tag)) {
      for (const Attribute& a : attributes_) WriteAttribute(Kept(a.name, tag), a.value);
    }
    html += '>';
    CheckLength();
  }

  void WriteAttribute(std::string_view name, std::string_view value) {
    if (name.empty()) return;
    bool has_double = value.find('"') != std::string_view::npos;
    bool has_both = has_double && value.find('\'') != std::string_view::npos;
    char quote = has_double && !has_both ? '\'' : '"';
    out_.html += ' ';
    out_.html += name;
    out_.html += '=';
    out_.html += quote;
    if (has_both) {  // it stood without quotes
      for (char c : value) {
        c == quote ? out_.html += "&quot;" : out_.html += c;
      }
    } else {
      out_.html += value;
    }
    out_.html += quote;
  }

  void CopyText(std::string_view text) {
    if (text.size() > options_.max_bytes) text = text.substr(0, options_.max_bytes);
    for (size_t i = 0; i < text.size();) {
      if (text[i] == '\0') {
        ++i;
      } else if (IsBlank(text[i])) {
        i = CopyBlanks(text, i);
      } else if (stand_ins_) {
        i = SetAside(text, i);
      } else {
        size_t from = i;
        while (i < text.size() && text[i] != '\0' && !IsBlank(text[i])) ++i;
        out_.html.append(text, from, i - from);
      }
    }
    CheckLength();
  }

  // Text between tags. A tag or comment that is left out behind it must not join the begin of a
  // reference to what looks like its rest: "AT&<b>amp;</b>" is no "AT&".
  void CopyFlow(std::string_view text) {
    CopyText(text);
    size_t mark = text.size();
    while (mark > 0 && IsOfReference(text[mark - 1])) --mark;
    if (mark > 0 && text[mark - 1] == '&') out_.html += "<!---->";
  }

  size_t CopyBlanks(std::string_view text, size_t i) {
    if (pre_ > 0) {
      out_.html += text[i];
      return i + 1;
    }
    while (i < text.size() && IsBlank(text[i])) ++i;
    if (!out_.aside.EndsWithText(out_.html) || !out_.aside.AddText(" ", &out_.html)) {
      out_.html += ' ';
    }
    return i;
  }

  // From a byte that is no blank; returns where the next such run begins.
  size_t SetAside(std::string_view text, size_t i) {
    size_t from = i;
    auto one_blank = [&] {
      return text[i] == ' ' && i + 1 < text.size() && IsPlainText(text, i + 1);
    };
    while (i < text.size() && (IsPlainText(text, i) || one_blank())) ++i;
    if (i > from) {
      std::string_view run = text.substr(from, i - from);
      if (run.size() < kShortRun || !out_.aside.AddText(run, &out_.html)) out_.html += run;
      return i;
    }
    if (text[i] == '&') {
      for (++i; i < text.size() && IsOfReference(text[i]);) ++i;
      if (i < text.size() && text[i] == ';') ++i;
    } else {
      for (++i; i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;) ++i;
    }
    std::string_view read = text.substr(from, i - from);
    if (!RefersToIcon(read) && !IsIcon(read, 0)) out_.html += read;
    return i;
  }

  void CheckLength() {
    size_t size = out_.html.size() + out_.aside.saved();
    if (size <= options_.max_bytes) return;
    out_.cut = true;
    size_t excess = size - options_.max_bytes;
    if (out_.aside.EndsWithText(out_.html)) {
      out_.aside.ShortenText(excess);
      return;
    }
    size_t end = out_.html.size() - std::min(excess, out_.html.size());
    while (end > 0 && (static_cast<unsigned char>(out_.html[end]) & 0xC0) == 0x80) --end;
    out_.html.resize(end);
  }

  std::string_view page_;
  const PrescanOptions& options_;
  const bool stand_ins_;
  Prescanned& out_;
  std::array<char, 32> name_{};  // of the tag, lower case
  std::string attribute_;        // a name in lower case
  std::vector<Attribute> attributes_, kept_;
  std::string skipped_;  // the section being dropped, "" for none
  size_t skip_depth_ = 0;
  size_t skip_from_ = 0;
  bool may_skip_ = true;
  size_t depth_ = 0;
  size_t dropped_ = 0;  // open tags beyond max_depth
  size_t pre_ = 0;
  size_t articles_ = 0;  // open article elements
};

}  // namespace

void Prescan(std::string_view page, const PrescanOptions& options, Prescanned& out) {
  out.html.clear();
  out.aside.Clear();
  out.json_ld.clear();
  out.cut = false;
  Scanner(page, options, out).Run();
}

}  // namespace newsfacts
