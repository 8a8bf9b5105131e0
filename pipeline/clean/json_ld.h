// The article that a page's JSON-LD describes: one of many objects, in arrays, in @graph, with its
// authors here or elsewhere by @id, in JSON that is often broken.
#ifndef NEWSFACTS_PIPELINE_CLEAN_JSON_LD_H_
#define NEWSFACTS_PIPELINE_CLEAN_JSON_LD_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/json.h"

namespace newsfacts {

// Strings have their entities decoded and their white space collapsed, but for `body`. "" where the
// page does not say.
struct JsonLdArticle {
  std::string type;  // "NewsArticle", "LiveBlogPosting", ...
  std::string headline, published, modified, publisher, lang, description;
  std::string body;
  std::vector<std::string> authors;  // people, as given
  std::vector<std::string>
      publishers;       // names of organizations on the page, its publisher included
  bool for_all = true;  // isAccessibleForFree is not false
};

JsonLdArticle ReadJsonLd(const std::vector<std::string>& scripts, JsonParser& parser);

// Character references of HTML in a text that is none, as JSON-LD and meta elements have them.
void DecodeEntities(std::string& text);

// What is wrong with most broken JSON-LD mended: raw line breaks in strings, bad escapes, commas
// before a bracket, comment marks around it all. "" where there is no bracket.
std::string MendJson(std::string_view text);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_JSON_LD_H_
