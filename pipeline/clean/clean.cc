#include "pipeline/clean/clean.h"

#include <algorithm>

#include "pipeline/clean/content.h"
#include "pipeline/clean/language.h"
#include "pipeline/clean/metadata.h"
#include "pipeline/clean/parse.h"
#include "pipeline/clean/plain_text.h"
#include "pipeline/clean/prescan.h"
#include "pipeline/clean/quality.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kMaxPage = size_t{64} << 20;

// The value of "charset=" in a header or in the first kilobytes of a page.
std::string CharsetIn(std::string_view text) {
  std::string low = LowerAscii(text.substr(0, 4096));
  size_t at = low.find("charset=");
  if (at == std::string::npos) return "";
  at = low.find_first_not_of(" \"'", at + 8);
  if (at == std::string::npos) return "";
  return low.substr(at, low.find_first_of(" \"'>;/\r\n", at) - at);
}

bool IsControl(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

// gumbo shows these as U+FFFD.
bool IsNoHtml(char c) {
  return IsControl(c) && c != '\r' && c != '\f' && c != '\0';
}

std::string WithoutControls(std::string text, bool (*drop)(char)) {
  for (char line : {'\v', '\f'}) std::replace(text.begin(), text.end(), line, ' ');
  std::erase_if(text, drop);
  return text;
}

// Text as it is kept: UTF-8 (gumbo makes a stray byte of "&#x8888888888888888;") in form C. Control
// characters go first: they may stand between a letter and its accent.
std::string Kept(std::string text) {
  if (!IsUtf8(text)) text = MendUtf8(text);
  return ToNfc(WithoutControls(std::move(text), IsControl));
}

bool LooksLikeHtml(const Page& page, std::string_view text) {
  if (page.content_type.find("html") != std::string::npos) return true;
  if (page.source.file.find(".htm") != std::string::npos) return true;
  if (page.content_type.find("text/plain") != std::string::npos) return false;
  std::string low = LowerAscii(text.substr(0, 2048));
  for (std::string_view mark :
       {"<!doctype html", "<html", "<head", "<body", "<meta", "<div", "<p>", "<script", "<title",
        "<table", "<h1", "<article", "<?xml", "<frameset"}) {
    if (low.find(mark) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

struct Cleaner::Impl {
  explicit Impl(const CleanOptions& o) : options(o), parser(o.arena_bytes) {}

  CleanOptions options;
  HtmlParser parser;
  MetadataReader metadata;
  Prescanned page;
  Tree tree;

  void ReadHtml(std::string_view text, Article& article, Deadline* deadline) {
    std::string plain;
    if (std::any_of(text.begin(), text.end(), IsNoHtml)) {
      plain = WithoutControls(std::string(text), IsNoHtml);
      text = plain;
    }
    PrescanOptions prescan;
    prescan.drop = options.prescan;
    prescan.max_bytes = options.parse_bytes;
    Prescan(text, prescan, page);
    if (!parser.Parse(page, tree)) {
      article.quality = "too-complex";
      return;
    }
    tree.deadline = deadline;
    Metadata meta = metadata.Read(tree, page.json_ld, article.url);
    article.text = Kept(ReadContent(tree, meta));
    article.quality = QualityOf(tree, meta, article.text);
    article.title = Kept(std::move(meta.title));
    for (std::string& author : meta.authors) {
      std::string name = Kept(std::move(author));
      if (!name.empty()) article.authors.push_back(std::move(name));
    }
    article.published = std::move(meta.published);
    article.modified = std::move(meta.modified);
    article.site = Kept(std::move(meta.site));
    article.lang = ToLower(meta.lang);
    if (article.url.empty()) article.url = std::move(meta.url);
    article.provenance = std::move(meta.provenance);
    if (page.cut) article.quality += "+truncated";
  }
};

Cleaner::Cleaner(const CleanOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Cleaner::~Cleaner() = default;
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;

Result<Article> Cleaner::Clean(const Page& page, Deadline* deadline) {
  if (page.bytes.empty()) return InputError(page.id + ": empty, not a page");
  if (page.bytes.starts_with("%PDF-")) return InputError(page.id + ": a PDF, not a page");
  if (page.bytes.size() > kMaxPage) return InputError(page.id + ": longer than 64 MiB");
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.fetched = page.fetched;
  article.source = page.source;
  std::string decoded;
  std::string_view text =
      AsUtf8(page.bytes, CharsetIn(page.content_type), CharsetIn(page.bytes), decoded);
  if (LooksLikeHtml(page, text)) {
    impl_->ReadHtml(text, article, deadline);
    if (Expired(deadline)) return OverTimeError(page.id + ": takes too long to clean");
  } else {
    bool cut = text.size() > kMaxArticleBytes;
    ReadPlainText(Kept(std::string(text.substr(0, kMaxArticleBytes))), &article);
    article.quality = article.text.empty() ? "empty" : cut ? "article+truncated" : "article";
  }
  // The words decide over the label where they are many: templates are copied with their labels.
  std::string found = DetectLanguage(article.text);
  if (!found.empty() && (article.lang.empty() || article.text.size() > 500)) article.lang = found;
  article.text_sha1 = Sha1Hex(article.text);
  article.payload_sha1 = Sha1Hex(page.bytes);
  return article;
}

}  // namespace newsfacts
