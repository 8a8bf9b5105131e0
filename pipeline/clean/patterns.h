// Words in class names, ids and roles that tell what a section is for, in one place. A name is cut
// into words at hyphens, underscores and capitals: "relatedLinks" is "related" and "links".
#ifndef NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_
#define NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_

#include <string_view>

namespace newsfacts {

enum class Evidence : unsigned char { kNone, kUnwanted, kLead, kBody };

// What the words of a class attribute or an id say; unwanted words win over body words.
Evidence EvidenceOf(std::string_view names);

// A line that leads away from the story: "Read more: ...", "Lesen Sie auch ...".
bool LeadsAway(std::string_view line);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_
