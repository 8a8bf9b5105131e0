// Where the time of a page goes: reading (with unpacking), looking into the record, cleaning,
// extraction, writing (JSON, and the file).
//
//   shares_bench FILE|FOLDER...      inputs as for `newsfacts run`
//
// All times are of the thread's processor time, the sum over all records; the round with the
// smallest sum is told, so that a shared machine disturbs it little. Facts and articles go to a
// temporary file.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <optional>
#include <string>

#include "extractors/facts/extract.h"
#include "pipeline/batch/records.h"
#include "pipeline/clean/clean.h"
#include "pipeline/store/article_json.h"
#include "pipeline/store/input.h"
#include "pipeline/store/input_files.h"
#include "pipeline/text/unicode.h"

using namespace newsfacts;

namespace {

constexpr int kRounds = 5;

enum Stage { kRead, kLookInto, kClean, kExtract, kWrite, kStages };
constexpr std::array<const char*, kStages> kNames = {"read", "look into", "clean", "extract",
                                                     "write"};

double Now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

struct Sums {
  std::array<double, kStages> seconds{};
  uint64_t articles = 0;
  uint64_t facts = 0;
  uint64_t stored = 0;  // bytes read

  double total() const { return std::accumulate(seconds.begin(), seconds.end(), 0.0); }
};

class Round {
 public:
  Round(const std::vector<InputFile>& files, Extractor* extractor, FILE* out)
      : reader_(files), extractor_(extractor), out_(out) {}

  Sums Run() {
    mark_ = Now();
    while (std::optional<Result<RawRecord>> record = reader_.Next()) {
      Spent(kRead);
      if (record->ok()) Take(std::move(**record));
    }
    Spent(kRead);
    std::fflush(out_);
    Spent(kWrite);
    sums_.stored = reader_.bytes_read();
    return sums_;
  }

 private:
  void Spent(Stage stage) {
    double now = Now();
    sums_.seconds[stage] += now - mark_;
    mark_ = now;
  }

  void Take(RawRecord record) {
    Result<LookedInto> inside = LookInto(std::move(record), &parser_);
    Spent(kLookInto);
    if (!inside.ok()) return;
    if (auto* article = std::get_if<Article>(&*inside)) return Take(*article);
    if (auto* page = std::get_if<Page>(&*inside)) {
      Result<Article> cleaned = cleaner_.Clean(*page);
      *inside = SkippedRecord{};
      Spent(kClean);
      if (cleaned.ok()) Take(*cleaned);
    }
  }

  void Take(const Article& article) {
    ExtractResult found = extractor_->Extract(article);
    Spent(kExtract);
    CodePointIndex points(article.text);
    std::string lines = ArticleToJson(article) + '\n';
    for (const Fact& fact : found.facts) {
      lines += FactToJson(fact, article, points, "0123456789abcdef") + '\n';
    }
    std::fwrite(lines.data(), 1, lines.size(), out_);
    Spent(kWrite);
    ++sums_.articles;
    sums_.facts += found.facts.size();
  }

  InputReader reader_;
  Extractor* extractor_;
  FILE* out_;
  Cleaner cleaner_;
  JsonParser parser_;
  Sums sums_;
  double mark_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<InputFile> files = ListInputs(std::vector<std::string>(argv + 1, argv + argc));
  if (files.empty()) {
    std::fprintf(stderr, "usage: shares_bench FILE|FOLDER...\n");
    return 2;
  }
  Result<Extractor> extractor = Extractor::Create({});
  if (!extractor.ok()) return 1;
  std::optional<Sums> best;
  for (int i = 0; i < kRounds; ++i) {
    FILE* out = std::tmpfile();
    if (out == nullptr) return 1;
    Sums sums = Round(files, &*extractor, out).Run();
    std::fclose(out);
    if (!best || sums.total() < best->total()) best = sums;
  }
  auto articles = static_cast<double>(best->articles);
  fmt::print("{} articles, {} facts, {:.1f} MB stored; {:.3f} ms an article\n", best->articles,
             best->facts, static_cast<double>(best->stored) / 1e6, best->total() / articles * 1e3);
  for (size_t i = 0; i < kStages; ++i) {
    double seconds = best->seconds[i];
    fmt::print("  {:10} {:.3f} ms  {:4.1f} %\n", kNames[i], seconds / articles * 1e3,
               100 * seconds / best->total());
  }
  return 0;
}
