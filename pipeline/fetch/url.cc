#include "pipeline/fetch/url.h"

#include <fmt/format.h>

#include <vector>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsSlash(char c) {
  return c == '/' || c == '\\';  // browsers take both in http URLs
}

std::string_view ExtraEncoded(UrlPart part) {
  switch (part) {
    case UrlPart::kFragment:
      return " \"<>`";
    case UrlPart::kQuery:
      return " \"#<>'";
    case UrlPart::kPath:
      return " \"#<>?^`{}";
    case UrlPart::kUserInfo:
      return " \"#<>?^`{}/:;=@[\\]|";
  }
  return "";
}

// Without surrounding controls and spaces, without tabs and line ends, valid UTF-8.
std::string Cleaned(std::string_view input) {
  auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
  std::string out;
  out.reserve(input.size());
  for (char c : input) {
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return IsUtf8(out) ? out : MendUtf8(out);
}

// The length of "scheme" in "scheme:...", 0 where there is none.
size_t SchemeLength(std::string_view s) {
  if (s.empty() || !IsAlpha(s[0])) return 0;
  for (size_t i = 1; i < s.size(); ++i) {
    if (s[i] == ':') return i;
    if (!IsAlpha(s[i]) && !IsDigit(s[i]) && s[i] != '+' && s[i] != '-' && s[i] != '.') return 0;
  }
  return 0;
}

bool IsDotSegment(std::string_view segment, bool* twice) {
  std::string plain;
  for (size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] == '%' && i + 2 < segment.size() && segment[i + 1] == '2' &&
        (segment[i + 2] == 'e' || segment[i + 2] == 'E')) {
      i += 2;
    } else if (segment[i] != '.') {
      return false;
    }
    plain += '.';
    if (plain.size() > 2) return false;
  }
  *twice = plain.size() == 2;
  return !plain.empty();
}

// Appends the segments of `text` to those of `path`, resolving "." and "..".
std::string ResolvePath(std::string_view directory, std::string_view text) {
  std::string out(directory);  // "" or "/a/b" (without a last slash)
  while (true) {
    size_t end = 0;
    while (end < text.size() && !IsSlash(text[end])) ++end;
    std::string_view segment = text.substr(0, end);
    bool last = end == text.size();
    bool twice = false;
    if (IsDotSegment(segment, &twice)) {
      if (twice) out.resize(out.empty() ? 0 : out.rfind('/'));
      if (last) out += '/';
    } else {
      out += '/';
      AppendEncoded(segment, UrlPart::kPath, out);
    }
    if (last) return out;
    text.remove_prefix(end + 1);
  }
}

struct Parts {
  std::string_view before_query;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

Parts Split(std::string_view s) {
  Parts parts;
  if (size_t hash = s.find('#'); hash != s.npos) {
    parts.fragment = s.substr(hash + 1);
    s = s.substr(0, hash);
  }
  if (size_t mark = s.find('?'); mark != s.npos) {
    parts.query = s.substr(mark + 1);
    s = s.substr(0, mark);
  }
  parts.before_query = s;
  return parts;
}

std::string Encoded(std::string_view text, UrlPart part) {
  std::string out;
  AppendEncoded(text, part, out);
  return out;
}

void SetTail(const Parts& parts, Url* url) {
  url->query.reset();
  url->fragment.reset();
  if (parts.query) url->query = Encoded(*parts.query, UrlPart::kQuery);
  if (parts.fragment) url->fragment = Encoded(*parts.fragment, UrlPart::kFragment);
}

void SetUserInfo(std::string_view text, Url* url) {
  size_t colon = text.find(':');
  url->username = Encoded(text.substr(0, colon), UrlPart::kUserInfo);
  if (colon != text.npos) url->password = Encoded(text.substr(colon + 1), UrlPart::kUserInfo);
}

Status SetPort(std::string_view digits, Url* url) {
  if (digits.empty()) return Ok();
  uint32_t value = 0;
  for (char c : digits) {
    if (!IsDigit(c)) return InputError("the port is no number");
    value = value * 10 + static_cast<uint32_t>(c - '0');
    if (value > 65535) return InputError("port is above 65535");
  }
  if (value != (url->scheme == "http" ? 80 : 443)) url->port = static_cast<uint16_t>(value);
  return Ok();
}

// "user:password@host:port/path?query#fragment", after the slashes.
Result<Url> ParseAuthority(std::string scheme, std::string_view rest) {
  Url url;
  url.scheme = std::move(scheme);
  size_t end = 0;
  while (end < rest.size() && !IsSlash(rest[end]) && rest[end] != '?' && rest[end] != '#') ++end;
  std::string_view authority = rest.substr(0, end);
  if (size_t at = authority.rfind('@'); at != authority.npos) {
    SetUserInfo(authority.substr(0, at), &url);
    authority.remove_prefix(at + 1);
  }
  size_t closing = authority.rfind(']');
  size_t colon = authority.find(':', closing == authority.npos ? 0 : closing);
  Result<std::string> host = ParseUrlHost(authority.substr(0, colon));
  if (!host.ok()) return host.error();
  url.host = std::move(*host);
  if (colon != authority.npos) {
    Status port = SetPort(authority.substr(colon + 1), &url);
    if (!port.ok()) return port.error();
  }
  Parts parts = Split(rest.substr(end));
  std::string_view path = parts.before_query;
  url.path = path.empty() ? "/" : ResolvePath("", path.substr(1));
  SetTail(parts, &url);
  return url;
}

std::string_view WithoutLeadingSlashes(std::string_view s) {
  while (!s.empty() && IsSlash(s[0])) s.remove_prefix(1);
  return s;
}

Result<Url> ParseRelative(std::string_view s, const Url& base) {
  if (s.size() >= 2 && IsSlash(s[0]) && IsSlash(s[1])) {
    return ParseAuthority(base.scheme, WithoutLeadingSlashes(s));
  }
  Url url = base;
  Parts parts = Split(s);
  std::string_view path = parts.before_query;
  if (path.empty()) {
    std::optional<std::string> query = base.query;
    SetTail(parts, &url);
    if (!parts.query) url.query = query;
    return url;
  }
  if (IsSlash(path[0])) {
    url.path = ResolvePath("", path.substr(1));
  } else {
    url.path = ResolvePath(std::string_view(base.path).substr(0, base.path.rfind('/')), path);
  }
  SetTail(parts, &url);
  return url;
}

}  // namespace

