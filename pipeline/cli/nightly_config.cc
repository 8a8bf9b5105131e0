// The one user of toml++.
#include "pipeline/cli/nightly_config.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <filesystem>
#include <variant>

#include "pipeline/store/input.h"
#include "pipeline/text/digest.h"

namespace newsfacts {
namespace {

// A key of a section and where its value goes. Section "" is the top of the file.
struct Row {
  std::string_view section, key;
  std::variant<std::string*, double*, int64_t*, bool*, std::vector<std::string>*> into;
};

std::vector<Row> Rows(NightlyConfig* c) {
  FetchSettings& f = c->fetch;
  FetchKnobs& k = c->knobs;
  ExtractSettings& e = c->extract;
  return {
      {"", "contact", &f.contact},
      {"", "folder", &f.folder},
      {"sources", "feeds", &f.feeds},
      {"sources", "sitemaps", &f.sitemaps},
      {"sources", "homes", &f.homes},
      {"sources", "every", &c->every},
      {"links", "include", &f.links.include},
      {"links", "exclude", &f.links.exclude},
      {"links", "hosts", &f.links.hosts},
      {"links", "since", &f.links.since},
      {"links", "until", &f.links.until},
      {"fetch", "delay", &k.delay},
      {"fetch", "max_crawl_delay", &k.max_crawl_delay},
      {"fetch", "timeout", &k.timeout},
      {"fetch", "retry_wait", &k.retry_wait},
      {"fetch", "patience", &k.patience},
      {"fetch", "tries", &k.tries},
      {"fetch", "per_host", &k.per_host},
      {"fetch", "parallel", &k.parallel},
      {"fetch", "max_body", &k.max_body},
      {"fetch", "allow_address", &k.allow_address},
      {"fetch", "resolve", &f.transfer.resolve},
      {"fetch", "ca_file", &f.transfer.ca_file},
      {"fetch", "forbidden_means_disallow", &f.crawl.robots.forbidden_means_disallow},
      {"fetch", "warc_bytes", &f.warc_bytes},
      {"limits", "max_time", &k.max_time},
      {"limits", "max_bytes", &k.max_bytes},
      {"limits", "page_time", &c->page_time},
      {"extract", "rules", &e.rules},
      {"extract", "lexicons", &e.lexicons},
      {"extract", "no_builtin_rules", &e.no_builtin_rules},
      {"extract", "no_builtin_lexicon", &e.no_builtin_lexicon},
      {"extract", "any_language", &e.any_language},
      {"watch", "silent_after", &c->silent_after},
      {"watch", "metrics", &c->metrics},
  };
}

bool Take(const toml::node& node, std::string* into) {
  if (!node.is_string()) return false;
  *into = **node.as_string();
  return true;
}
bool Take(const toml::node& node, double* into) {
  if (!node.is_number()) return false;
  *into = *node.value<double>();
  return true;
}
bool Take(const toml::node& node, int64_t* into) {
  if (!node.is_integer()) return false;
  *into = **node.as_integer();
  return true;
}
bool Take(const toml::node& node, bool* into) {
  if (!node.is_boolean()) return false;
  *into = **node.as_boolean();
  return true;
}
bool Take(const toml::node& node, std::vector<std::string>* into) {
  if (!node.is_array()) return false;
  for (const toml::node& element : *node.as_array()) {
    if (!Take(element, &into->emplace_back())) return false;
  }
  return true;
}

constexpr std::string_view kWanted[] = {"a text", "a number", "a whole number", "true or false",
                                        "a list of texts"};

Status TakeTable(const toml::table& table, std::string_view section, const std::vector<Row>& rows,
                 const std::string& path) {
  for (const auto& [name, node] : table) {
    std::string_view key = name.str();
    auto where = fmt::format("{}:{}", path, node.source().begin.line);
    bool is_section = section.empty() && node.is_table();
    if (is_section &&
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.section == key; })) {
      Status taken = TakeTable(*node.as_table(), key, rows, path);
      if (!taken.ok()) return taken;
      continue;
    }
    auto row = std::find_if(rows.begin(), rows.end(),
                            [&](const Row& r) { return r.section == section && r.key == key; });
    if (row == rows.end()) {
      return UsageError(
          fmt::format("{}: there is no {} \"{}\"", where, is_section ? "section" : "key", key));
    }
    if (!std::visit([&value = node](auto* into) { return Take(value, into); }, row->into)) {
      return UsageError(fmt::format("{}: {} wants {}", where, key, kWanted[row->into.index()]));
    }
  }
  return Ok();
}

}  // namespace

Result<NightlyConfig> ReadNightlyConfig(const std::string& path) {
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return UsageError(bytes.error().message);
  NightlyConfig c;
  c.path = path;
  c.sha256 = Sha256Hex(*bytes);
  toml::table table;
  try {
    table = toml::parse(*bytes);
  } catch (const toml::parse_error& e) {
    return UsageError(fmt::format("{}:{}: {}", path, e.source().begin.line, e.description()));
  }
  Status taken = TakeTable(table, "", Rows(&c), path);
  if (!taken.ok()) return taken.error();
  namespace fs = std::filesystem;
  auto beside = [base = fs::path(path).parent_path()](std::string* name) {
    if (!name->empty()) *name = (base / *name).lexically_normal().string();
  };
  if (c.fetch.folder.empty()) c.fetch.folder = "news";
  for (std::string* name : {&c.fetch.folder, &c.metrics, &c.fetch.transfer.ca_file}) beside(name);
  for (std::string& name : c.extract.rules) beside(&name);
  for (std::string& name : c.extract.lexicons) beside(&name);
  if (!(c.page_time >= 0 && c.page_time <= 1e6)) {
    return UsageError(fmt::format("{}: page_time is at least 0", path));
  }
  if (!(c.every >= 0 && c.every <= 1e15) || c.silent_after < 1) {
    return UsageError(
        fmt::format("{}: every is a number from 0 to 1e15, silent_after at least 1", path));
  }
  Status applied = ApplyKnobs(c.knobs, &c.fetch);
  if (!applied.ok()) return UsageError(fmt::format("{}: {}", path, applied.error().message));
  c.fetch.crawl.poll_once = true;
  c.fetch.crawl.poll_again_ms = static_cast<int64_t>(c.every * 1000);
  return c;
}

}  // namespace newsfacts
