// HTML to a Tree by gumbo, in an arena with a budget that is reused from page to page.
#ifndef NEWSFACTS_PIPELINE_CLEAN_PARSE_H_
#define NEWSFACTS_PIPELINE_CLEAN_PARSE_H_

#include <cstddef>
#include <memory>

#include "pipeline/clean/dom.h"
#include "pipeline/clean/prescan.h"

namespace newsfacts {

class HtmlParser {
 public:
  explicit HtmlParser(size_t arena_bytes);
  ~HtmlParser();
  HtmlParser(const HtmlParser&) = delete;
  HtmlParser& operator=(const HtmlParser&) = delete;

  // False where the page needs more memory than the arena has; `tree` is empty then. `page` must
  // outlive `tree`.
  bool Parse(const Prescanned& page, Tree& tree);

 private:
  struct Arena;
  std::unique_ptr<Arena> arena_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PARSE_H_
