// What passes between the stages: a Page (bytes as they came) becomes an Article (clean text with
// metadata). Standard library only; everything in newsfacts may include this file.
#ifndef NEWSFACTS_PIPELINE_ARTICLE_H_
#define NEWSFACTS_PIPELINE_ARTICLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsfacts {

// A half-open range [begin, end) of BYTES in a UTF-8 text, on code point borders. The records on
// disk count code points instead; pipeline/text/unicode.h converts (CodePointIndex).
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view In(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const Span&, const Span&) = default;
};

// Where an input came from: "data/a.warc.gz", record 17 (counted from 1; 0: the file is one
// record).
struct Source {
  std::string file;
  uint64_t record = 0;
};

// Bytes of one page or text file, before anything was understood.
struct Page {
  std::string id;   // see DESIGN "The records": file name without endings, or URL and digest
  std::string url;  // "" where not known
  std::string content_type;  // HTTP header value, "" where not known
  std::string fetched;       // ISO 8601 instant of the capture, "" where not known
  std::string bytes;         // after content and transfer decoding
  Source source;
};

// No article's text is longer: facts of more could take memory without bound.
inline constexpr size_t kMaxArticleBytes = size_t{10} << 20;

// A cleaned article: one line of articles.jsonl. Empty strings mean "not known" (null on disk).
struct Article {
  std::string id;
  std::string url;
  std::string title;
  std::vector<std::string> authors;
  std::string published;  // ISO 8601 as the page gives it: a day, or an instant with its offset
  std::string modified;
  std::string fetched;  // ISO 8601 instant of the capture
  std::string site;
  std::string lang;  // BCP 47 language, "" where not known
  std::string text;  // UTF-8 NFC; paragraphs end in '\n'; holds neither title nor byline
  // "article", or what keeps the page from being one: "paywall", "live", "gallery", "listing",
  // "empty", "truncated", ... several joined by '+'.
  std::string quality;
  std::string text_sha1;     // lower-case hex of the SHA-1 of `text`
  std::string payload_sha1;  // the same of the page's bytes; "" where the article came as text
  Source source;
  // Which reader gave a field: {"published", "jsonld"}; for people who ask why.
  std::vector<std::pair<std::string, std::string>> provenance;
  // Unknown keys of an articles.jsonl line, as raw JSON values, in their order.
  std::vector<std::pair<std::string, std::string>> extra;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_ARTICLE_H_
