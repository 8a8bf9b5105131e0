#include "pipeline/clean/clean.h"

#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {

struct Cleaner::Impl {
  CleanOptions options;
};

Cleaner::Cleaner(const CleanOptions& options) : impl_(std::make_unique<Impl>(Impl{options})) {}
Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

Result<Article> Cleaner::Clean(const Page& page) {
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.source = page.source;
  article.text = ToNfc(DecodeToUtf8(page.bytes, "", "").text);
  article.quality = "article";
  article.text_sha1 = Sha1Hex(article.text);
  article.payload_sha1 = Sha1Hex(page.bytes);
  return article;
}

}  // namespace newsfacts
