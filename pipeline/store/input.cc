#include "pipeline/store/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "pipeline/store/article_json.h"
#include "pipeline/store/byte_stream.h"
#include "pipeline/text/json.h"

namespace newsfacts {

namespace {

constexpr std::string_view kCompressed[] = {".gz", ".zst"};
constexpr std::string_view kPages[] = {".html", ".htm", ".xhtml", ".txt"};

// Cuts the first of `endings` that `path` has; true where there was one.
template <size_t N>
bool CutEnding(const std::string_view (&endings)[N], std::string_view* path) {
  for (std::string_view end : endings) {
    if (!path->ends_with(end)) continue;
    path->remove_suffix(end.size());
    return true;
  }
  return false;
}

bool HoldsLines(std::string_view path) {
  CutEnding(kCompressed, &path);
  return path.ends_with(".jsonl");
}

// Whether a file found in a folder is an input by its name.
bool IsInputName(std::string_view path) {
  std::string_view page = path;
  CutEnding(kCompressed, &page);
  return CutEnding(kPages, &page) || HoldsLines(path);
}

Error TooLong(const std::string& path, size_t limit) {
  return InputError(fmt::format("{}: longer than {} bytes; split it", path, limit));
}

}  // namespace

Result<std::string> ReadWholeFile(const std::string& path, size_t limit) {
  Result<ByteStream> stream = ByteStream::Open(path);
  if (!stream.ok()) return stream.error();
  std::string out;
  for (std::string_view chunk; !(chunk = stream->Next()).empty();) {
    out += chunk;
    if (out.size() > limit) return TooLong(path, limit);
  }
  Status status = stream->status();
  if (!status.ok()) return status.error();
  return out;
}

std::string DocumentIdOfFile(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  CutEnding(kCompressed, &path);
  CutEnding(kPages, &path);
  return std::string(path);
}

// A file to be read, or a folder in which that failed.
struct Listed {
  std::string path;
  std::string trouble;
};

struct InputReader::Impl {
  std::vector<Listed> files;
  std::map<std::string, std::string> ids;  // of page files, by path
  size_t next_file = 0;
  std::string lines;  // the .jsonl file that is being read
  size_t at = 0;
  Source place;
  JsonParser parser;

  std::optional<Result<InputItem>> NextLine();
};

namespace {

// The files of a folder and its sub-folders that are inputs by their names, in name order, and the
// sub-folders that cannot be read.
void ListFolder(const std::filesystem::path& folder, std::vector<Listed>* out) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    entries.push_back(*it);
  }
  if (failed) out->push_back({folder.string(), failed.message()});
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    std::error_code ignored;
    if (entry.is_directory(ignored)) {
      if (!entry.is_symlink(ignored)) ListFolder(entry.path(), out);
    } else if (IsInputName(entry.path().native()) && entry.is_regular_file(ignored)) {
      out->push_back({entry.path().string(), ""});
    }
  }
}

// The document ids of page files: the name without its endings; with the folder before it (and the
// folder of that, as far as needed) where two files share one. Two files of one folder that differ
// in the ending alone keep it.
std::map<std::string, std::string> DocumentIds(const std::vector<Listed>& files) {
  struct Name {
    std::string id;
    std::string_view folders;  // not yet in the id
  };
  std::map<std::string, Name> names;
  std::map<std::string, int> stems;
  auto stem = [](std::string_view path) {
    return std::string(path.substr(0, path.find_last_of('/') + 1)) + DocumentIdOfFile(path);
  };
  for (const Listed& file : files) {
    if (file.path == "-" || HoldsLines(file.path) || !file.trouble.empty()) continue;
    auto [at, added] = names.try_emplace(file.path);
    if (added) ++stems[stem(file.path)];
  }
  for (auto& [path, name] : names) {
    std::string_view view = path;
    size_t slash = view.find_last_of('/');
    name.folders = slash == std::string_view::npos ? "" : view.substr(0, slash);
    name.id = stems[stem(path)] > 1 ? std::string(view.substr(slash + 1)) : DocumentIdOfFile(path);
  }
  for (bool again = true; again;) {
    again = false;
    std::map<std::string, int> uses;
    for (const auto& [path, name] : names) ++uses[name.id];
    for (auto& [path, name] : names) {
      if (uses[name.id] < 2 || name.folders.empty()) continue;
      size_t slash = name.folders.find_last_of('/');
      size_t from = slash == std::string_view::npos ? 0 : slash + 1;
      name.id = fmt::format("{}/{}", name.folders.substr(from), name.id);
      name.folders = name.folders.substr(0, from == 0 ? 0 : slash);
      again = true;
    }
  }
  std::map<std::string, std::string> ids;
  for (auto& [path, name] : names) ids.emplace(path, std::move(name.id));
  return ids;
}

}  // namespace

InputReader::InputReader(std::vector<std::string> paths) : impl_(std::make_unique<Impl>()) {
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path != "-" && std::filesystem::is_directory(path, ignored)) {
      ListFolder(path, &impl_->files);
    } else {
      impl_->files.push_back({path, ""});
    }
  }
  impl_->ids = DocumentIds(impl_->files);
}
InputReader::~InputReader() = default;
InputReader::InputReader(InputReader&&) noexcept = default;
InputReader& InputReader::operator=(InputReader&&) noexcept = default;

std::optional<Result<InputItem>> InputReader::Impl::NextLine() {
  while (at < lines.size()) {
    size_t end = std::min(lines.find('\n', at), lines.size());
    std::string_view line(lines.data() + at, end - at);
    at = end + 1;
    ++place.record;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<Json> json = parser.Parse(line);
    if (!json.ok()) {
      return InputError(fmt::format("{}:{}: {}", place.file, place.record, json.error().message));
    }
    Result<Article> article = ArticleFromJson(*json);
    if (!article.ok()) {
      return InputError(
          fmt::format("{}:{}: {}", place.file, place.record, article.error().message));
    }
    article->source = place;
    return Result<InputItem>(std::move(*article));
  }
  return std::nullopt;
}

const Source& InputReader::place() const {
  return impl_->place;
}

std::optional<Result<InputItem>> InputReader::Next() {
  if (auto item = impl_->NextLine()) return item;
  if (impl_->next_file == impl_->files.size()) return std::nullopt;
  const auto& [path, trouble] = impl_->files[impl_->next_file++];
  impl_->place = {path, 0};
  if (!trouble.empty()) return InputError(fmt::format("{}: {}", path, trouble));
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return bytes.error();
  size_t first = bytes->find_first_not_of(" \t\r\n");
  bool object = first != std::string::npos && (*bytes)[first] == '{';
  bool nothing = first == std::string::npos;  // a pipe of no articles
  if (HoldsLines(path) || (path == "-" && (object || nothing))) {
    impl_->lines = std::move(*bytes);
    impl_->at = 0;
    return Next();
  }
  Page page;
  page.id = path == "-" ? "-" : impl_->ids.at(path);
  page.bytes = std::move(*bytes);
  page.source = impl_->place;
  return Result<InputItem>(std::move(page));
}

}  // namespace newsfacts
