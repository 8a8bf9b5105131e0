#include "pipeline/clean/metadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/text/json.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

std::string Trim(std::string_view s) {
  while (!s.empty() &&
         (s.front() == ' ' || s.front() == '\n' || s.front() == '\t' || s.front() == '\r'))
    s.remove_prefix(1);
  while (!s.empty() &&
         (s.back() == ' ' || s.back() == '\n' || s.back() == '\t' || s.back() == '\r'))
    s.remove_suffix(1);
  return std::string(s);
}

// "&amp;" and numbers, as JSON-LD often carries them twice escaped.
std::string Unescape(std::string_view s) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"&amp;", "&"},   {"&quot;", "\""}, {"&#39;", "'"},   {"&#039;", "'"},  {"&apos;", "'"},
      {"&lt;", "<"},    {"&gt;", ">"},    {"&nbsp;", " "},  {"&rsquo;", "’"}, {"&lsquo;", "‘"},
      {"&rdquo;", "”"}, {"&ldquo;", "“"}, {"&#8217;", "’"}, {"&#8216;", "‘"}, {"&#8220;", "“"},
      {"&#8221;", "”"}, {"&#8211;", "–"}, {"&ndash;", "–"}, {"&mdash;", "—"}};
  std::string out(s);
  for (const auto& [name, value] : kNames) {
    for (size_t at = 0; (at = out.find(name, at)) != std::string::npos; at += value.size())
      out.replace(at, name.size(), value);
  }
  return out;
}

int Number(std::string_view s, size_t at, size_t digits) {
  int n = 0;
  for (size_t i = at; i < at + digits; ++i) {
    if (i >= s.size() || s[i] < '0' || s[i] > '9') return -1;
    n = n * 10 + (s[i] - '0');
  }
  return n;
}

bool IsArticleType(const Json& type) {
  auto one = [](const std::string& t) {
    return t.find("Article") != std::string::npos || t.find("Posting") != std::string::npos ||
           t == "Report" || t.find("Review") != std::string::npos;
  };
  if (type.is_string()) return one(type.str());
  return std::any_of(type.items().begin(), type.items().end(),
                     [&](const Json& t) { return one(t.str()); });
}

// The first object of an article type, @graph and arrays searched.
const Json* FindArticle(const Json& v, int depth) {
  if (depth > 6) return nullptr;
  for (const Json& item : v.items()) {
    if (const Json* found = FindArticle(item, depth + 1)) return found;
  }
  if (!v.is_object()) return nullptr;
  if (IsArticleType(v["@type"]) && (v.has("headline") || v.has("datePublished"))) return &v;
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    if (const Json* found = FindArticle(v[key], depth + 1)) return found;
  }
  return nullptr;
}

// Raw line ends and tabs inside strings, trailing commas: what broken JSON-LD mostly suffers from.
std::string Mend(std::string_view raw) {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '\\' && quoted && i + 1 < raw.size()) {
      out += c;
      out += raw[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (quoted && static_cast<unsigned char>(c) < 0x20) c = ' ';
    if (!quoted && (c == '}' || c == ']')) {
      size_t last = out.find_last_not_of(" \n\r\t");
      if (last != std::string::npos && out[last] == ',') out.resize(last);
    }
    out += c;
  }
  while (!out.empty() && (out.back() == ';' || out.back() == ' ' || out.back() == '\n'))
    out.pop_back();
  return out;
}

class MetadataReader {
 public:
  MetadataReader(const HtmlTree& tree, Article* article) : tree_(tree), a_(*article) {}

  void Run(const std::vector<std::string>& json_ld) {
    for (const std::string& raw : json_ld) JsonLd(raw);
    Elements();
    Choose();
  }

 private:
  void Set(std::string* field, const char* name, std::string value, const char* from) {
    value = Trim(value);
    if (!field->empty() || value.empty()) return;
    *field = std::move(value);
    a_.provenance.emplace_back(name, from);
  }

  void AddAuthor(std::string_view raw, const char* from) {
    std::string all = Trim(Unescape(raw));
    for (std::string_view by : {"By ", "by ", "BY ", "Von ", "Par ", "Por "}) {
      if (all.starts_with(by)) all.erase(0, by.size());
    }
    for (std::string_view joint : {" and ", " & ", " und ", " et ", " y ", ";", " | "}) {
      for (size_t at = 0; (at = all.find(joint, at)) != std::string::npos;)
        all.replace(at, joint.size(), ",");
    }
    size_t from_at = 0;
    while (from_at <= all.size()) {
      size_t comma = std::min(all.find(',', from_at), all.size());
      std::string name = Trim(std::string_view(all).substr(from_at, comma - from_at));
      from_at = comma + 1;
      bool url = name.find("://") != std::string::npos || name.find('@') != std::string::npos;
      bool long_name = name.size() > 60 || name.size() < 3;
      bool desk = !a_.site.empty() && EqualsIgnoreAsciiCase(name, a_.site);
      if (url || long_name || desk) continue;
      if (std::find(a_.authors.begin(), a_.authors.end(), name) == a_.authors.end()) {
        if (a_.authors.empty()) a_.provenance.emplace_back("authors", from);
        a_.authors.push_back(std::move(name));
      }
    }
  }

