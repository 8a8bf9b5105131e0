#include "pipeline/fetch/sitemap.h"

#include "tests/data_folder.h"

namespace newsfacts {
namespace {

struct Row {
  std::string_view what;
  std::string_view bytes;
  std::vector<std::string> locs;
  bool problem;
};

const Row kRows[] = {
    {"urls",
     "<urlset><url><loc> http://a.example/1\n</loc><lastmod>2024</lastmod></url></urlset>",
     {"http://a.example/1"},
     false},
    {"index",
     "<sitemapindex><sitemap><loc>http://a.example/s</loc></sitemap></sitemapindex>",
     {"http://a.example/s"},
     false},
    {"an image's loc is none",
     "<urlset><url><loc>http://a.example/1</loc><image:image><image:loc>http://a.example/i"
     "</image:loc></image:image></url></urlset>",
     {"http://a.example/1"},
     false},
    {"space before the declaration", "\xEF\xBB\xBF \n<?xml version='1.0'?><urlset/>", {}, false},
    {"cut",
     "<urlset><url><loc>http://a.example/1</loc></url><url><lo",
     {"http://a.example/1"},
     true},
    {"entity bomb",
     "<!DOCTYPE u [<!ENTITY a 'b'>]><urlset><url><loc>&a;</loc></url></urlset>",
     {},
     true},
    {"external entity",
     "<!DOCTYPE u [<!ENTITY a SYSTEM "
     "'file:///etc/passwd'>]><urlset><url><loc>&a;</loc></url></urlset>",
     {},
     true},
    {"text",
     "http://a.example/1\r\n\r\nhttp://a.example/2\n",
     {"http://a.example/1", "http://a.example/2"},
     false},
    {"text that is no UTF-8", "http://a.example/\xFF\n", {"http://a.example/\uFFFD"}, false},
    {"a feed", "<rss><channel><url><loc>http://a.example/</loc></url></channel></rss>", {}, true},
    {"nothing", "", {}, true},
};

std::vector<std::string> Locs(const Sitemap& map) {
  std::vector<std::string> locs;
  for (const SitemapEntry& e : map.entries) locs.push_back(e.loc);
  return locs;
}

TEST_CASE("sitemaps") {
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    Sitemap map = ReadSitemap(row.bytes);
    CHECK(Locs(map) == row.locs);
    CHECK(!map.problem.empty() == row.problem);
  }
}

TEST_CASE("a news sitemap names title and date") {
  Sitemap map = ReadSitemap(
      "<urlset><url><loc>http://a.example/1</loc><news:news><news:publication><news:name>A Paper"
      "</news:name></news:publication><news:title>Mill opens</news:title>"
      "<news:publication_date>2024-05-01</news:publication_date></news:news></url></urlset>");
  REQUIRE(map.entries.size() == 1);
  CHECK(map.entries[0].title == "Mill opens");
  CHECK(map.entries[0].published == "2024-05-01");
}

TEST_CASE("sitemaps of other projects") {
  for (const Json& row : DataRows("fetch/sitemaps/expected.jsonl")) {
    const std::string& file = row["file"].str();
    // The guard of this reader is the stricter one: any entity declared refuses the whole file.
    if (file.ends_with("xxe.xml")) continue;
    CAPTURE(file);
    Result<std::string> bytes =
        ReadWholeFile(std::string(std::getenv("NEWSFACTS_DATA")) + "/fetch/sitemaps/" + file);
    REQUIRE(bytes.ok());
    std::vector<std::string> expected;
    for (const Json& e : row["entries"].items()) expected.push_back(e["loc"].str());
    for (const char* key : {"urls", "sitemaps"}) {
      for (const Json& e : row[key].items()) expected.push_back(e.str());
    }
    CHECK(Locs(ReadSitemap(*bytes)) == expected);
  }
}

}  // namespace
}  // namespace newsfacts
