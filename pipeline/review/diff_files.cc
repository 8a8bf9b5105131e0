#include "pipeline/review/diff_files.h"

#include "pipeline/review/sorted_facts.h"

namespace newsfacts {
namespace {

std::vector<Json> ParseAll(const std::vector<std::string>& lines, JsonParser& parser,
                           int64_t* broken) {
  std::vector<Json> out;
  for (const std::string& line : lines) {
    Result<Json> json = parser.Parse(line);
    if (json.ok()) {
      out.push_back(std::move(*json));
    } else {
      ++*broken;
    }
  }
  return out;
}

}  // namespace

Result<int64_t> DiffFiles(const std::string& old_path, const std::string& new_path,
                          const DiffOptions& options,
                          const std::function<bool(const Difference&)>& use) {
  Result<SortedFacts> olds = SortedFacts::Read(old_path);
  if (!olds.ok()) return olds.error();
  Result<SortedFacts> news = SortedFacts::Read(new_path);
  if (!news.ok()) return news.error();
  JsonParser parser;
  static const std::vector<std::string> kNone;
  int64_t broken = olds->broken_lines() + news->broken_lines();
  bool more_old = olds->Next();
  bool more_new = news->Next();
  while (more_old || more_new) {
    bool take_old = more_old && (!more_new || olds->doc() <= news->doc());
    bool take_new = more_new && (!more_old || news->doc() <= olds->doc());
    std::vector<Json> a = ParseAll(take_old ? olds->lines() : kNone, parser, &broken);
    std::vector<Json> b = ParseAll(take_new ? news->lines() : kNone, parser, &broken);
    for (const Difference& d : DiffDocument(a, b, options)) {
      if (!use(d)) return broken;
    }
    if (take_old) more_old = olds->Next();
    if (take_new) more_new = news->Next();
  }
  if (olds->failed() || news->failed()) {
    return OutputError("a temporary file could not be read back; look at the disk of TMPDIR");
  }
  return broken;
}

}  // namespace newsfacts
