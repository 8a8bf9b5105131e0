// The headline of an article by the vote of all places that tell it.
#ifndef NEWSFACTS_PIPELINE_CLEAN_TITLE_H_
#define NEWSFACTS_PIPELINE_CLEAN_TITLE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsfacts {

struct TitleSources {
  std::string headline;  // of JSON-LD
  std::string social;    // og:title
  std::string card;      // twitter:title and the like
  std::string page;      // the title element
  std::vector<std::string> h1s;
  std::string site;
};

// The title and the reader that gave it: {"Orion buys Nordlys", "jsonld"}. Site names are cut off:
// what follows a dash or a bar goes where it names the site or where another place tells the title
// without it.
std::pair<std::string, std::string_view> ChooseTitle(const TitleSources& sources);

// `title` without " | Site".
std::string WithoutSite(std::string title, const std::string& site);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_TITLE_H_
