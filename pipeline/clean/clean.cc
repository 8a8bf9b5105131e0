#include "pipeline/clean/clean.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/clean/content.h"
#include "pipeline/clean/html_tree.h"
#include "pipeline/clean/metadata.h"
#include "pipeline/clean/plain_text.h"
#include "pipeline/clean/prescan.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kPaywallBytes = 500;

// The charset of "text/html; charset=utf-8".
std::string HttpCharset(std::string_view content_type) {
  size_t at = ToLower(MendUtf8(content_type)).find("charset=");
  return at == std::string::npos ? "" : std::string(content_type.substr(at + 8));
}

bool LooksLikeHtml(const Page& page) {
  std::string type = ToLower(MendUtf8(page.content_type));
  if (type.find("html") != std::string::npos) return true;
  if (type.starts_with("text/plain")) return false;
  if (page.source.file.find(".htm") != std::string::npos) return true;
  std::string head = ToLower(MendUtf8(std::string_view(page.bytes).substr(0, 2048)));
  for (std::string_view sign : {"<!doctype html", "<html", "<head", "<body", "<div", "<p>"}) {
    if (head.find(sign) != std::string::npos) return true;
  }
  return false;
}

// Control characters but tab and line end are no text.
void DropControls(std::string* text) {
  std::erase_if(*text, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
  });
}

void AddQuality(std::string* quality, std::string_view what) {
  if (*quality == "article") quality->clear();
  if (!quality->empty()) *quality += '+';
  *quality += what;
}

}  // namespace

struct Cleaner::Impl {
  CleanOptions options;
  HtmlParser parser;

  Status CleanHtml(std::string_view html, Article* article) {
    Prescanned scanned = Prescan(html, options.prescan);
    if (scanned.html.size() > options.parse_bytes) {
      size_t cut = options.parse_bytes;
      while (cut > 0 && (static_cast<unsigned char>(scanned.html[cut]) & 0xC0) == 0x80) --cut;
      scanned.html.resize(cut);
      AddQuality(&article->quality, "truncated");
    }
    if (scanned.too_deep) AddQuality(&article->quality, "truncated");
    Result<HtmlTree> tree = parser.Parse(scanned.html);
    if (!tree.ok()) return tree.error();
    ReadMetadata(*tree, scanned.json_ld, article);
    article->text = MainText(*tree, article->title);
    return Ok();
  }
};

Cleaner::Cleaner(const CleanOptions& options)
    : impl_(new Impl{options, HtmlParser(options.arena_bytes)}) {}
Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

Result<Article> Cleaner::Clean(const Page& page) {
  auto fail = [&](std::string_view why) {
    return InputError(
        fmt::format("{}: {}", page.source.file.empty() ? page.id : page.source.file, why));
  };
  if (page.bytes.starts_with("%PDF-"))
    return fail("a PDF file, not a page; convert it to text first");
  if (page.bytes.size() > (size_t{1} << 26)) return fail("longer than 64 MB; no article is");
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.source = page.source;
  article.quality = "article";
  article.payload_sha1 = Sha1Hex(page.bytes);
  Decoded decoded =
      DecodeToUtf8(page.bytes, HttpCharset(page.content_type), DeclaredCharset(page.bytes));
  std::replace(decoded.text.begin(), decoded.text.end(), '\0', ' ');
  if (LooksLikeHtml(page)) {
    Status cleaned = impl_->CleanHtml(decoded.text, &article);
    if (!cleaned.ok()) return fail(cleaned.error().message);
  } else {
    ReadPlainText(decoded.text, &article);
  }
  for (std::string* field : {&article.text, &article.title, &article.site, &article.lang}) {
    DropControls(field);
    *field = ToNfc(std::move(*field));
  }
  for (std::string& author : article.authors) {
    DropControls(&author);
    author = ToNfc(std::move(author));
  }
  std::erase(article.authors, "");
  if (article.text.empty()) {
    AddQuality(&article.quality, "empty");
  } else if (article.text.size() < kPaywallBytes) {
    AddQuality(&article.quality, "short");
  }
  article.text_sha1 = Sha1Hex(article.text);
  return article;
}

}  // namespace newsfacts