  void JsonLd(const std::string& raw) {
    Result<Json> json = parser_.Parse(raw);
    if (!json.ok()) json = parser_.Parse(Mend(raw));
    if (!json.ok()) return;
    const Json* found = FindArticle(*json, 0);
    if (found == nullptr) return;
    const Json& v = *found;
    Set(&a_.site, "site", Unescape(v["publisher"]["name"].str()), "jsonld");
    if (jsonld_title_.empty()) jsonld_title_ = Trim(Unescape(v["headline"].str()));
    Set(&a_.published, "published", IsoDate(v["datePublished"].str()), "jsonld");
    Set(&a_.modified, "modified", IsoDate(v["dateModified"].str()), "jsonld");
    Set(&a_.lang, "lang", v["inLanguage"].str(), "jsonld");
    if (!a_.authors.empty()) return;
    auto author = [&](const Json& one) {
      if (one.is_string()) AddAuthor(one.str(), "jsonld");
      const Json& type = one["@type"];
      bool organisation = type.str() == "Organization" || type.str() == "NewsMediaOrganization";
      if (one.is_object() && !organisation) {
        if (one["name"].is_array()) {
          for (const Json& name : one["name"].items()) AddAuthor(name.str(), "jsonld");
        }
        AddAuthor(one["name"].str(), "jsonld");
      }
    };
    author(v["author"]);
    for (const Json& one : v["author"].items()) author(one);
  }

  void Elements() {
    for (uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const HtmlNode& n = tree_.nodes[i];
      if (n.tag == "meta") {
        Meta(n);
      } else if (n.tag == "html") {
        html_lang_ = n.Attribute("lang");
      } else if (n.tag == "title" && page_title_.empty()) {
        page_title_ = tree_.Text(i);
      } else if (n.tag == "h1") {
        std::string text = tree_.Text(i);
        if (!text.empty()) headings_.push_back(std::move(text));
      } else if (n.tag == "link" && n.Attribute("rel") == "canonical") {
        canonical_ = n.Attribute("href");
      } else if (n.tag == "time") {
        if (time_.empty()) time_ = IsoDate(n.Attribute("datetime"));
      } else if (n.Attribute("itemprop") == "datePublished") {
        if (microdata_date_.empty())
          microdata_date_ = IsoDate(n.Attribute("content").empty() ? n.Attribute("datetime")
                                                                   : n.Attribute("content"));
      }
      bool by = n.Attribute("rel") == "author" || n.Attribute("itemprop") == "author";
      if (by && byline_.empty() && !n.tag.empty() && n.tag != "meta" && n.tag != "link")
        byline_ = tree_.Text(i);
      std::string_view names = n.Attribute("class");
      if (!n.tag.empty() && byline_class_.empty() &&
          (names.find("byline") != std::string_view::npos ||
           names.find("author-name") != std::string_view::npos)) {
        byline_class_ = tree_.Text(i);
      }
    }
  }

  void Meta(const HtmlNode& n) {
    std::string name =
        ToLower(n.Attribute("property").empty() ? n.Attribute("name") : n.Attribute("property"));
    if (name.empty()) name = ToLower(n.Attribute("itemprop"));
    std::string value = Trim(n.Attribute("content"));
    if (name.empty() || value.empty()) return;
    if (name == "og:title") og_title_ = value;
    if (name == "twitter:title" && twitter_title_.empty()) twitter_title_ = value;
    if (name == "og:site_name") Set(&a_.site, "site", value, "opengraph");
    if (name == "og:url") og_url_ = value;
    if (name == "og:locale") locale_ = value;
    static constexpr std::array<std::string_view, 14> kDates = {"article:published_time",
                                                                "datepublished",
                                                                "og:article:published_time",
                                                                "date",
                                                                "pubdate",
                                                                "publishdate",
                                                                "publish-date",
                                                                "dc.date",
                                                                "dc.date.issued",
                                                                "parsely-pub-date",
                                                                "sailthru.date",
                                                                "article.published",
                                                                "dcterms.created",
                                                                "cxenseparse:recs:publishtime"};
    if (std::find(kDates.begin(), kDates.end(), name) != kDates.end() && meta_date_.empty())
      meta_date_ = IsoDate(value);
    if (name == "article:modified_time" || name == "og:updated_time")
      Set(&a_.modified, "modified", IsoDate(value), "meta");
    static constexpr std::array<std::string_view, 6> kAuthors = {
        "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"};
    if (std::find(kAuthors.begin(), kAuthors.end(), name) != kAuthors.end() && a_.authors.empty())
      AddAuthor(value, "meta");
  }

