#include "pipeline/fetch/sitemap.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/fetch/url.h"
#include "pipeline/fetch/xml_text.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMaxTextBytes = 8192;  // of one element; a longer one is no URL and no title
constexpr size_t kMaxDepth = 100;

// Follows the parser through the tree. Which field a text belongs to is told by its element and
// the element around it: <loc> counts within <url> or <sitemap>, not within <image:image>.
class Reader {
 public:
  explicit Reader(Sitemap* map) : map_(map), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_,
        [](void* self, const XML_Char* name, const XML_Char**) {
          static_cast<Reader*>(self)->Start(LocalName(name));
        },
        [](void* self, const XML_Char*) { static_cast<Reader*>(self)->End(); });
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int size) {
      static_cast<Reader*>(self)->Text({text, static_cast<size_t>(size)});
    });
    XML_SetEntityDeclHandler(
        parser_, [](void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                    const XML_Char*, const XML_Char*,
                    const XML_Char*) { static_cast<Reader*>(self)->Stop("declares an entity"); });
  }
  ~Reader() { XML_ParserFree(parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void Read(std::string_view bytes) {
    constexpr size_t kStep = 1 << 16;
    bool going = true;
    for (size_t at = 0; going && (at < bytes.size() || at == 0); at += kStep) {
      std::string_view part = bytes.substr(at, kStep);
      going = XML_Parse(parser_, part.data(), static_cast<int>(part.size()),
                        at + kStep >= bytes.size()) == XML_STATUS_OK;
    }
    // Cut within a tag: the text before it is whole, as in "<loc>http://news.example/</lo".
    bool in_tag = !going && XML_GetErrorCode(parser_) == XML_ERROR_UNCLOSED_TOKEN;
    if (in_tag && field_ == &entry_.loc) entry_.loc = TrimmedText(text_);
    Finish();
    if (!going && map_->problem.empty()) {
      map_->problem = fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_),
                                  XML_ErrorString(XML_GetErrorCode(parser_)));
    }
  }

 private:
  void Stop(std::string_view why) {
    map_->problem = fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_), why);
    XML_StopParser(parser_, XML_FALSE);
  }

  std::string* FieldOf(std::string_view name) {
    std::string_view parent = stack_.empty() ? "" : std::string_view(stack_.back());
    if (parent == "url" || parent == "sitemap") {
      if (name == "loc") return &entry_.loc;
      if (name == "lastmod") return &entry_.lastmod;
    }
    if (parent == "news") {
      if (name == "title") return &entry_.title;
      if (name == "publication_date") return &entry_.published;
    }
    return nullptr;
  }

  void Start(std::string_view name) {
    if (stack_.size() >= kMaxDepth) return Stop("nested too deeply");
    if (stack_.empty() && name == "urlset") map_->kind = Sitemap::Kind::kUrls;
    if (stack_.empty() && name == "sitemapindex") map_->kind = Sitemap::Kind::kIndex;
    if (field_ == nullptr) {
      if (name == "url" || name == "sitemap") Finish();
      field_ = FieldOf(name);
      if (field_ == &entry_.loc && !entry_.loc.empty()) Finish();
      field_depth_ = stack_.size();
      text_.clear();
    }
    stack_.emplace_back(name);
  }

  void End() {
    if (stack_.empty()) return;
    std::string name = std::move(stack_.back());
    stack_.pop_back();
    if (field_ != nullptr && stack_.size() == field_depth_) {
      if (field_->empty()) *field_ = TrimmedText(text_);
      field_ = nullptr;
    } else if (field_ == nullptr && (name == "url" || name == "sitemap")) {
      Finish();
    }
  }

  void Text(std::string_view text) {
    std::string& into = field_ != nullptr ? text_ : own_text_;
    if (into.size() < kMaxTextBytes) into += text;
  }

  void Finish() {
    if (entry_.loc.empty()) {
      std::string own = TrimmedText(own_text_);
      if (ParseUrl(own).ok()) entry_.loc = std::move(own);
    }
    own_text_.clear();
    if (!entry_.loc.empty() && map_->kind != Sitemap::Kind::kOther) {
      if (map_->entries.size() == Sitemap::kMaxEntries) return Stop("more than 50,000 entries");
      map_->entries.push_back(std::move(entry_));
    }
    entry_ = {};
  }

  Sitemap* map_;
  XML_Parser parser_;
  std::vector<std::string> stack_;  // local names of the open elements
  SitemapEntry entry_;
  std::string* field_ = nullptr;
  size_t field_depth_ = 0;
  std::string text_;
  std::string own_text_;  // outside of any field: some write <sitemap>URL</sitemap>
};

Sitemap ReadTextSitemap(std::string_view bytes) {
  Sitemap map;
  size_t lines = 0;
  for (size_t at = 0; at < bytes.size();) {
    size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    std::string line = TrimmedText(MendUtf8(bytes.substr(at, end - at)));
    at = end + 1;
    if (line.empty()) continue;
    ++lines;
    if (!ParseUrl(line).ok()) continue;
    if (map.entries.size() == Sitemap::kMaxEntries) {
      map.problem = "more than 50,000 entries";
      break;
    }
    map.entries.push_back({std::move(line), "", "", ""});
  }
  if (!map.entries.empty()) map.kind = Sitemap::Kind::kText;
  if (map.entries.empty()) map.problem = "no sitemap: neither XML nor a list of URLs";
  if (map.problem.empty() && map.entries.size() < lines) {
    map.problem = fmt::format("{} lines are no URLs", lines - map.entries.size());
  }
  return map;
}

}  // namespace

Sitemap ReadSitemap(std::string_view bytes) {
  // White space and byte order marks before the XML declaration are common, and no XML.
  std::string_view body = bytes;
  if (!body.starts_with("\xFE\xFF") && !body.starts_with("\xFF\xFE")) {
    size_t first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    body.remove_prefix(std::min(first, body.size()));
    if (!body.starts_with('<')) return ReadTextSitemap(body);
  }
  Sitemap map;
  Reader(&map).Read(body);
  if (map.kind == Sitemap::Kind::kOther && map.problem.empty()) {
    map.problem = "XML, but no sitemap";
  }
  return map;
}

}  // namespace newsfacts
