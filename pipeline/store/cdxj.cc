#include "pipeline/store/cdxj.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "pipeline/text/json.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

std::vector<std::string_view> SplitAt(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "www.", "www2." of a host.
std::string_view WithoutWww(std::string_view host) {
  if (!host.starts_with("www")) return host;
  size_t dot = host.find_first_not_of("0123456789", 3);
  return dot != std::string_view::npos && host[dot] == '.' ? host.substr(dot + 1) : host;
}

}  // namespace

std::string SurtKey(std::string_view url) {
  std::string low = LowerAscii(url.substr(0, url.find('#')));
  std::string_view rest = low;
  bool secure = rest.starts_with("https://");
  if (!secure && !rest.starts_with("http://")) return std::string(url);
  rest.remove_prefix(secure ? 8 : 7);
  size_t path_at = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view host = rest.substr(0, path_at);
  std::string_view path = rest.substr(path_at);
  host.remove_prefix(host.find('@') + 1);
  std::string_view port;
  if (size_t colon = host.rfind(':'); colon != std::string_view::npos && !host.ends_with(']')) {
    port = host.substr(colon);
    host = host.substr(0, colon);
    if (port == (secure ? ":443" : ":80") || port == ":") port = {};
  }
  std::vector<std::string_view> labels = SplitAt(WithoutWww(host), '.');
  bool number =
      host.find_first_not_of("0123456789.") == std::string_view::npos || host.starts_with('[');
  if (!number) std::reverse(labels.begin(), labels.end());
  std::string key = fmt::format("{}{})", fmt::join(labels, number ? "." : ","), port);
  size_t query_at = std::min(path.find('?'), path.size());
  std::string_view folder = path.substr(0, query_at);
  if (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  key += folder.empty() ? "/" : folder;
  if (query_at + 1 < path.size()) {
    std::vector<std::string_view> parts = SplitAt(path.substr(query_at + 1), '&');
    std::sort(parts.begin(), parts.end());
    key += fmt::format("?{}", fmt::join(parts, "&"));
  }
  return key;
}

std::string CdxjLine(const CdxEntry& e) {
  std::string when;
  for (char c : e.date.substr(0, 19)) {
    if (c >= '0' && c <= '9') when += c;
  }
  JsonWriter w;
  w.BeginObject().Key("url").String(e.url).Key("mime").String(e.mime);
  // Players expect strings here.
  if (e.status != 0) w.Key("status").String(std::to_string(e.status));
  w.Key("digest").String(e.digest).Key("length").String(std::to_string(e.length));
  w.Key("offset").String(std::to_string(e.offset)).Key("filename").String(e.file).EndObject();
  return fmt::format("{} {} {}", SurtKey(e.url), when, w.text());
}

}  // namespace newsfacts
