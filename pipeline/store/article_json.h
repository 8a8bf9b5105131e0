// Articles as JSON: one line of articles.jsonl. The schema is store/schema/article.json.
#ifndef NEWSFACTS_PIPELINE_STORE_ARTICLE_JSON_H_
#define NEWSFACTS_PIPELINE_STORE_ARTICLE_JSON_H_

#include <string>

#include "pipeline/article.h"
#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// Needs "id" (a string or a whole number) and "text"; unknown keys are kept in Article::extra. The
// text is taken as it stands.
Result<Article> ArticleFromJson(const Json& json);
// One line without its line end; keys in a fixed order.
std::string ArticleToJson(const Article& article);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_ARTICLE_JSON_H_
