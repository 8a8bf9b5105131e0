// Sitemaps, their indexes, news sitemaps and lists of URLs.
#include "pipeline/fetch/sitemap.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Sitemap sitemap = ReadSitemap(Bytes(data, size));
  Require(sitemap.entries.size() <= Sitemap::kMaxEntries,
          "a sitemap has no more than its most entries");
  for (const SitemapEntry& entry : sitemap.entries) {
    Require(!entry.loc.empty() && IsUtf8(entry.loc), "an entry has a place in UTF-8");
    Require(IsUtf8(entry.title) && IsUtf8(entry.published) && IsUtf8(entry.lastmod),
            "and UTF-8 all over");
  }
  return 0;
}
