#include "pipeline/review/diff_files.h"

#include <simdjson.h>

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/review/sorted_facts.h"

namespace newsfacts {
namespace {

using Lines = std::vector<std::string>;

// The lines of one document that stand in both runs, byte for byte, and those that do not.
struct Sorted {
  std::vector<const std::string*> same, old_only, new_only;
};

Sorted Sort(const Lines& olds, const Lines& news) {
  Sorted out;
  std::unordered_multiset<std::string_view> unmatched(news.begin(), news.end());
  std::unordered_multiset<std::string_view> matched;
  for (const std::string& line : olds) {
    auto twin = unmatched.find(line);
    if (twin == unmatched.end()) {
      out.old_only.push_back(&line);
      continue;
    }
    out.same.push_back(&line);
    matched.insert(*twin);
    unmatched.erase(twin);
  }
  for (const std::string& line : news) {
    auto twin = matched.find(line);
    if (twin == matched.end()) {
      out.new_only.push_back(&line);
    } else {
      matched.erase(twin);
    }
  }
  return out;
}

// Reads facts whole where they differ; of one that is the same in both runs just kind and rule.
class FactReader {
 public:
  std::vector<Json> All(const std::vector<const std::string*>& lines) {
    std::vector<Json> out;
    for (const std::string* line : lines) {
      Result<Json> json = parser_.Parse(*line);
      if (json.ok()) {
        out.push_back(std::move(*json));
      } else {
        ++broken_;
      }
    }
    return out;
  }

  // {"fact": ..., "rule": ...} of a line, shared by all lines of that kind and rule; null where the
  // line is no fact.
  const Json* KindAndRule(const std::string& line) {
    simdjson::ondemand::document fact;
    std::string_view kind, rule;
    padded_.assign(line);
    padded_.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    bool ok = light_.iterate(padded_).get(fact) == simdjson::SUCCESS &&
              fact.find_field_unordered("rule").get_string().get(rule) == simdjson::SUCCESS;
    std::string key(rule);
    ok = ok && fact.find_field_unordered("fact").get_string().get(kind) == simdjson::SUCCESS;
    if (!ok) {
      ++broken_;
      return nullptr;
    }
    key += '\n';
    key += kind;
    auto [known, is_new] = kinds_.try_emplace(std::move(key));
    if (is_new) {
      JsonWriter w;
      w.BeginObject().Key("fact").String(kind);
      w.Key("rule").String(known->first.substr(0, known->first.find('\n'))).EndObject();
      known->second = std::move(*parser_.Parse(w.text()));
    }
    return &known->second;
  }

  int64_t broken() const { return broken_; }

 private:
  JsonParser parser_;
  simdjson::ondemand::parser light_;
  std::string padded_;
  std::unordered_map<std::string, Json> kinds_;
  int64_t broken_ = 0;
};

// False where `use` wants no more.
bool DiffLines(const Lines& olds, const Lines& news, const DiffOptions& options, FactReader& reader,
               const std::function<bool(const Difference&)>& use) {
  Sorted lines = Sort(olds, news);
  if (!lines.same.empty() && (!lines.old_only.empty() || !lines.new_only.empty())) {
    // One fact that is the same in both runs vouches for the page and the text of the others.
    lines.old_only.push_back(lines.same.back());
    lines.new_only.push_back(lines.same.back());
    lines.same.pop_back();
  }
  for (const std::string* line : lines.same) {
    const Json* fact = reader.KindAndRule(*line);
    if (fact != nullptr && !use({Outcome::kSame, Cause::kNone, fact, fact, {}, {}})) return false;
  }
  if (lines.old_only.empty() && lines.new_only.empty()) return true;
  std::vector<Json> a = reader.All(lines.old_only);
  std::vector<Json> b = reader.All(lines.new_only);
  for (const Difference& d : DiffDocument(a, b, options)) {
    if (!use(d)) return false;
  }
  return true;
}

}  // namespace

Result<int64_t> DiffFiles(const std::string& old_path, const std::string& new_path,
                          const DiffOptions& options,
                          const std::function<bool(const Difference&)>& use) {
  Result<SortedFacts> olds = SortedFacts::Read(old_path);
  if (!olds.ok()) return olds.error();
  Result<SortedFacts> news = SortedFacts::Read(new_path);
  if (!news.ok()) return news.error();
  FactReader reader;
  static const Lines kNone;
  bool more_old = olds->Next();
  bool more_new = news->Next();
  bool wanted = true;
  while (wanted && (more_old || more_new)) {
    bool take_old = more_old && (!more_new || olds->doc() <= news->doc());
    bool take_new = more_new && (!more_old || news->doc() <= olds->doc());
    wanted = DiffLines(take_old ? olds->lines() : kNone, take_new ? news->lines() : kNone, options,
                       reader, use);
    if (take_old) more_old = olds->Next();
    if (take_new) more_new = news->Next();
  }
  if (olds->failed() || news->failed()) {
    return OutputError("a temporary file could not be read back; look at the disk of TMPDIR");
  }
  return olds->broken_lines() + news->broken_lines() + reader.broken();
}

}  // namespace newsfacts
