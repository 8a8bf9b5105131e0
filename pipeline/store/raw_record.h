// A record as it stands in its file, not yet looked into. Reading files is one thread's work and
// must be quick; looking into what was read can be any thread's.
#ifndef NEWSFACTS_PIPELINE_STORE_RAW_RECORD_H_
#define NEWSFACTS_PIPELINE_STORE_RAW_RECORD_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "pipeline/article.h"
#include "pipeline/result.h"
#include "pipeline/store/warc_reader.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// A page, or an article in a form of JSON, is longer than any real one: it is cut, and counted.
constexpr size_t kMostRecordBytes = size_t{16} << 20;

struct RawRecord {
  enum class Kind { kPage, kLine, kWarc };
  Kind kind = Kind::kPage;
  std::string bytes;  // the page, the line of articles.jsonl, the block of the WARC record
  bool cut = false;   // at kMostRecordBytes
  Source source;
  std::string id;   // of a page
  WarcRecord warc;  // of a WARC record
};

// Why a record is neither a page nor an article: one of a few fixed words, for counting.
struct SkippedRecord {
  std::string_view reason;
};

// What a record holds: bytes to be cleaned, an article that is clean already, or neither.
using LookedInto = std::variant<Page, Article, SkippedRecord>;

// Whether LookInto can make a page of such a record: else its block need not be read.
bool MayHoldPage(const WarcRecord& record);

// Of WARC records those give a page that hold HTML: responses of status 200, resources,
// conversions. Transfer and content coding are taken off, within kMostRecordBytes.
Result<LookedInto> LookInto(RawRecord record, JsonParser* parser);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_RAW_RECORD_H_
