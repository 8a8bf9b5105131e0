#include "pipeline/text/unicode.h"

#include <simdjson.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

namespace newsfacts {
namespace {

constexpr uint32_t kBlock = 64;  // bytes between two marks of a CodePointIndex

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string Utf16ToUtf8(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}

// The encoding standard's view of labels that the web uses loosely.
std::string StandardLabel(std::string_view label) {
  std::string low;
  for (char c : label) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c != ' ' && c != '"' && c != '\'' && c != '\t') low += c;
  }
  struct Alias {
    std::string_view from, to;
  };
  static constexpr std::array<Alias, 14> kAliases = {{{"iso-8859-1", "windows-1252"},
                                                      {"iso8859-1", "windows-1252"},
                                                      {"latin1", "windows-1252"},
                                                      {"latin-1", "windows-1252"},
                                                      {"us-ascii", "windows-1252"},
                                                      {"ascii", "windows-1252"},
                                                      {"iso-8859-9", "windows-1254"},
                                                      {"iso-8859-11", "windows-874"},
                                                      {"tis-620", "windows-874"},
                                                      {"gb2312", "gb18030"},
                                                      {"gbk", "gb18030"},
                                                      {"ks_c_5601-1987", "windows-949"},
                                                      {"euc-kr", "windows-949"},
                                                      {"shift_jis", "windows-31j"}}};
  for (const Alias& a : kAliases) {
    if (low == a.from) return std::string(a.to);
  }
  return low;
}

// Decodes by ICU; false where it knows no such charset.
bool Convert(std::string_view bytes, const std::string& charset, std::string& out) {
  if (charset.empty()) return false;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset.c_str(), &status),
                                                               &ucnv_close);
  if (U_FAILURE(status)) return false;
  // UTF-7 and the like are not encodings of the web, and can smuggle markup.
  switch (ucnv_getType(converter.get())) {
    case UCNV_UTF7:
    case UCNV_IMAP_MAILBOX:
    case UCNV_SCSU:
    case UCNV_BOCU1:
      return false;
    default:
      break;
  }
  icu::UnicodeString s(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return false;
  out = Utf16ToUtf8(s);
  return true;
}

std::string Detect(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                      &ucsdet_close);
  if (U_FAILURE(status)) return "windows-1252";
  size_t sample = std::min<size_t>(bytes.size(), 64 << 10);
  ucsdet_enableInputFilter(detector.get(), true);  // ignore markup
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(sample), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const char* name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name == nullptr) return "windows-1252";
  return StandardLabel(name);
}

// Encodings of 7 bits, whose text looks like ASCII.
bool IsStateful(const std::string& label) {
  return label.starts_with("iso-2022") || label == "hz-gb-2312";
}

}  // namespace

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

bool IsUtf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::string MendUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  const auto* s = reinterpret_cast<const uint8_t*>(bytes.data());
  auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    int32_t from = i;
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c < 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(bytes, from, i - from);
    }
  }
  return out;
}

