#include "pipeline/clean/patterns.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Group {
  Evidence evidence;
  std::string_view words;
};

// Words of names. A word belongs to one group.
constexpr Group kGroups[] = {
    // around the page
    {Evidence::kUnwanted,
     "nav navbar navigation menu submenu breadcrumb breadcrumbs footer sidebar toolbar masthead "
     "pagination pager login signin"},
    // other stories
    {Evidence::kUnwanted,
     "related relatedlinks relatedarticles recommended recommendation recommendations "
     "recirculation recirc trending mostread mostpopular morelinks similar readmore readalso "
     "seealso outbrain taboola"},
    // sharing and talking
    {Evidence::kUnwanted,
     "share sharing sharebar socialshare sociallinks comment comments respond disqus reactions"},
    // asking and selling
    {Evidence::kUnwanted,
     "newsletter newsletters subscribe signup cookie cookies consent gdpr ccpa popup modal donate "
     "donation privacy ad ads advert adverts advertisement advertising anzeige sponsor sponsored "
     "affiliate "
     "shopping werbung publicidad reklama pubblicita"},
    // beside the text
    {Evidence::kUnwanted,
     "caption captions figcaption imagecredit photocredit imagecaption byline bylines authorbox "
     "taglist carousel slideshow tooltip factbox infobox"},
    // each also stands in names of wrappers and layouts
    {Evidence::kDoubtful,
     "skip search popular latest suggested promo promotion social follow rating poll quiz feedback "
     "whatsapp subscription overlay cta banner credit credits author authors bio tags tag keywords "
     "topics timestamp dateline pubdate datetime postmeta metadata meta gallery copyright "
     "disclaimer print widget widgets dropdown toc"},
    {Evidence::kTeaser, "teaser teasers"},
    {Evidence::kLead,
     "lead lede standfirst dek deck subtitle subheadline subhead summary excerpt intro "
     "introduction teasertext abstract preamble chapo vorspann perex ingress description sommario "
     "subtitulo bajada copete lid"},
    {Evidence::kBody, "articlebody body content story text richtext entry article post"},
};

// Words that begin so, "relatedposts", are of the first group.
constexpr std::string_view kHeads[] = {"related", "recommend",  "newsletter", "subscri",
                                       "cookie",  "breadcrumb", "advert"};
// A whole name that hides an element from readers that see; "overflow-hidden" does not.
constexpr std::string_view kHidden[] = {"hidden",    "visually-hidden",    "visuallyhidden",
                                        "sr-only",   "screen-reader-text", "is-hidden",
                                        "hide-text", "screenreader-only",  "a11y-hidden"};
// Names that tell of the page, not of the element: "has-sidebar", "tag-cables" on a story.
constexpr std::string_view kAbout[] = {"has-", "no-", "with-", "without-", "tag-", "category-"};

// Heads of such lines, lower case; a colon, a dash or a capital follows, or nothing.
constexpr std::string_view kAway[] = {
    "read more",       "read also",        "also read",         "read next",
    "see also",        "more on this",     "related:",          "related articles",
    "related stories", "recommended:",     "click here",        "watch:",
    "listen:",         "more from",        "you may also like", "don't miss",
    "sign up",         "subscribe",        "follow us",         "download the app",
    "get the latest",  "advertisement",    "lesen sie auch",    "lesen sie mehr",
    "mehr zum thema",  "auch interessant", "das könnte sie",    "weiterlesen",
    "lesen sie hier",  "mehr dazu",        "lire aussi",        "à lire aussi",
    "voir aussi",      "lee también",      "lea también",       "te puede interesar",
    "leia também",     "leia mais",        "veja também",       "leggi anche",
    "lees ook",        "czytaj także",     "czytaj też",        "zobacz także",
    "přečtěte si",     "čtěte také",       "läs också",         "les også",
    "læs også",        "lue myös",         "читайте также",     "читайте також",
    "la también"};

