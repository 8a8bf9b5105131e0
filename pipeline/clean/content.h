// The main text of a page: which container holds the story, and which of its blocks are story.
#ifndef NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
#define NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_

#include <string>

#include "pipeline/clean/dom.h"
#include "pipeline/clean/metadata.h"

namespace newsfacts {

// Paragraphs, each ended by '\n'.
std::string ReadContent(const Tree& tree, const Metadata& metadata);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_CONTENT_H_
