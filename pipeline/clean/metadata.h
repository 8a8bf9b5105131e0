// What a page says of its article: title, authors, dates, site, language, from JSON-LD, meta
// elements, microdata, time elements and the visible page, in this order of trust.
#ifndef NEWSFACTS_PIPELINE_CLEAN_METADATA_H_
#define NEWSFACTS_PIPELINE_CLEAN_METADATA_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/clean/dom.h"
#include "pipeline/text/json.h"

namespace newsfacts {

struct Metadata {
  std::string title;
  std::vector<std::string> authors;
  std::string published, modified;  // ISO 8601
  std::string site, lang, url;
  std::string description;
  std::string type;                                             // of the JSON-LD article
  std::string body;                                             // JSON-LD articleBody
  bool for_all = true;                                          // not behind a paywall
  std::vector<std::pair<std::string, std::string>> provenance;  // field, reader
};

class MetadataReader {
 public:
  // `url` is where the page was fetched from, "" where not known.
  Metadata Read(const Tree& tree, const std::vector<std::string>& json_ld, std::string_view url);

 private:
  JsonParser parser_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_METADATA_H_
