// The bytes of WARC 1.1 records: what WarcWriter puts into members. Values are kept to one line
// whatever they hold.
#ifndef NEWSFACTS_PIPELINE_STORE_WARC_RECORD_H_
#define NEWSFACTS_PIPELINE_STORE_WARC_RECORD_H_

#include <string>
#include <string_view>

#include "pipeline/store/http_head.h"
#include "pipeline/store/warc_writer.h"

namespace newsfacts {

// "<urn:uuid:...>", made from what identifies the record.
std::string WarcRecordId(std::string_view identity);

// Head of the record, its block (in two parts, so that nobody need join them) and the two line
// ends; Content-Length is added.
std::string WarcRecordBytes(const HeaderFields& fields, std::string_view head,
                            std::string_view body = "");

// A block of "name: value" lines.
std::string WarcFieldsBlock(const HeaderFields& fields);

// The head of a response as it is stored: lines that end in CR LF, an empty one last; see Capture.
std::string StoredResponseHead(const Capture& capture);

struct CaptureRecords {
  std::string response;  // or the revisit
  std::string request;   // "": none
  std::string metadata;  // "": none
  std::string payload_digest;
};

CaptureRecords MakeCaptureRecords(const Capture& capture, std::string_view warcinfo_id,
                                  std::string_view record_id);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_WARC_RECORD_H_
