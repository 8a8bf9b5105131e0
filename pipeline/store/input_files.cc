#include "pipeline/store/input_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace newsfacts {
namespace {

constexpr std::string_view kCompressed[] = {".gz", ".zst"};
constexpr std::string_view kPages[] = {".html", ".htm", ".xhtml", ".txt"};
constexpr std::string_view kMany[] = {".jsonl", ".warc", ".arc"};

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

// Whether a file found in a folder is an input by its name.
bool IsInputName(std::string_view path) {
  std::string_view page = path;
  CutEnding(kCompressed, &page);
  return CutEnding(kPages, &page) || HoldsManyRecords(path);
}

bool IsOneOf(const std::filesystem::path& path, const std::vector<std::string>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [&](const std::string& output) {
    std::error_code absent;
    return std::filesystem::equivalent(path, output, absent);
  });
}

// The files of a folder and its sub-folders that are inputs by their names, in name order, and the
// sub-folders that cannot be read.
void ListFolder(const std::filesystem::path& folder, const std::vector<std::string>& outputs,
                std::vector<InputFile>* out) {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    entries.push_back(*it);
  }
  if (failed) out->push_back({folder.string(), "", failed.message(), {}});
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    std::error_code ignored;
    bool is_folder = entry.is_directory(ignored);
    if (is_folder ? entry.is_symlink(ignored) : !IsInputName(entry.path().native())) continue;
    // A link that leads nowhere is an input that cannot be opened.
    bool is_file = entry.is_regular_file(ignored) || !entry.exists(ignored);
    if ((!is_folder && !is_file) || IsOneOf(entry.path(), outputs)) continue;
    if (is_folder) {
      ListFolder(entry.path(), outputs, out);
    } else {
      out->push_back({entry.path().string(), "", "", {}});
    }
  }
}

// The document ids of page files: the name without its endings; with the folder before it (and the
// folder of that, as far as needed) where two files share one. Two files of one folder that differ
// in the ending alone keep it.
std::map<std::string, std::string> DocumentIds(const std::vector<InputFile>& files) {
  struct Name {
    std::string id;
    std::string_view folders;  // not yet in the id
  };
  std::map<std::string, Name> names;
  std::map<std::string, int> stems;
  auto stem = [](std::string_view path) {
    return std::string(path.substr(0, path.find_last_of('/') + 1)) + DocumentIdOfFile(path);
  };
  for (const InputFile& file : files) {
    if (file.path == "-" || HoldsManyRecords(file.path) || !file.trouble.empty()) continue;
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

bool HoldsManyRecords(std::string_view path) {
  CutEnding(kCompressed, &path);
  return CutEnding(kMany, &path);
}

bool HoldsLines(std::string_view path) {
  CutEnding(kCompressed, &path);
  return path.ends_with(".jsonl");
}

bool HoldsCaptures(std::string_view path) {
  return HoldsManyRecords(path) && !HoldsLines(path);
}

std::string DocumentIdOfFile(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  CutEnding(kCompressed, &path);
  CutEnding(kPages, &path);
  return std::string(path);
}

std::vector<InputFile> ListInputs(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& outputs) {
  std::vector<InputFile> files;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& path = arguments[i];
    size_t first = files.size();
    std::error_code ignored;
    if (path != "-" && std::filesystem::is_directory(path, ignored)) {
      ListFolder(path, outputs, &files);
    } else {
      files.push_back({path, "", "", {}});
    }
    for (size_t at = first; at < files.size(); ++at) files[at].argument = i;
  }
  std::map<std::string, std::string> ids = DocumentIds(files);
  for (InputFile& file : files) {
    auto found = ids.find(file.path);
    file.id = found == ids.end() ? file.path : found->second;
  }
  return files;
}

}  // namespace newsfacts
