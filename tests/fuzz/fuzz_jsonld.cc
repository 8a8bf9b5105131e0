// JSON-LD as a page carries it, broken JSON included.
#include "pipeline/clean/clean.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Cleaner cleaner;
  Page page;
  page.id = "page";
  page.content_type = "text/html; charset=utf-8";
  page.bytes = "<html><head><script type=\"application/ld+json\">";
  page.bytes += Bytes(data, size);
  page.bytes +=
      "</script></head><body><h1>Title</h1><p>A paragraph of the story, long enough to be "
      "one.</p></body></html>";
  Result<Article> article = cleaner.Clean(page);
  if (article.ok()) RequireArticle(*article);
  return 0;
}
