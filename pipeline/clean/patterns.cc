#include "pipeline/clean/patterns.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// clang-format off
const std::unordered_set<std::string_view>& Unwanted() {
  static const auto* kWords = new std::unordered_set<std::string_view>{
      // around the page
      "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "footer",
      "sidebar", "toolbar", "masthead", "skip", "pagination", "pager", "search", "login", "signin",
      // other stories
      "related", "relatedlinks", "recommended", "recommendation", "recommendations", "recirculation",
      "recirc", "teaser", "teasers", "trending", "popular", "mostread", "morelinks", "promo",
      "promotion", "similar", "readmore", "seealso", "latest", "suggested",
      // sharing and talking
      "share", "sharing", "social", "sociallinks", "follow", "comment", "comments", "respond",
      "disqus", "rating", "poll", "quiz", "feedback", "whatsapp", "reactions",
      // asking
      "newsletter", "subscribe", "subscription", "signup", "cookie", "cookies", "consent", "gdpr",
      "popup", "modal", "overlay", "cta", "donate", "donation", "banner",
      // selling
      "ad", "ads", "advert", "advertisement", "advertising", "anzeige", "sponsor", "sponsored",
      "affiliate", "shopping", "werbung",
      // beside the text
      "caption", "captions", "figcaption", "credit", "credits", "imagecredit", "byline", "bylines",
      "author", "authors", "authorbox", "bio", "tags", "taglist", "tag", "keywords", "topics",
      "timestamp", "dateline", "pubdate", "datetime", "postmeta", "metadata", "meta", "gallery",
      "slideshow", "carousel", "copyright", "disclaimer", "print", "widget", "widgets", "hidden",
      "visually", "sr", "screen", "tooltip", "dropdown", "toc"};
  return *kWords;
}
const std::unordered_set<std::string_view>& Lead() {
  static const auto* kWords = new std::unordered_set<std::string_view>{
      "lead", "lede", "standfirst", "dek", "deck", "subtitle", "subheadline", "subhead", "summary",
      "excerpt", "intro", "introduction", "teasertext", "abstract", "preamble", "chapo", "vorspann",
      "perex", "ingress", "description", "sommario", "subtitulo", "bajada", "copete", "lid"};
  return *kWords;
}
const std::unordered_set<std::string_view>& Body() {
  static const auto* kWords = new std::unordered_set<std::string_view>{
      "articlebody", "body", "content", "story", "text", "richtext", "entry", "article", "post"};
  return *kWords;
}

// Heads of such lines, lower case; a colon, a dash or a capital follows, or nothing.
constexpr std::string_view kAway[] = {
    "read more", "read also", "also read", "read next", "see also", "more on this", "related:",
    "related articles", "related stories", "recommended:", "click here", "watch:", "listen:",
    "more from", "you may also like", "don't miss", "sign up", "subscribe", "follow us",
    "download the app", "get the latest", "advertisement", "lesen sie auch", "lesen sie mehr",
    "mehr zum thema", "auch interessant", "das könnte sie", "weiterlesen", "lesen sie hier",
    "mehr dazu", "lire aussi", "à lire aussi", "voir aussi", "lee también", "lea también",
    "te puede interesar", "leia também", "leia mais", "veja também", "leggi anche", "lees ook",
    "czytaj także", "czytaj też", "zobacz także", "přečtěte si", "čtěte také", "läs också",
    "les også", "læs også", "lue myös", "читайте также", "читайте також", "la también"};
// clang-format on

char Low(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

Evidence EvidenceOf(std::string_view names) {
  Evidence found = Evidence::kNone;
  std::string word;
  auto take = [&] {
    if (Unwanted().contains(word)) found = Evidence::kUnwanted;
    if (found == Evidence::kNone || found == Evidence::kBody) {
      if (Lead().contains(word)) {
        found = Evidence::kLead;
      } else if (Body().contains(word)) {
        found = Evidence::kBody;
      }
    }
    word.clear();
  };
  for (size_t i = 0; i < names.size() && found != Evidence::kUnwanted; ++i) {
    char c = names[i];
    bool letter = Low(c) >= 'a' && Low(c) <= 'z';
    bool capital = c >= 'A' && c <= 'Z';
    if (!letter || (capital && i > 0 && names[i - 1] >= 'a' && names[i - 1] <= 'z')) take();
    if (letter && word.size() < 24) word += Low(c);
  }
  if (found != Evidence::kUnwanted) take();
  return found;
}

bool LeadsAway(std::string_view line) {
  if (line.size() > 250) return false;
  std::string low = ToLower(line.substr(0, std::min<size_t>(line.size(), 48)));
  return std::any_of(std::begin(kAway), std::end(kAway),
                     [&](std::string_view head) { return low.starts_with(head); });
}

}  // namespace newsfacts
