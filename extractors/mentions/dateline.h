// "OSLO, March 3 - " at the head of a wire's text: where it was written, nobody's name.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_DATELINE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_DATELINE_H_

#include <string_view>

namespace newsfacts {

// Bytes of the dateline at the beginning of a sentence, without the dash; 0 where there is none.
size_t DatelineLength(std::string_view sentence);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_DATELINE_H_
