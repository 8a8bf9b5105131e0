// Invariants for fuzz targets: a broken one stops the fuzzer like a crash, with its words.
#ifndef NEWSFACTS_TESTS_FUZZ_CHECK_H_
#define NEWSFACTS_TESTS_FUZZ_CHECK_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "extractors/annotations.h"
#include "pipeline/article.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {

inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken invariant: %s\n", what);
  std::abort();
}

inline std::string_view Bytes(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// `span` lies inside `text` and on code point borders.
inline void RequireSpan(Span span, std::string_view text) {
  auto border = [&](uint32_t i) {
    return i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  };
  Require(span.begin <= span.end && span.end <= text.size(), "a span lies inside its text");
  Require(border(span.begin) && border(span.end), "a span lies on code point borders");
}

inline void RequireMentions(const std::vector<Mention>& mentions, std::string_view text) {
  uint32_t end = 0;
  for (const Mention& m : mentions) {
    RequireSpan(m.span, text);
    Require(m.span.begin >= end, "mentions are in order and do not overlap");
    end = m.span.end;
  }
}

inline void RequireArticle(const Article& article) {
  Require(IsUtf8(article.text) && ToNfc(article.text) == article.text,
          "the text is UTF-8 in form C");
  Require(IsUtf8(article.title), "the title is UTF-8");
  for (const std::string& author : article.authors) {
    Require(!author.empty() && IsUtf8(author), "an author is a name in UTF-8");
  }
  Require(article.text_sha1.size() == 40, "an article carries the digest of its text");
}

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_FUZZ_CHECK_H_
