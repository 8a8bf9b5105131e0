// The readers behind `newsfacts inspect`: one function for each first word. Each prints one line a
// thing on stdout and returns an ExitCode.
#ifndef NEWSFACTS_PIPELINE_CLI_INSPECT_H_
#define NEWSFACTS_PIPELINE_CLI_INSPECT_H_

#include <string>
#include <vector>

namespace newsfacts {

struct InspectOptions {
  std::vector<std::string> arguments;  // after the first word
  bool why = false;
};

int InspectFeed(const InspectOptions& options);
int InspectRobots(const InspectOptions& options);
int InspectSitemap(const InspectOptions& options);
int InspectUrl(const InspectOptions& options);
int InspectWarc(const InspectOptions& options);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_INSPECT_H_
