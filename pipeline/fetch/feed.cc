#include "pipeline/fetch/feed.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>

#include "pipeline/fetch/url.h"
#include "pipeline/fetch/xml_text.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMaxTextBytes = 1 << 16;  // of one element
constexpr size_t kMaxDepth = 200;
constexpr size_t kMaxEntityBytes = 1000;

class Reader {
 public:
  explicit Reader(Feed* feed) : feed_(feed), parser_(XML_ParserCreate("UTF-8")) {
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Reader*>(self)->Start(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<Reader*>(self)->End(); });
    XML_SetCharacterDataHandler(parser_, [](void* self, const XML_Char* text, int size) {
      auto* reader = static_cast<Reader*>(self);
      if (reader->text_.size() < kMaxTextBytes)
        reader->text_.append(text, static_cast<size_t>(size));
    });
    // No entity is expanded in text: declared ones go to the default handler, others (feeds are
    // full of HTML's) count as skipped, since there might be a DTD, which is never fetched.
    XML_SetDefaultHandler(parser_, [](void*, const XML_Char*, int) {});
    XML_UseForeignDTD(parser_, XML_TRUE);
    XML_SetSkippedEntityHandler(parser_, [](void* self, const XML_Char* name, int is_parameter) {
      if (is_parameter == 0) static_cast<Reader*>(self)->text_ += fmt::format("&{};", name);
    });
    XML_SetEntityDeclHandler(
        parser_, [](void* self, const XML_Char*, int, const XML_Char* value, int size,
                    const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
          std::string_view text(value == nullptr ? "" : value, value == nullptr ? 0 : size);
          bool harmless = text.size() <= kMaxEntityBytes && text.find_first_of("&%") == text.npos;
          if (!harmless) static_cast<Reader*>(self)->Stop("declares an entity of entities");
        });
  }
  ~Reader() { XML_ParserFree(parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  void Read(std::string_view bytes) {
    bool ok = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), 1) == XML_STATUS_OK;
    if (!ok && feed_->problem.empty()) Stop(XML_ErrorString(XML_GetErrorCode(parser_)));
    if (feed_->problem.empty() && !feed_->is_feed) feed_->problem = "XML, but no feed";
  }

 private:
  void Stop(std::string_view why) {
    feed_->problem = fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_), why);
    XML_StopParser(parser_, XML_FALSE);
  }

  static std::string_view Attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (attributes[0] == name) return attributes[1];
    }
    return "";
  }

  void Start(std::string_view full_name, const XML_Char** attributes) {
    if (depth_ >= kMaxDepth) return Stop("nested too deeply");
    std::string_view name = LocalName(full_name);
    if (depth_ == 0) feed_->is_feed = name == "rss" || name == "feed" || name == "RDF";
    if (entry_depth_ == 0 && (name == "item" || name == "entry")) {
      entry_depth_ = depth_ + 1;
      entry_ = {};
      link_is_page_ = false;
      guid_.clear();
    }
    ++depth_;
    if (entry_depth_ == 0 || depth_ != entry_depth_ + 1) return;
    field_ = name;
    prefixed_ = full_name.size() != name.size() && !full_name.starts_with("dc:") &&
                !full_name.starts_with("rss:");
    text_.clear();
    guid_is_link_ = Attribute(attributes, "isPermaLink") != "false";
    std::string_view rel = Attribute(attributes, "rel");
    std::string_view href = Attribute(attributes, "href");
    if (name != "link" || href.empty() || (!rel.empty() && rel != "alternate")) return;
    bool is_page = rel == "alternate" && Attribute(attributes, "type") == "text/html";
    if (is_page && !link_is_page_) entry_.link.clear();
    link_is_page_ |= is_page;
    Fill(&entry_.link, href);
  }

  void End() {
    if (entry_depth_ != 0 && depth_ == entry_depth_ + 1) TakeField(TrimmedText(text_));
    if (depth_ == entry_depth_) {
      if (entry_.link.empty()) entry_.link = guid_;
      feed_->entries.push_back(std::move(entry_));
      entry_depth_ = 0;
    }
    --depth_;
  }

  // The first of several wins; media:title and the like are not the entry's.
  void TakeField(std::string_view text) {
    bool plain = !prefixed_;
    if (field_ == "link" && plain) Fill(&entry_.link, text);
    if (field_ == "title" && plain) Fill(&entry_.title, text);
    if ((field_ == "guid" || field_ == "id") && guid_is_link_ && ParseUrl(text).ok()) guid_ = text;
    if (field_ == "pubDate" || field_ == "published" || field_ == "date" || field_ == "issued") {
      Fill(&entry_.published, text);
    }
  }

  static void Fill(std::string* into, std::string_view text) {
    if (into->empty()) *into = text;
  }

  Feed* feed_;
  XML_Parser parser_;
  size_t depth_ = 0;        // open elements
  size_t entry_depth_ = 0;  // depth of the open entry; 0: none
  FeedEntry entry_;
  std::string guid_;
  bool guid_is_link_ = true;
  bool link_is_page_ = false;  // said to be rel="alternate" type="text/html"
  std::string field_;
  bool prefixed_ = false;
  std::string text_;
};

// The name in <?xml encoding="..."?>, "" where there is none.
std::string_view DeclaredCharset(std::string_view bytes) {
  std::string_view head = bytes.substr(0, std::min<size_t>(bytes.find("?>"), 200));
  size_t at = head.find("encoding");
  if (at == head.npos) return "";
  size_t quote = head.find_first_of("\"'", at);
  if (quote == head.npos) return "";
  return head.substr(quote + 1, head.find(head[quote], quote + 1) - quote - 1);
}

// Without the space and comments that must not stand before <?xml.
std::string_view WithoutPreamble(std::string_view body) {
  while (true) {
    body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), body.size()));
    size_t end = body.find("-->");
    if (!body.starts_with("<!--") || end == body.npos) return body;
    body.remove_prefix(end + 3);
  }
}

}  // namespace

Feed ReadFeed(std::string_view bytes) {
  std::string text = DecodeToUtf8(bytes, "", DeclaredCharset(bytes)).text;
  for (char& c : text) {  // no XML, but common in what editors pasted
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') c = ' ';
  }
  Feed feed;
  Reader(&feed).Read(WithoutPreamble(text));
  if (!feed.is_feed) feed.entries.clear();  // what another kind of XML calls an entry
  return feed;
}

}  // namespace newsfacts
