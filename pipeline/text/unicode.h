// Unicode at the borders: bytes of some charset become UTF-8 in normalisation form C, byte offsets
// become code point offsets. The only user of ICU's converters and normaliser.
#ifndef NEWSFACTS_PIPELINE_TEXT_UNICODE_H_
#define NEWSFACTS_PIPELINE_TEXT_UNICODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article.h"

namespace newsfacts {

bool IsAscii(std::string_view text);
bool IsUtf8(std::string_view bytes);
// Each maximal invalid part becomes U+FFFD (Unicode 15, section 3.9, "U+FFFD substitution").
std::string MendUtf8(std::string_view bytes);
// UTF-8 in form C; text that is so already is returned unchanged. Input must be UTF-8.
std::string ToNfc(std::string text);

// The charset of `bytes` and the bytes as UTF-8 (not yet NFC). Order of trust: byte order mark;
// UTF-8 that decodes cleanly and is not plain ASCII; `http_charset`; `declared` (a meta element);
// ICU's detector. Labels follow the WHATWG encoding standard (iso-8859-1 means windows-1252).
struct Decoded {
  std::string charset;  // ICU's name of what was used
  std::string text;
};
Decoded DecodeToUtf8(std::string_view bytes, std::string_view http_charset,
                     std::string_view declared);
// The same text without a copy where the bytes are UTF-8 already; else it stands in `buffer`.
std::string_view AsUtf8(std::string_view bytes, std::string_view http_charset,
                        std::string_view declared, std::string& buffer);

// Converts byte offsets of one UTF-8 text to code point offsets, in steps of a cache line.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  // Code points before byte `offset` (<= text.size()).
  uint32_t At(uint32_t offset) const;
  // The byte offset of code point `n`; text.size() if there are fewer.
  uint32_t ByteAt(uint32_t n) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each block; empty for ASCII text
};

// The code point at text[i] (i < size) and its length in bytes. Invalid bytes give U+FFFD,
// length 1.
struct CodePoint {
  char32_t value;
  uint32_t length;
};
CodePoint LongCodePointAt(std::string_view text, size_t i);  // of several bytes
inline CodePoint CodePointAt(std::string_view text, size_t i) {
  auto first = static_cast<unsigned char>(text[i]);
  return first < 0x80 ? CodePoint{first, 1} : LongCodePointAt(text, i);
}
void AppendUtf8(char32_t c, std::string& out);

// Letters and case by Unicode, with ASCII answered from the byte.
bool IsLetterBeyondAscii(char32_t c);
bool IsUpperBeyondAscii(char32_t c);
bool IsSpaceBeyondAscii(char32_t c);
inline bool IsLetter(char32_t c) {
  return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z' : IsLetterBeyondAscii(c);
}
inline bool IsUpper(char32_t c) {  // upper or title case
  return c < 0x80 ? c >= 'A' && c <= 'Z' : IsUpperBeyondAscii(c);
}
inline bool IsSpace(char32_t c) {  // white space, no-break spaces included
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : IsSpaceBeyondAscii(c);
}
std::string ToLower(std::string_view text);  // root locale, full mapping
// For comparisons: compatibility forms, lower case, marks taken off: "Société" -> "societe".
std::string FoldLetters(std::string_view text);
// Letters and digits alone, lower case: equal for lines that differ in quotes, case and blanks.
std::string LettersOf(std::string_view text);
// Letters, digits, other numbers and '_': what a word is made of in a regular expression's \w.
bool IsWordCharacter(char32_t c);
std::string LowerAscii(std::string_view text);  // only A-Z change; other bytes stay
std::string OneLine(std::string_view text);     // runs of ASCII white space become one blank each
// For a terminal: control characters (C0, DEL, C1) other than line ends and tabs become '?', what
// is no UTF-8 becomes U+FFFD.
std::string Printable(std::string_view text);
bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_UNICODE_H_
