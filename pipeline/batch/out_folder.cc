#include "pipeline/batch/out_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "pipeline/batch/folder_lock.h"
#include "pipeline/store/byte_stream.h"
#include "pipeline/store/input.h"
#include "pipeline/store/output.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

namespace fs = std::filesystem;

// File names end at 255 bytes, and ".articles.jsonl.part" comes behind.
constexpr size_t kLongestName = 200;

// One spelling of a path: "./a//b/" -> "a/b".
std::string Normal(const std::string& path) {
  fs::path p = fs::path(path).lexically_normal();
  return (p.has_filename() ? p : p.parent_path()).string();
}

// "a/b/c.warc" -> "c.warc"; "a/b/" and "a/b/." -> "b"; "-" -> "stdin".
std::string LastName(const std::string& path) {
  if (path == "-") return "stdin";
  std::error_code ignored;
  fs::path p = Normal(path);
  if (p == "." || p.filename() == ".." || p.empty()) p = fs::weakly_canonical(p, ignored);
  return p.filename().empty() ? "root" : p.filename().string();
}

// The whole path as one name.
std::string LongName(const std::string& path) {
  std::string name = Normal(path);
  while (name.starts_with('/')) name.erase(0, 1);
  std::replace(name.begin(), name.end(), '/', '+');
  return name;
}

// A name for each path, all of them different: the last one, where two share it the whole path,
// and where that is not enough, or too long, with a digest.
std::vector<std::string> NamesOf(const std::vector<std::string>& paths) {
  std::vector<std::string> names(paths.size());
  std::transform(paths.begin(), paths.end(), names.begin(), LastName);
  auto rename = [&](auto longer) {
    std::map<std::string, int> uses;
    for (const std::string& name : names) ++uses[name];
    for (size_t i = 0; i < names.size(); ++i) {
      if (uses[names[i]] > 1 || names[i].size() > kLongestName) names[i] = longer(paths[i]);
    }
  };
  rename(LongName);
  rename([](const std::string& path) {
    std::string name = LongName(path).substr(0, kLongestName - 13);
    return fmt::format("{}-{:.12}", name, Sha1Hex(Normal(path)));
  });
  return names;
}

