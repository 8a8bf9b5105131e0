// Lines of articles.jsonl: what was read is written and read again as the same.
#include "pipeline/store/article_json.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static JsonParser parser;
  Result<Json> json = parser.Parse(Bytes(data, size));
  if (!json.ok()) return 0;
  Result<Article> article = ArticleFromJson(*json);
  if (!article.ok()) return 0;
  std::string line = ArticleToJson(*article);
  Result<Json> again = parser.Parse(line);
  Require(again.ok(), "what is written is JSON");
  Result<Article> second = ArticleFromJson(*again);
  Require(second.ok() && ArticleToJson(*second) == line, "writing is a fixed point");
  return 0;
}
