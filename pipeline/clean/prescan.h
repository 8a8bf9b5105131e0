// Drops from a page what no article needs, before the parse: one linear pass over the bytes that
// knows tags, quoted attributes, comments and raw text elements, and nothing of trees.
//
// Kept for the reader of metadata: JSON-LD (apart), title, meta, link, microdata, time.
#ifndef NEWSFACTS_PIPELINE_CLEAN_PRESCAN_H_
#define NEWSFACTS_PIPELINE_CLEAN_PRESCAN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/clean/stand_ins.h"

namespace newsfacts {

struct PrescanOptions {
  bool drop = true;             // off: only the limits below, and JSON-LD is collected
  bool stand_ins = true;        // with `drop`: texts and attributes are put aside
  size_t max_bytes = 4 << 20;   // of `html` and what is put aside
  size_t max_depth = 400;       // open elements; deeper ones lose their tags, not their text
  size_t max_attributes = 200;  // in a tag
};

struct Prescanned {
  std::string html;  // in it, stand-ins for what is in `aside`
  StandIns aside;
  std::vector<std::string> json_ld;  // bodies of the script elements
  bool cut = false;                  // the page was longer than max_bytes
};

// `page` is UTF-8 and outlives `out`. What `out` held is lost, its memory is used again.
void Prescan(std::string_view page, const PrescanOptions& options, Prescanned& out);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PRESCAN_H_
