#include "pipeline/store/content_decoding.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kStep = size_t{1} << 16;
constexpr int kZstdWindowLog = 23;  // what browsers grant (RFC 9659)
constexpr size_t kMostCodings = 4;

// Room for the next bytes of `out`, within the limit; 0 at the limit.
size_t Grow(std::string* out, size_t filled, size_t limit) {
  if (out->size() == filled) out->resize(std::min(limit, std::max(filled * 2, kStep)));
  return out->size() - filled;
}

// gzip (window 16+15; more than one member), zlib (15) or raw deflate (-15).
std::optional<DecodedBody> Inflate(std::string_view bytes, int window, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return std::nullopt;
  std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
  DecodedBody out;
  size_t filled = 0;
  int code = Z_OK;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  while (true) {
    size_t room = Grow(&out.bytes, filled, limit);
    if (room == 0) break;
    stream.next_out = reinterpret_cast<Bytef*>(out.bytes.data() + filled);
    stream.avail_out = static_cast<uInt>(room);
    code = inflate(&stream, Z_NO_FLUSH);
    filled += room - stream.avail_out;
    if (code == Z_STREAM_END && window > 15 && stream.avail_in > 2 && stream.next_in[0] == 0x1F &&
        stream.next_in[1] == 0x8B) {
      inflateReset(&stream);
      continue;
    }
    if (code != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) break;
  }
  out.bytes.resize(filled);
  out.cut = code != Z_STREAM_END;
  bool damaged = code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR;
  if (damaged && (filled == 0 || window < 0)) return std::nullopt;
  return out;
}

std::optional<DecodedBody> InflateEither(std::string_view bytes, size_t limit) {
  // RFC 9110 says zlib; some servers send raw deflate.
  auto first = static_cast<unsigned char>(bytes[0]);
  auto second = static_cast<unsigned char>(bytes.size() > 1 ? bytes[1] : 0);
  if ((first & 15) == 8 && (first * 256 + second) % 31 == 0) {
    if (auto out = Inflate(bytes, MAX_WBITS, limit)) return out;
  }
  return Inflate(bytes, -MAX_WBITS, limit);
}

std::optional<DecodedBody> Unbrotli(std::string_view bytes, size_t limit) {
  std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  DecodedBody out;
  size_t filled = 0;
  size_t left = bytes.size();
  const auto* next = reinterpret_cast<const uint8_t*>(bytes.data());
  BrotliDecoderResult code = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (code == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    size_t room = Grow(&out.bytes, filled, limit);
    if (room == 0) break;
    auto* to = reinterpret_cast<uint8_t*>(out.bytes.data() + filled);
    size_t free = room;
    code = BrotliDecoderDecompressStream(state.get(), &left, &next, &free, &to, nullptr);
    filled += room - free;
  }
  // Brotli has no mark at its begin: only a whole stream proves that it is one, unless it was cut.
  if (code == BROTLI_DECODER_RESULT_ERROR || filled == 0) return std::nullopt;
  out.bytes.resize(filled);
  out.cut = code != BROTLI_DECODER_RESULT_SUCCESS;
  return out;
}

std::optional<DecodedBody> Unzstd(std::string_view bytes, size_t limit) {
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                  ZSTD_freeDStream);
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kZstdWindowLog);
  DecodedBody out;
  size_t filled = 0;
  size_t wants = 1;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  while (true) {
    size_t room = Grow(&out.bytes, filled, limit);
    if (room == 0) break;
    ZSTD_outBuffer to{out.bytes.data() + filled, room, 0};
    wants = ZSTD_decompressStream(stream.get(), &to, &in);
    filled += to.pos;
    if (ZSTD_isError(wants) != 0) break;
    if (in.pos == in.size && to.pos < to.size) break;
  }
  if (filled == 0) return std::nullopt;
  out.bytes.resize(filled);
  out.cut = wants != 0;
  return out;
}

// "gzip, br" -> {"gzip", "br"}, lower case; the coding put on last stands last.
std::vector<std::string> Codings(std::string_view value) {
  std::vector<std::string> codings;
  while (!value.empty()) {
    size_t end = std::min(value.find(','), value.size());
    std::string word = LowerAscii(value.substr(0, end));
    std::erase_if(word, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
    if (!word.empty() && word != "identity") codings.push_back(std::move(word));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return codings;
}

}  // namespace

std::optional<DecodedBody> JoinChunks(std::string_view body, size_t limit) {
  DecodedBody out;
  bool any = false;
  while (true) {
    size_t line = std::min(body.find('\n'), body.size());
    size_t size = 0;
    size_t digits = 0;
    for (; digits < line && digits < 8; ++digits) {
      char c = body[digits];
      char low = static_cast<char>(c | 0x20);
      bool digit = c >= '0' && c <= '9';
      if (!digit && (low < 'a' || low > 'f')) break;
      size = size * 16 + static_cast<size_t>(digit ? c - '0' : low - 'a' + 10);
    }
    bool sound =
        digits > 0 && line < body.size() &&
        (digits == line || std::string_view("; \t\r").find(body[digits]) != std::string_view::npos);
    if (!sound) {
      if (!any) return std::nullopt;
      out.cut = true;
      return out;
    }
    any = true;
    if (size == 0) return out;
    body.remove_prefix(line + 1);
    std::string_view chunk = body.substr(0, std::min(size, limit - out.bytes.size()));
    out.bytes += chunk;
    if (chunk.size() < size) {
      out.cut = true;
      return out;
    }
    body.remove_prefix(size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

std::optional<DecodedBody> Unpack(std::string_view coding, std::string_view bytes, size_t limit) {
  if (bytes.empty()) return std::nullopt;
  if (coding == "gzip" || coding == "x-gzip") {
    if (!bytes.starts_with("\x1F\x8B")) return std::nullopt;
    return Inflate(bytes, 16 + MAX_WBITS, limit);
  }
  if (coding == "deflate") return InflateEither(bytes, limit);
  if (coding == "br") return Unbrotli(bytes, limit);
  if (coding == "zstd") return Unzstd(bytes, limit);
  return std::nullopt;
}

DecodedBody DecodeBody(const HeaderFields& fields, std::string body, size_t limit) {
  DecodedBody out;
  out.bytes = std::move(body);
  auto note = [&](std::string what) {
    if (out.note.empty()) out.note = std::move(what);
  };
  auto take = [&](std::optional<DecodedBody> undone, std::string_view coding) {
    if (!undone) {
      if (!out.bytes.empty()) note(fmt::format("the body is not coded as \"{}\"", coding));
      return false;
    }
    out.bytes = std::move(undone->bytes);
    out.cut = out.cut || undone->cut;
    return true;
  };
  if (Codings(FieldValue(fields, "Transfer-Encoding")) == std::vector<std::string>{"chunked"}) {
    take(JoinChunks(out.bytes, limit), "chunked");
  }
  std::vector<std::string> codings = Codings(FieldValue(fields, "Content-Encoding"));
  if (codings.size() > kMostCodings) {
    note("too many content codings");
    codings.clear();
  }
  bool taken = !codings.empty();
  for (; !codings.empty() && taken; codings.pop_back()) {
    taken = take(Unpack(codings.back(), out.bytes, limit), codings.back());
  }
  if (out.bytes.size() > limit) {
    out.bytes.resize(limit);
    out.cut = true;
  }
  return out;
}

}  // namespace newsfacts
