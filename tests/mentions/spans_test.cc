// What holds for the mentions of any text, however odd.
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "extractors/mentions/annotate.h"

namespace newsfacts {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool OnBorder(std::string_view text, size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// A border that parts digit from digit cuts a number.
bool CutsDigits(std::string_view text, size_t at) {
  return at > 0 && at < text.size() && IsDigit(text[at - 1]) && IsDigit(text[at]);
}

void CheckSpans(const Lexicon& lexicon, const std::string& text) {
  INFO(text);
  Article article;
  article.text = text;
  article.published = "2019-11-06";
  Annotations doc = Annotate(lexicon, article, false);
  size_t end = 0;
  for (const Sentence& s : doc.sentences) {
    CHECK(s.span.end <= text.size());
    for (uint32_t m = s.first_mention; m < s.end_mention; ++m) {
      CHECK(s.span.Contains(doc.mentions[m].span));
    }
  }
  for (const Mention& m : doc.mentions) {
    REQUIRE(m.span.begin < m.span.end);
    REQUIRE(m.span.end <= text.size());
    CHECK(m.span.begin >= end);  // in order and never overlapping
    CHECK(OnBorder(text, m.span.begin));
    CHECK(OnBorder(text, m.span.end));
    bool number = m.type == MentionType::kMoney || m.type == MentionType::kPercent ||
                  m.type == MentionType::kNumber;
    if (number) {
      CHECK_FALSE(CutsDigits(text, m.span.begin));
      CHECK_FALSE(CutsDigits(text, m.span.end));
    }
    end = m.span.end;
  }
}

}  // namespace

TEST_CASE(
    "spans of mentions lie inside the text, in order, on code point borders, around numbers") {
  const Lexicon lexicon = Lexicon::Builtin();
  const std::string pieces[] = {
      "$",   "€",     "£",       "US",      "RM",    "Rs", "R",      "1",       "50,000",  "34.6",
      ".5",  "2019",  "1,2",     " ",       " ",     " ",  " ",      "million", "bn",      "m",
      "-",   "–",     "to",      "between", "and",   "(",  ")",      "%",       "percent", "half",
      "a",   "third", "quarter", "ended",   "March", "31", "Friday", "last",    "year",    "ago",
      "Q3",  "FY18",  ".",       ",",       ":",     "/",  "\n",     "東京",    "ü",       "'s",
      "the", "two",   "weeks",   "crore",   "dlrs",  "5th"};
  std::mt19937 random(20191106);
  std::uniform_int_distribution<size_t> pick(0, std::size(pieces) - 1);
  std::uniform_int_distribution<size_t> length(1, 14);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = length(random); n > 0; --n) text += pieces[pick(random)];
    CheckSpans(lexicon, text);
  }
}

TEST_CASE("a number that cannot be read whole is no mention") {
  const Lexicon lexicon = Lexicon::Builtin();
  for (std::string text : {"part X50,000", "version 1.2.3", "at 10:30:15", "AB12,345.67CD"}) {
    INFO(text);
    CheckSpans(lexicon, text);
    Article article;
    article.text = text;
    for (const Mention& m : Annotate(lexicon, article, false).mentions) {
      CHECK(m.type != MentionType::kNumber);
      CHECK(m.type != MentionType::kMoney);
    }
  }
}

}  // namespace newsfacts
