#include "pipeline/clean/metadata.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "pipeline/clean/dates.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

std::string Collapsed(std::string_view text) {
  std::string out;
  AppendCollapsed(text, out);
  return std::string(Trim(out));
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// ---- JSON-LD

// Raw line breaks in strings, bad escapes, commas before a bracket, comment marks around it all.
std::string MendJson(std::string_view text) {
  size_t from = text.find_first_of("{[");
  size_t to = text.find_last_of("}]");
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return "";
  std::string out;
  bool quoted = false;
  for (size_t i = from; i <= to; ++i) {
    char c = text[i];
    if (quoted && c == '\\' && i < to) {
      char next = text[i + 1];
      if (std::string_view("\"\\/bfnrtu").find(next) == std::string_view::npos) {
        out += next == '\'' ? "" : "\\\\";
        continue;
      }
      out += c;
      out += next;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
      out += c;
    } else if (quoted && static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else if (!quoted && (c == '}' || c == ']')) {
      size_t last = out.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && out[last] == ',') out.erase(last);
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

void DecodeEntities(std::string& s) {
  static constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
      {"&quot;", "\""}, {"&#34;", "\""},   {"&#39;", "'"},    {"&#039;", "'"},  {"&apos;", "'"},
      {"&nbsp;", " "},  {"&rsquo;", "’"},  {"&lsquo;", "‘"},  {"&ldquo;", "“"}, {"&rdquo;", "”"},
      {"&#8217;", "’"}, {"&#8216;", "‘"},  {"&#8220;", "“"},  {"&#8221;", "”"}, {"&#8211;", "–"},
      {"&ndash;", "–"}, {"&mdash;", "—"},  {"&hellip;", "…"}, {"&#x27;", "'"},  {"&auml;", "ä"},
      {"&ouml;", "ö"},  {"&uuml;", "ü"},   {"&szlig;", "ß"},  {"&Auml;", "Ä"},  {"&Ouml;", "Ö"},
      {"&Uuml;", "Ü"},  {"&eacute;", "é"}, {"&lt;", "<"},     {"&gt;", ">"},    {"&amp;", "&"}};
  if (!Contains(s, "&")) return;
  for (const auto& [from, to] : kEntities) {
    for (size_t at = 0; (at = s.find(from, at)) != std::string::npos; at += to.size()) {
      s.replace(at, from.size(), to);
    }
  }
}

std::string Plain(const Json& json) {
  const Json& v = json.is_array() && !json.items().empty() ? json.items()[0] : json;
  std::string text = v.str();
  DecodeEntities(text);
  return Collapsed(text);
}

bool IsArticleType(const Json& type) {
  if (type.is_array()) {
    return std::any_of(type.items().begin(), type.items().end(), IsArticleType);
  }
  const std::string& t = type.str();
  return t.ends_with("Article") || t.ends_with("BlogPosting") || t.ends_with("LiveBlogPosting") ||
         t.ends_with("Report") || t.ends_with("Posting");
}

// Every object of a JSON-LD text, depth first, to a bounded depth.
void Visit(const Json& json, int depth, const std::function<void(const Json&)>& see) {
  if (depth > 8) return;
  for (const Json& item : json.items()) Visit(item, depth + 1, see);
  if (json.type() != Json::Type::kObject) return;
  see(json);
  for (const auto& [key, value] : json.members()) Visit(value, depth + 1, see);
}

using ById = std::unordered_map<std::string, const Json*>;

void AddJsonAuthors(const Json& author, const ById& by_id, std::vector<std::string>& out) {
  if (author.is_array()) {
    for (const Json& a : author.items()) AddJsonAuthors(a, by_id, out);
    return;
  }
  if (author.is_string()) {
    AddAuthors(Plain(author), out);
    return;
  }
  if (author["@type"].str() == "Organization" || author["@type"].str() == "NewsMediaOrganization") {
    return;
  }
  if (author["name"].is_null()) {
    auto found = by_id.find(author["@id"].str());
    if (found != by_id.end() && !(*found->second)["name"].is_null()) {
      AddJsonAuthors(*found->second, by_id, out);
    }
    return;
  }
  if (author["name"].is_array()) {
    for (const Json& name : author["name"].items()) AddAuthors(Plain(name), out);
  } else {
    AddAuthors(Plain(author["name"]), out);
  }
}

// ---- names and titles

constexpr std::string_view kByWords[] = {"by ",    "von ",    "par ",     "por ",
                                         "di ",    "door ",   "av ",      "af ",
                                         "text: ", "autor: ", "author: ", "written by "};
constexpr std::string_view kSplits[] = {" and ", " und ", " et ", " og ", " och ", " en ",
                                        " y ",   " e ",   " i ",  " & ",  ", ",    "; ",
                                        " / ",   " | ",   "、",   "・"};

bool IsName(std::string_view name) {
  if (name.size() < 3 || name.size() > 60 || Contains(name, "@") || Contains(name, "://") ||
      Contains(name, "www.") || Contains(name, ".com")) {
    return false;
  }
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         std::count(name.begin(), name.end(), ' ') <= 5;
}

// The title without " | Site": the part behind the last mark goes where it names the site, or where
// it is the shorter one and a bar sets it off.
std::string WithoutSite(std::string title, const std::string& site) {
  for (std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "}) {
    size_t at = title.rfind(mark);
    if (at == std::string::npos) continue;
    std::string tail = title.substr(at + mark.size());
    std::string low = ToLower(tail), name = ToLower(site);
    bool named = !site.empty() && (Contains(low, name) || Contains(name, low));
    bool looks = tail.size() < at && (mark == " | " || (site.empty() && tail.size() < 30));
    if (named || looks) return WithoutSite(std::string(Trim(title.substr(0, at))), site);
  }
  return title;
}

// ---- the page

class PageReader {
 public:
  PageReader(const Tree& tree, Metadata& out) : tree_(tree), out_(out) {}

  void Set(std::string& field, std::string_view name, std::string value, std::string_view reader) {
    if (!field.empty() || value.empty()) return;
    field = std::move(value);
    out_.provenance.emplace_back(name, reader);
  }

  void Json(const std::vector<newsfacts::Json>& roots) {
    ById by_id;
    const newsfacts::Json* article = nullptr;
    for (const auto& root : roots) {
      Visit(root, 0, [&](const newsfacts::Json& o) {
        const std::string& id = o["@id"].str();
        if (!id.empty() && (o.has("name") || !by_id.contains(id))) by_id[id] = &o;
        if (IsArticleType(o["@type"]) &&
            (article == nullptr || (!article->has("datePublished") && o.has("datePublished")))) {
          article = &o;
        }
      });
    }
    if (article == nullptr) return;
    const newsfacts::Json& a = *article;
    Set(headline_, "headline", Plain(a["headline"]), "jsonld");
    Set(out_.published, "published", FindDate(Plain(a["datePublished"])), "jsonld");
    Set(out_.modified, "modified", FindDate(Plain(a["dateModified"])), "jsonld");
    Set(out_.site, "site", Plain(a["publisher"]["name"]), "jsonld");
    Set(out_.lang, "lang", Plain(a["inLanguage"]).substr(0, 2), "jsonld");
    Set(out_.description, "description", Plain(a["description"]), "jsonld");
    out_.body = a["articleBody"].str();
    AddJsonAuthors(a["author"], by_id, out_.authors);
    if (!out_.authors.empty()) out_.provenance.emplace_back("authors", "jsonld");
  }

  void Metas() {
    std::unordered_map<std::string, std::string> metas;
    std::vector<std::string> authors;
    for (uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const Node& n = tree_.nodes[i];
      if (n.tag == Tag::kMeta) {
        std::string content = Collapsed(tree_.Attr(i, "content"));
        DecodeEntities(content);
        for (std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
          std::string name = ToLower(tree_.Attr(i, key));
          if (name.empty() || content.empty()) continue;
          if (name == "author" || name == "article:author" || name == "parsely-author" ||
              name == "dc.creator" || name == "sailthru.author" || name == "byl" ||
              name == "citation_author") {
            authors.push_back(content);
          }
          metas.emplace(std::move(name), content);
        }
      } else if (n.tag == Tag::kLink && tree_.Attr(i, "rel") == "canonical") {
        Set(out_.url, "url", Collapsed(tree_.Attr(i, "href")), "link");
      } else if (n.tag == Tag::kTitle && page_title_.empty()) {
        page_title_ = tree_.Text(i);
      } else if (n.tag == Tag::kHtml) {
        Set(out_.lang, "lang", ToLower(tree_.Attr(i, "lang")).substr(0, 2), "html");
      }
    }
    auto first = [&](std::initializer_list<const char*> names) -> std::string {
      for (const char* name : names) {
        auto found = metas.find(name);
        if (found != metas.end()) return found->second;
      }
      return "";
    };
    Set(out_.site, "site", first({"og:site_name", "application-name"}), "meta");
    Set(out_.url, "url", first({"og:url"}), "meta");
    Set(out_.lang, "lang", first({"content-language", "og:locale", "dc.language"}).substr(0, 2),
        "meta");
    Set(out_.description, "description", first({"og:description", "description"}), "meta");
    for (const char* name : {"article:published_time",
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
                             "datemodified"}) {
      Set(out_.published, "published", FindDate(first({name})), "meta");
    }
    Set(out_.modified, "modified",
        FindDate(first({"article:modified_time", "og:updated_time", "datemodified"})), "meta");
    og_title_ = first({"og:title", "twitter:title", "dc.title", "title"});
    if (out_.authors.empty()) {
      for (const std::string& a : authors) AddAuthors(a, out_.authors);
      if (!out_.authors.empty()) out_.provenance.emplace_back("authors", "meta");
    }
  }

  void Elements() {
    std::string time, visible;
    std::vector<std::string> h1s, bylines;
    bool us = out_.lang == "en";
    for (uint32_t i = 0; i < tree_.nodes.size(); ++i) {
      const Node& n = tree_.nodes[i];
      std::string_view prop = tree_.Attr(i, "itemprop");
      if (n.tag == Tag::kNav || n.tag == Tag::kFooter) {
        i = n.end - 1;
        continue;
      }
      if (prop == "datePublished") {
        for (std::string_view key : {"content", "datetime"}) {
          Set(out_.published, "published", FindDate(tree_.Attr(i, key)), "microdata");
        }
      }
      if (n.tag == Tag::kTime && time.empty()) {
        time = FindDate(tree_.Attr(i, "datetime"));
        if (time.empty()) time = FindDate(tree_.Text(i), us);
      }
      if (n.tag == Tag::kH1) h1s.push_back(tree_.Text(i));
      if (n.tag == Tag::kText) continue;
      std::string cls = ToLower(tree_.Attr(i, "class"));
      if (bylines.size() < 2 && n.end - i < 40 &&
          (prop == "author" || tree_.Attr(i, "rel") == "author" || Contains(cls, "byline") ||
           Contains(cls, "author"))) {
        std::string text = tree_.Text(i);
        if (!text.empty() && text.size() < 80) bylines.push_back(text);
      }
      if (visible.empty() && n.end - i < 12 &&
          (Contains(cls, "date") || Contains(cls, "time") || Contains(cls, "publish"))) {
        visible = FindDate(tree_.Text(i), us);
      }
    }
    Set(out_.published, "published", time, "time");
    Set(out_.published, "published", FindUrlDate(out_.url), "url");
    Set(out_.published, "published", visible, "page");
    if (out_.published.empty()) VisibleDate(us);
    Title(h1s);
    if (out_.authors.empty() && !bylines.empty()) {
      AddAuthors(bylines[0], out_.authors);
      if (!out_.authors.empty()) out_.provenance.emplace_back("authors", "page");
    }
  }

 private:
  // The first short line with a date in it.
  void VisibleDate(bool us) {
    for (const Node& n : tree_.nodes) {
      if (n.tag != Tag::kText || n.text.size() < 6 || n.text.size() > 120) continue;
      std::string day = FindDate(n.text, us);
      if (!day.empty()) {
        Set(out_.published, "published", day, "page");
        return;
      }
    }
  }

  void Title(const std::vector<std::string>& h1s) {
    std::string og = WithoutSite(og_title_, out_.site);
    std::string page = WithoutSite(page_title_, out_.site);
    if (!headline_.empty()) Set(out_.title, "title", WithoutSite(headline_, out_.site), "jsonld");
    // A lone h1 of a few letters is the site's name or a section's.
    if (h1s.size() == 1 && h1s[0].size() > 15 && ToLower(h1s[0]) != ToLower(out_.site)) {
      Set(out_.title, "title", h1s[0], "h1");
    }
    Set(out_.title, "title", og, "meta");
    Set(out_.title, "title", page, "title");
    if (!h1s.empty()) Set(out_.title, "title", h1s[0], "h1");
  }

  const Tree& tree_;
  Metadata& out_;
  std::string headline_, og_title_, page_title_;
};

}  // namespace

void AddAuthors(std::string_view line, std::vector<std::string>& authors) {
  std::string text = Collapsed(line);
  for (std::string_view by : kByWords) {
    if (text.size() > by.size() && EqualsIgnoreAsciiCase(text.substr(0, by.size()), by)) {
      text.erase(0, by.size());
    }
  }
  for (std::string_view split : kSplits) {
    size_t at = text.find(split);
    if (at != std::string::npos) {
      AddAuthors(text.substr(0, at), authors);
      AddAuthors(text.substr(at + split.size()), authors);
      return;
    }
  }
  while (!text.empty() && std::string_view(" ,.;:|-").find(text.back()) != std::string_view::npos) {
    text.pop_back();
  }
  if (IsName(text) && std::find(authors.begin(), authors.end(), text) == authors.end()) {
    authors.push_back(text);
  }
}

Metadata MetadataReader::Read(const Tree& tree, const std::vector<std::string>& json_ld,
                              std::string_view url) {
  Metadata out;
  out.url = url;
  std::vector<Json> roots;
  for (const std::string& text : json_ld) {
    Result<Json> json = parser_.Parse(text);
    if (!json.ok()) json = parser_.Parse(MendJson(text));
    if (json.ok()) roots.push_back(std::move(*json));
  }
  PageReader reader(tree, out);
  reader.Json(roots);
  reader.Metas();
  reader.Elements();
  std::erase_if(out.authors,
                [&](const std::string& a) { return EqualsIgnoreAsciiCase(a, out.site); });
  return out;
}

}  // namespace newsfacts
