#ifndef NEWSFACTS_PIPELINE_CLI_VERSION_H_
#define NEWSFACTS_PIPELINE_CLI_VERSION_H_

namespace newsfacts {

// Prints the program's version and the digests of its rules and word lists; an ExitCode.
int PrintVersion();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_VERSION_H_
