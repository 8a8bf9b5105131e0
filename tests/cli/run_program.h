// The program under test, as a user runs it.
#ifndef NEWSFACTS_TESTS_CLI_RUN_PROGRAM_H_
#define NEWSFACTS_TESTS_CLI_RUN_PROGRAM_H_

#include <sys/wait.h>
#include <catch2/catch.hpp>

#include <cstdio>
#include <string>

#include "tests/places.h"

struct Ran {
  int exit = -1;
  std::string output;  // standard output and error
};

inline Ran RunProgram(const std::string& arguments) {
  Ran ran;
  FILE* pipe = popen((newsfacts::ProgramPath() + " " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(pipe);
  char buffer[4096];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) ran.output.append(buffer, n);
  int status = pclose(pipe);
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

#endif  // NEWSFACTS_TESTS_CLI_RUN_PROGRAM_H_
