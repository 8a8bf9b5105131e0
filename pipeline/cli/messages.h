// Messages for people, on standard error: "newsfacts: ...". Control characters of foreign text are
// shown as '?'. Nothing else of the program writes there.
//
// Below them, on a terminal, one line tells how things stand: the next such line takes its place,
// and a message pushes it away.
#ifndef NEWSFACTS_PIPELINE_CLI_MESSAGES_H_
#define NEWSFACTS_PIPELINE_CLI_MESSAGES_H_

#include <string>

#include "pipeline/result.h"

namespace newsfacts {

enum class Verbosity { kQuiet, kNormal, kVerbose };
void SetVerbosity(Verbosity v);
void Complain(const std::string& message);  // errors: always
void Say(const std::string& message);       // not with --quiet
void SayMore(const std::string& message);   // with --verbose only
int Fail(const Error& error);               // complains; the exit code of that kind of error
void Log(const std::string& line);          // a line for machines, as it is

bool ShowsStatus();  // standard error is a terminal, and --quiet was not asked for
void ShowStatus(const std::string& line);
void ClearStatus();

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLI_MESSAGES_H_
