// The names of elements and attributes that the pre-scan treats in a way of their own.
#ifndef NEWSFACTS_PIPELINE_CLEAN_NAME_KINDS_H_
#define NEWSFACTS_PIPELINE_CLEAN_NAME_KINDS_H_

#include <cstdint>

#include "pipeline/clean/word_list.h"

namespace newsfacts {

enum NameKind : uint8_t {
  kRaw = 1,         // an element whose content is text up to its end tag
  kSection = 2,     // goes with all it holds
  kFormatting = 4,  // its tags go while its content stays: they say nothing of structure, and
                    // misnested formatting is what makes a tree explode
  kVoid = 8,        // has no end tag
  kImplied = 16,    // closes its like, so that a page without end tags does not count as deep
  kAttribute = 32,  // an attribute that stays
};

// The kinds of a name in lower case, as a sum of NameKind.
const WordTable& Kinds();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_NAME_KINDS_H_
