#include "pipeline/review/diff_files.h"

#include <future>
#include <initializer_list>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "pipeline/review/leading_field.h"
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
        ids_.push_back((*json)["id"].str());
        out.push_back(std::move(*json));
      } else {
        ++broken_;
      }
    }
    return out;
  }

  // The ids of the facts read since the last call, doubled ones again.
  std::vector<std::string> TakeIds() { return std::exchange(ids_, {}); }

  // {"fact": ..., "rule": ...} of a line, shared by all lines of that kind and rule; null where the
  // line is no fact.
  const Json* KindAndRule(const std::string& line) {
    std::optional<std::string_view> id = LeadingField(line, "id");
    std::optional<std::string_view> kind = LeadingField(line, "fact");
    std::optional<std::string_view> rule = LeadingField(line, "rule");
    if (id && kind && rule) {
      ids_.emplace_back(*id);
      return Shared(*kind, *rule);
    }
    Result<Json> fact = parser_.Parse(line);
    if (!fact.ok()) {
      ++broken_;
      return nullptr;
    }
    ids_.push_back((*fact)["id"].str());
    return Shared((*fact)["fact"].str(), (*fact)["rule"].str());
  }

  int64_t broken() const { return broken_; }

 private:
  const Json* Shared(std::string_view kind, std::string_view rule) {
    key_.assign(kind).append("\n").append(rule);
    auto known = shared_.find(key_);
    if (known == shared_.end()) {
      JsonWriter w;
      w.BeginObject().Key("fact").String(kind).Key("rule").String(rule).EndObject();
      known = shared_.emplace(key_, std::move(*parser_.Parse(w.text()))).first;
    }
    return &known->second;
  }

  JsonParser parser_;
  std::string key_;
  std::unordered_map<std::string, Json> shared_;
  std::vector<std::string> ids_;
  int64_t broken_ = 0;
};

// How many of the ids of `lists` stand before in them.
int64_t CountDoubled(std::initializer_list<std::span<const std::string>> lists) {
  std::unordered_set<std::string_view> seen;
  int64_t doubled = 0;
  for (std::span<const std::string> list : lists) {
    for (const std::string& id : list) doubled += seen.insert(id).second || id.empty() ? 0 : 1;
  }
  return doubled;
}

// False where `use` wants no more.
bool DiffLines(const Lines& olds, const Lines& news, const DiffOptions& options, FactReader& reader,
               const std::function<bool(const Difference&)>& use, DiffedFiles* counts) {
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
  std::vector<std::string> same_ids = reader.TakeIds();
  std::vector<Json> a = reader.All(lines.old_only);
  counts->old_duplicates += CountDoubled({same_ids, reader.TakeIds()});
  std::vector<Json> b = reader.All(lines.new_only);
  counts->new_duplicates += CountDoubled({same_ids, reader.TakeIds()});
  if (a.empty() && b.empty()) return true;
  for (const Difference& d : DiffDocument(a, b, options)) {
    if (!use(d)) return false;
  }
  return true;
}

}  // namespace

Result<DiffedFiles> DiffFiles(const std::string& old_path, const std::string& new_path,
                              const DiffOptions& options,
                              const std::function<bool(const Difference&)>& use) {
  // Reading and sorting is most of the work: both files at once.
  std::future<Result<SortedFacts>> reading_new =
      std::async(std::launch::async, [&] { return SortedFacts::Read(new_path); });
  Result<SortedFacts> olds = SortedFacts::Read(old_path);
  Result<SortedFacts> news = reading_new.get();
  if (!olds.ok()) return olds.error();
  if (!news.ok()) return news.error();
  FactReader reader;
  DiffedFiles counts;
  static const Lines kNone;
  bool more_old = olds->Next();
  bool more_new = news->Next();
  bool wanted = true;
  while (wanted && (more_old || more_new)) {
    bool take_old = more_old && (!more_new || olds->doc() <= news->doc());
    bool take_new = more_new && (!more_old || news->doc() <= olds->doc());
    wanted = DiffLines(take_old ? olds->lines() : kNone, take_new ? news->lines() : kNone, options,
                       reader, use, &counts);
    if (take_old) more_old = olds->Next();
    if (take_new) more_new = news->Next();
  }
  if (olds->failed() || news->failed()) {
    return OutputError("a temporary file could not be read back; look at the disk of TMPDIR");
  }
  counts.broken_lines = olds->broken_lines() + news->broken_lines() + reader.broken();
  return counts;
}

}  // namespace newsfacts
