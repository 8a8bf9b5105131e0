#include "pipeline/fetch/canonical_url.h"

#include <algorithm>
#include <vector>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Parameters of analytics, advertising, newsletters and social networks, in lower case. Only names
// that no site uses to choose a page; "ref", "source" and "id" are not among them.
constexpr std::string_view kTrackers[] = {
    "__s",
    "__twitter_impression",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "_ke",
    "action_object_map",
    "action_ref_map",
    "action_type_map",
    "adgroupid",
    "adid",
    "algo_expid",
    "at_campaign",
    "at_custom1",
    "at_custom2",
    "at_custom3",
    "at_custom4",
    "at_medium",
    "campaignid",
    "cmpid",
    "dclid",
    "dm_i",
    "ef_id",
    "epik",
    "fb_action_ids",
    "fb_action_types",
    "fb_ref",
    "fb_source",
    "fbclid",
    "ftag",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsctatracking",
    "icid",
    "igsh",
    "igshid",
    "li_fat_id",
    "mbid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "ncid",
    "ns_campaign",
    "ns_fee",
    "ns_linkname",
    "ns_mchannel",
    "ns_source",
    "oly_anon_id",
    "oly_enc_id",
    "partnerid",
    "rb_clickid",
    "s_cid",
    "sc_campaign",
    "sc_channel",
    "sc_cid",
    "sr_share",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "wt_mc",
    "wt_zmc",
    "xtor",
    "yclid",
    "ysclid",
};
constexpr std::string_view kTrackerPrefixes[] = {"utm_",    "mtm_",      "pk_",      "piwik_",
                                                 "matomo_", "hmb_",      "stm_",     "itm_",
                                                 "oft_",    "ga_source", "ga_medium"};
constexpr std::string_view kTrackerParts[] = {"affiliate", "aftr_source", "clickid", "fb_ref"};

// Session ids change with every visit.
constexpr std::string_view kSessionNames[] = {"jsessionid", "phpsessid",  "aspsessionid",
                                              "sessid",     "session_id", "sessionid",
                                              "cfid",       "cftoken",    "zenid"};

bool IsSessionName(std::string_view name) {
  std::string lower = LowerAscii(name);
  return std::find(std::begin(kSessionNames), std::end(kSessionNames), lower) !=
         std::end(kSessionNames);
}

bool IsUnreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

bool IsForbidden(unsigned char c) {
  return c <= 0x20 || c >= 0x7F ||
         std::string_view("\"<>\\^`{|}[]").find(static_cast<char>(c)) != std::string_view::npos;
}

// ";jsessionid=..." at the end of a path segment.
std::string_view WithoutSession(std::string_view segment) {
  size_t semicolon = segment.find(';');
  if (semicolon == segment.npos) return segment;
  std::string_view parameter = segment.substr(semicolon + 1);
  return IsSessionName(parameter.substr(0, parameter.find('='))) ? segment.substr(0, semicolon)
                                                                 : segment;
}

// Dots that were written %2E may be dot segments now, and repeated slashes are one.
std::string CanonicalPath(std::string_view path) {
  std::string plain = NormalizeEscapes(path, true, "");
  std::vector<std::string_view> kept;
  std::string_view rest = plain;
  bool ends_in_slash = true;
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the slash
    std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    segment = WithoutSession(segment);
    ends_in_slash = segment.empty() || segment == "." || segment == "..";
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!ends_in_slash) {
      kept.push_back(segment);
    }
  }
  std::string out;
  for (std::string_view segment : kept) (out += '/') += segment;
  if (ends_in_slash) out += '/';
  return out;
}

std::string CanonicalQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  while (!query.empty()) {
    std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
    size_t equals = parameter.find('=');
    std::string name = NormalizeEscapes(parameter.substr(0, equals), true, "");
    if (name.empty() || IsTrackingParameter(name) || IsSessionName(name)) continue;
    std::string value =
        equals == parameter.npos ? "" : NormalizeEscapes(parameter.substr(equals + 1), true, "");
    parameters.emplace_back(std::move(name), std::move(value));
  }
  std::stable_sort(parameters.begin(), parameters.end());
  std::string out;
  for (const auto& [name, value] : parameters) {
    out += (out.empty() ? "?" : "&") + name;
    if (!value.empty()) out += "=" + value;
  }
  return out;
}

}  // namespace

bool IsTrackingParameter(std::string_view name) {
  std::string lower = LowerAscii(name);
  // "&amp;" and "&#038;" of feeds that were escaped once too often.
  std::string_view n = lower;
  if (n.starts_with("amp;")) n.remove_prefix(4);
  if (std::binary_search(std::begin(kTrackers), std::end(kTrackers), n)) return true;
  auto has_prefix = [&](std::string_view p) { return n.starts_with(p); };
  auto has_part = [&](std::string_view p) { return n.find(p) != n.npos; };
  return std::any_of(std::begin(kTrackerPrefixes), std::end(kTrackerPrefixes), has_prefix) ||
         std::any_of(std::begin(kTrackerParts), std::end(kTrackerParts), has_part);
}

std::string NormalizeEscapes(std::string_view text, bool mend, std::string_view also_encode) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  auto encode = [&](unsigned char c) {
    out += '%';
    out += kHex[c >> 4];
    out += kHex[c & 15];
  };
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c != '%') {
      if (IsForbidden(c) || also_encode.find(text[i]) != also_encode.npos) {
        encode(c);
      } else {
        out += text[i];
      }
      continue;
    }
    int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
    int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      out += mend ? "%25" : "%";
      continue;
    }
    auto decoded = static_cast<unsigned char>(high * 16 + low);
    i += 2;
    if (IsUnreserved(decoded)) {
      out += static_cast<char>(decoded);
    } else {
      encode(decoded);
    }
  }
  return out;
}

namespace {

// Without the dots of the root, unless another host would come out: "0x.." is a name, "0x" is
// 0.0.0.0.
std::string CanonicalHost(const std::string& host) {
  std::string bare = host;
  while (bare.size() > 1 && bare.back() == '.') bare.pop_back();
  if (bare == host) return host;
  Result<Url> again = ParseUrl("http://" + bare);
  return again.ok() && again->host == bare ? bare : host;
}

}  // namespace

std::string CanonicalUrl(const Url& url) {
  std::string out = url.scheme + "://" + CanonicalHost(url.host);
  if (url.port) out += ":" + std::to_string(*url.port);
  out += CanonicalPath(url.path);
  if (url.query) out += CanonicalQuery(*url.query);
  return out;
}

}  // namespace newsfacts
