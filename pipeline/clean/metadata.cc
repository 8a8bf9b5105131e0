#include "pipeline/clean/metadata.h"

#include <algorithm>
#include <unordered_map>

#include "pipeline/clean/authors.h"
#include "pipeline/clean/dates.h"
#include "pipeline/clean/json_ld.h"
#include "pipeline/clean/patterns.h"
#include "pipeline/clean/title.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Names of meta elements, the most trusted first.
constexpr const char* kPublished[] = {"article:published_time",
                                      "og:published_time",
                                      "datepublished",
                                      "date",
                                      "dc.date",
                                      "dc.date.issued",
                                      "dcterms.created",
                                      "dcterms.date",
                                      "dc.date.created",
                                      "pubdate",
                                      "publishdate",
                                      "publish-date",
                                      "publication_date",
                                      "parsely-pub-date",
                                      "sailthru.date",
                                      "citation_publication_date",
                                      "article:published",
                                      "datecreated",
                                      "og:article:published_time",
                                      "last-modified",
                                      "article:modified_time",
                                      "datemodified"};
constexpr const char* kModified[] = {"article:modified_time", "og:updated_time", "datemodified",
                                     "last-modified"};
constexpr const char* kAuthor[] = {"author",          "article:author",  "parsely-author",
                                   "dc.creator",      "sailthru.author", "byl",
                                   "citation_author", "dcterms.creator", "twitter:data1"};
constexpr size_t kBylineNodes = 60;  // a byline is no larger, and its names are no further apart
constexpr size_t kMostTold = 100;    // headings and author elements that are looked at

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The page was published on the day in its URL; a clock in UTC may tell the day beside it.
bool IsDayBeside(std::string_view instant, std::string_view day) {
  bool utc = instant.ends_with("Z") || instant.ends_with("+00:00");
  if (!utc || day.size() != 10 || instant.size() < 16 || instant.substr(0, 10) == day) return false;
  int hour = (instant[11] - '0') * 10 + (instant[12] - '0');
  if (hour >= 12) return DayAfter(instant.substr(0, 10)) == day;
  return DayAfter(day) == instant.substr(0, 10);
}

class PageReader {
 public:
  PageReader(const Tree& tree, const JsonLdArticle& json, Metadata& out)
      : tree_(tree), json_(json), out_(out) {}

  void Read() {
    TakeJson();
    ReadHead();
    TakeMetas();
    ReadBody();
    Set(out_.published, "published", microdata_, "microdata");
    Set(out_.published, "published", time_, "time");
    Set(out_.published, "published", FindUrlDate(out_.url), "url");
    Set(out_.published, "published", dated_, "page");
    if (out_.published.empty()) Set(out_.published, "published", FirstDate(), "page");
    MindTheUrl();
    title_.headline = json_.headline;
    title_.site = out_.site;
    auto [title, reader] = ChooseTitle(title_);
    Set(out_.title, "title", std::move(title), reader);
    Authors();
  }

 private:
  void Set(std::string& field, std::string_view name, std::string value, std::string_view reader) {
    if (!field.empty() || value.empty()) return;
    field = std::move(value);
    out_.provenance.emplace_back(name, reader);
  }

  void TakeJson() {
    Set(out_.published, "published", FindDate(json_.published), "jsonld");
    Set(out_.modified, "modified", FindDate(json_.modified), "jsonld");
    Set(out_.site, "site", json_.publisher, "jsonld");
    Set(out_.lang, "lang", json_.lang.substr(0, 2), "jsonld");
    Set(out_.description, "description", json_.description, "jsonld");
    out_.body = json_.body;
    out_.type = json_.type;
    out_.for_all = json_.for_all;
  }

