#include "pipeline/fetch/ip_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "pipeline/fetch/url.h"

namespace newsfacts {
namespace {

// Special-purpose address registries of IANA (RFC 6890 and later): nothing here is a news site.
struct SpecialBlock {
  std::string_view block;
  std::string_view name;
};
constexpr SpecialBlock kSpecialBlocks[] = {
    {"0.0.0.0/8", "this network"},
    {"10.0.0.0/8", "private"},
    {"100.64.0.0/10", "carrier-grade NAT"},
    {"127.0.0.0/8", "loopback"},
    {"169.254.0.0/16", "link-local"},
    {"172.16.0.0/12", "private"},
    {"192.0.0.0/24", "protocol assignments"},
    {"192.0.2.0/24", "documentation"},
    {"192.88.99.0/24", "6to4 relay"},
    {"192.168.0.0/16", "private"},
    {"198.18.0.0/15", "benchmarking"},
    {"198.51.100.0/24", "documentation"},
    {"203.0.113.0/24", "documentation"},
    {"224.0.0.0/4", "multicast"},
    {"240.0.0.0/4", "reserved"},
    {"::/128", "unspecified"},
    {"::1/128", "loopback"},
    {"64:ff9b:1::/48", "local NAT64"},
    {"100::/64", "discard"},
    {"2001::/23", "protocol assignments"},
    {"2001:db8::/32", "documentation"},
    {"3fff::/20", "documentation"},
    {"5f00::/16", "segment routing"},
    {"fc00::/7", "private"},
    {"fe80::/10", "link-local"},
    {"fec0::/10", "site-local"},
    {"ff00::/8", "multicast"},
};

const std::vector<std::pair<IpBlock, std::string>>& SpecialBlocks() {
  static const auto* blocks = [] {
    auto* list = new std::vector<std::pair<IpBlock, std::string>>;
    for (const SpecialBlock& s : kSpecialBlocks) {
      list->emplace_back(*ParseIpBlock(s.block), fmt::format("{} ({})", s.name, s.block));
    }
    return list;
  }();
  return *blocks;
}

uint32_t Word(const IpAddress& a, int first) {
  return uint32_t{a.bytes[first]} << 24 | uint32_t{a.bytes[first + 1]} << 16 |
         uint32_t{a.bytes[first + 2]} << 8 | a.bytes[first + 3];
}

bool BeginsWith(const IpAddress& a, std::initializer_list<int> prefix) {
  size_t i = 0;
  for (int byte : prefix) {
    if (a.bytes[i++] != byte) return false;
  }
  return true;
}

// The IPv4 address that an IPv6 address leads to, if it is of such a kind.
std::optional<uint32_t> EmbeddedV4(const IpAddress& a) {
  if (BeginsWith(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) && Word(a, 12) > 1) return Word(a, 12);
  if (BeginsWith(a, {0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0})) return Word(a, 12);  // SIIT
  if (BeginsWith(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return Word(a, 12);
  if (BeginsWith(a, {0x20, 0x02})) return Word(a, 2);          // 6to4
  if (BeginsWith(a, {0x20, 0x01, 0, 0})) return ~Word(a, 12);  // Teredo
  return std::nullopt;
}

std::optional<uint32_t> ParseDottedDecimal(std::string_view text) {
  uint32_t value = 0;
  for (int part = 0; part < 4; ++part) {
    unsigned number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    auto length = static_cast<size_t>(end - text.data());
    if (error != std::errc() || number > 255 || (length > 1 && text[0] == '0')) return {};
    text.remove_prefix(length);
    value = value << 8 | number;
    if (part < 3) {
      if (text.empty() || text[0] != '.') return {};
      text.remove_prefix(1);
    }
  }
  if (!text.empty()) return {};
  return value;
}

}  // namespace

bool IpAddress::is_v4() const {
  return BeginsWith(*this, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF});
}
uint32_t IpAddress::v4() const {
  return Word(*this, 12);
}

IpAddress IpAddress::FromV4(uint32_t address) {
  IpAddress a;
  a.bytes[10] = a.bytes[11] = 0xFF;
  for (int i = 0; i < 4; ++i) a.bytes[12 + i] = static_cast<uint8_t>(address >> (24 - 8 * i));
  return a;
}

std::string IpAddress::ToString() const {
  if (is_v4()) {
    return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
  }
  int piece[8];
  for (size_t i = 0; i < 8; ++i) piece[i] = bytes[2 * i] << 8 | bytes[2 * i + 1];
  int best = -1;  // the first longest run of two or more zero pieces is written "::"
  int best_length = 1;
  for (int i = 0; i < 8; ++i) {
    int length = 0;
    while (i + length < 8 && piece[i + length] == 0) ++length;
    if (length > best_length) {
      best = i;
      best_length = length;
    }
  }
  std::string out;
  for (int i = 0; i < 8; ++i) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    out += fmt::format("{:x}{}", piece[i], i < 7 ? ":" : "");
  }
  return out;
}

std::optional<IpAddress> ParseIpv6(std::string_view text) {
  IpAddress address;
  size_t piece = 0;
  int compress = -1;
  size_t i = 0;
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return {};
    i = 2;
    compress = piece;
  }
  while (i < text.size()) {
    if (piece == 8) return {};
    if (text[i] == ':') {
      if (compress >= 0) return {};
      ++i;
      compress = piece;
      continue;
    }
    size_t begin = i;
    int value = 0;
    while (i < text.size() && i - begin < 4 && HexValue(text[i]) >= 0) {
      value = value * 16 + HexValue(text[i++]);
    }
    if (i < text.size() && text[i] == '.') {
      std::optional<uint32_t> v4 = ParseDottedDecimal(text.substr(begin));
      if (!v4 || piece > 6) return {};
      for (int k = 0; k < 4; ++k)
        address.bytes[2 * piece + k] = static_cast<uint8_t>(*v4 >> (24 - 8 * k));
      piece += 2;
      break;
    }
    if (i == begin) return {};
    if (i < text.size()) {
      if (text[i] != ':' || ++i == text.size()) return {};
    }
    address.bytes[2 * piece] = static_cast<uint8_t>(value >> 8);
    address.bytes[2 * piece + 1] = static_cast<uint8_t>(value);
    ++piece;
  }
  if (compress >= 0) {
    int moved = (piece - compress) * 2;
    for (int k = 1; k <= moved; ++k) {
      std::swap(address.bytes[16 - k], address.bytes[2 * piece - k]);
    }
  } else if (piece != 8) {
    return {};
  }
  return address;
}

