#include "extractors/mentions/lexicon.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/text/digest.h"
#include "pipeline/text/embedded.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

// The list that an embedded file holds; "" where it is none.
std::string_view ListOf(const EmbeddedFile& file) {
  std::string_view name = file.name;
  return name.ends_with(".txt") ? name.substr(0, name.size() - 4) : "";
}

std::string DigestOf(std::vector<std::pair<std::string_view, std::string_view>> files) {
  std::stable_sort(files.begin(), files.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string all;
  for (const auto& [list, bytes] : files)
    all += fmt::format("[{}] {}\n{}", list, bytes.size(), bytes);
  return Sha256Hex(all);
}

}  // namespace

Lexicon Lexicon::Builtin() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (std::string_view list = ListOf(file); !list.empty()) names.push_back(list);
  }
  return Builtin(names);
}

Lexicon Lexicon::Builtin(std::span<const std::string_view> names) {
  Lexicon out;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    std::string_view list = ListOf(file);
    if (list.empty() || std::find(names.begin(), names.end(), list) == names.end()) continue;
    // The build's own files: a test reads each of them, so that an error here cannot reach a user.
    Status added = out.Add(list, file.bytes, file.name);
    assert(added.ok());
    (void)added;
  }
  return out;
}

std::string Lexicon::BuiltinDigest() {
  std::vector<std::pair<std::string_view, std::string_view>> files;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (!ListOf(file).empty()) files.emplace_back(ListOf(file), file.bytes);
  }
  return DigestOf(std::move(files));
}

Status Lexicon::Add(std::string_view name, std::string_view bytes, std::string_view file) {
  if (!IsUtf8(bytes)) {
    return UsageError(
        fmt::format("{}: not UTF-8; convert it (iconv -t utf-8) and try again", file));
  }
  storage_.push_back(std::make_unique<File>(File{std::string(name), std::string(bytes)}));
  std::string_view rest = storage_.back()->bytes;
  WordList& list = lists_[std::string(name)];
  size_t number = bits_.size();
  uint64_t bit =
      bits_.try_emplace(std::string(name), number < 64 ? 1ull << number : 0).first->second;
  for (int line = 1; !rest.empty(); ++line) {
    size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view row = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (row.starts_with('#')) continue;
    size_t tab = row.find('\t');
    std::string_view term = Trim(row.substr(0, tab));
    std::string_view value = tab == std::string_view::npos ? "" : Trim(row.substr(tab + 1));
    if (term.empty()) {
      if (value.empty()) continue;
      return UsageError(fmt::format("{}:{}: a value without a term before the TAB", file, line));
    }
    list.table_[term] = value;
    list.filter_.Add(term);
    auto words = 1 + static_cast<int>(std::count(term.begin(), term.end(), ' '));
    list.longest_ = std::max(list.longest_, words);
    uses_[term].whole |= bit;
    size_t first = term.find_first_of(" '.!", 1);
    if (first != std::string_view::npos) uses_[term.substr(0, first)].opens |= bit;
  }
  return Ok();
}

const WordList& Lexicon::list(std::string_view name) const {
  static const WordList empty;
  auto it = lists_.find(std::string(name));
  return it == lists_.end() ? empty : it->second;
}

Lexicon::Use Lexicon::UseOf(const HashedTerm& word) const {
  const Use* use = uses_.Find(word);
  return use == nullptr ? Use() : *use;
}

uint64_t Lexicon::Bit(std::string_view list) const {
  auto it = bits_.find(std::string(list));
  return it == bits_.end() ? 0 : it->second;
}

std::vector<std::string> Lexicon::names() const {
  std::vector<std::string> out;
  for (const auto& [name, list] : lists_) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Lexicon::digest() const {
  std::vector<std::pair<std::string_view, std::string_view>> files;
  for (const auto& file : storage_) files.emplace_back(file->list, file->bytes);
  return DigestOf(std::move(files));
}

}  // namespace newsfacts
