#include "pipeline/clean/patterns.h"

#include <algorithm>
#include <string>

#include "pipeline/clean/word_list.h"
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
     "seealso"},
    // sharing and talking
    {Evidence::kUnwanted, "share sharing sharebar socialshare sociallinks"},
    {Evidence::kForeign,
     "comment comments respond reactions newsletter newsletters cookie cookies consent gdpr ccpa "
     "privacy popup modal"},
    // asking and selling
    {Evidence::kUnwanted,
     "subscribe signup donate donation ad ads advert adverts advertisement advertising anzeige "
     "sponsor sponsored "
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

// Words for the line of the author, and for what is no story: comments, forms, other stories.
constexpr std::string_view kAuthorWords =
    "author authors byline bylines autor autoren auteur autore forfatter writer reporter "
    "journalist "
    "contributor contributors";
constexpr std::string_view kTalkWords =
    "comment comments respond related recommended sidebar popular form trending teaser caption";

// Words that begin so, "relatedposts", are of the first group.
constexpr std::string_view kHeads[] = {"related", "recommend",  "newsletter", "subscri",
                                       "cookie",  "breadcrumb", "advert"};
// A whole name that hides an element from readers that see; "overflow-hidden" does not.
constexpr std::string_view kHidden[] = {"hidden",    "visually-hidden",    "visuallyhidden",
                                        "sr-only",   "screen-reader-text", "is-hidden",
                                        "hide-text", "screenreader-only",  "a11y-hidden"};
// Names that tell of the page, not of the element: "has-sidebar", "tag-cables" on a story.
constexpr std::string_view kAbout[] = {"tag-", "category-"};
// Words after which a name tells what else the element holds, or does not: "content-with-sidebar".
constexpr std::string_view kBeside[] = {"has", "no", "with", "without", "and"};

// Heads of such lines, lower case; a colon, a dash or a capital follows, or nothing.
constexpr std::string_view kAway =
    "read more|read also|also read|read next|see also|more on this|related:|related articles|"
    "related stories|recommended:|click here|watch:|listen:|more from|you may also like|"
    "don't miss|sign up|subscribe|follow us|download the app|get the latest|advertisement|"
    "lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|das könnte sie|"
    "weiterlesen|lesen sie hier|mehr dazu|lire aussi|à lire aussi|voir aussi|lee también|"
    "lea también|te puede interesar|leia também|leia mais|veja também|leggi anche|lees ook|"
    "czytaj także|czytaj też|zobacz także|přečtěte si|čtěte také|läs också|les også|læs også|"
    "lue myös|читайте также|читайте також|la también";

// Whole headings, or their beginnings, lower case.
constexpr std::string_view kFurnitureHeads =
    "related|most read|most popular|more from|more on|more stories|more news|you may also|"
    "you might also|recommended|read next|trending|latest news|top stories|popular|comments|"
    "leave a comment|leave a reply|newsletter|about the author|share this|follow us|"
    "mehr zum thema|meistgelesen|das könnte sie|kommentare|mehr aus|mehr von|"
    "auch interessant|weitere artikel|sur le même|à lire aussi|lire aussi|commentaires|"
    "les plus lus|lo más leído|más leídas|noticias relac|te puede inter|comentarios|"
    "mais lidas|leia também|veja também|comentários|leggi anche|potrebbe inter|commenti|"
    "lees ook|meest gelezen|reacties|najczęściej czy|zobacz także|czytaj także|komentarze|"
    "läs också|mest läst|les også|mest lest|læs også|mest læste|lue myös|luetuimmat|"
    "nejčtenější|diskuse|читайте также|комментарии|похожие|関連記事|相关|관련기사";

// Each word with its evidence and its flags.
const WordTable& Words() {
  static const auto* kWords = [] {
    auto* words = new WordTable;
    for (const Group& group : kGroups) {
      for (std::string_view word : ListOf(group.words, ' ')) {
        (*words)[word] = static_cast<uint16_t>(group.evidence);
      }
    }
    for (std::string_view word : ListOf(kAuthorWords, ' ')) (*words)[word] |= Names::kAuthor;
    for (std::string_view word : {"paywall", "regwall"}) (*words)[word] |= Names::kPaywall;
    for (std::string_view word : ListOf(kTalkWords, ' ')) (*words)[word] |= Names::kTalk;
    return words;
  }();
  return *kWords;
}

// One word of a name, lower case; false where the rest of the name does not count.
bool AddWord(std::string_view word, Names& names) {
  if (std::find(std::begin(kBeside), std::end(kBeside), word) != std::end(kBeside)) return false;
  uint16_t value = Words().Find(word);
  names.Add(static_cast<Evidence>(value & Names::kEvidence), value);
  for (std::string_view head : kHeads) {
    if (word.starts_with(head)) names.Add(Evidence::kUnwanted, 0);
  }
  return true;
}

// One name of a class attribute.
void AddName(std::string_view name, Names& names) {
  if (std::find(std::begin(kHidden), std::end(kHidden), name) != std::end(kHidden)) {
    names.Add(Evidence::kUnwanted, 0);
  }
  for (std::string_view head : kAbout) {
    if (name.starts_with(head)) return;
  }
  char word[24];
  size_t length = 0;
  bool after_small = false;
  for (size_t i = 0; i <= name.size(); ++i) {
    char c = i < name.size() ? name[i] : ' ';
    bool capital = c >= 'A' && c <= 'Z';
    char low = capital ? static_cast<char>(c + 32) : c;
    bool letter = low >= 'a' && low <= 'z';
    if (!letter || (capital && after_small)) {
      if (length > 1 && !AddWord(std::string_view(word, length), names)) return;
      length = 0;
    }
    if (letter && length < sizeof word) word[length++] = low;
    after_small = letter && !capital;
  }
}

bool StartsWithOne(std::string_view line, const std::vector<std::string_view>& heads) {
  std::string low = ToLower(line.substr(0, std::min<size_t>(line.size(), 48)));
  return std::any_of(heads.begin(), heads.end(),
                     [&](std::string_view head) { return low.starts_with(head); });
}

}  // namespace

Names NamesOf(std::string_view attribute) {
  Names names;
  for (size_t i = 0; i < attribute.size();) {
    size_t end = std::min(attribute.find_first_of(" \t\n\r\f", i), attribute.size());
    if (end > i) AddName(attribute.substr(i, end - i), names);
    i = end + 1;
  }
  return names;
}

bool LeadsAway(std::string_view line) {
  static const auto* kHeads = new std::vector<std::string_view>(ListOf(kAway, '|'));
  return line.size() <= 250 && StartsWithOne(line, *kHeads);
}

bool HeadsFurniture(std::string_view heading) {
  static const auto* kHeads = new std::vector<std::string_view>(ListOf(kFurnitureHeads, '|'));
  return heading.size() <= 60 && StartsWithOne(heading, *kHeads);
}

}  // namespace newsfacts
