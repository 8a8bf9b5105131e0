// What a page says about its article: title, authors, dates, site, language. Order of trust:
// JSON-LD, Open Graph and meta elements, time elements and microdata, then the page itself.
#ifndef NEWSFACTS_PIPELINE_CLEAN_METADATA_H_
#define NEWSFACTS_PIPELINE_CLEAN_METADATA_H_

#include <string>
#include <vector>

#include "pipeline/article.h"
#include "pipeline/clean/html_tree.h"

namespace newsfacts {

// Fills title, authors, published, modified, site, lang, url (where still empty) and provenance.
void ReadMetadata(const HtmlTree& tree, const std::vector<std::string>& json_ld, Article* article);

// "2024-03-15", "2024-03-15T08:12:00+01:00" and near forms, or "" where it is no plausible date.
std::string IsoDate(std::string_view text);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_METADATA_H_
