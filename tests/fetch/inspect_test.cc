// `newsfacts inspect` through the real program.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/places.h"

namespace newsfacts {
namespace {

struct Ran {
  int exit;
  std::string out;
};

// Runs `newsfacts inspect ARGUMENTS` in a folder of its own that holds robots.txt.
Ran Inspect(const std::string& arguments, const std::string& input) {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("inspect_test." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "robots.txt") << "User-agent: *\nDisallow: /private\n";
  std::ofstream(folder / "in") << input;
  std::string command = "cd '" + folder.string() + "' && " + ProgramPath() + " inspect " +
                        arguments + " < in > out 2> err";
  int status = std::system(command.c_str());
  std::stringstream out;
  out << std::ifstream(folder / "out").rdbuf();
  std::filesystem::remove_all(folder);
  return {WEXITSTATUS(status), out.str()};
}

TEST_CASE("inspect robots") {
  Ran ran =
      Inspect("robots robots.txt newsfacts", "http://a.example/private/x\nhttp://a.example/\n");
  CHECK(ran.exit == 0);
  CHECK(ran.out == "disallow\thttp://a.example/private/x\nallow\thttp://a.example/\n");
  ran = Inspect("robots robots.txt newsfacts --why", "/private\n/\n");
  CHECK(ran.out == "disallow\t/private\tline 2: Disallow: /private\nallow\t/\tno rule\n");
}

TEST_CASE("inspect url") {
  Ran ran = Inspect("url", "HTTP://A.example:80/x?utm_medium=y\nfile:///etc/passwd\na.example\n");
  CHECK(ran.exit == 1);
  CHECK(ran.out == "http://a.example/x\nhttp://a.example/\n");
}

TEST_CASE("inspect refuses what it does not know") {
  CHECK(Inspect("nothing", "").exit == 2);
  CHECK(Inspect("robots robots.txt", "").exit == 2);
  CHECK(Inspect("robots missing.txt newsfacts", "").exit == 1);
}

}  // namespace
}  // namespace newsfacts
