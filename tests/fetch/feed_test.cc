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
    {"a comment before the declaration",
     "<!-- made by hand -->\n<?xml version='1.0'?><rss><channel>"
     "<item><link>http://a.example/1</link><title>T</title></item></channel></rss>",
     "http://a.example/1", "T", ""},
    {"control characters",
     "<rss><channel><item><link>http://a.example/1</link><title>a\x0B"
     "b</title></item></channel></rss>",
     "http://a.example/1", "a b", ""},
    {"the page among alternates",
     "<feed><entry><title>T</title><link href='http://a.example/x'/>"
     "<link rel='alternate' type='text/html' href='http://a.example/x.html'/></entry></feed>",
     "http://a.example/x.html", "T", ""},
    {"a prefix for RSS itself",
     "<rdf:RDF xmlns:rdf='r' xmlns:rss='s'><rss:item>"
     "<rss:title>T</rss:title><rss:link>http://a.example/1</rss:link></rss:item></rdf:RDF>",
     "http://a.example/1", "T", ""},
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
  Feed named = ReadFeed(
      "<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
      "<rss><channel><item><title>x&a;&f;y&nbsp;z</title><link>/1</link></item></channel></rss>");
  CHECK(named.problem == "");
  REQUIRE(named.entries.size() == 1);
  CHECK(named.entries[0].title == "x&a;y&nbsp;z");
  Feed cut = ReadFeed("<rss><channel><item><link>http://a.example/1</link></item><item><li");
  CHECK(cut.entries.size() == 1);
  CHECK_FALSE(cut.problem.empty());
  Feed bomb = ReadFeed(
      "<!DOCTYPE r [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>"
      "<rss><channel><item><title>&c;</title></item></channel></rss>");
  CHECK(bomb.entries.empty());
  CHECK(bomb.problem == "line 1: declares an entity of entities");
  CHECK_FALSE(ReadFeed("<html/>").problem.empty());
  Feed other = ReadFeed("<list><entry><title>x</title><link href='/1'/></entry></list>");
  CHECK(other.problem == "XML, but no feed");
  CHECK(other.entries.empty());
}

}  // namespace
}  // namespace newsfacts
