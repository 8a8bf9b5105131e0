// Where the tree and the program under test are. Only places.cc is compiled with the paths, so that
// the other objects are the same in every clone (and ccache finds them).
#ifndef NEWSFACTS_TESTS_PLACES_H_
#define NEWSFACTS_TESTS_PLACES_H_

#include <string>

namespace newsfacts {

const std::string& SourceFolder();
const std::string& ProgramPath();

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_PLACES_H_
