#include "pipeline/text/unicode.h"

#include <catch2/catch.hpp>

#include "pipeline/text/json.h"

namespace newsfacts {

TEST_CASE("byte offsets become code point offsets") {
  std::string text = "a€b";
  while (text.size() < 300) text += "é𝄞x";
  CodePointIndex index(text);
  uint32_t points = 0;
  for (uint32_t i = 0; i < text.size();) {
    CHECK(index.At(i) == points);
    CHECK(index.ByteAt(points) == i);
    i += CodePointAt(text, i).length;
    ++points;
  }
  CHECK(index.At(static_cast<uint32_t>(text.size())) == points);
  CHECK(index.ByteAt(points + 5) == text.size());
}

TEST_CASE("a charset is chosen in the order of trust") {
  struct Row {
    std::string bytes, http, meta, text;
  };
  const Row rows[] = {
      {"\xEF\xBB\xBFhi", "iso-8859-1", "", "hi"},
      {"caf\xC3\xA9", "iso-8859-1", "", "café"},  // clean UTF-8 wins over its label
      {"caf\xE9", "iso-8859-1", "", "café"},
      {"\x93hi\x94", "", "iso-8859-1", "“hi”"},  // the web's latin-1 is windows-1252
      {"\xCF\xF0\xE8\xE2\xE5\xF2", "", "windows-1251", "Привет"},
      {std::string("\xFF\xFEh\0i\0", 6), "", "", "hi"},
      // So short that the detector calls it UTF-16, and too broken for UTF-8.
      {"<?xml version=\"1.0\"?><rss><a><![CDATA[\xE2\xA9]]></a></rss>", "", "utf-8",
       "<?xml version=\"1.0\"?><rss><a><![CDATA[â©]]></a></rss>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(DecodeToUtf8(row.bytes, row.http, row.meta).text == row.text);
  }
}

TEST_CASE("text is put into form C") {
  CHECK(ToNfc("e\xCC\x81") == "é");
}

TEST_CASE("invalid bytes become U+FFFD") {
  CHECK_FALSE(IsUtf8("a\xFFz"));
  CHECK(MendUtf8("a\xFFz") == "a\xEF\xBF\xBDz");
}

TEST_CASE("what goes to a terminal holds no control characters") {
  CHECK(Printable("a\tb\nc é \xC2\xA0") == "a\tb\nc é \xC2\xA0");
  CHECK(Printable("\x1b[31m\a\r\x7f") == "?[31m???");
  CHECK(Printable("\xC2\x9B"
                  "31m") == "?31m");
  CHECK(Printable("\x9B"
                  "31m") ==
        "\xEF\xBF\xBD"
        "31m");
}

TEST_CASE("control characters in JSON are escaped, those above ASCII too") {
  JsonWriter w;
  w.String("\x1b\x7f\xC2\x80\xC2\x9F\xC2\xA0");
  CHECK(w.Take() == "\"\\u001b\\u007f\\u0080\\u009f\xC2\xA0\"");
}

// Strings are read eight bytes at a time: what must be escaped may stand at any of them.
TEST_CASE("a JSON string reads back the same, whatever stands in it and wherever") {
  JsonParser parser;
  for (std::string_view odd : {"\"", "\\", "\n", "\x01", "\x1f", "\x7f", "\xC2\x80", "\xC2\x9F",
                               "\xC2\xA0", "é", "€", "𝄞", "!", "~", " "}) {
    for (size_t before = 0; before < 18; ++before) {
      for (size_t after : {0, 1, 7, 9}) {
        std::string text = std::string(before, 'a') + std::string(odd) + std::string(after, 'b');
        for (const std::string& value : {text, text + text, "€" + text}) {
          JsonWriter w;
          w.String(value);
          std::string json = w.Take();
          CHECK(json == Printable(json));
          Result<Json> read = parser.Parse(json);
          REQUIRE(read.ok());
          CHECK(read->str() == value);
        }
      }
    }
  }
  JsonWriter w;
  w.String("a broken \xC2");
  CHECK(w.Take() == "\"a broken \xEF\xBF\xBD\"");
}

}  // namespace newsfacts
