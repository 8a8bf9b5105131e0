// What of a page is its story: whole pages of one difficulty each, through the public call.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "pipeline/clean/clean.h"

namespace newsfacts {
namespace {

const std::string kFirst =
    "Orion Telecom has bought its rival Nordlys for a sum that neither side would name on Tuesday.";
const std::string kSecond =
    "The two had talked for years, and every spring the talks had failed over the same old plant.";
const std::string kThird =
    "The deal still needs the consent of the harbour council, which meets again late in April.";
const std::string kStory = kFirst + "\n" + kSecond + "\n" + kThird + "\n";
const std::string kHeadline = "<h1>Orion buys its old rival Nordlys</h1>";

std::string P(const std::string& text) {
  return "<p>" + text + "</p>";
}
std::string Times(const std::string& s, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += s;
  return out;
}

Article Cleaned(const std::string& body) {
  Page page;
  page.bytes =
      "<!DOCTYPE html><html><head><title>Orion buys its old rival Nordlys</title></head>"
      "<body>" +
      body + "</body></html>";
  Result<Article> article = Cleaner().Clean(page);
  REQUIRE(article.ok());
  return *article;
}

}  // namespace

TEST_CASE("the story is found among what stands around it") {
  const std::string paragraphs = P(kFirst) + P(kSecond) + P(kThird);
  const std::string other =
      "Ten things that you did not know about cables, and one that you did, told by the crew.";
  struct Row {
    const char* what;
    std::string body;
    std::string text;
  };
  const Row rows[] = {
      {"bare", kHeadline + paragraphs, kStory},
      {"a story in two containers",
       "<article>" + kHeadline + "<div class=a>" + P(kFirst) + "</div><div class=b>" + P(kSecond) +
           P(kThird) + Times(P(kThird + " And more."), 1) + "</div></article>",
       kStory + kThird + " And more.\n"},
      {"without a headline",
       "<article><div>" + P(kFirst) + "</div><div>" + P(kSecond) + P(kThird) +
           P(kSecond + " Still.") + P(kThird + " Again.") + "</div></article>",
       kStory + kSecond + " Still.\n" + kThird + " Again.\n"},
      {"a wrapper named after what stands beside the story",
       "<div class=content-with-sidebar>" + kHeadline + "<div class=x>" + paragraphs +
           "</div></div><div>" + P(other) + "</div>",
       kStory},
      {"a story with a tag in its class",
       "<div class='post tag-newsletter category-comments'>" + kHeadline + paragraphs + "</div>",
       kStory},
      {"hidden overflow hides nothing",
       kHeadline + "<div class=overflow-hidden>" + paragraphs + "</div>", kStory},
      {"words for screen readers",
       kHeadline + paragraphs + "<div class=sr-only>" + P(other) + "</div>", kStory},
      {"a consent wall longer than the story",
       kHeadline + "<div>" + paragraphs + "</div><div class=cookie-modal>" +
           Times(P("We and our partners store things on your device, and we like it that way."),
                 8) +
           "</div>",
       kStory},
      {"comments longer than the story",
       "<article>" + kHeadline + paragraphs + "</article><section id=comments>" +
           Times(P("I have always said so, and nobody in this harbour has ever listened to me."),
                 9) +
           "</section>",
       kStory},
      {"cards of other stories",
       "<div>" + kHeadline + paragraphs + "<div class=x>" +
           Times(
               "<div class=card><h3><a href=/a>Cables are long</a></h3><p>" + other + "</p></div>",
               4) +
           "</div></div>",
       kStory},
      {"a list of other stories under its heading",
       "<div>" + kHeadline + paragraphs + "<div><h3>Most read</h3>" + P(other) + "</div></div>",
       kStory},
      {"the next story on an endless page",
       "<div><article>" + kHeadline + P(kFirst + " " + kSecond) + P(kThird + " " + kSecond) +
           P(kSecond + " " + kFirst) + "</article><article><h1>Harbour closed</h1>" +
           Times(P(other + " " + other), 6) + "</article></div>",
       kFirst + " " + kSecond + "\n" + kThird + " " + kSecond + "\n" + kSecond + " " + kFirst +
           "\n"},
      {"a paragraph that leads away",
       kHeadline + P(kFirst) + P("Read more: why cables matter") + P(kSecond) + P(kThird), kStory},
      {"a drawing within a line",
       kHeadline + P("Orion Telecom<svg><path d='x'/></svg>" + kFirst.substr(13)) + P(kSecond) +
           P(kThird),
       kStory},
      {"a caption",
       kHeadline + P(kFirst) + "<figure><figcaption>" + other + "</figcaption></figure>" +
           P(kSecond) + P(kThird),
       kStory},
      {"a post that the story shows",
       kHeadline + P(kFirst) +
           "<div class=social-embed><blockquote><p>We are glad, says Nordlys.</p>"
           "</blockquote></div>" +
           P(kSecond) + P(kThird),
       kFirst + "\nWe are glad, says Nordlys.\n" + kSecond + "\n" + kThird + "\n"},
      {"a table of results",
       kHeadline + P(kFirst) +
           "<table><tr><th>Plant</th><th>Cables</th></tr><tr><td>North</td>"
           "<td>12</td></tr></table>" +
           P(kSecond) + P(kThird),
       kFirst + "\nPlant Cables\nNorth 12\n" + kSecond + "\n" + kThird + "\n"},
      {"lines ended by br",
       kHeadline + "<div>" + kFirst + "<br><br>" + kSecond + "<br><br>" + kThird + "</div>",
       kStory},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(Cleaned(row.body).text == row.text);
  }
}

TEST_CASE("JSON-LD gives the text where the page shows none") {
  std::string json =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":"
      "\"Orion buys\",\"articleBody\":\"";
  for (const std::string& p : {kFirst, kSecond, kThird, kFirst, kSecond}) json += p + "\\n\\n";
  json += "\"}</script>";
  CHECK(Cleaned(json + "<div id=app></div>").text.starts_with(kStory));
  // Where the page shows the story, the page's own paragraphs stand.
  const std::string shown = P(kFirst) + P(kSecond + " " + kThird) + P(kFirst + " " + kSecond);
  CHECK(Cleaned(kHeadline + shown + json).text ==
        kFirst + "\n" + kSecond + " " + kThird + "\n" + kFirst + " " + kSecond + "\n");
}

TEST_CASE("quality says what a page is") {
  const std::string paragraphs = P(kFirst) + P(kSecond) + P(kThird);
  auto json = [](const std::string& type, const std::string& more) {
    return "<script type='application/ld+json'>{\"@type\":\"" + type +
           "\",\"headline\":\"Orion buys\"" + more + "}</script>";
  };
  struct Row {
    const char* what;
    std::string body;
    const char* quality;
  };
  const Row rows[] = {
      {"a story", kHeadline + paragraphs, "article"},
      {"one sentence", kHeadline + P(kFirst), "short"},
      {"nothing", "<div id=app></div>", "empty"},
      {"a live blog", json("LiveBlogPosting", "") + kHeadline + paragraphs, "live"},
      {"a stub that is not free",
       json("NewsArticle", ",\"isAccessibleForFree\":false") + kHeadline + P(kFirst),
       "short+paywall"},
      {"a whole story that is not free to all",
       json("NewsArticle", ",\"isAccessibleForFree\":\"False\"") + kHeadline +
           Times(paragraphs, 1) + P(Times(kFirst + " ", 8)) + P(Times(kSecond + " ", 8)),
       "article"},
      {"a wall by its name", kHeadline + paragraphs + "<div class=paywall-offer>Pay</div>",
       "paywall"},
      {"pictures with a line each",
       kHeadline + P(kFirst) + P(kSecond) + P(kThird) +
           Times("<figure><figcaption>The plant in winter.</figcaption></figure>", 12),
       "gallery"},
      {"headlines alone",
       P(kFirst) + Times("<div class=x><h3><a href=/a>Cables are long</a></h3></div>", 12),
       "short+listing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(Cleaned(row.body).quality == row.quality);
  }
}

TEST_CASE("published and modified stand apart, with the reader that gave each") {
  Article a = Cleaned(
      "<meta property='article:published_time' content='2024-03-05T08:30:00+01:00'>"
      "<meta property='article:modified_time' content='2024-03-06 10:00:00Z'>" +
      kHeadline + "<span class=byline>By Mira Holt</span>" + P(kFirst));
  CHECK(a.published == "2024-03-05T08:30:00+01:00");
  CHECK(a.modified == "2024-03-06T10:00:00Z");
  std::vector<std::pair<std::string, std::string>> from = a.provenance;
  std::sort(from.begin(), from.end());
  CHECK(from ==
        std::vector<std::pair<std::string, std::string>>{
            {"authors", "page"}, {"modified", "meta"}, {"published", "meta"}, {"title", "h1"}});
}

}  // namespace newsfacts