std::string ToNfc(std::string text) {
  if (IsAscii(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(text, status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  return U_FAILURE(status) ? text : out;
}

std::string_view AsUtf8(std::string_view bytes, std::string_view http_charset,
                        std::string_view declared, std::string& buffer) {
  bool mark = bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") ||
              bytes.starts_with("\xFE\xFF");
  bool stateful = IsStateful(StandardLabel(http_charset)) || IsStateful(StandardLabel(declared));
  if (!mark && !stateful && IsUtf8(bytes)) return bytes;
  buffer = DecodeToUtf8(bytes, http_charset, declared).text;
  return buffer;
}

Decoded DecodeToUtf8(std::string_view bytes, std::string_view http_charset,
                     std::string_view declared) {
  auto starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  if (starts("\xEF\xBB\xBF")) return {"utf-8", MendUtf8(bytes.substr(3))};
  Decoded out;
  if (starts(std::string_view("\xFF\xFE", 2)) && Convert(bytes.substr(2), "utf-16le", out.text)) {
    return {"utf-16le", std::move(out.text)};
  }
  if (starts(std::string_view("\xFE\xFF", 2)) && Convert(bytes.substr(2), "utf-16be", out.text)) {
    return {"utf-16be", std::move(out.text)};
  }
  std::string labels[] = {StandardLabel(http_charset), StandardLabel(declared)};
  if (!IsStateful(labels[0]) && !IsStateful(labels[1]) && IsUtf8(bytes)) {
    return {"utf-8", std::string(bytes)};
  }
  for (const std::string& label : labels) {
    if (label.empty() || label == "utf-8" || label == "utf8") continue;
    // A document whose meta element could be read as ASCII is not UTF-16 (HTML standard 13.2.3.3).
    if (&label == &labels[1] && label.rfind("utf-16", 0) == 0) continue;
    if (Convert(bytes, label, out.text)) return {label, std::move(out.text)};
  }
  // Labelled UTF-8 (or not at all) with a few bad bytes: mend it rather than guess another charset.
  size_t bad = 0;
  size_t high = 0;
  const auto* s = reinterpret_cast<const uint8_t*>(bytes.data());
  auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(s, i, size, c);
    if (c < 0) ++bad;
    if (c < 0 || c >= 0x80) ++high;
  }
  if (bad * 10 <= high) return {"utf-8", MendUtf8(bytes)};
  std::string found = Detect(bytes);
  // The detector takes short markup for UTF-16 now and then; that has a zero in every ASCII
  // character.
  if (found.starts_with("utf-16") && bytes.find('\0') == bytes.npos) found = "windows-1252";
  if (found != "utf-8" && Convert(bytes, found, out.text)) return {found, std::move(out.text)};
  return {"utf-8", MendUtf8(bytes)};
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (IsAscii(text)) return;
  before_.reserve(text.size() / kBlock + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) before_.push_back(count);
    if (!IsContinuation(text[i])) ++count;
  }
  if (text.size() % kBlock == 0) before_.push_back(count);
}

uint32_t CodePointIndex::At(uint32_t offset) const {
  if (before_.empty()) return offset;
  uint32_t block = offset / kBlock;
  uint32_t count = before_[block];
  for (uint32_t i = block * kBlock; i < offset; ++i) {
    if (!IsContinuation(text_[i])) ++count;
  }
  return count;
}

uint32_t CodePointIndex::ByteAt(uint32_t n) const {
  auto size = static_cast<uint32_t>(text_.size());
  if (before_.empty()) return std::min(n, size);
  auto it = std::upper_bound(before_.begin(), before_.end(), n);
  auto block = static_cast<uint32_t>(it - before_.begin() - 1);
  uint32_t count = before_[block];
  uint32_t i = block * kBlock;
  for (; i < size; ++i) {
    if (IsContinuation(text_[i])) continue;
    if (count == n) return i;
    ++count;
  }
  return size;
}

CodePoint LongCodePointAt(std::string_view text, size_t i) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  auto at = static_cast<int32_t>(i);
  UChar32 c;
  U8_NEXT(s, at, static_cast<int32_t>(text.size()), c);
  if (c < 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(c), static_cast<uint32_t>(at - static_cast<int32_t>(i))};
}

void AppendUtf8(char32_t c, std::string& out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  char bytes[4];
  int32_t n = 0;
  U8_APPEND_UNSAFE(bytes, n, c);
  out.append(bytes, static_cast<size_t>(n));
}

bool IsLetterBeyondAscii(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c));
}

bool IsUpperBeyondAscii(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool IsSpaceBeyondAscii(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0xFEFF;
}

std::string ToLower(std::string_view text) {
  std::string out(text);
  if (IsAscii(text)) {
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
  }
  return Utf16ToUtf8(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
          .toLower(icu::Locale::getRoot()));
}

std::string FoldLetters(std::string_view text) {
  if (IsAscii(text)) return ToLower(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return ToLower(text);
  icu::UnicodeString low = nfkd->normalize(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}), status);
  low.toLower(icu::Locale::getRoot());
  icu::UnicodeString out;
  for (int32_t i = 0; i < low.length(); i = low.moveIndex32(i, 1)) {
    UChar32 c = low.char32At(i);
    if (u_getCombiningClass(c) == 0) out.append(c);
  }
  return Utf16ToUtf8(out);
}

std::string LettersOf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') byte += 32;
      if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
        out += static_cast<char>(byte);
      }
      ++i;
      continue;
    }
    CodePoint c = CodePointAt(text, i);
    if (IsWordCharacter(c.value)) {
      AppendUtf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))), out);
    }
    i += c.length;
  }
  return out;
}

bool IsWordCharacter(char32_t c) {
  auto u = static_cast<UChar32>(c);
  return c == '_' || u_isalnum(u) || u_getNumericValue(u) != U_NO_NUMERIC_VALUE;
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    CodePoint c = CodePointAt(text, i);
    i += c.length;
    bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    bool kept = !control || c.value == U'\n' || c.value == U'\t';
    AppendUtf8(kept ? c.value : U'?', out);
  }
  return out;
}

std::string OneLine(std::string_view text) {
  std::string out;
  for (char ch : text) {
    bool space = ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r';
    if (!space) {
      out += ch;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b) {
  auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [&](char x, char y) { return low(x) == low(y); });
}

}  // namespace newsfacts