// Whole headings, or their beginnings, lower case.
constexpr std::string_view kFurnitureHeads[] = {
    "related",        "most read",        "most popular",
    "more from",      "more on",          "more stories",
    "more news",      "you may also",     "you might also",
    "recommended",    "read next",        "trending",
    "latest news",    "top stories",      "popular",
    "comments",       "leave a comment",  "leave a reply",
    "newsletter",     "about the author", "share this",
    "follow us",      "mehr zum thema",   "meistgelesen",
    "das könnte sie", "kommentare",       "mehr aus",
    "mehr von",       "auch interessant", "weitere artikel",
    "sur le même",    "à lire aussi",     "lire aussi",
    "commentaires",   "les plus lus",     "lo más leído",
    "más leídas",     "noticias relac",   "te puede inter",
    "comentarios",    "mais lidas",       "leia também",
    "veja também",    "comentários",      "leggi anche",
    "potrebbe inter", "commenti",         "lees ook",
    "meest gelezen",  "reacties",         "najczęściej czy",
    "zobacz także",   "czytaj także",     "komentarze",
    "läs också",      "mest läst",        "les også",
    "mest lest",      "læs også",         "mest læste",
    "lue myös",       "luetuimmat",       "nejčtenější",
    "diskuse",        "читайте также",    "комментарии",
    "похожие",        "関連記事",         "相关",
    "관련기사"};

char Low(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

const std::unordered_map<std::string_view, Evidence>& Words() {
  static const auto* kWords = [] {
    auto* words = new std::unordered_map<std::string_view, Evidence>;
    for (const Group& group : kGroups) {
      std::string_view rest = group.words;
      while (!rest.empty()) {
        size_t end = std::min(rest.find(' '), rest.size());
        words->emplace(rest.substr(0, end), group.evidence);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return words;
  }();
  return *kWords;
}

// One name of a class attribute.
Evidence EvidenceOfName(std::string_view name) {
  if (std::find(std::begin(kHidden), std::end(kHidden), name) != std::end(kHidden)) {
    return Evidence::kUnwanted;
  }
  for (std::string_view head : kAbout) {
    if (name.starts_with(head)) return Evidence::kNone;
  }
  Evidence found = Evidence::kNone;
  char word[24];
  size_t length = 0;
  auto take = [&] {
    if (length > 1) {
      std::string_view w(word, length);
      auto known = Words().find(w);
      if (known != Words().end()) found = std::max(found, known->second);
      for (std::string_view head : kHeads) {
        if (w.starts_with(head)) found = Evidence::kUnwanted;
      }
    }
    length = 0;
  };
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    bool letter = Low(c) >= 'a' && Low(c) <= 'z';
    bool capital = c >= 'A' && c <= 'Z';
    if (!letter || (capital && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z')) take();
    if (letter && length < sizeof word) word[length++] = Low(c);
  }
  take();
  return found;
}

template <size_t N>
bool StartsWithOne(std::string_view line, const std::string_view (&heads)[N]) {
  std::string low = ToLower(line.substr(0, std::min<size_t>(line.size(), 48)));
  return std::any_of(std::begin(heads), std::end(heads),
                     [&](std::string_view head) { return low.starts_with(head); });
}

}  // namespace

Evidence EvidenceOf(std::string_view names) {
  Evidence found = Evidence::kNone;
  for (size_t i = 0; i < names.size();) {
    size_t end = std::min(names.find_first_of(" \t\n\r\f", i), names.size());
    if (end > i) found = std::max(found, EvidenceOfName(names.substr(i, end - i)));
    i = end + 1;
  }
  return found;
}

bool LeadsAway(std::string_view line) {
  return line.size() <= 250 && StartsWithOne(line, kAway);
}

bool HeadsFurniture(std::string_view heading) {
  return heading.size() <= 60 && StartsWithOne(heading, kFurnitureHeads);
}

}  // namespace newsfacts
