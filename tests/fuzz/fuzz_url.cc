// URLs: a base on the first line, a reference on the rest. What was parsed reads back as itself.
#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/url.h"
#include "tests/fuzz/check.h"

using namespace newsfacts;

namespace {

void RequireStable(const Url& url) {
  Require(url.scheme == "http" || url.scheme == "https", "no other scheme comes through");
  Require(!url.host.empty() && url.path.starts_with('/'), "a URL has a host and a path");
  Result<Url> again = ParseUrl(url.Href());
  Require(again.ok() && again->Href() == url.Href(), "a URL reads back as itself");
  std::string canonical = CanonicalUrl(url);
  Result<Url> parsed = ParseUrl(canonical);
  Require(parsed.ok(), "a canonical URL is a URL");
  Require(CanonicalUrl(*parsed) == canonical, "a canonical URL is its own canonical form");
  Require(canonical.find('@') == std::string::npos || parsed->username.empty(),
          "user info is dropped");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = Bytes(data, size);
  size_t line = std::min(bytes.find('\n'), bytes.size());
  Result<Url> base = ParseUrl(bytes.substr(0, line));
  if (base.ok()) RequireStable(*base);
  if (line == bytes.size()) return 0;
  Result<Url> url = ParseUrl(bytes.substr(line + 1), base.ok() ? &*base : nullptr);
  if (url.ok()) RequireStable(*url);
  return 0;
}
