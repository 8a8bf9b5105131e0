// IP addresses: reading, writing, and which of them a crawler may connect to.
#ifndef NEWSFACTS_PIPELINE_FETCH_IP_ADDRESS_H_
#define NEWSFACTS_PIPELINE_FETCH_IP_ADDRESS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

// Sixteen bytes in network order; an IPv4 address is kept as ::ffff:a.b.c.d.
struct IpAddress {
  std::array<uint8_t, 16> bytes{};

  bool is_v4() const;
  uint32_t v4() const;  // host order; needs is_v4()
  static IpAddress FromV4(uint32_t address);
  // "192.0.2.1" or "2001:db8::1" (the URL Standard's compressed form)
  std::string ToString() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Strict dotted decimal, or IPv6 with or without brackets.
std::optional<IpAddress> ParseIpAddress(std::string_view text);
// The eight pieces of the URL Standard's IPv6 parser; nothing where it fails. No brackets.
std::optional<IpAddress> ParseIpv6(std::string_view text);

// A block of addresses: "127.0.0.0/8", "::1", "fd00::/8".
struct IpBlock {
  IpAddress base;
  int bits = 128;  // of the sixteen bytes: /8 of an IPv4 block is 104
  bool Contains(const IpAddress& address) const;
};
Result<IpBlock> ParseIpBlock(std::string_view text);

// Keeps a crawler from being used to reach what its operator's network hides. Addresses that embed
// an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) are judged by that one as well.
//
//   AddressGuard guard;
//   guard.Refusal(*ParseIpAddress("10.0.0.1")) == "private (10.0.0.0/8)"
class AddressGuard {
 public:
  // Blocks that may be connected to although they are not public.
  void Allow(const IpBlock& block) { allowed_.push_back(block); }
  // Why the address may not be connected to; "" where it may.
  std::string Refusal(const IpAddress& address) const;

 private:
  std::vector<IpBlock> allowed_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_IP_ADDRESS_H_
