// The index of a WARC file: one line a capture, sorted, as web archive players look captures up.
//
//   org,example)/news?id=3 20240506070809 {"url": "https://example.org/news?id=3", ...}
#ifndef NEWSFACTS_PIPELINE_STORE_CDXJ_H_
#define NEWSFACTS_PIPELINE_STORE_CDXJ_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace newsfacts {

struct CdxEntry {
  std::string url;
  std::string date;  // as in the WARC: "2024-05-06T07:08:09Z"
  std::string mime;  // "warc/revisit" for a revisit
  int status = 0;    // 0: none
  std::string digest;
  uint64_t offset = 0;
  uint64_t length = 0;
  std::string file;
};

// Without its line end.
std::string CdxjLine(const CdxEntry& entry);

// The sort key of a URL: host turned round, scheme, "www." and default port dropped, lower case,
// the query's parts sorted. URLs that are no web addresses stay as they are.
std::string SurtKey(std::string_view url);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_CDXJ_H_
