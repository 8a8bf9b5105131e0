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

}  // namespace

std::string_view WordList::Value(std::string_view term) const {
  auto it = terms_.find(term);
  return it == terms_.end() ? std::string_view() : it->second;
}

Lexicon Lexicon::Builtin() {
  Lexicon out;
  for (const EmbeddedFile& file : EmbeddedExtractorData()) {
    if (!file.name.ends_with(".txt")) continue;
    // The build's own files: a test reads each of them, so that an error here cannot reach a user.
    Status added = out.Add(file.name.substr(0, file.name.size() - 4), file.bytes, file.name);
    assert(added.ok());
    (void)added;
  }
  return out;
}

Status Lexicon::Add(std::string_view name, std::string_view bytes, std::string_view file) {
  if (!IsUtf8(bytes)) {
    return UsageError(
        fmt::format("{}: not UTF-8; convert it (iconv -t utf-8) and try again", file));
  }
  storage_.push_back(std::make_unique<std::string>(bytes));
  std::string_view rest = *storage_.back();
  WordList& list = lists_[std::string(name)];
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
    list.terms_.insert_or_assign(term, value);
    auto words = 1 + static_cast<int>(std::count(term.begin(), term.end(), ' '));
    list.longest_ = std::max(list.longest_, words);
  }
  return Ok();
}

const WordList& Lexicon::list(std::string_view name) const {
  static const WordList empty;
  auto it = lists_.find(std::string(name));
  return it == lists_.end() ? empty : it->second;
}

std::vector<std::string> Lexicon::names() const {
  std::vector<std::string> out;
  for (const auto& [name, list] : lists_) out.push_back(name);
  std::sort(out.begin(), out.end());
  return out;
}

std::string Lexicon::digest() const {
  std::string all;
  for (const std::string& name : names()) {
    std::vector<std::string> rows;
    for (const auto& [term, value] : lists_.at(name).terms_) {
      rows.push_back(fmt::format("{}\t{}\n", term, value));
    }
    std::sort(rows.begin(), rows.end());
    all += fmt::format("[{}]\n", name);
    for (const std::string& row : rows) all += row;
  }
  return Sha256Hex(all);
}

}  // namespace newsfacts
