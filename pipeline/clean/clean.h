// A page becomes an article: charset, pre-scan, gumbo behind its guards, metadata, main text.
//
//   Cleaner cleaner;                       // one a thread: it keeps its arena from page to page
//   Result<Article> article = cleaner.Clean(page);
//
// Not here: fetching, file formats, facts. An error says why a page gives no article at all; a page
// that is no clear article gives one with Article::quality saying what it is.
#ifndef NEWSFACTS_PIPELINE_CLEAN_CLEAN_H_
#define NEWSFACTS_PIPELINE_CLEAN_CLEAN_H_

#include <cstddef>
#include <memory>

#include "pipeline/article.h"
#include "pipeline/deadline.h"
#include "pipeline/result.h"

namespace newsfacts {

struct CleanOptions {
  bool prescan = true;                    // drop what no article needs before the parse
  size_t arena_bytes = size_t{64} << 20;  // gumbo's memory for one page
  size_t parse_bytes = size_t{4} << 20;   // what goes to gumbo; a longer page is cut and says so
};

class Cleaner {
 public:
  explicit Cleaner(const CleanOptions& options = {});
  ~Cleaner();
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;

  // HTML or plain text, told apart by content type, file name and the bytes themselves. The parse
  // itself knows no deadline: its bytes and memory are bounded.
  Result<Article> Clean(const Page& page, Deadline* deadline = nullptr);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_CLEAN_H_
