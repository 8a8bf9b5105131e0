// Writes what was fetched as WARC 1.1: a gzip member a record, one series of files.
//
//   Result<WarcWriter> warc = WarcWriter::Open({.folder = "corpus"});
//   Result<WarcPlace> place = warc->Write(capture);   // buffered by nobody: handed to the kernel
//   Status s = warc->Sync();                          // now a power cut cannot take it
//   Status s = warc->Close();
//
// A file is NAME.warc.gz.open while it grows. When it is full or old enough it is synced, gets its
// index NAME.cdxj beside it and is renamed to NAME.warc.gz. An .open file that a killed process
// left is cut back to its last whole record when the folder is opened the next time, and finished
// in the same way; what was in it stands in recovered(). An .open file that another process still
// writes (it holds a lock on it) is left alone.
//
// The clock is the caller's: the ages of files are told by the dates of the captures.
#ifndef NEWSFACTS_PIPELINE_STORE_WARC_WRITER_H_
#define NEWSFACTS_PIPELINE_STORE_WARC_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/store/gzip_member.h"

namespace newsfacts {

struct WarcWriterOptions {
  std::string folder;  // must exist
  std::string prefix = "newsfacts";
  uint64_t max_bytes = uint64_t{1} << 30;  // a file that has grown beyond this is finished
  int64_t max_seconds = 3600;              // and one whose first capture is older than this
  // Fields of the warcinfo record: {"software", "newsfacts/0.1"}, {"http-header-user-agent", ...},
  // {"robots", "..."}, {"operator", "..."}; "format" and "conformsTo" are added.
  std::vector<std::pair<std::string, std::string>> info;
};

// One exchange with a server, or the news that nothing changed.
struct Capture {
  enum class Kind {
    kResponse,
    kNotModified,       // a 304: revisit, profile server-not-modified; the head is stored, no body
    kIdenticalPayload,  // the body was stored before: revisit, profile identical-payload-digest
  };
  Kind kind = Kind::kResponse;
  std::string url;
  std::string date;      // "2024-05-06T07:08:09Z", optionally with decimals of the second
  std::string ip;        // "" where not known
  std::string protocol;  // "h2" where the exchange was not HTTP/1: WARC-Protocol
  std::string request;   // head (and body) of the request as sent; "": no request record
  // Status line and header lines as they came; the empty line at the end may be left out. A status
  // line of HTTP/2 or 3 is written in the form of HTTP/1.1, which is what readers know.
  std::string response_head;
  std::string_view body;  // as it came: content coding kept
  // The transfer coding is gone from `body` (libcurl takes it off): a Transfer-Encoding header
  // line is kept under the name X-Crawler-Transfer-Encoding, for the body is not chunked any more.
  bool transfer_decoded = true;
  std::string truncated;  // WARC-Truncated: "length", "time", "disconnect"; "": whole
  // Of a revisit: the capture that holds the body, as far as known.
  std::string refers_to_url;
  std::string refers_to_date;
  std::string refers_to_id;  // its WARC-Record-ID, with the < >
  // "sha1:..." of the body: needed of a revisit (kNotModified: if known), else spares computing it.
  std::string payload_digest;
  Packing packing = Packing::kUsual;  // of the response; its companions are packed as usual
  // Lines of the metadata record: {"feed-title", "..."}; none: no metadata record.
  std::vector<std::pair<std::string, std::string>> metadata;
};

// Where the response or revisit record of a capture stands.
struct WarcPlace {
  std::string file;  // its final name without the folder: "newsfacts-20240506070809-00001.warc.gz"
  uint64_t offset = 0;
  uint64_t length = 0;         // of its gzip member
  std::string record_id;       // "<urn:uuid:...>"
  std::string payload_digest;  // "sha1:..."
};

// A response or revisit record found in an .open file that was cut back.
struct RecoveredCapture {
  WarcPlace place;
  std::string type;  // "response" or "revisit"
  std::string url;
  std::string date;
  int http_status = 0;  // 0: none
  std::string response_head;
};

class WarcWriter {
 public:
  static Result<WarcWriter> Open(const WarcWriterOptions& options);
  WarcWriter(WarcWriter&&) noexcept;
  WarcWriter& operator=(WarcWriter&&) noexcept;
  ~WarcWriter();  // leaves an open file as it is; the next Open finishes it

  // Response (or revisit), request and metadata, tied by WARC-Concurrent-To, in one write. An error
  // leaves the file as it was before.
  Result<WarcPlace> Write(const Capture& capture);
  // What was written so far is on the disk when this returns.
  Status Sync();
  // Finishes the file if it is too old at `date`; for crawls in which nothing arrives.
  Status FinishIfOld(std::string_view date);
  // Finishes the file. The writer may go on: the next capture opens a new one.
  Status Close();

  const std::vector<RecoveredCapture>& recovered() const;
  // The files finished by this writer, names without the folder; those cut back included.
  const std::vector<std::string>& finished() const;

 private:
  struct Impl;
  explicit WarcWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_WARC_WRITER_H_
