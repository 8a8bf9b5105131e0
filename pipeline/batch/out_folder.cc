#include "pipeline/batch/out_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "pipeline/batch/folder_lock.h"
#include "pipeline/store/input.h"
#include "pipeline/store/output.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

namespace fs = std::filesystem;

// "a/b/c.warc" -> "c.warc"; "a/b/" and "a/b/." -> "b"; "-" -> "stdin".
std::string LastName(const std::string& path) {
  if (path == "-") return "stdin";
  std::error_code ignored;
  fs::path p = fs::path(path).lexically_normal();
  if (!p.has_filename()) p = p.parent_path();
  if (p == "." || p.filename() == ".." || p.empty()) p = fs::weakly_canonical(p, ignored);
  return p.filename().empty() ? "root" : p.filename().string();
}

// The whole path as one name.
std::string LongName(const std::string& path) {
  std::string name = fs::path(path).lexically_normal().string();
  while (name.starts_with('/')) name.erase(0, 1);
  std::replace(name.begin(), name.end(), '/', '+');
  return name;
}

// Size and time of all files of a job: what tells whether an input is still the same.
struct Stamp {
  uint64_t files = 0;
  uint64_t bytes = 0;
  int64_t newest = 0;  // nanoseconds since 1970
};

Stamp StampOf(const Job& job) {
  Stamp stamp;
  for (const InputFile& file : job.files) {
    struct stat info {};
    if (::stat(file.path.c_str(), &info) != 0) continue;
    ++stamp.files;
    stamp.bytes += static_cast<uint64_t>(info.st_size);
    int64_t time = info.st_mtim.tv_sec * int64_t{1'000'000'000} + info.st_mtim.tv_nsec;
    stamp.newest = std::max(stamp.newest, time);
  }
  return stamp;
}

void WriteCounts(const BatchCounts& counts, JsonWriter* w) {
  auto number = [&](std::string_view key, uint64_t n) { w->Key(key).Int(static_cast<int64_t>(n)); };
  w->Key("counts").BeginObject();
  number("records", counts.records);
  number("articles", counts.articles);
  number("facts", counts.lines);
  number("errors", counts.errors);
  number("damaged", counts.damaged);
  number("over_time", counts.over_time);
  number("cut", counts.cut);
  number("other_language", counts.other_language);
  w->Key("skipped").BeginObject();
  for (const auto& [reason, count] : counts.skipped) number(reason, count);
  w->EndObject().EndObject();
}

BatchCounts ReadCounts(const Json& json) {
  auto number = [&](std::string_view key) { return static_cast<uint64_t>(json[key].integer()); };
  BatchCounts c;
  c.records = number("records");
  c.articles = number("articles");
  c.lines = number("facts");
  c.errors = number("errors");
  c.damaged = number("damaged");
  c.over_time = number("over_time");
  c.cut = number("cut");
  c.other_language = number("other_language");
  return c;
}

// One of the files of a job.
class PartFile {
 public:
  static Result<PartFile> Open(const std::string& path) {
    Result<OutputFile> file = OutputFile::Open(path);
    if (!file.ok()) return file.error();
    return PartFile(std::move(*file), fs::path(path).filename().string());
  }
  Status Add(std::string_view lines) {
    digest_.Add(lines);
    bytes_ += lines.size();
    return file_.Write(lines);
  }
  Status Close() { return file_.Close(); }
  void Describe(JsonWriter* w) {
    w->BeginObject().Key("file").String(name_).Key("bytes").Int(static_cast<int64_t>(bytes_));
    w->Key("sha256").String(digest_.Hex()).EndObject();
  }

 private:
  PartFile(OutputFile file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

  OutputFile file_;
  std::string name_;
  uint64_t bytes_ = 0;
  DigestStream digest_{DigestStream::Kind::kSha256};
};

}  // namespace

std::vector<Job> JobsOf(const std::vector<std::string>& arguments) {
  std::vector<Job> jobs;
  std::vector<std::string> paths;  // of the jobs
  auto add = [&](const std::string& path, std::vector<InputFile> files) {
    paths.push_back(path);
    jobs.push_back({LastName(path), std::move(files)});
  };
  for (const std::string& argument : arguments) {
    std::error_code ignored;
    if (argument == "-" || !fs::is_directory(argument, ignored)) {
      add(argument, ListInputs({argument}));
      continue;
    }
    std::vector<InputFile> pages;
    for (InputFile& file : ListInputs({argument})) {
      if (file.trouble.empty() && HoldsManyRecords(file.path)) {
        add(file.path, {file});
      } else {
        pages.push_back(std::move(file));
      }
    }
    if (!pages.empty()) add(argument, std::move(pages));
  }
  std::map<std::string, int> uses;
  for (const Job& job : jobs) ++uses[job.name];
  for (size_t i = 0; i < jobs.size(); ++i) {
    if (uses[jobs[i].name] > 1) jobs[i].name = LongName(paths[i]);
  }
  return jobs;
}

bool InShard(std::string_view name, uint64_t index, uint64_t count) {
  uint64_t hash = std::strtoull(Sha1Hex(name).substr(0, 15).c_str(), nullptr, 16);
  return hash % count == index - 1;
}

struct OutFolder::Impl {
  explicit Impl(FolderLock held) : lock(std::move(held)) {}

  FolderLock lock;
  std::string path;
  RunIdentity identity;
  bool articles = true;

  // The job at work.
  const Job* job = nullptr;
  Stamp stamp;
  std::optional<PartFile> facts_file;
  std::optional<PartFile> articles_file;
  std::optional<PartFile> errors_file;
  BatchCounts counts;

  std::string PathOf(const Job& j, std::string_view ending) const {
    return (fs::path(path) / (j.name + std::string(ending))).string();
  }

  // What a manifest begins with: equal for equal work.
  void WriteIdentity(const Job& j, const Stamp& s, JsonWriter* w) const {
    w->Key("input").String(j.files.size() == 1 ? j.files[0].path : j.name);
    w->Key("files").Int(static_cast<int64_t>(s.files));
    w->Key("bytes").Int(static_cast<int64_t>(s.bytes)).Key("modified").Int(s.newest);
    w->Key("version").String(identity.version).Key("rules").String(identity.rules);
    w->Key("lexicon").String(identity.lexicon).Key("options").String(identity.options);
  }

  Status Open(const Job& j, std::string_view ending, std::optional<PartFile>* into) {
    Result<PartFile> file = PartFile::Open(PathOf(j, ending));
    if (!file.ok()) return file.error();
    into->emplace(std::move(*file));
    return Ok();
  }
};

OutFolder::OutFolder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OutFolder::OutFolder(OutFolder&&) noexcept = default;
OutFolder& OutFolder::operator=(OutFolder&&) noexcept = default;
OutFolder::~OutFolder() = default;

Result<OutFolder> OutFolder::Open(const std::string& path, const std::string& share,
                                  RunIdentity identity, bool articles) {
  std::error_code failed;
  fs::create_directories(path, failed);
  if (failed)
    return OutputError(fmt::format("cannot make the folder {}: {}", path, failed.message()));
  Result<FolderLock> lock = FolderLock::Take(path, share);
  if (!lock.ok()) return lock.error();
  auto impl = std::make_unique<Impl>(std::move(*lock));
  impl->path = path;
  impl->identity = std::move(identity);
  impl->articles = articles;
  return OutFolder(std::move(impl));
}

std::optional<BatchCounts> OutFolder::Done(const Job& job) const {
  std::string path = impl_->PathOf(job, ".done");
  std::error_code failed;
  if (!fs::exists(path, failed)) return std::nullopt;
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return std::nullopt;
  JsonWriter w;
  w.BeginObject();
  impl_->WriteIdentity(job, StampOf(job), &w);
  if (!bytes->starts_with(w.text())) return std::nullopt;
  JsonParser parser;
  Result<Json> manifest = parser.Parse(*bytes);
  if (!manifest.ok()) return std::nullopt;
  for (const auto& [kind, file] : (*manifest)["outputs"].members()) {
    uintmax_t size = fs::file_size(fs::path(impl_->path) / file["file"].str(), failed);
    if (failed || size != static_cast<uintmax_t>(file["bytes"].integer())) return std::nullopt;
  }
  BatchCounts counts = ReadCounts((*manifest)["counts"]);
  bool same_limit = (*manifest)["page_time"].str() == impl_->identity.page_time;
  if (counts.over_time > 0 && !same_limit) return std::nullopt;
  return counts;
}

Status OutFolder::Begin(const Job& job) {
  Impl& o = *impl_;
  o.job = &job;
  o.stamp = StampOf(job);
  o.counts = {};
  // What stands there from another run is no result of this one.
  std::error_code ignored;
  fs::remove(o.PathOf(job, ".done"), ignored);
  if (Status s = o.Open(job, ".facts.jsonl", &o.facts_file); !s.ok()) return s;
  if (o.articles) {
    if (Status s = o.Open(job, ".articles.jsonl", &o.articles_file); !s.ok()) return s;
  }
  return o.Open(job, ".errors.jsonl", &o.errors_file);
}

Status OutFolder::Add(const Made& made) {
  Impl& o = *impl_;
  o.counts.Add(made.counts);
  if (Status s = o.facts_file->Add(made.lines); !s.ok()) return s;
  if (o.articles_file) {
    if (Status s = o.articles_file->Add(made.articles); !s.ok()) return s;
  }
  return o.errors_file->Add(made.errors);
}

Status OutFolder::Finish() {
  Impl& o = *impl_;
  JsonWriter w;
  w.BeginObject();
  o.WriteIdentity(*o.job, o.stamp, &w);
  WriteCounts(o.counts, &w);
  if (o.counts.over_time > 0) w.Key("page_time").String(o.identity.page_time);
  w.Key("outputs").BeginObject();
  std::pair<std::string_view, std::optional<PartFile>*> files[] = {
      {"facts", &o.facts_file}, {"articles", &o.articles_file}, {"errors", &o.errors_file}};
  for (auto& [kind, file] : files) {
    if (!*file) continue;
    if (Status s = (*file)->Close(); !s.ok()) return s;
    w.Key(kind);
    (*file)->Describe(&w);
    file->reset();
  }
  w.EndObject().EndObject();
  Result<OutputFile> manifest = OutputFile::Open(o.PathOf(*o.job, ".done"));
  if (!manifest.ok()) return manifest.error();
  if (Status s = manifest->WriteLine(w.text()); !s.ok()) return s;
  return manifest->Close();
}

}  // namespace newsfacts
