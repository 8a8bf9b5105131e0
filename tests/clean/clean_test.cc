// Pages in, articles out: whole pages through the public call.
#include "pipeline/clean/clean.h"

#include <catch2/catch.hpp>
#include <ctime>
#include <string>

#include "pipeline/text/unicode.h"
#include "tests/counting_clock.h"

namespace newsfacts {
namespace {

const char kPage[] = R"(<!DOCTYPE html><html lang="en"><head>
<title>Orion buys Nordlys | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2024-03-05T08:30:00+01:00">
<script type="application/ld+json">
{"@graph":[{"@type":"NewsArticle","headline":"Orion buys Nordlys","author":[{"@type":"Person",
"name":"Mira Holt"}],"datePublished":"2024-03-05T08:30:00+01:00",}]}
</script ><style>p > a{}</style></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/biz">Business</a></ul></nav>
<article><h1>Orion buys Nordlys</h1>
<p class="standfirst">The cable maker pays in cash and keeps every one of the plants open.</p>
<div class="byline">By Mira Holt</div><time datetime="2024-03-05">5 March 2024</time>
<figure><img src="x.jpg" alt="a > b"><figcaption>The plant in winter, seen from the quay.</figcaption></figure>
<div class="story"><p>Orion Telecom has bought its rival <b>Nordlys</b> for a sum that neither side
would name, both companies said on Tuesday.</p>
<h2>A long courtship</h2>
<p>The two had talked for years, and every spring the talks had failed over the same plant.</p>
<p>Read more: <a href="/x">Why cables matter to everyone in this town</a></p>
<ul><li>The plants stay open until the end of the decade at least.</li></ul>
<div class="newsletter-signup"><p>Get our best stories every morning, straight to your inbox.</p></div>
<p>The deal still needs the consent of the harbour council, which meets again in April.</p>
</div></article>
<aside class="related"><p>Ten things that you did not know about cables, and one that you did.</p></aside>
<footer>All rights reserved by the Harbour Gazette and its many owners.</footer></body></html>)";

const char kText[] =
    "The cable maker pays in cash and keeps every one of the plants open.\n"
    "Orion Telecom has bought its rival Nordlys for a sum that neither side would name, both "
    "companies said on Tuesday.\n"
    "A long courtship\n"
    "The two had talked for years, and every spring the talks had failed over the same plant.\n"
    "The plants stay open until the end of the decade at least.\n"
    "The deal still needs the consent of the harbour council, which meets again in April.\n";

Page PageOf(std::string bytes) {
  Page page;
  page.id = "page";
  page.bytes = std::move(bytes);
  return page;
}

// The piece 50,000 times, each with a number of its own for '#'.
std::string Numbered(const std::string& piece) {
  std::string out;
  for (int i = 100000; i < 150000; ++i) {
    for (char c : piece) out += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return out;
}
std::string Repeat(const std::string& s, size_t n) {
  std::string out;
  out.reserve(s.size() * n);
  for (size_t i = 0; i < n; ++i) out += s;
  return out;
}

}  // namespace

TEST_CASE("a page becomes its article, with the pre-scan and without") {
  for (bool prescan : {true, false}) {
    CAPTURE(prescan);
    CleanOptions options;
    options.prescan = prescan;
    Result<Article> a = Cleaner(options).Clean(PageOf(kPage));
    REQUIRE(a.ok());
    CHECK(a->title == "Orion buys Nordlys");
    CHECK(a->authors == std::vector<std::string>{"Mira Holt"});
    CHECK(a->published == "2024-03-05T08:30:00+01:00");
    CHECK(a->site == "Harbour Gazette");
    CHECK(a->lang == "en");
    CHECK(a->text == kText);
  }
}

TEST_CASE("UTF-16 pages are read by their byte order mark") {
  std::string wide = "\xFF\xFE";
  for (const char* c = kPage; *c != '\0'; ++c) (wide += *c) += '\0';
  Result<Article> a = Cleaner().Clean(PageOf(wide));
  REQUIRE(a.ok());
  CHECK(a->text == kText);
}

TEST_CASE("the bytes decide over wrong labels") {
  const std::string head = "<html><head><meta charset=";
  const std::string body = "></head><body><p>The harbour of M";
  const std::string rest = "rby has closed, and nobody in the town knows for how long.</p></html>";
  struct Row {
    const char* what;
    std::string bytes;
    const char* letter;
  };
  const Row rows[] = {
      {"UTF-8 labelled Latin-1", head + "iso-8859-1" + body + "\xC3\xB8" + rest, "ø"},
      {"Latin-1 labelled so", head + "iso-8859-1" + body + "\xF8" + rest, "ø"},
      {"Latin-1 labelled UTF-8", head + "utf-8" + body + "\xF8" + rest, "ø"},
      {"UTF-8 labelled UTF-16", head + "utf-16" + body + "\xC3\xB8" + rest, "ø"},
      {"UTF-8 with one byte of another page",
       head + "utf-8" + body + "\xC3\xB8" + rest + Repeat("<p>M\xC3\xB8rby, too.</p>", 20) + "\xF8",
       "ø"},
      {"a label that nobody knows", head + "harbour-7" + body + "\xC3\xB8" + rest, "ø"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Result<Article> a = Cleaner().Clean(PageOf(row.bytes));
    REQUIRE(a.ok());
    CHECK(a->text.starts_with(std::string("The harbour of M") + row.letter + "rby has"));
  }
}

TEST_CASE("a page longer than the parser's share is cut and says so") {
  std::string page =
      "<html><body>" + Repeat("<p>Words of a long page, and more of them.</p>", 120000);
  Result<Article> a = Cleaner().Clean(PageOf(page));
  REQUIRE(a.ok());
  CHECK(a->quality.find("truncated") != std::string::npos);
  CleanOptions small;
  small.arena_bytes = size_t{2} << 20;
  a = Cleaner(small).Clean(PageOf(page));
  REQUIRE(a.ok());
  CHECK(a->quality == "too-complex");
}

TEST_CASE("what is no page is an error, what looks like one is read") {
  Page pdf = PageOf("%PDF-1.7 ...");
  pdf.content_type = "text/html";
  CHECK_FALSE(Cleaner().Clean(pdf).ok());
  Page text =
      PageOf("The harbour has closed, and nobody in the town knows for how long it will be.\n");
  text.content_type = "text/html; charset=utf-8";
  Result<Article> a = Cleaner().Clean(text);
  REQUIRE(a.ok());
  CHECK(a->text == text.bytes);
}

TEST_CASE("plain text: title, byline and date go above, boxes go below") {
  Result<Article> a = Cleaner().Clean(PageOf(
      "Orion Buys Its Rival Nordlys\n\nBy Mira Holt\n\nMarch 5, 2024\n\n3 Min Read\n\n"
      "Orion Telecom has bought its rival Nordlys for a sum that neither side would name.\n\n"
      "\"We are glad,\" said the head of the company, and smiled for the photographers.\n\n"
      "About the Author\n\nMira Holt writes on cables and on the people that lay them.\n"));
  REQUIRE(a.ok());
  CHECK(a->title == "Orion Buys Its Rival Nordlys");
  CHECK(a->authors == std::vector<std::string>{"Mira Holt"});
  CHECK(a->published == "2024-03-05");
  CHECK(a->text ==
        "Orion Telecom has bought its rival Nordlys for a sum that neither side would name.\n"
        "\"We are glad,\" said the head of the company, and smiled for the photographers.\n");
}

TEST_CASE("control characters: none is kept, none comes between a letter and its accent") {
  const std::string title =
      "Orion Buys Its Rival, a Caf\x01"
      "e\x02\u0301";
  const std::string story =
      "Orion Telecom has\x0b"
      "bought a caf\x01"
      "e\x02\u0301 for a sum that nobody told.";
  for (const std::string& page :
       {title + "\n\nBy \x01\x02\x03, Mira\x07 Holt\n\n" + story + "\n",
        "<html><head><title>" + title + "</title><meta name=author content='Mira\x07 Holt'>" +
            "<meta name=author content='\x01\x02\x03'></head><body><article><h1>" + title +
            "</h1><p>" + story + "</p></article></body></html>"}) {
    Result<Article> a = Cleaner().Clean(PageOf(page));
    REQUIRE(a.ok());
    CHECK(a->title == "Orion Buys Its Rival, a Caf\u00e9");
    CHECK(a->authors == std::vector<std::string>{"Mira Holt"});
    CHECK(a->text == "Orion Telecom has bought a caf\u00e9 for a sum that nobody told.\n");
  }
}

TEST_CASE("a numeric reference beyond all numbers is a replacement character") {
  Result<Article> a = Cleaner().Clean(PageOf(
      "<html><body><article><p>Orion Telecom paid &#x88888888888888881; for its rival Nordlys, and "
      "nobody in the town knows why.</p></article></body></html>"));
  REQUIRE(a.ok());
  CHECK(a->text ==
        "Orion Telecom paid \uFFFD for its rival Nordlys, and nobody in the town knows why.\n");
}

TEST_CASE("what is no page at all is refused, with the reason") {
  Cleaner cleaner;
  for (auto [bytes, reason] : {std::pair("", "empty"), std::pair("%PDF-1.7 ...", "PDF")}) {
    Result<Article> a = cleaner.Clean(PageOf(bytes));
    REQUIRE_FALSE(a.ok());
    CHECK(a.error().message.find(reason) != std::string::npos);
  }
}

TEST_CASE("a deadline that ends anywhere leaves no half of a page") {
  Page page =
      PageOf(kPage + Repeat("<div><h2>More</h2><p>Orion pays in cash and keeps the plants, all "
                            "of them.</p></div>\n",
                            300));
  Cleaner cleaner;
  Result<Article> whole = cleaner.Clean(page);
  REQUIRE(whole.ok());
  int64_t allowed = 1;
  for (bool done = false; !done; ++allowed) {
    REQUIRE(allowed < 5000);
    CountingClock clock;
    Deadline deadline(&clock, std::chrono::nanoseconds(allowed));
    deadline.Restart();
    Result<Article> a = cleaner.Clean(page, &deadline);
    done = a.ok();
    if (done) {
      CHECK(a->text == whole->text);
      CHECK(a->provenance == whole->provenance);
    } else {
      CHECK(a.error().kind == Error::Kind::kOverTime);
    }
  }
  CHECK(allowed > 20);  // it was asked all the way
}

TEST_CASE("hostile pages end in bounded time with an article or an error") {
  const std::string page = kPage;
  struct Row {
    const char* what;
    std::string bytes;
  };
  const Row rows[] = {
      {"one line end", "\n"},
      {"cut off in a tag", page.substr(0, page.find("newsletter"))},
      {"cut off in a script", page.substr(0, page.find("headline"))},
      {"NUL bytes", Repeat(std::string("<p>\0a b\0</p>", 12), 1000)},
      {"100,000 nested divs", Repeat("<div>", 100000) + "text"},
      {"100,000 nested spans", Repeat("<span class=a>", 100000) + "text"},
      {"misnested formatting", Repeat("<b><i>", 20000) + Repeat("<a><p>", 20000)},
      {"a million attributes", "<p " + Repeat("a=b ", 1000000) + ">text</p>"},
      {"a line of 10 MB", "<html><p>" + Repeat("word ", 2000000)},
      {"30 MB", "<html>" + Repeat("<div><p>Words of a long page.</p></div>", 800000)},
      {"unclosed comment", page.substr(0, 900) + "<!-- " + Repeat("x ", 100000)},
      {"unclosed svg", Repeat("<svg>", 50000) + "<p>text</p>"},
      {"nested tables", Repeat("<table><tr><td>", 20000) + "text"},
      {"frames", "<html><frameset><frame src=a><frame src=b></frameset></html>"},
      {"a frame within a frame", Repeat("<frameset><frame src=a><noframes>", 5000)},
      {"unclosed attributes", Repeat("<p class=\"a>text ", 50000)},
      {"end tags alone", Repeat("</div></p></table>", 50000)},
      {"a million links", Repeat("<a href=/x>link</a> ", 200000)},
      {"lists within lists", Repeat("<ul><li>item", 50000)},
      {"tables and forms", Repeat("<table><form><tr><td><form>", 20000)},
      {"broken JSON-LD",
       "<script type='application/ld+json'>" + Repeat("[{\"a\":", 100000) + "</script><p>text</p>"},
      {"headings",
       Numbered("<h1>Heading # of very many</h1><meta name=author content='Ann Lee #'>")},
      {"paragraphs", Numbered("<p>Paragraph # is exactly as long as all of the others.</p>")},
      {"XML", "<?xml version=\"1.0\"?><rss><item><title>a</title></item></rss>"},
      {"random bytes", Repeat("\xFF\xC3<\x80>&\x01", 10000)},
  };
  Cleaner cleaner;
  for (const Row& row : rows) {
    CAPTURE(row.what);
    std::clock_t before = std::clock();
    Result<Article> a = cleaner.Clean(PageOf(row.bytes));
    double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    CHECK(seconds < 10);  // a second here; sanitizers and slow machines get more
    REQUIRE(a.ok());
    CHECK(IsUtf8(a->text));
    CHECK_FALSE(a->quality.empty());
    if (seconds > 1) WARN(row.what << ": " << seconds << " s");
  }
  CHECK_FALSE(cleaner.Clean(PageOf("%PDF-1.7 ...")).ok());
}

}  // namespace newsfacts
