// What a stored HTTP body was before it was coded for the wire: chunks joined (Transfer-Encoding),
// then unpacked (Content-Encoding: gzip, deflate of both kinds, br, zstd, several in a row).
//
// Headers lie: a body that is not coded as they say is taken as it stands, and `note` says so. A
// body cut short gives what came before the cut. No more than `limit` bytes come out, however small
// the packed body is.
#ifndef NEWSFACTS_PIPELINE_STORE_CONTENT_DECODING_H_
#define NEWSFACTS_PIPELINE_STORE_CONTENT_DECODING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/store/http_head.h"

namespace newsfacts {

struct DecodedBody {
  std::string bytes;
  bool cut = false;  // at the limit, or because the stored body ends too early
  std::string note;  // "": the headers told the truth
};

DecodedBody DecodeBody(const HeaderFields& fields, std::string body, size_t limit);

// The joined chunks; nothing where `body` is not chunked.
std::optional<DecodedBody> JoinChunks(std::string_view body, size_t limit);

// One coding taken off ("gzip", "x-gzip", "deflate", "br", "zstd"); nothing where the bytes are not
// coded so, or the coding is unknown.
std::optional<DecodedBody> Unpack(std::string_view coding, std::string_view bytes, size_t limit);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_CONTENT_DECODING_H_
