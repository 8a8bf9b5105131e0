// The links of a source: a feed, a sitemap, a home page.
#ifndef NEWSFACTS_PIPELINE_FETCH_LINK_SOURCE_H_
#define NEWSFACTS_PIPELINE_FETCH_LINK_SOURCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/fetch/state.h"
#include "pipeline/fetch/url.h"

namespace newsfacts {

struct FoundLink {
  Url url;
  PageKind kind = PageKind::kPage;
  std::string title;
  std::string published;  // as written
};

struct FoundLinks {
  std::vector<FoundLink> links;
  std::string problem;  // "" where all is well; links before a damage are there
};

// `bytes` after content decoding. A feed that turns out to be a sitemap is read as one, and the
// other way round. A home page gives the feeds that its <link rel="alternate"> elements name.
FoundLinks FindLinks(PageKind kind, std::string_view bytes, const Url& base);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_LINK_SOURCE_H_
