// The name under which a page is remembered: two URLs with one canonical form are one page and are
// fetched once. Never sent over the wire (that is Url::Href).
//
// One family of rules is followed, that of crawler-commons' basic normaliser, which most archive
// tools share: unreserved bytes decoded, the rest in upper-case hex, repeated slashes and dot
// segments resolved, user info, default port, fragment, session ids and the host's last dot
// dropped, empty parameters dropped and the others sorted. To it are added the tracking parameters
// known to courlan and others, which a news feed appends without changing the page. Not followed:
// w3lib (keeps trackers, writes "a" as "a="), courlan's language and page filters. Host addresses
// are written as the URL Standard has them.
#ifndef NEWSFACTS_PIPELINE_FETCH_CANONICAL_URL_H_
#define NEWSFACTS_PIPELINE_FETCH_CANONICAL_URL_H_

#include <string>
#include <string_view>

#include "pipeline/fetch/url.h"

namespace newsfacts {

// Grows with every change of the rules: a seen-set made under another version is another set.
inline constexpr int kCanonicalUrlVersion = 1;

std::string CanonicalUrl(const Url& url);

// Whether a query parameter says where a visitor came from rather than which page is meant.
bool IsTrackingParameter(std::string_view name);

// The percent-encoding of RFC 3986, section 6.2.2: %XX of unreserved characters is decoded, other
// %XX gets upper-case digits, a '%' that begins no %XX becomes %25 (if `mend`), and what may not
// stand in a URL is encoded, with the characters of `also_encode`.
std::string NormalizeEscapes(std::string_view text, bool mend, std::string_view also_encode);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_CANONICAL_URL_H_
