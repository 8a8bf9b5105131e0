#include "pipeline/cli/nightly_stages.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "pipeline/batch/records.h"
#include "pipeline/clean/clean.h"
#include "pipeline/cli/command.h"
#include "pipeline/fetch/canonical_url.h"
#include "pipeline/review/diff.h"
#include "pipeline/review/sorted_facts.h"
#include "pipeline/store/article_json.h"
#include "pipeline/store/input.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

namespace fs = std::filesystem;

Error Stopped() {
  return {Error::Kind::kStopped, "stopped, resumable"};
}

// The names of a folder's files with that ending, without it, sorted.
std::vector<std::string> Stems(const std::string& folder, std::string_view ending) {
  std::vector<std::string> out;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    std::string name = it->path().filename().string();
    if (name.ends_with(ending)) out.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Status MakeFolder(const std::string& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed) return OutputError(fmt::format("cannot make {}: {}", path, failed.message()));
  return Ok();
}

// Feeds, sitemaps and home pages are captures too, but no articles.
bool IsSource(FetchState& state, const std::string& address) {
  Result<Url> url = ParseUrl(address);
  if (!url.ok()) return false;
  std::optional<PageRow> page = state.Find(CanonicalUrl(*url));
  return page && page->kind != PageKind::kPage;
}

Status CleanFile(const NightlyPlace& place, const std::string& from, const std::string& to,
                 Cleaner& cleaner, Manifest* m) {
  Result<OutputFile> out = OutputFile::Open(to);
  if (!out.ok()) return out.error();
  ItemReader reader({from});
  while (std::optional<Result<InputItem>> item = reader.Next()) {
    if (place.stop > 0) return Stopped();
    if (!item->ok()) {
      ++m->clean["unreadable"];
      SayMore(item->error().message);
      continue;
    }
    auto* page = std::get_if<Page>(&**item);
    if (page == nullptr || IsSource(place.state, page->url)) continue;
    place.deadline.Restart();
    Result<Article> article = cleaner.Clean(*page, &place.deadline);
    if (!article.ok()) {
      bool slow = article.error().kind == Error::Kind::kOverTime;
      ++m->clean[slow ? "over-time" : "no-article"];
      SayMore(fmt::format("{}: {}", page->url, article.error().message));
      continue;
    }
    bool is_new = article->text.empty() || place.state.AddText(article->text_sha1, article->id);
    ++m->clean[is_new ? "articles" : "same-text"];
    if (!is_new) continue;
    if (Status s = out->WriteLine(ArticleToJson(*article)); !s.ok()) return s;
  }
  if (Status s = place.state.Commit(); !s.ok()) return s;
  return out->Close();
}

Status ExtractFile(const NightlyPlace& place, const std::string& from, const std::string& to,
                   Extractor& extractor, Manifest* m) {
  Result<OutputFile> out = OutputFile::Open(to);
  if (!out.ok()) return out.error();
  std::string ruleset = extractor.ruleset();
  ItemReader reader({from});
  while (std::optional<Result<InputItem>> item = reader.Next()) {
    if (place.stop > 0) return Stopped();
    if (!item->ok()) return item->error();
    const auto& article = std::get<Article>(**item);
    CodePointIndex points(article.text);
    place.deadline.Restart();
    ExtractResult found = extractor.Extract(article, &place.deadline);
    ++m->extract[found.over_time          ? "over-time"
                 : found.skipped_language ? "other-language"
                                          : "articles"];
    for (const Fact& fact : found.facts) {
      ++m->facts[std::string(fact.kind())];
      if (Status s = out->WriteLine(FactToJson(fact, article, points, ruleset)); !s.ok()) return s;
    }
  }
  return out->Close();
}

std::vector<Json> ParseAll(JsonParser& parser, const std::vector<std::string>& lines) {
  std::vector<Json> out;
  for (const std::string& line : lines) {
    Result<Json> json = parser.Parse(line);
    if (json.ok()) out.push_back(std::move(*json));
  }
  return out;
}

// Writes what differs between two facts files to `to`; no file where nothing does.
Status DiffFiles(const std::string& old_path, const std::string& new_path, const std::string& to,
                 Manifest* m) {
  Result<SortedFacts> olds = SortedFacts::Read(old_path);
  if (!olds.ok()) return olds.error();
  Result<SortedFacts> news = SortedFacts::Read(new_path);
  if (!news.ok()) return news.error();
  Result<OutputFile> out = OutputFile::Open(to);
  if (!out.ok()) return out.error();
  bool any = false;
  JsonParser parser;
  static const std::vector<std::string> kNone;
  bool more_old = olds->Next();
  bool more_new = news->Next();
  while (more_old || more_new) {
    bool take_old = more_old && (!more_new || olds->doc() <= news->doc());
    bool take_new = more_new && (!more_old || news->doc() <= olds->doc());
    std::vector<Json> a = ParseAll(parser, take_old ? olds->lines() : kNone);
    std::vector<Json> b = ParseAll(parser, take_new ? news->lines() : kNone);
    for (const Difference& d : DiffDocument(a, b)) {
      ++m->diff[std::string(OutcomeName(d.outcome))];
      if (d.outcome == Outcome::kSame) continue;
      any = true;
      if (Status s = out->WriteLine(DifferenceToJson(d)); !s.ok()) return s;
    }
    if (take_old) more_old = olds->Next();
    if (take_new) more_new = news->Next();
  }
  return any ? out->Close() : Ok();
}

}  // namespace

Status CleanNewPages(const NightlyPlace& place, Manifest* m) {
  std::string folder = place.folder + "/articles";
  if (Status s = MakeFolder(folder); !s.ok()) return s;
  Cleaner cleaner;
  for (const std::string& name : Stems(place.folder, ".warc.gz")) {
    std::string to = fmt::format("{}/{}.jsonl", folder, name);
    if (fs::exists(to)) continue;
    Status s = CleanFile(place, fmt::format("{}/{}.warc.gz", place.folder, name), to, cleaner, m);
    if (!s.ok()) return s;
  }
  return Ok();
}

Status ExtractNewArticles(const NightlyPlace& place, Extractor& extractor, Manifest* m) {
  std::string folder = place.folder + "/facts";
  if (Status s = MakeFolder(folder); !s.ok()) return s;
  for (const std::string& name : Stems(place.folder + "/articles", ".jsonl")) {
    std::string from = fmt::format("{}/articles/{}.jsonl", place.folder, name);
    std::string to = fmt::format("{}/{}.jsonl", folder, name);
    std::string note = "ruleset " + name;
    bool exists = fs::exists(to);
    if (exists && place.state.Note(note) == extractor.ruleset()) continue;
    std::string next = exists ? to + ".next" : to;
    if (Status s = ExtractFile(place, from, next, extractor, m); !s.ok()) return s;
    if (exists) {
      // Told before the old facts are gone: whatever ends the run, no difference is lost.
      std::string told = fmt::format("{}/runs/{}.{}.diff.jsonl", place.folder, m->run, name);
      if (Status s = DiffFiles(to, next, told, m); !s.ok()) return s;
      std::error_code failed;
      fs::rename(next, to, failed);
      if (failed) return OutputError(fmt::format("cannot rename {}: {}", next, failed.message()));
    }
    place.state.SetNote(note, extractor.ruleset());
    if (Status s = place.state.Commit(); !s.ok()) return s;
  }
  return Ok();
}

}  // namespace newsfacts
