// ROLE mentions: the words of a post, office or occupation, without the employer.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_ROLES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_ROLES_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/mentions/name_words.h"

namespace newsfacts {

// Appends the posts of `doc`: "chief executive", "chairman and chief executive", "head of
// research".
void FindRoles(const Annotations& doc, const std::vector<Traits>& traits,
               std::vector<Mention>* out);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_ROLES_H_
