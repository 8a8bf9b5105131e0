#include "pipeline/fetch/link_source.h"

#include <algorithm>

#include "pipeline/fetch/feed.h"
#include "pipeline/fetch/sitemap.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMostHeadBytes = 512 << 10;  // of a home page; feeds are named in its head

void AddLink(FoundLinks* out, std::string_view href, const Url& base, FoundLink link) {
  Result<Url> url = ParseUrl(href, &base);
  if (!url.ok()) return;
  link.url = std::move(*url);
  out->links.push_back(std::move(link));
}

FoundLinks OfFeed(const Feed& feed, const Url& base) {
  FoundLinks out{.problem = feed.problem};
  for (const FeedEntry& e : feed.entries) {
    if (e.link.empty()) continue;
    AddLink(&out, e.link, base, {.title = e.title, .published = e.published});
  }
  return out;
}

FoundLinks OfSitemap(const Sitemap& map, const Url& base) {
  FoundLinks out{.problem = map.problem};
  PageKind kind = map.kind == Sitemap::Kind::kIndex ? PageKind::kSitemap : PageKind::kPage;
  for (const SitemapEntry& e : map.entries) {
    AddLink(&out, e.loc, base,
            {.kind = kind,
             .title = e.title,
             .published = e.published.empty() ? e.lastmod : e.published});
  }
  return out;
}

// The value of an attribute in the inside of a tag, without entities resolved but &amp;.
std::string Attribute(std::string_view tag, std::string_view name) {
  static constexpr std::string_view kSpace = " \t\r\n\f/";
  for (size_t at = tag.find_first_of(kSpace); at != tag.npos;) {
    at = tag.find_first_not_of(kSpace, at);
    if (at == tag.npos) break;
    size_t end = std::min(tag.find_first_of(" \t\r\n\f/=", at), tag.size());
    std::string_view key = tag.substr(at, end - at);
    std::string_view value;
    at = tag.find_first_not_of(" \t\r\n\f", end);
    if (at != tag.npos && tag[at] == '=') {
      at = std::min(tag.find_first_not_of(" \t\r\n\f", at + 1), tag.size());
      bool quoted = at < tag.size() && (tag[at] == '"' || tag[at] == '\'');
      size_t stop = quoted ? tag.find(tag[at], at + 1) : tag.find_first_of(" \t\r\n\f", at);
      stop = std::min(stop, tag.size());
      value = tag.substr(at + (quoted ? 1 : 0), stop - at - (quoted ? 1 : 0));
      at = std::min(stop + (quoted ? 1 : 0), tag.size());
    }
    if (!EqualsIgnoreAsciiCase(key, name)) continue;
    std::string out(value);
    for (size_t amp = out.find("&amp;"); amp != out.npos; amp = out.find("&amp;", amp + 1)) {
      out.erase(amp + 1, 4);
    }
    return out;
  }
  return "";
}

bool IsFeedType(std::string_view type) {
  std::string lower = LowerAscii(type);
  return lower.starts_with("application/rss+xml") || lower.starts_with("application/atom+xml") ||
         lower.starts_with("application/rdf+xml");
}

FoundLinks OfHomePage(std::string_view html, const Url& base) {
  FoundLinks out;
  html = html.substr(0, kMostHeadBytes);
  for (size_t at = html.find('<'); at != html.npos; at = html.find('<', at + 1)) {
    if (html.substr(at).starts_with("<!--")) {
      at = std::min(html.find("-->", at), html.size());
      continue;
    }
    size_t end = std::min(html.find('>', at), html.size());
    std::string_view tag = html.substr(at + 1, end - at - 1);
    if (tag.size() < 5 || !EqualsIgnoreAsciiCase(tag.substr(0, 4), "link")) continue;
    if (!EqualsIgnoreAsciiCase(Attribute(tag, "rel"), "alternate")) continue;
    if (!IsFeedType(Attribute(tag, "type"))) continue;
    AddLink(&out, Attribute(tag, "href"), base,
            {.kind = PageKind::kFeed, .title = Attribute(tag, "title")});
  }
  return out;
}

}  // namespace

FoundLinks FindLinks(PageKind kind, std::string_view bytes, const Url& base) {
  if (kind == PageKind::kHome) return OfHomePage(bytes, base);
  if (kind == PageKind::kSitemap) {
    Sitemap map = ReadSitemap(bytes);
    if (map.kind != Sitemap::Kind::kOther) return OfSitemap(map, base);
    Feed feed = ReadFeed(bytes);
    return feed.is_feed ? OfFeed(feed, base) : FoundLinks{.problem = map.problem};
  }
  Feed feed = ReadFeed(bytes);
  if (feed.is_feed) return OfFeed(feed, base);
  Sitemap map = ReadSitemap(bytes);
  if (map.kind == Sitemap::Kind::kUrls || map.kind == Sitemap::Kind::kIndex) {
    return OfSitemap(map, base);
  }
  return {.problem = feed.problem};
}

}  // namespace newsfacts
