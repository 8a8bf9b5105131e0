#include "pipeline/fetch/feed.h"

#include <catch2/catch.hpp>

namespace newsfacts {
namespace {

struct Row {
  std::string_view what;
  std::string_view bytes;
  std::string_view link;
  std::string_view title;
  std::string_view published;
};

const Row kRows[] = {
    {"rss",
     "<rss><channel><item><title> Mill opens </title><link>http://a.example/1</link>"
     "<guid>http://a.example/g</guid><pubDate>Wed, 01 May 2024 10:00:00 "
     "GMT</pubDate></item></channel></rss>",
     "http://a.example/1", "Mill opens", "Wed, 01 May 2024 10:00:00 GMT"},
    {"guid as link", "<rss><channel><item><guid>http://a.example/g</guid></item></channel></rss>",
     "http://a.example/g", "", ""},
    {"guid that is none",
     "<rss><channel><item><guid "
     "isPermaLink='false'>http://a.example/g</guid></item></channel></rss>",
     "", "", ""},
    {"an image's link does not leak",
     "<rss><channel><item><image><link>http://a.example/i</link></image></item></channel></rss>",
     "", "", ""},
    {"atom",
     "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='self' href='http://a.example/s'/>"
     "<link rel='alternate' "
     "href='http://a.example/1'/><title>T</title><published>2024-05-01T10:00:00Z"
     "</published></entry></feed>",
     "http://a.example/1", "T", "2024-05-01T10:00:00Z"},
    {"another charset",
     "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>M\xFCller"
     "</title></item></channel></rss>",
     "", "M\xC3\xBCller", ""},
    {"atom id as link", "<feed><entry><id>http://a.example/1</id></entry></feed>",
     "http://a.example/1", "", ""},
    {"rdf",
     "<rdf:RDF><item><title>T</title><link>http://a.example/1</link><dc:date>2024-05-01</dc:date>"
     "<media:title>other</media:title></item></rdf:RDF>",
     "http://a.example/1", "T", "2024-05-01"},
};

TEST_CASE("feeds") {
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    Feed feed = ReadFeed(row.bytes);
    CHECK(feed.problem == "");
    REQUIRE(feed.entries.size() == 1);
    CHECK(feed.entries[0].link == row.link);
    CHECK(feed.entries[0].title == row.title);
    CHECK(feed.entries[0].published == row.published);
  }
}

TEST_CASE("damaged and hostile feeds") {
  Feed cut = ReadFeed("<rss><channel><item><link>http://a.example/1</link></item><item><li");
  CHECK(cut.entries.size() == 1);
  CHECK_FALSE(cut.problem.empty());
  Feed bomb = ReadFeed(
      "<!DOCTYPE r [<!ENTITY a "
      "'b'>]><rss><channel><item><title>&a;</title></item></channel></rss>");
  CHECK(bomb.entries.empty());
  CHECK(bomb.problem == "line 1: declares an entity");
  CHECK_FALSE(ReadFeed("<html/>").problem.empty());
}

}  // namespace
}  // namespace newsfacts
