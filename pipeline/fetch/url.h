// URLs of the web as browsers read them: the URL Standard's parser (url.spec.whatwg.org) for http
// and https; every other scheme is refused.
//
//   Result<Url> page = ParseUrl("http://Example.com:80/a/../b?q=1#top");
//   page->Href() == "http://example.com/b?q=1#top"
//   ParseUrl("../c", &*page)->Href() == "http://example.com/c"
//
// Href is what goes over the wire. Whether two URLs name the same page is canonical_url.h's
// question.
#ifndef NEWSFACTS_PIPELINE_FETCH_URL_H_
#define NEWSFACTS_PIPELINE_FETCH_URL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace newsfacts {

struct Url {
  std::string scheme;    // "http" or "https"
  std::string username;  // percent-encoded, as are all parts below
  std::string password;
  std::string host;              // ASCII domain in lower case, "192.0.2.1" or "[2001:db8::1]"
  std::optional<uint16_t> port;  // absent where it is the scheme's own
  std::string path;              // begins with '/'
  std::optional<std::string> query;
  std::optional<std::string> fragment;

  std::string Href() const;
  std::string Origin() const;     // "https://example.com:8443"
  std::string Authority() const;  // "example.com:8443"
  std::string Target() const;     // path and query, as a request line has it
  uint16_t Port() const;          // 80 or 443 where absent
};

// `input` may be relative where `base` is given. The error names what is wrong with the URL.
Result<Url> ParseUrl(std::string_view input, const Url* base = nullptr);

// A URL as people write it: "example.com/news" is taken for "http://example.com/news".
Result<Url> ParseUrlLoosely(std::string_view input);

// Text that was meant for a URL, fit to be told to people: what may be a user name and a password
// is
// "***".
std::string WithoutUserInfo(std::string_view text);

// The host of a URL: percent-decoded, IDNA, IPv4 in all its spellings (0x7f.1, 2130706433), IPv6 in
// brackets. Gives the form that Url::host holds.
Result<std::string> ParseUrlHost(std::string_view input);

// Which ASCII characters are written as %XX. Bytes above 0x7E and controls always are.
enum class UrlPart { kUserInfo, kPath, kQuery, kFragment };
void AppendEncoded(std::string_view text, UrlPart part, std::string& out);
// Every %XX becomes its byte; a stray '%' stays.
std::string PercentDecode(std::string_view text);
// The value of a hexadecimal digit, or -1.
int HexValue(char c);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_URL_H_
