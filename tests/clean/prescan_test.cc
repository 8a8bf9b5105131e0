// What the pre-scan drops, and that dropping it changes no article.
#include "pipeline/clean/prescan.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "pipeline/clean/clean.h"
#include "pipeline/clean/parse.h"
#include "pipeline/store/input.h"
#include "tests/places.h"

namespace newsfacts {
namespace {

std::string Scanned(const std::string& page) {
  Prescanned out;
  PrescanOptions options;
  options.stand_ins = false;
  Prescan(page, options, out);
  return out.html.substr(std::string("<!DOCTYPE html>").size());
}

Article Cleaned(const Page& page, bool prescan) {
  CleanOptions options;
  options.prescan = prescan;
  Result<Article> article = Cleaner(options).Clean(page);
  return article.ok() ? *article : Article();
}

// Articles of all pages under `folder` are the same with the pre-scan and without.
void CompareAll(const std::string& folder) {
  ItemReader reader(std::vector<std::string>{folder});
  size_t pages = 0;
  while (auto item = reader.Next()) {
    if (!item->ok()) continue;
    auto* page = std::get_if<Page>(&**item);
    if (page == nullptr) continue;
    ++pages;
    Article with = Cleaned(*page, true), without = Cleaned(*page, false);
    if (without.quality == "too-complex") continue;  // the scripts alone fill the arena
    CAPTURE(page->source.file);
    CHECK(with.title == without.title);
    CHECK(with.authors == without.authors);
    CHECK(with.published == without.published);
    CHECK(with.quality == without.quality);
    CHECK(with.text == without.text);
  }
  CHECK(pages > 0);
}

}  // namespace

TEST_CASE("the pre-scan drops what no article needs and nothing else") {
  struct Row {
    const char* what;
    const char* page;
    const char* left;
  };
  const Row rows[] = {
      {"text", "a <p>b</p> c", "a <p>b</p> c"},
      {"blanks", "a \n\t b", "a b"},
      {"script", "a<script>if (a < b) '<p>'</script>b", "ab"},
      {"a blank in the end tag", "a<script>x</script \n>b", "ab"},
      {"the end tag of another", "a<script>'</scripts>'</script>b", "ab"},
      {"style", "a<STYLE>p > a {}</Style>b", "ab"},
      {"comment", "a<!-- <p> -- > -->b", "ab"},
      {"short comment", "a<!-->b", "ab"},
      {"CDATA", "a<![CDATA[ x ]]>b", "ab"},
      {"declaration", "<!DOCTYPE html><?xml version='1.0'?>a", "a"},
      {"a bracket in quotes", "<p title='a > b' class=\"c > d\">e</p>", "<p class=\"c > d\">e</p>"},
      {"quotes in quotes", "<p class='a \"b\"'>c</p>", "<p class='a \"b\"'>c</p>"},
      {"attribute without quotes", "<p class=a onclick=b()>c</p>", "<p class=\"a\">c</p>"},
      {"formatting", "<p>a <b>b <i>c</b></i></p>", "<p>a b c</p>"},
      {"tags in a title", "<title>a <em>b</em> <d class=x> &amp; < c</TITLE>d",
       "<title>a b &lt;d class=x> &amp; &lt; c</title>d"},
      {"a title without end", "<title>a <p class=x>b", "<title>a &lt;p class=x>b"},
      {"textarea", "a<textarea><p>x</textarea>b", "ab"},
      {"nested svg", "a<svg><svg></svg><path d='<'/></svg>b", "ab"},
      {"template", "a<template><p>x</p></template>b", "ab"},
      {"nav", "a<nav><ul><li>x</ul></nav>b", "ab"},
      {"a nav that never ends", "a<nav>b<p>c", "ab<p>c"},
      {"the page's footer", "<p>a</p><footer>x</footer>", "<p>a</p>"},
      {"an article's footer", "<article>a<footer>b</footer></article>",
       "<article>a<footer>b</footer></article>"},
      {"links of the head", "<link rel=preload href=x><link rel=canonical href=y>",
       "<link rel=\"canonical\" href=\"y\">"},
      {"addresses of links", "<a href='x' class='y'>z</a>", "<a class=\"y\">z</a>"},
      {"less than", "1 < 2", "1 &lt; 2"},
      {"cut off in a tag", "a<p class='b", "a"},
      {"cut off in a comment", "a<!-- b", "a"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(Scanned(row.page) == row.left);
  }
}

TEST_CASE("the pre-scan keeps JSON-LD apart") {
  Prescanned out;
  Prescan(
      "<script type='application/ld+json'>{\"a\":1}</script><script>x</script>"
      "<SCRIPT TYPE=\"application/ld+json; charset=utf-8\">[]</SCRIPT>",
      {}, out);
  CHECK(out.json_ld == std::vector<std::string>{"{\"a\":1}", "[]"});
}

TEST_CASE("what stands aside comes back where it stood") {
  const char* pages[] = {
      "<h1 id=a class='b c'>Short</h1><p class=\"x\">Tom &amp; Jerry paid &pound;5 &notit; at "
      "noon</p>",
      "<p>one two <em>three four</em> five<br>six   seven\n eight</p>",
      "<pre>  two  blanks\n  stay </pre><p>after it</p>",
      "<table>misplaced words<tr><td class='a&amp;b'>a cell of it</td></tr></table>",
      "<a class=x>first link<a class=y>second link</a> and words behind",
      "<title>What <d class=x> and <!-- say of a < b</title><p class=x>words behind it",
      "<textarea><p class=x>a draft of words</textarea><p>words behind it",
      "<title>A &quot;title&quot; of words</title><p title='gone' lang=en role=x>Körner – “größer” "
      "\xC2\xA0 end",
      "<html lang=en><body class=one><body id=two class=three><p>words of the body",
      // Flags are spelled by tags of plane 14, beside the planes whose characters stand in.
      "<p>the flag of Wales \xF0\x9F\x8F\xB4\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2 and words behind",
      "<p>control \x01 and \xC2\x85 and \xEF\xBF\xBE and \xEF\xB7\x90 here</p>",
      "<p>AT&<s>amp;</s> two &<s>#65; three &am<!-- -->p; four &amp<b> five &<s>#x1100 six",
      "<p class=a class=b>named twice</p><p class='a\"b'>quotes</p><p class=a'\"b>both</p>",
  };
  HtmlParser in_place(size_t{1} << 24), aside(size_t{1} << 24);
  for (const char* page : pages) {
    CAPTURE(page);
    PrescanOptions options;
    Prescanned with, without;
    Tree got, want;
    Prescan(page, options, with);
    options.stand_ins = false;
    Prescan(page, options, without);
    REQUIRE(aside.Parse(with, got));
    REQUIRE(in_place.Parse(without, want));
    REQUIRE(got.nodes.size() == want.nodes.size());
    for (size_t i = 0; i < want.nodes.size(); ++i) {
      CHECK(got.nodes[i].tag == want.nodes[i].tag);
      CHECK(got.nodes[i].text == want.nodes[i].text);
      REQUIRE(got.nodes[i].attributes == want.nodes[i].attributes);
      for (uint32_t k = 0; k < want.nodes[i].attributes; ++k) {
        const Attribute& a = got.attributes[got.nodes[i].first_attribute + k];
        const Attribute& b = want.attributes[want.nodes[i].first_attribute + k];
        CHECK(a.name == b.name);
        CHECK(a.value == b.value);
      }
    }
  }
}

TEST_CASE("a value without quotes may hold both kinds of them") {
  HtmlParser parser(size_t{1} << 24);
  for (bool drop : {true, false}) {
    for (bool stand_ins : {true, false}) {
      PrescanOptions options;
      options.drop = drop;
      options.stand_ins = stand_ins;
      for (const char* page : {"<p class=a'\"b>both", "<p class=a'&quot;b class=c'\"d>both"}) {
        CAPTURE(drop, stand_ins, page);
        Prescanned out;
        Tree tree;
        Prescan(page, options, out);
        REQUIRE(parser.Parse(out, tree));
        const auto& p = *std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                      [](const Node& node) { return node.tag == Tag::kP; });
        REQUIRE(p.attributes == 1);
        CHECK(tree.attributes[p.first_attribute].value == "a'\"b");
      }
    }
  }
}

TEST_CASE("a tag that is left out joins nothing to a reference") {
  HtmlParser parser(size_t{1} << 24);
  for (const char* page : {"<p>AT&<s>amp;</s> &am<!-- -->p; &<i>#65; &amp<b>",
                           "<p>AT&amp;amp; &amp;amp; &amp;#65; &amp;"}) {
    CAPTURE(page);
    Prescanned out;
    Tree tree;
    Prescan(page, {}, out);
    REQUIRE(parser.Parse(out, tree));
    CHECK(tree.Text(0) == "AT&amp; &amp; &#65; &");
  }
}

TEST_CASE("a page cannot call for what stands aside") {
  // The first text that stands aside, by its private-use character and by its number.
  for (const char* page :
       {"<p>The words.</p><p>\xF3\xB0\x80\x80.</p>", "<p>The words.</p><p>&#983040;.</p>",
        "<p>The words.</p><p>&#XF0000.</p>", "<p>The words.</p><p>&#000983040;.</p>"}) {
    CAPTURE(page);
    Prescanned out;
    Prescan(page, {}, out);
    HtmlParser parser(size_t{1} << 24);
    Tree tree;
    REQUIRE(parser.Parse(out, tree));
    CHECK(tree.Text(0) == "The words. .");
  }
}

TEST_CASE("the pre-scan keeps its limits") {
  PrescanOptions options;
  options.max_bytes = 1000;
  Prescanned out;
  std::string page;
  for (int i = 0; i < 1000; ++i) page += "<p>ä";
  Prescan(page, options, out);
  CHECK(out.cut);
  CHECK(out.html.size() <= 1000);
  for (const char* words :
       {"<p>word words ", "word words ", "<p class='of an element'>", "<i>ä</i>b"}) {
    CAPTURE(words);
    page.clear();
    for (int i = 0; i < 1000; ++i) page += words;
    Prescan(page, options, out);
    CHECK(out.cut);
    CHECK(out.html.size() + out.aside.saved() <= 1000);
    CHECK(out.html.size() + out.aside.saved() > 990);
  }
  options = {};
  options.stand_ins = false;
  options.max_depth = 3;
  Prescan("<div><div><div><div>a</div></div></div></div>b", options, out);
  CHECK(out.html == "<!DOCTYPE html><div><div><div>a</div></div></div>b");
  CHECK_FALSE(out.cut);
}

TEST_CASE("articles are the same with the pre-scan and without") {
  CompareAll(SourceFolder() + "/corpus");
}

TEST_CASE("articles of real pages are the same with the pre-scan and without") {
  const char* data = std::getenv("NEWSFACTS_DATA");
  if (data == nullptr) {
    WARN("skipped: NEWSFACTS_DATA names no folder of pages");
    return;
  }
  for (const auto& set : std::filesystem::directory_iterator(std::string(data) + "/clean")) {
    std::string pages = set.path().string() + "/html";
    if (std::filesystem::is_directory(pages)) CompareAll(pages);
  }
}

}  // namespace newsfacts
