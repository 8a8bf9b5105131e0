// status: how the last nightly runs went.
#include <fmt/format.h>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/manual.h"
#include "pipeline/cli/nightly_config.h"
#include "pipeline/cli/nightly_manifest.h"

namespace newsfacts {
namespace {

struct Options {
  std::vector<std::string> configs;
  int64_t runs = 10;
};

int64_t Sum(const Json& counts) {
  int64_t sum = 0;
  for (const auto& [key, value] : counts.members()) sum += value.integer();
  return sum;
}

std::string Row(const Json& run) {
  const Json& fetch = run["fetch"];
  return fmt::format("{:17} {:>4} {:>8} {:>8} {:>9.1f} {:>8} {:>8} {:>6}  {}\n", run["run"].str(),
                     run["exit_code"].integer(), fetch["requests"].integer(),
                     fetch["outcomes"]["stored"].integer(),
                     static_cast<double>(fetch["bytes"].integer()) / 1e6,
                     run["clean"]["articles"].integer(), Sum(run["facts"]), fetch["left"].integer(),
                     run["reason"].str());
}

int ShowStatus(const Options& o) {
  if (o.configs.size() != 1) return Fail(UsageError("status needs one file: CONFIG"));
  if (o.runs < 1) return Fail(UsageError("--runs: a number from 1 on"));
  Result<NightlyConfig> config = ReadNightlyConfig(o.configs[0]);
  if (!config.ok()) return Fail(config.error());
  std::vector<Json> runs = LastManifests(config->fetch.folder, static_cast<size_t>(o.runs));
  if (runs.empty()) return Fail(InputError(config->fetch.folder + ": no run has ended there yet"));
  std::string out =
      fmt::format("{:17} {:>4} {:>8} {:>8} {:>9} {:>8} {:>8} {:>6}  {}\n", "run", "exit",
                  "requests", "stored", "MB", "articles", "facts", "left", "ended");
  for (const Json& run : runs) out += Row(run);
  for (const Json& source : runs.back()["sources"].items()) {
    if (!source["problem"].str().empty()) {
      out += fmt::format("failed: {} ({})\n", source["url"].str(), source["problem"].str());
    } else if (source["silent_runs"].integer() >= config->silent_after) {
      out += fmt::format("silent: {} has given nothing new in {} runs\n", source["url"].str(),
                         source["silent_runs"].integer());
    }
  }
  return Print(out);
}

}  // namespace

Command MakeStatusCommand() {
  static Options o;
  Command c;
  c.name = "status";
  c.arguments = "CONFIG";
  c.summary = "Show how the last nightly runs went, and which sources are silent.";
  c.positionals = &o.configs;
  c.needs_positional = true;
  c.flags = {{"--runs", "N", "How many runs (10).", &o.runs}};
  c.run = [] { return ShowStatus(o); };
  return c;
}

}  // namespace newsfacts
