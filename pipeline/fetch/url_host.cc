// Hosts of URLs: the one user of ICU's IDNA.
#include <fmt/format.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <vector>

#include "pipeline/fetch/ip_address.h"
#include "pipeline/fetch/url.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

bool IsForbiddenInDomain(char c) {
  auto u = static_cast<unsigned char>(c);
  return u <= 0x20 || u == 0x7F ||
         std::string_view("#%/:<>?@[\\]^|").find(c) != std::string_view::npos;
}

bool IsAscii(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

Result<std::string> ToAsciiDomain(const std::string& domain) {
  std::string out;
  if (IsAscii(domain)) {
    out = domain;
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const UIDNA* const idna =
      uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                          UIDNA_NONTRANSITIONAL_TO_UNICODE,
                      &status);
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  out.resize(domain.size() * 4 + 64);
  int32_t size =
      uidna_nameToASCII_UTF8(idna, domain.data(), static_cast<int32_t>(domain.size()), out.data(),
                             static_cast<int32_t>(out.size()), &info, &status);
  // Hyphens and lengths are the name server's business.
  constexpr uint32_t kTolerated = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                  UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                  UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  if (U_FAILURE(status) || (info.errors & ~kTolerated) != 0 || size <= 0) {
    return InputError(fmt::format("host \"{}\" is no valid domain name", domain));
  }
  out.resize(static_cast<size_t>(size));
  return out;
}

std::vector<std::string_view> SplitDots(std::string_view s) {
  std::vector<std::string_view> parts;
  while (true) {
    size_t dot = s.find('.');
    parts.push_back(s.substr(0, dot));
    if (dot == s.npos) return parts;
    s.remove_prefix(dot + 1);
  }
}

// A part of an IPv4 address: decimal, 0x.. or 0.. octal. Nothing where it is no number; values
// above 2^32 stay above.
std::optional<uint64_t> ParseNumberPart(std::string_view s) {
  if (s.empty()) return std::nullopt;
  unsigned radix = 10;
  if (s.size() >= 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
    s.remove_prefix(2);
    radix = 16;
  } else if (s.size() >= 2 && s[0] == '0') {
    s.remove_prefix(1);
    radix = 8;
  }
  uint64_t value = 0;
  for (char c : s) {
    int digit = HexValue(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return std::nullopt;
    value = std::min<uint64_t>(value * radix + static_cast<unsigned>(digit), uint64_t{1} << 40);
  }
  return value;
}

// A last label that is a number makes the whole host an IPv4 address, valid or not.
bool EndsInNumber(std::vector<std::string_view> parts) {
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  std::string_view last = parts.back();
  bool digits = !last.empty() &&
                std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits || (last.size() >= 2 && (last.starts_with("0x") || last.starts_with("0X")) &&
                    ParseNumberPart(last).has_value());
}

Result<std::string> ParseIpv4Host(std::string_view host, std::vector<std::string_view> parts) {
  Error bad = InputError(fmt::format("host \"{}\" is no valid IPv4 address", host));
  if (parts.back().empty()) parts.pop_back();
  if (parts.empty() || parts.size() > 4) return bad;
  uint64_t address = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    std::optional<uint64_t> number = ParseNumberPart(parts[i]);
    if (!number) return bad;
    bool last = i + 1 == parts.size();
    uint64_t limit = last ? uint64_t{1} << (8 * (5 - parts.size())) : 256;
    if (*number >= limit) return bad;
    address += last ? *number : *number << (8 * (3 - i));
  }
  return IpAddress::FromV4(static_cast<uint32_t>(address)).ToString();
}

// Inside brackets an IPv4-mapped address is written in hexadecimal, as the URL Standard has it.
std::string BracketedIpv6(const IpAddress& address) {
  if (!address.is_v4()) return "[" + address.ToString() + "]";
  return fmt::format("[::ffff:{:x}:{:x}]", address.v4() >> 16, address.v4() & 0xFFFF);
}

}  // namespace

Result<std::string> ParseUrlHost(std::string_view input) {
  if (input.empty()) return InputError("the URL has no host");
  if (input[0] == '[') {
    std::optional<IpAddress> address;
    if (input.back() == ']') address = ParseIpv6(input.substr(1, input.size() - 2));
    if (!address) return InputError(fmt::format("host \"{}\" is no valid IPv6 address", input));
    return BracketedIpv6(*address);
  }
  Result<std::string> domain = ToAsciiDomain(MendUtf8(PercentDecode(input)));
  if (!domain.ok()) return domain;
  if (domain->empty() || std::any_of(domain->begin(), domain->end(), IsForbiddenInDomain)) {
    return InputError(fmt::format("host \"{}\" holds a character no host name has", input));
  }
  std::vector<std::string_view> parts = SplitDots(*domain);
  if (EndsInNumber(parts)) return ParseIpv4Host(*domain, std::move(parts));
  return domain;
}

}  // namespace newsfacts