  // "Headline | Site", "Headline - Site": without what names the site.
  std::string WithoutSite(std::string title) const {
    for (std::string_view joint : {" | ", " - ", " – ", " — ", " • ", " :: ", " » "}) {
      size_t at = title.rfind(joint);
      if (at == std::string::npos || at < 10) continue;
      std::string tail = ToLower(title.substr(at + joint.size()));
      bool site = !a_.site.empty() && (ToLower(a_.site).find(tail) != std::string::npos ||
                                       tail.find(ToLower(a_.site)) != std::string::npos);
      bool heading = std::any_of(headings_.begin(), headings_.end(),
                                 [&](const std::string& h) { return h == title.substr(0, at); });
      if (site || heading || (joint == " | " && tail.size() < 30))
        return WithoutSite(title.substr(0, at));
    }
    return title;
  }

  void Choose() {
    Set(&a_.title, "title", WithoutSite(jsonld_title_), "jsonld");
    if (headings_.size() == 1 && headings_[0].size() > 15)
      Set(&a_.title, "title", headings_[0], "h1");
    Set(&a_.title, "title", WithoutSite(og_title_), "opengraph");
    Set(&a_.title, "title", WithoutSite(twitter_title_), "meta");
    if (!headings_.empty()) Set(&a_.title, "title", headings_[0], "h1");
    Set(&a_.title, "title", WithoutSite(page_title_), "title");
    Set(&a_.published, "published", meta_date_, "meta");
    Set(&a_.published, "published", microdata_date_, "microdata");
    Set(&a_.published, "published", time_, "time");
    if (a_.url.empty())
      a_.url = canonical_.starts_with("http") ? canonical_
                                              : (og_url_.starts_with("http") ? og_url_ : "");
    Set(&a_.published, "published", UrlDate(a_.url), "url");
    if (a_.authors.empty() && byline_.size() < 100) AddAuthor(byline_, "microdata");
    if (a_.authors.empty() && byline_class_.size() < 60) AddAuthor(byline_class_, "byline");
    Set(&a_.lang, "lang", html_lang_, "html");
    Set(&a_.lang, "lang", locale_, "opengraph");
    std::replace(a_.lang.begin(), a_.lang.end(), '_', '-');
  }

  // ".../2024/03/15/..." or ".../2024-03-15..."
  static std::string UrlDate(std::string_view url) {
    for (size_t i = 0; i + 10 <= url.size(); ++i) {
      char sign = url[i + 4];
      if ((sign != '/' && sign != '-') || url[i + 7] != sign) continue;
      std::string date =
          fmt::format("{}-{}-{}", url.substr(i, 4), url.substr(i + 5, 2), url.substr(i + 8, 2));
      if (i > 0 && url[i - 1] >= '0' && url[i - 1] <= '9') continue;
      if (!IsoDate(date).empty()) return date;
    }
    return "";
  }

  const HtmlTree& tree_;
  Article& a_;
  JsonParser parser_;
  std::string jsonld_title_, og_title_, twitter_title_, page_title_, canonical_, og_url_, locale_;
  std::string html_lang_, meta_date_, microdata_date_, time_, byline_, byline_class_;
  std::vector<std::string> headings_;
};

}  // namespace

std::string IsoDate(std::string_view text) {
  std::string s = Trim(text);
  int year = Number(s, 0, 4);
  if (year < 1985 || year > 2100) return "";
  size_t month_at = s.size() > 4 && (s[4] == '-' || s[4] == '/') ? 5 : 4;
  size_t day_at = month_at == 5 ? 8 : 6;
  int month = Number(s, month_at, 2);
  int day = Number(s, day_at, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  std::string out = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  size_t time = day_at + 2;
  if (time < s.size() && (s[time] == 'T' || s[time] == ' ') && Number(s, time + 1, 2) >= 0 &&
      Number(s, time + 4, 2) >= 0) {
    out += "T" + s.substr(time + 1);
    out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  }
  return out;
}

void ReadMetadata(const HtmlTree& tree, const std::vector<std::string>& json_ld, Article* article) {
  MetadataReader(tree, article).Run(json_ld);
}

}  // namespace newsfacts
