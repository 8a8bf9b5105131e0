// Sitemaps (sitemaps.org), sitemap indexes and news sitemaps, streamed through a real XML parser;
// and sitemaps as plain text, one URL a line. Entities are refused where they are declared and
// external ones never opened; namespaces are not insisted on, since many files have them wrong.
//
//   Sitemap map = ReadSitemap(bytes);
//   map.kind == Sitemap::Kind::kUrls; map.entries[0].loc == "https://news.example/a"
//
// Not here: decompression, fetching, following an index.
#ifndef NEWSFACTS_PIPELINE_FETCH_SITEMAP_H_
#define NEWSFACTS_PIPELINE_FETCH_SITEMAP_H_

#include <string>
#include <string_view>
#include <vector>

namespace newsfacts {

struct SitemapEntry {
  std::string loc;        // as written, without surrounding space
  std::string lastmod;    // as written
  std::string title;      // of a news sitemap
  std::string published;  // of a news sitemap, as written
};

struct Sitemap {
  enum class Kind { kUrls, kIndex, kText, kOther };  // kOther: a feed, or no sitemap at all
  static constexpr size_t kMaxEntries = 50000;       // sitemaps.org

  Kind kind = Kind::kOther;
  std::vector<SitemapEntry> entries;  // also those before a damage
  std::string problem;  // "" where all is well; else what is wrong, with the line where known
};

Sitemap ReadSitemap(std::string_view bytes);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_SITEMAP_H_
