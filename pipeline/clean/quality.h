// What kind of page gave a text: an article, or what keeps it from being one.
#ifndef NEWSFACTS_PIPELINE_CLEAN_QUALITY_H_
#define NEWSFACTS_PIPELINE_CLEAN_QUALITY_H_

#include <string>
#include <string_view>

#include "pipeline/clean/dom.h"
#include "pipeline/clean/metadata.h"

namespace newsfacts {

// One of "article", "short" and "empty" by the length of `text`, or what else the page is, joined
// by
// '+' with "short" or "empty" where it is that too:
//   "live"     a live blog: many entries, the latest first
//   "gallery"  pictures with a line each
//   "paywall"  the page says that it is not free, and shows little
//   "listing"  headlines that lead to articles, none of its own
std::string QualityOf(const Tree& tree, const Metadata& metadata, std::string_view text);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_QUALITY_H_
