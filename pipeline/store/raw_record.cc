#include "pipeline/store/raw_record.h"

#include <fmt/format.h>

#include "pipeline/store/article_json.h"
#include "pipeline/store/content_decoding.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

bool IsHtmlType(std::string_view content_type) {
  std::string low = LowerAscii(content_type);
  return low.find("html") != std::string::npos;
}

// Whether bytes of unknown type begin as HTML pages do.
bool BeginsAsHtml(std::string_view bytes) {
  std::string low = LowerAscii(bytes.substr(0, 1024));
  for (std::string_view mark : {"<!doctype html", "<html", "<head", "<body"}) {
    if (low.find(mark) != std::string::npos) return true;
  }
  return false;
}

// "20240506070809" of an ARC -> "2024-05-06T07:08:09Z"; other forms stay.
std::string IsoInstant(const std::string& date) {
  if (date.size() != 14 || date.find_first_not_of("0123456789") != std::string::npos) return date;
  std::string_view d = date;
  return fmt::format("{}-{}-{}T{}:{}:{}Z", d.substr(0, 4), d.substr(4, 2), d.substr(6, 2),
                     d.substr(8, 2), d.substr(10, 2), d.substr(12, 2));
}

Result<LookedInto> ArticleOf(RawRecord record, JsonParser* parser) {
  auto wrong = [&](const Error& error) {
    return InputError(
        fmt::format("{}:{}: {}", record.source.file, record.source.record, error.message));
  };
  if (record.cut) {
    return wrong(InputError(fmt::format("a line of more than {} bytes", kMostRecordBytes)));
  }
  Result<Json> json = parser->Parse(record.bytes);
  if (!json.ok()) return wrong(json.error());
  Result<Article> article = ArticleFromJson(*json);
  if (!article.ok()) return wrong(article.error());
  article->source = std::move(record.source);
  return LookedInto(std::move(*article));
}

LookedInto PageOfWarc(RawRecord record) {
  const WarcRecord& warc = record.warc;
  if (warc.Is("revisit")) return SkippedRecord{"revisit"};
  bool message = warc.Is("response");
  Page page;
  page.content_type = warc.content_type;
  if (message) {
    if (!warc.holds_http()) return SkippedRecord{"no HTTP"};
    HttpHead head = ParseHttpHead(std::string_view(record.bytes).substr(0, kMostHttpHead));
    if (head.status != 200) return SkippedRecord{"status not 200"};
    page.content_type = FieldValue(head.fields, "Content-Type");
    if (!page.content_type.empty() && !IsHtmlType(page.content_type)) {
      return SkippedRecord{"not HTML"};
    }
    record.bytes.erase(0, head.size);
    page.bytes = DecodeBody(head.fields, std::move(record.bytes), kMostRecordBytes).bytes;
  } else {
    page.bytes = std::move(record.bytes);
  }
  if (page.bytes.empty()) return SkippedRecord{"empty"};
  bool html = page.content_type.empty() ? BeginsAsHtml(page.bytes) : IsHtmlType(page.content_type);
  if (!html) return SkippedRecord{"not HTML"};
  std::string digest(FieldValue(warc.fields, "WARC-Payload-Digest"));
  if (digest.empty()) digest = "sha1:" + Sha1Base32(page.bytes);
  page.id = fmt::format("{}#{}", warc.uri, digest);
  page.url = warc.uri;
  page.fetched = IsoInstant(warc.date);
  page.source = std::move(record.source);
  return page;
}

}  // namespace

bool MayHoldPage(const WarcRecord& record) {
  return record.Is("response") || record.Is("resource") || record.Is("conversion");
}

Result<LookedInto> LookInto(RawRecord record, JsonParser* parser) {
  switch (record.kind) {
    case RawRecord::Kind::kPage: {
      Page page;
      page.id = std::move(record.id);
      page.bytes = std::move(record.bytes);
      page.source = std::move(record.source);
      return LookedInto(std::move(page));
    }
    case RawRecord::Kind::kLine:
      return ArticleOf(std::move(record), parser);
    case RawRecord::Kind::kWarc:
      return PageOfWarc(std::move(record));
  }
  return LookedInto(SkippedRecord{"unknown"});
}

}  // namespace newsfacts