std::optional<IpAddress> ParseIpAddress(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return ParseIpv6(text.substr(1, text.size() - 2));
  }
  if (text.find(':') != text.npos) return ParseIpv6(text);
  std::optional<uint32_t> v4 = ParseDottedDecimal(text);
  if (!v4) return {};
  return IpAddress::FromV4(*v4);
}

bool IpBlock::Contains(const IpAddress& address) const {
  for (int bit = 0; bit < bits; bit += 8) {
    int kept = std::min(8, bits - bit);
    int mask = (0xFF << (8 - kept)) & 0xFF;
    if ((base.bytes[bit / 8] & mask) != (address.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

Result<IpBlock> ParseIpBlock(std::string_view text) {
  size_t slash = text.find('/');
  std::optional<IpAddress> base = ParseIpAddress(text.substr(0, slash));
  if (!base) return UsageError(fmt::format("\"{}\" is no address block such as 10.0.0.0/8", text));
  bool v4 = base->is_v4() && text.find(':') == text.npos;
  IpBlock block{*base, 128};
  if (slash != text.npos) {
    std::string_view digits = text.substr(slash + 1);
    int bits = -1;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (error != std::errc() || end != digits.data() + digits.size() || bits < 0 ||
        bits > (v4 ? 32 : 128)) {
      return UsageError(fmt::format("\"{}\": the part after '/' is no number of bits", text));
    }
    block.bits = v4 ? bits + 96 : bits;
  }
  return block;
}

std::string AddressGuard::Refusal(const IpAddress& address) const {
  for (const IpBlock& block : allowed_) {
    if (block.Contains(address)) return "";
  }
  for (const auto& [block, name] : SpecialBlocks()) {
    if (block.Contains(address)) return name;
  }
  if (!address.is_v4()) {
    if (std::optional<uint32_t> v4 = EmbeddedV4(address)) {
      return Refusal(IpAddress::FromV4(*v4));
    }
  }
  return "";
}

}  // namespace newsfacts