  // Meta, link and title elements, wherever they stand.
  void ReadHead() {
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      switch (tree_.nodes[i].tag) {
        case Tag::kMeta:
          ReadMeta(i);
          break;
        case Tag::kLink:
          if (tree_.Attr(i, "rel") == "canonical") canonical_ = Collapsed(tree_.Attr(i, "href"));
          break;
        case Tag::kTitle:
          if (title_.page.empty()) title_.page = tree_.Text(i);
          break;
        case Tag::kHtml:
          Set(out_.lang, "lang", LowerAscii(tree_.Attr(i, "lang")).substr(0, 2), "html");
          break;
        default:
          break;
      }
    }
  }

  void ReadMeta(uint32_t i) {
    std::string content = Collapsed(tree_.Attr(i, "content"));
    DecodeEntities(content);
    if (content.empty()) return;
    for (std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      std::string name = LowerAscii(tree_.Attr(i, key));
      if (name.empty()) continue;
      bool author = std::find(std::begin(kAuthor), std::end(kAuthor), name) != std::end(kAuthor);
      if (author && meta_authors_.size() < kMostTold &&
          (name != "twitter:data1" ||
           LowerAscii(Meta({"twitter:label1"})).find("by") != std::string::npos)) {
        meta_authors_.push_back(content);
      }
      metas_.emplace(std::move(name), content);
    }
  }

  std::string Meta(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      auto found = metas_.find(name);
      if (found != metas_.end()) return found->second;
    }
    return "";
  }

  void TakeMetas() {
    Set(out_.url, "url", canonical_, "link");
    Set(out_.site, "site", Meta({"og:site_name", "application-name"}), "meta");
    Set(out_.url, "url", Meta({"og:url"}), "meta");
    Set(out_.lang, "lang",
        LowerAscii(Meta({"content-language", "og:locale", "dc.language"})).substr(0, 2), "meta");
    Set(out_.description, "description", Meta({"og:description", "description"}), "meta");
    for (const char* name : kPublished) {
      Set(out_.published, "published", FindDate(Meta({name})), "meta");
    }
    for (const char* name : kModified) {
      Set(out_.modified, "modified", FindDate(Meta({name})), "meta");
    }
    title_.social = Meta({"og:title"});
    title_.card = Meta({"twitter:title", "dc.title", "title"});
  }

  // Headings, time elements, microdata and bylines of the page.
  void ReadBody() {
    month_first_ = out_.lang == "en";
    uint32_t footer_end = 0;
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag == Tag::kText || n.tag == Tag::kMeta) continue;
      if (IsAround(i)) {
        i = n.end - 1;
        continue;
      }
      if (n.names.author) ReadByline(i);
      if (n.tag == Tag::kH1 && title_.h1s.size() < kMostTold) title_.h1s.push_back(tree_.Text(i));
      if (n.tag == Tag::kFooter) footer_end = n.end;
      if (i < footer_end) continue;
      if (n.attributes > 0 && microdata_.empty() && tree_.Attr(i, "itemprop") == "datePublished") {
        microdata_ = FindDate(tree_.Attr(i, "content"));
        if (microdata_.empty()) microdata_ = FindDate(tree_.Attr(i, "datetime"));
      }
      if (n.tag == Tag::kTime && time_.empty()) {
        time_ = FindDate(tree_.Attr(i, "datetime"));
        if (time_.empty()) time_ = FindDate(tree_.Text(i), month_first_);
      }
      if (dated_.empty() && out_.published.empty()) ReadDated(i);
    }
  }

  void ReadByline(uint32_t i) {
    const Node& n = tree_.nodes[i];
    if (n.end - i < kBylineNodes && i >= byline_end_ && n.tag != Tag::kBody) {
      bool near = bylines_.empty() || i < last_byline_ + kBylineNodes;
      std::vector<std::string> found;
      if (near && tree_.Text(i).size() < 200 && !InTalk(i)) AddByline(i, found);
      if (!found.empty()) {
        bylines_.insert(bylines_.end(), found.begin(), found.end());
        last_byline_ = i;
        byline_end_ = n.end;
      }
    }
  }

  // A short element whose class names a date.
  void ReadDated(uint32_t i) {
    std::string_view classes = tree_.Attr(i, "class");
    if (tree_.nodes[i].end - i >= 12 || classes.empty()) return;
    std::string low = LowerAscii(classes);
    if (Contains(low, "date") || Contains(low, "time") || Contains(low, "publish")) {
      dated_ = FindDate(tree_.Text(i), month_first_);
    }
  }

  // Navigation, or the footer of the page; an article's own footer may hold its byline.
  bool IsAround(uint32_t i) const {
    Tag tag = tree_.nodes[i].tag;
    if (tag != Tag::kFooter) return tag == Tag::kNav;
    while (i != 0 && tree_.nodes[i].tag != Tag::kArticle) i = tree_.nodes[i].parent;
    return i == 0;
  }

  // The names in an author's line: its links where it has some, for what stands beside them are
  // dates, roles and readings; else all of it.
  void AddByline(uint32_t node, std::vector<std::string>& names) const {
    std::vector<std::string> found;
    for (uint32_t i = node; i < tree_.nodes[node].end; ++i) {
      if (tree_.nodes[i].tag == Tag::kA || tree_.Attr(i, "itemprop") == "name") {
        AddAuthors(tree_.Text(i), found);
      }
    }
    if (found.empty()) AddAuthors(tree_.Text(node), found);
    // Of several those of one word are sections and profiles elsewhere.
    for (std::string& name : found) {
      bool one = name.find(' ') == std::string::npos && name[0] >= 0;
      if (found.size() == 1 || !one) names.push_back(std::move(name));
    }
  }

  // In a form, among comments or beside other stories.
  bool InTalk(uint32_t i) const {
    for (uint32_t up = i; up != 0; up = tree_.nodes[up].parent) {
      Tag tag = tree_.nodes[up].tag;
      if (tag == Tag::kArticle || tag == Tag::kMain || tag == Tag::kBody) return false;
      if (tag == Tag::kForm || tag == Tag::kLabel) return true;
      if (tree_.nodes[up].names.talk) return true;
    }
    return false;
  }

  // The first short line with a date in it.
  std::string FirstDate() const {
    for (uint32_t i = 0; i < tree_.nodes.size() && !tree_.OutOfTime(); ++i) {
      const Node& n = tree_.nodes[i];
      if (IsAround(i)) i = n.end - 1;
      if (n.tag != Tag::kText || n.text.size() < 6 || n.text.size() > 120) continue;
      std::string day = FindDate(n.text, month_first_);
      if (!day.empty()) return day;
    }
    return "";
  }

  void MindTheUrl() {
    std::string day = FindUrlDate(out_.url);
    if (!IsDayBeside(out_.published, day)) return;
    out_.published = day;
    for (auto& [field, reader] : out_.provenance) {
      if (field == "published") reader = "url";
    }
  }

  void Authors() {
    for (const std::string& a : json_.authors) AddAuthors(a, out_.authors);
    DropSites();
    if (Known("jsonld")) return;
    for (const std::string& a : meta_authors_) AddAuthors(a, out_.authors);
    DropSites();
    if (Known("meta")) return;
    for (const std::string& line : bylines_) AddAuthors(line, out_.authors);
    DropSites();
    if (Known("page")) return;
    if (std::string line = FirstByline(); !line.empty()) AddAuthors(line, out_.authors);
    DropSites();
    Known("page");
  }

  bool Known(std::string_view reader) {
    if (out_.authors.empty()) return false;
    out_.provenance.emplace_back("authors", reader);
    return true;
  }

  // A publisher is no author, nor is its desk.
  void DropSites() {
    std::vector<std::string> sites = {LettersOf(out_.site), LettersOf(Meta({"og:site_name"}))};
    for (const std::string& name : json_.publishers) sites.push_back(LettersOf(name));
    std::erase_if(out_.authors, [&](const std::string& author) {
      std::string name = LettersOf(author);
      return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
        return site.size() > 2 && (name.starts_with(site) || site == name ||
                                   (2 * name.size() > site.size() && site.starts_with(name)));
      });
    });
  }

  // The first text behind the headline that reads as a byline.
  std::string FirstByline() const {
    bool headline = false;
    int lines = 0;
    for (uint32_t i = 0; i < tree_.nodes.size() && lines < 60; ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag == Tag::kH1) headline = true;
      if (IsAround(i)) i = n.end - 1;
      if (n.tag != Tag::kText || !headline || Trim(n.text).size() < 2) continue;
      ++lines;
      std::string line = Collapsed(n.text);
      if (IsByline(line) && line.size() < 80) return line;
    }
    return "";
  }

  const Tree& tree_;
  const JsonLdArticle& json_;
  Metadata& out_;
  std::unordered_map<std::string, std::string> metas_;
  std::vector<std::string> meta_authors_, bylines_;
  std::string canonical_;
  std::string microdata_, time_, dated_;  // publication dates
  TitleSources title_;
  uint32_t last_byline_ = 0, byline_end_ = 0;
  bool month_first_ = false;
};

}  // namespace

Metadata MetadataReader::Read(const Tree& tree, const std::vector<std::string>& json_ld,
                              std::string_view url) {
  Metadata out;
  out.url = url;
  JsonLdArticle json = ReadJsonLd(json_ld, parser_);
  PageReader(tree, json, out).Read();
  return out;
}

}  // namespace newsfacts
