// SHA-1 and SHA-256 of bytes, by OpenSSL. SHA-1 names content here (as WARC does); it guards
// nothing.
#ifndef NEWSFACTS_PIPELINE_TEXT_DIGEST_H_
#define NEWSFACTS_PIPELINE_TEXT_DIGEST_H_

#include <memory>
#include <string>
#include <string_view>

namespace newsfacts {

std::string Sha1Hex(std::string_view bytes);  // 40 lower-case hex digits
std::string Sha1Base32(
    std::string_view bytes);  // 32 characters A-Z2-7, as WARC writes it (RFC 4648)
std::string Sha256Hex(std::string_view bytes);  // 64 lower-case hex digits
std::string Sha256Base64(
    std::string_view bytes);  // as Content-Security-Policy writes it (RFC 4648)

// The same of bytes that come piece by piece; after Hex or Base32 it is used up.
class DigestStream {
 public:
  enum class Kind { kSha1, kSha256 };
  explicit DigestStream(Kind kind);
  DigestStream(DigestStream&&) noexcept;
  DigestStream& operator=(DigestStream&&) noexcept;
  ~DigestStream();

  void Add(std::string_view bytes);
  std::string Hex();
  std::string Base32();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_DIGEST_H_
