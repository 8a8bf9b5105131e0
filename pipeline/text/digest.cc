#include "pipeline/text/digest.h"

#include <openssl/evp.h>

#include <cstdint>
#include <new>

namespace newsfacts {
namespace {

// Looked up once: EVP_sha1() would be looked up at every use. Never freed, for threads that outlive
// main() still hold them.
const EVP_MD* Sha1() {
  static const EVP_MD* const kSha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  return kSha1;
}

const EVP_MD* Sha256() {
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kSha256;
}

class Context {
 public:
  Context() : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ~Context() { EVP_MD_CTX_free(context_); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  void Begin(const EVP_MD* kind) { EVP_DigestInit_ex(context_, kind, nullptr); }
  void Add(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  std::string Take() {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestFinal_ex(context_, out, &size);
    return {reinterpret_cast<char*>(out), size};
  }

 private:
  EVP_MD_CTX* context_;
};

std::string Digest(const EVP_MD* kind, std::string_view bytes) {
  static thread_local Context context;  // ids of facts are many and short
  context.Begin(kind);
  context.Add(bytes);
  return context.Take();
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

std::string Base32(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  uint32_t buffer = 0;
  int bits = 0;
  for (unsigned char c : bytes) {
    buffer = (buffer << 8) | c;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kDigits[(buffer >> bits) & 31];
    }
  }
  if (bits > 0) out += kDigits[(buffer << (5 - bits)) & 31];
  while (out.size() % 8 != 0) out += '=';
  return out;
}

}  // namespace

std::string Sha1Hex(std::string_view bytes) {
  return Hex(Digest(Sha1(), bytes));
}

std::string Sha256Hex(std::string_view bytes) {
  return Hex(Digest(Sha256(), bytes));
}

std::string Sha256Base64(std::string_view bytes) {
  std::string digest = Digest(Sha256(), bytes);
  std::string out(4 * ((digest.size() + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(digest.data()),
                  static_cast<int>(digest.size()));
  return out;
}

std::string Sha1Base32(std::string_view bytes) {
  return Base32(Digest(Sha1(), bytes));
}

struct DigestStream::Impl {
  Context context;
};

DigestStream::DigestStream(Kind kind) : impl_(std::make_unique<Impl>()) {
  impl_->context.Begin(kind == Kind::kSha1 ? Sha1() : Sha256());
}
DigestStream::DigestStream(DigestStream&&) noexcept = default;
DigestStream& DigestStream::operator=(DigestStream&&) noexcept = default;
DigestStream::~DigestStream() = default;

void DigestStream::Add(std::string_view bytes) {
  impl_->context.Add(bytes);
}
std::string DigestStream::Hex() {
  return newsfacts::Hex(impl_->context.Take());
}
std::string DigestStream::Base32() {
  return newsfacts::Base32(impl_->context.Take());
}

}  // namespace newsfacts
