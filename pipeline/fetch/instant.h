// Instants as HTTP and WARC write them.
#ifndef NEWSFACTS_PIPELINE_FETCH_INSTANT_H_
#define NEWSFACTS_PIPELINE_FETCH_INSTANT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsfacts {

// "2026-03-04T05:06:07Z"
std::string FormatInstant(int64_t ms);
// That form alone.
std::optional<int64_t> ParseInstant(std::string_view text);

// The three forms of RFC 9110, 5.6.7, all in GMT: "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday,
// 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". The name of the weekday is not checked.
std::optional<int64_t> ParseHttpDate(std::string_view text);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_INSTANT_H_
