// Charset detection: the first byte picks the labels, the rest is the page.
#include "tests/fuzz/check.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr std::string_view kLabels[] = {
      "", "utf-8", "iso-8859-1", "utf-16", "gb2312", "shift_jis", "iso-2022-jp", "utf-7", "x"};
  if (size == 0) return 0;
  std::string_view http = kLabels[(data[0] >> 4) % std::size(kLabels)];
  std::string_view meta = kLabels[(data[0] & 15) % std::size(kLabels)];
  Decoded decoded = DecodeToUtf8(Bytes(data + 1, size - 1), http, meta);
  Require(IsUtf8(decoded.text), "decoding gives UTF-8");
  std::string nfc = ToNfc(decoded.text);
  Require(ToNfc(nfc) == nfc, "form C is a fixed point");
  CodePointIndex index(nfc);
  uint32_t points = index.At(static_cast<uint32_t>(nfc.size()));
  Require(index.ByteAt(points) == nfc.size(), "the code point index is its own inverse");
  return 0;
}
