// Articles that come as plain text: title, byline and date lines on top become metadata; reading
// times, prompts, newsletter and author boxes around the story go; the story stays.
#ifndef NEWSFACTS_PIPELINE_CLEAN_PLAIN_TEXT_H_
#define NEWSFACTS_PIPELINE_CLEAN_PLAIN_TEXT_H_

#include <string_view>

#include "pipeline/article.h"

namespace newsfacts {

// `text` is UTF-8; fills title, authors, published, text.
void ReadPlainText(std::string_view text, Article* article);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PLAIN_TEXT_H_
