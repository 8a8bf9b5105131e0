// An article that comes as plain text: its lines are title, byline, dates, story, and what a page
// leaves behind when it is copied (labels, reading times, newsletter and author boxes).
#ifndef NEWSFACTS_PIPELINE_CLEAN_PLAIN_H_
#define NEWSFACTS_PIPELINE_CLEAN_PLAIN_H_

#include <string_view>

#include "pipeline/article.h"

namespace newsfacts {

// Sets title, authors, published, text and quality of `article`. `text` is UTF-8 in form C.
void ReadPlainText(std::string_view text, Article& article);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PLAIN_H_
