// Names of people out of what pages say of authors: bylines in many languages, lists, addresses,
// desks and agencies.
#ifndef NEWSFACTS_PIPELINE_CLEAN_AUTHORS_H_
#define NEWSFACTS_PIPELINE_CLEAN_AUTHORS_H_

#include <string>
#include <string_view>
#include <vector>

namespace newsfacts {

// Adds the names in `line` that `authors` does not hold yet: "By ANN LEE, Reporter, and Bo Ek" adds
// Ann Lee and Bo Ek. Roles, mail addresses, initials, desks and agencies are no names.
void AddAuthors(std::string_view line, std::vector<std::string>& authors);

// The line begins as a byline does, and a name follows: "Von Ann Lee", "Текст: Анна Ли".
bool IsByline(std::string_view line);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_AUTHORS_H_
