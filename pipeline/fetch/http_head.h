// The head of an HTTP message, as it came.
#ifndef NEWSFACTS_PIPELINE_FETCH_HTTP_HEAD_H_
#define NEWSFACTS_PIPELINE_FETCH_HTTP_HEAD_H_

#include <string_view>

namespace newsfacts {

// The value of the first header line of that name (in any case), without surrounding space; ""
// where there is none. `head` begins with the status or request line.
std::string_view FindHeader(std::string_view head, std::string_view name);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_HTTP_HEAD_H_
