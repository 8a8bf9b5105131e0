#include "pipeline/cli/nightly_manifest.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/store/input.h"

namespace newsfacts {
namespace {

void WriteCounts(JsonWriter& w, std::string_view key,
                 const std::map<std::string, int64_t>& counts) {
  w.Key(key).BeginObject();
  for (const auto& [name, count] : counts) w.Key(name).Int(count);
  w.EndObject();
}

// A label's value, as the text format escapes it.
std::string Label(std::string_view value) {
  std::string out;
  for (char c : value) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void Metric(std::string* out, std::string_view name, std::string_view help) {
  *out += fmt::format("# HELP newsfacts_{0} {1}\n# TYPE newsfacts_{0} gauge\n", name, help);
}

void Labelled(std::string* out, std::string_view name, std::string_view help,
              std::string_view label, const std::map<std::string, int64_t>& values) {
  Metric(out, name, help);
  for (const auto& [value, count] : values) {
    *out += fmt::format("newsfacts_{}{{{}=\"{}\"}} {}\n", name, label, Label(value), count);
  }
}

}  // namespace

std::string ManifestToJson(const Manifest& m) {
  JsonWriter w;
  w.BeginObject().Key("run").String(m.run).Key("number").Int(m.number);
  w.Key("began").String(FormatInstant(m.began_ms)).Key("ended").String(FormatInstant(m.ended_ms));
  w.Key("reason").String(m.ended).Key("exit_code").Int(m.exit_code);
  w.Key("version").String(NEWSFACTS_VERSION).Key("url_rules").Int(kCanonicalUrlVersion);
  w.Key("config").String(m.config).Key("config_sha256").String(m.config_sha256);
  w.Key("ruleset").StringOrNull(m.ruleset);
  w.Key("stages").BeginArray();
  for (const std::string& stage : m.stages) w.String(stage);
  w.EndArray();
  w.Key("fetch").BeginObject().Key("requests").Int(m.fetch.requests);
  w.Key("bytes").Int(m.fetch.bytes).Key("retries").Int(m.fetch.retries);
  w.Key("false_304").Int(m.fetch.false_304).Key("left").Int(m.fetch.left);
  WriteCounts(w, "outcomes", m.fetch.outcomes);
  w.EndObject().Key("sources").BeginArray();
  for (const SourceReport& s : m.sources) {
    w.BeginObject().Key("url").String(s.url).Key("links").Int(s.counts.links);
    w.Key("new_links").Int(s.counts.new_links).Key("silent_runs").Int(s.silent_runs);
    w.Key("problem").StringOrNull(s.counts.problem).EndObject();
  }
  w.EndArray().Key("warcs").BeginArray();
  for (const WarcFileReport& f : m.warcs) {
    w.BeginObject().Key("name").String(f.name).Key("bytes").Int(f.bytes);
    w.Key("sha256").String(f.sha256).EndObject();
  }
  w.EndArray();
  WriteCounts(w, "clean", m.clean);
  WriteCounts(w, "extract", m.extract);
  WriteCounts(w, "facts", m.facts);
  WriteCounts(w, "diff", m.diff);
  return w.EndObject().Take();
}

std::string ManifestToMetrics(const Manifest& m) {
  std::string out;
  auto one = [&](std::string_view name, std::string_view help, double value) {
    Metric(&out, name, help);
    out += fmt::format("newsfacts_{} {}\n", name, value);
  };
  one("run_end_seconds", "When the last run ended.", static_cast<double>(m.ended_ms) / 1000);
  one("run_seconds", "How long it took.", static_cast<double>(m.ended_ms - m.began_ms) / 1000);
  one("run_exit_code", "Its exit code.", m.exit_code);
  one("fetched_bytes", "Bytes of bodies.", static_cast<double>(m.fetch.bytes));
  one("requests", "Requests made.", static_cast<double>(m.fetch.requests));
  one("pages_left", "Pages that wait for a later run.", static_cast<double>(m.fetch.left));
  Labelled(&out, "pages", "Pages by outcome.", "outcome", m.fetch.outcomes);
  Labelled(&out, "cleaned", "Pages that were cleaned, by result.", "result", m.clean);
  Labelled(&out, "extracted", "Articles read for facts, by result.", "result", m.extract);
  Labelled(&out, "facts", "Facts by kind.", "kind", m.facts);
  std::map<std::string, int64_t> silent;
  for (const SourceReport& s : m.sources) silent[s.url] = s.silent_runs;
  Labelled(&out, "source_silent_runs", "Runs in a row without anything new.", "source", silent);
  return out;
}

std::vector<Json> LastManifests(const std::string& folder, size_t count) {
  // By number, then by name: manifests of older programs have no number.
  std::map<std::pair<int64_t, std::string>, Json> last;
  JsonParser parser;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder + "/runs", failed), end; !failed && it != end;
       it.increment(failed)) {
    if (it->path().extension() != ".json") continue;
    Result<std::string> bytes = ReadWholeFile(it->path().string());
    if (!bytes.ok()) continue;
    Result<Json> json = parser.Parse(*bytes);
    if (!json.ok()) continue;
    int64_t number = (*json)["number"].integer();
    last.insert_or_assign({number, it->path().string()}, std::move(*json));
    if (last.size() > count) last.erase(last.begin());
  }
  std::vector<Json> out;
  out.reserve(last.size());
  for (auto& [place, json] : last) out.push_back(std::move(json));
  return out;
}

}  // namespace newsfacts
