// The main text of a page: which container holds the story, and which of its blocks are story.
#ifndef NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
#define NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_

#include <string>

#include "pipeline/clean/dom.h"
#include "pipeline/clean/metadata.h"

namespace newsfacts {

struct Content {
  std::string text;     // paragraphs end in '\n'
  std::string quality;  // see Article::quality
};

Content ReadContent(const Tree& tree, const Metadata& metadata);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
