// What the parser need not read: runs of text and lists of attributes stand aside, and a few bytes
// stand in for them in what is parsed. gumbo takes every byte through its states one by one, and of
// these it would only make copies.
//
//   StandIns aside;
//   std::string html = "<p>";
//   aside.AddText("Many words.", &html);        // html: "<p>" and one private-use character
//   aside.Expand(parsed_text, &buffer);         // "Many words."
//
// A text stands in as the character U+F0000 + number; whoever writes `html` keeps such characters
// of the page out of it. A list of attributes stands in as one attribute: `0=17`.
#ifndef NEWSFACTS_PIPELINE_CLEAN_STAND_INS_H_
#define NEWSFACTS_PIPELINE_CLEAN_STAND_INS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article.h"

namespace newsfacts {

struct Attribute {
  std::string_view name, value;
};

class StandIns {
 public:
  static constexpr std::string_view kAttribute = "0";
  static constexpr char32_t kFirst = 0xF0000, kLast = 0x10FFFF;  // no character of a page

  void Clear();
  // Puts `text` aside; a text right behind another becomes part of it. False, and nothing done,
  // where the numbers are used up.
  bool AddText(std::string_view text, std::string* html);
  // Puts ` name="value"` for each aside. The views must outlive this object's use.
  void AddAttributes(std::span<const Attribute> list, std::string* html);
  // How many bytes shorter `html` became, attributes counted as they would have been written.
  size_t saved() const { return saved_; }
  // `html` ends with a text that stands aside.
  bool EndsWithText(const std::string& html) const {
    return !texts_.empty() && html_end_ == html.size();
  }
  // Takes up to `bytes` bytes off the end of the last text, whole characters.
  void ShortenText(size_t bytes);

  // True where `parsed` holds no stand-in.
  bool IsPlain(std::string_view parsed) const {
    return texts_.empty() || parsed.find('\xF3') == std::string_view::npos;
  }
  // The text that `parsed` alone stands for; no data where it is more or less than one stand-in.
  std::string_view TextOf(std::string_view parsed) const;
  // `parsed` with the texts in the place of their stand-ins.
  std::string Expand(std::string_view parsed) const;
  // The list that the value of kAttribute stands for.
  std::span<const Attribute> AttributesOf(std::string_view value) const;

 private:
  std::string text_;         // all texts
  std::vector<Span> texts_;  // by number
  std::vector<Attribute> attributes_;
  std::vector<Span> lists_;  // of attributes_, by number
  size_t html_end_ = 0;      // behind the last text's stand-in
  size_t saved_ = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_STAND_INS_H_