Stamp StampOf(const std::vector<InputFile>& files) {
  Stamp stamp;
  DigestStream listing(DigestStream::Kind::kSha1);
  for (const InputFile& file : files) {
    struct stat info {};
    bool is_there = file.path != "-" && ::stat(file.path.c_str(), &info) == 0;
    if (file.path == "-" || (is_there && !S_ISREG(info.st_mode))) stamp.lasting = false;
    int64_t time = info.st_mtim.tv_sec * int64_t{1'000'000'000} + info.st_mtim.tv_nsec;
    listing.Add(fmt::format("{}\t{}\t{}\t{}\n", file.path, file.id, info.st_size, time));
    if (!is_there) continue;
    ++stamp.files;
    stamp.bytes += static_cast<uint64_t>(info.st_size);
    stamp.newest = std::max(stamp.newest, time);
  }
  stamp.listing = listing.Hex();
  return stamp;
}

// Nothing where it cannot be read.
std::optional<std::string> Sha256OfFile(const fs::path& path) {
  Result<ByteStream> file = ByteStream::Open(path.string());
  if (!file.ok()) return std::nullopt;
  DigestStream digest(DigestStream::Kind::kSha256);
  for (std::string_view part; !(part = file->Next()).empty();) digest.Add(part);
  if (!file->status().ok()) return std::nullopt;
  return digest.Hex();
}

// Whether the file is the one that a manifest describes. Outputs are older than their manifest;
// one that is not was written by somebody, and its bytes have to tell.
bool IsAsDescribed(const fs::path& path, const Json& description, fs::file_time_type manifest) {
  std::error_code failed;
  uintmax_t size = fs::file_size(path, failed);
  if (failed || size != static_cast<uintmax_t>(description["bytes"].integer())) return false;
  fs::file_time_type written = fs::last_write_time(path, failed);
  if (failed) return false;
  return written <= manifest || Sha256OfFile(path) == description["sha256"].str();
}

void WriteCounts(const BatchCounts& counts, JsonWriter* w) {
  auto number = [&](std::string_view key, uint64_t n) { w->Key(key).Int(static_cast<int64_t>(n)); };
  w->Key("counts").BeginObject();
  number("records", counts.records);
  number("articles", counts.articles);
  number("facts", counts.lines);
  number("errors", counts.errors);
  number("unopened", counts.unopened);
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
  c.unopened = number("unopened");
  c.damaged = number("damaged");
  c.over_time = number("over_time");
  c.cut = number("cut");
  c.other_language = number("other_language");
  return c;
}

struct Output {
  std::string_view kind;
  std::string Made::*lines;
};
constexpr Output kFacts = {"facts", &Made::lines};
constexpr Output kArticles = {"articles", &Made::articles};
constexpr Output kErrors = {"errors", &Made::errors};

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

std::vector<Job> JobsOf(const std::vector<std::string>& arguments, const std::string& out_folder) {
  std::vector<Job> jobs;
  std::vector<std::string> paths;         // of the jobs
  std::map<std::string, size_t> by_path;  // jobs
  for (InputFile& file : ListInputs(arguments, {out_folder})) {
    bool many = file.trouble.empty() && HoldsManyRecords(file.path);
    const std::string& path = many ? file.path : arguments[file.argument];
    auto [at, is_new] = by_path.try_emplace(Normal(path), jobs.size());
    if (is_new) {
      jobs.emplace_back();
      paths.push_back(path);
    }
    Job& job = jobs[at->second];
    // Named a second time: a folder gives its files once more.
    if (job.files.empty() || job.files.front().argument == file.argument) {
      job.files.push_back(std::move(file));
    }
  }
  std::vector<std::string> names = NamesOf(paths);
  for (size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].name = std::move(names[i]);
    jobs[i].stamp = StampOf(jobs[i].files);
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
  std::vector<Output> outputs;

  // The job at work.
  const Job* job = nullptr;
  std::vector<PartFile> files;  // one an output
  BatchCounts counts;

  std::string ManifestOf(const Job& j) const {
    return (fs::path(path) / (j.name + ".done")).string();
  }
  std::string PathOf(const Job& j, const Output& output) const {
    return (fs::path(path) / fmt::format("{}.{}.jsonl", j.name, output.kind)).string();
  }

  // What a manifest begins with: equal for equal work.
  void WriteIdentity(const Job& j, JsonWriter* w) const {
    w->Key("input").String(j.files.size() == 1 ? j.files[0].path : j.name);
    w->Key("files").Int(static_cast<int64_t>(j.stamp.files));
    w->Key("bytes").Int(static_cast<int64_t>(j.stamp.bytes));
    w->Key("modified").Int(j.stamp.newest).Key("listing").String(j.stamp.listing);
    w->Key("version").String(identity.version).Key("rules").String(identity.rules);
    w->Key("lexicon").String(identity.lexicon).Key("options").String(identity.options);
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
  impl->outputs = {kFacts, kErrors};
  if (articles) impl->outputs.insert(impl->outputs.begin() + 1, kArticles);
  return OutFolder(std::move(impl));
}

std::optional<BatchCounts> OutFolder::Done(const Job& job) const {
  if (!job.stamp.lasting) return std::nullopt;
  std::string path = impl_->ManifestOf(job);
  std::error_code failed;
  fs::file_time_type written = fs::last_write_time(path, failed);
  if (failed) return std::nullopt;
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return std::nullopt;
  JsonWriter w;
  w.BeginObject();
  impl_->WriteIdentity(job, &w);
  if (!bytes->starts_with(w.text())) return std::nullopt;
  JsonParser parser;
  Result<Json> manifest = parser.Parse(*bytes);
  if (!manifest.ok()) return std::nullopt;
  for (const Output& output : impl_->outputs) {
    const Json& description = (*manifest)["outputs"][output.kind];
    if (!IsAsDescribed(impl_->PathOf(job, output), description, written)) return std::nullopt;
  }
  BatchCounts counts = ReadCounts((*manifest)["counts"]);
  bool same_limit = (*manifest)["page_time"].str() == impl_->identity.page_time;
  if (counts.unopened > 0 || (counts.over_time > 0 && !same_limit)) return std::nullopt;
  return counts;
}

Status OutFolder::Begin(const Job& job) {
  Impl& o = *impl_;
  o.job = &job;
  o.counts = {};
  o.files.clear();
  // What stands there from another run is no result of this one.
  std::error_code ignored;
  fs::remove(o.ManifestOf(job), ignored);
  fs::remove(o.PathOf(job, kArticles), ignored);
  for (const Output& output : o.outputs) {
    Result<PartFile> file = PartFile::Open(o.PathOf(job, output));
    if (!file.ok()) return file.error();
    o.files.push_back(std::move(*file));
  }
  return Ok();
}

Status OutFolder::Add(const Made& made) {
  Impl& o = *impl_;
  o.counts.Add(made.counts);
  for (size_t i = 0; i < o.files.size(); ++i) {
    if (Status s = o.files[i].Add(made.*o.outputs[i].lines); !s.ok()) return s;
  }
  return Ok();
}

Status OutFolder::Finish() {
  Impl& o = *impl_;
  JsonWriter w;
  w.BeginObject();
  o.WriteIdentity(*o.job, &w);
  WriteCounts(o.counts, &w);
  if (o.counts.over_time > 0) w.Key("page_time").String(o.identity.page_time);
  w.Key("outputs").BeginObject();
  for (size_t i = 0; i < o.files.size(); ++i) {
    if (Status s = o.files[i].Close(); !s.ok()) return s;
    w.Key(o.outputs[i].kind);
    o.files[i].Describe(&w);
  }
  o.files.clear();
  w.EndObject().EndObject();
  Result<OutputFile> manifest = OutputFile::Open(o.ManifestOf(*o.job));
  if (!manifest.ok()) return manifest.error();
  if (Status s = manifest->WriteLine(w.text()); !s.ok()) return s;
  return manifest->Close();
}

}  // namespace newsfacts
