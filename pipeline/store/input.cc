#include "pipeline/store/input.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "pipeline/store/article_json.h"
#include "pipeline/text/json.h"

namespace newsfacts {

Result<std::string> ReadWholeFile(const std::string& path, size_t limit) {
  gzFile file =
      path == "-" ? gzdopen(0, "rb") : gzopen(path.c_str(), "rb");  // reads plain files too
  if (file == nullptr) return InputError(fmt::format("{}: {}", path, std::strerror(errno)));
  std::string out;
  std::string chunk(1 << 16, '\0');
  int n;
  while ((n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0) {
    out.append(chunk, 0, static_cast<size_t>(n));
    if (out.size() > limit) break;
  }
  int code = 0;
  std::string why = gzerror(file, &code);
  gzclose(file);
  if (n < 0) return DamagedError(fmt::format("{}: {}", path, why));
  if (out.size() > limit) return InputError(fmt::format("{}: longer than {} bytes", path, limit));
  return out;
}

std::string DocumentIdOfFile(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  for (std::string_view end : {".gz", ".zst"}) {
    if (path.ends_with(end)) path.remove_suffix(end.size());
  }
  for (std::string_view end : {".html", ".htm", ".xhtml", ".txt"}) {
    if (path.ends_with(end)) {
      path.remove_suffix(end.size());
      break;
    }
  }
  return std::string(path);
}

struct InputReader::Impl {
  std::vector<std::string> paths;
  size_t next_path = 0;
  std::string lines;  // the .jsonl file that is being read
  size_t at = 0;
  Source place;
  JsonParser parser;

  std::optional<Result<InputItem>> NextLine();
};

InputReader::InputReader(std::vector<std::string> paths) : impl_(std::make_unique<Impl>()) {
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      impl_->paths.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    impl_->paths.insert(impl_->paths.end(), found.begin(), found.end());
  }
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
  if (impl_->next_path == impl_->paths.size()) return std::nullopt;
  const std::string& path = impl_->paths[impl_->next_path++];
  impl_->place = {path, 0};
  Result<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return bytes.error();
  if (path.find(".jsonl") != std::string::npos || path == "-") {
    impl_->lines = std::move(*bytes);
    impl_->at = 0;
    return Next();
  }
  Page page;
  page.id = DocumentIdOfFile(path);
  page.bytes = std::move(*bytes);
  page.source = {path, 0};
  return Result<InputItem>(std::move(page));
}

}  // namespace newsfacts
