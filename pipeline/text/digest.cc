#include "pipeline/text/digest.h"

#include <openssl/evp.h>

#include <cstdint>

namespace newsfacts {
namespace {

std::string Digest(const EVP_MD* kind, std::string_view bytes) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), out, &size, kind, nullptr);
  return {reinterpret_cast<char*>(out), size};
}

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char c : bytes) {
    out += kDigits[c >> 4];
    out += kDigits[c & 15];
  }
  return out;
}

}  // namespace

std::string Sha1Hex(std::string_view bytes) {
  return Hex(Digest(EVP_sha1(), bytes));
}

std::string Sha256Hex(std::string_view bytes) {
  return Hex(Digest(EVP_sha256(), bytes));
}

std::string Sha1Base32(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  uint32_t buffer = 0;
  int bits = 0;  // 160 bits are 32 digits with no remainder: no padding arises
  for (unsigned char c : Digest(EVP_sha1(), bytes)) {
    buffer = (buffer << 8) | c;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kDigits[(buffer >> bits) & 31];
    }
  }
  return out;
}

}  // namespace newsfacts
