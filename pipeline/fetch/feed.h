// RSS, Atom and RDF feeds through a real XML parser. Entities stay as written ("&nbsp;"); a
// declaration of one that is made of others ends the reading; external ones are never opened. A
// feed that breaks off gives the entries before the damage.
//
// The link of an entry: <link> (Atom: rel="alternate", type="text/html" first, never "self"); else
// a <guid> that does not say isPermaLink="false" and is a URL. Dates stay as written.
#ifndef NEWSFACTS_PIPELINE_FETCH_FEED_H_
#define NEWSFACTS_PIPELINE_FETCH_FEED_H_

#include <string>
#include <string_view>
#include <vector>

namespace newsfacts {

struct FeedEntry {
  std::string link;  // as written, without surrounding space
  std::string title;
  std::string published;  // as written
};

struct Feed {
  bool is_feed = false;
  std::vector<FeedEntry> entries;
  std::string problem;  // "" where all is well
};

Feed ReadFeed(std::string_view bytes);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_FEED_H_
