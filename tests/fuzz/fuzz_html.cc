// HTML pages through the whole clean stage: an article is UTF-8 in form C, whatever the page.
#include "pipeline/clean/clean.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Cleaner cleaner;
  Page page;
  page.id = "page";
  page.content_type = "text/html";
  page.bytes = Bytes(data, size);
  Result<Article> article = cleaner.Clean(page);
  if (article.ok()) RequireArticle(*article);
  return 0;
}