std::string Url::Authority() const {
  return port ? fmt::format("{}:{}", host, *port) : host;
}
std::string Url::Origin() const {
  return scheme + "://" + Authority();
}
std::string Url::Target() const {
  return query ? path + "?" + *query : path;
}
uint16_t Url::Port() const {
  return port ? *port : (scheme == "http" ? 80 : 443);
}

std::string Url::Href() const {
  std::string out = scheme + "://";
  if (!username.empty() || !password.empty()) {
    out += username;
    if (!password.empty()) out += ":" + password;
    out += '@';
  }
  out += Authority() + Target();
  if (fragment) out += "#" + *fragment;
  return out;
}

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendEncoded(std::string_view text, UrlPart part, std::string& out) {
  std::string_view extra = ExtraEncoded(part);
  for (char c : text) {
    auto u = static_cast<unsigned char>(c);
    if (u <= 0x1F || u > 0x7E || extra.find(c) != extra.npos) {
      out += '%';
      out += kHexDigits[u >> 4];
      out += kHexDigits[u & 15];
    } else {
      out += c;
    }
  }
}

std::string PercentDecode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 &&
        HexValue(text[i + 2]) >= 0) {
      out += static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

Result<Url> ParseUrl(std::string_view input, const Url* base) {
  std::string cleaned = Cleaned(input);
  std::string_view s = cleaned;
  size_t scheme_length = SchemeLength(s);
  if (scheme_length == 0) {
    if (base == nullptr) return InputError("a URL begins with http:// or https://");
    return ParseRelative(s, *base);
  }
  std::string scheme = LowerAscii(s.substr(0, scheme_length));
  if (scheme != "http" && scheme != "https") {
    return InputError(fmt::format("scheme \"{}\" is neither http nor https", scheme));
  }
  s.remove_prefix(scheme_length + 1);
  // "http:path" is relative to a base of the same scheme.
  bool has_slashes = s.size() >= 2 && s[0] == '/' && s[1] == '/';
  if (base != nullptr && base->scheme == scheme && !has_slashes) return ParseRelative(s, *base);
  return ParseAuthority(std::move(scheme), WithoutLeadingSlashes(s));
}

Result<Url> ParseUrlLoosely(std::string_view input) {
  std::string cleaned = Cleaned(input);
  size_t scheme = SchemeLength(cleaned);
  std::string_view rest = std::string_view(cleaned).substr(scheme == 0 ? 0 : scheme + 1);
  bool is_host_and_port = scheme > 0 && cleaned.find('.') < scheme && !rest.empty() &&
                          IsDigit(rest[0]);  // "example.com:8080/"
  bool is_host = scheme == 0 && cleaned.substr(0, cleaned.find('/')).find('.') != cleaned.npos;
  if (is_host || is_host_and_port) return ParseUrl("http://" + cleaned);
  return ParseUrl(cleaned);
}

std::string WithoutUserInfo(std::string_view text) {
  size_t at = text.rfind('@');
  if (at == text.npos) return std::string(text);
  size_t slashes = text.find("//");
  size_t begin = slashes < at ? slashes + 2 : 0;
  return fmt::format("{}***{}", text.substr(0, begin), text.substr(at));
}

}  // namespace newsfacts
