// A page as blocks: a paragraph, a heading, a list item, a row of a table, each with its text and
// what speaks for or against it. Sections that cannot be the story are left out here.
#ifndef NEWSFACTS_PIPELINE_CLEAN_BLOCKS_H_
#define NEWSFACTS_PIPELINE_CLEAN_BLOCKS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/clean/dom.h"

namespace newsfacts {

struct Block {
  uint32_t node = 0;   // the element that holds it
  uint32_t begin = 0;  // its first text node
  Tag tag = Tag::kOther;
  bool heading = false;
  bool lead = false;  // named as a standfirst
  bool row = false;   // of a table
  size_t links = 0;   // bytes inside links
  std::string text;   // white space collapsed, trimmed, not empty

  double LinkDensity() const {
    return static_cast<double>(links) / static_cast<double>(text.size());
  }
  bool Prose() const;
};

// What leaves a page before it is cut into blocks. A name of a class may lie: a reader that finds
// too little looks again with less distrust.
enum class Distrust : uint8_t {
  kNames,      // every section whose name speaks against it
  kSureNames,  // only names that hardly ever stand on a story
  kTagsOnly,   // only elements that never hold a story
};

std::vector<Block> BlocksOf(const Tree& tree, Distrust distrust);

bool IsInline(Tag tag);
bool IsHeading(Tag tag);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_BLOCKS_H_
