// The main text of a page: which paragraphs belong to the article.
#ifndef NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
#define NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_

#include <string>

#include "pipeline/clean/html_tree.h"

namespace newsfacts {

// Paragraphs, each ended by '\n', without the headline `title`; "" where the page has no article.
std::string MainText(const HtmlTree& tree, std::string_view title);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
