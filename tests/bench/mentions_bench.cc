// How fast the mention layer reads article text on one core, and the share of each of its steps.
//
//   ninja -C build bench && build/tests/bench/mentions_bench [FILE...]
//
// FILE is plain text; without one the articles of corpus/ are read. One line a step: megabytes of
// text a second for that step alone and its share of the whole.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extractors/mentions/annotate.h"
#include "extractors/mentions/names.h"
#include "extractors/mentions/quantities.h"
#include "extractors/mentions/resolve.h"
#include "extractors/mentions/times.h"
#include "extractors/mentions/tokens.h"
#include "tests/places.h"

using namespace newsfacts;

namespace {

constexpr int kRounds = 15;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Article> ReadArticles(int argc, char** argv) {
  std::vector<std::filesystem::path> paths(argv + 1, argv + argc);
  if (paths.empty()) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(newsfacts::SourceFolder() + "/corpus")) {
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    }
  }
  std::vector<Article> out;
  for (const auto& path : paths) {
    Article article;
    article.text = ReadFile(path);
    article.published = "2019-11-06";
    out.push_back(std::move(article));
  }
  return out;
}

double ThreadSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// The processor seconds of the best of several rounds of `step` over all documents, so that a busy
// machine counts little and no document is in the caches when its turn comes. Each time on a fresh
// copy; `copy` is not on the clock.
template <typename Copy, typename Step>
double Seconds(size_t documents, Copy copy, Step step) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    double sum = 0;
    for (size_t i = 0; i < documents; ++i) {
      auto doc = copy(i);
      double begin = ThreadSeconds();
      step(doc);
      sum += ThreadSeconds() - begin;
    }
    best = std::min(best, sum);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const Lexicon lexicon = Lexicon::Builtin();
  const std::vector<Article> articles = ReadArticles(argc, argv);
  size_t bytes = 0;
  // Every article as it is before each step.
  std::vector<Annotations> raw, tokens, named, numbers;
  for (const Article& article : articles) {
    bytes += article.text.size();
    Annotations doc;
    doc.text = article.text;
    doc.published = article.published;
    raw.push_back(doc);
    Tokenize(lexicon, &doc);
    tokens.push_back(doc);
    numbers.push_back(Annotate(lexicon, article, false));
    std::erase_if(numbers.back().mentions, [](const Mention& m) { return m.entity >= 0; });
    numbers.back().entities.clear();
    named.push_back(Annotate(lexicon, article, false));
  }
  if (bytes == 0) {
    std::fputs("mentions_bench: no text to read\n", stderr);
    return 2;
  }

  auto copy_of = [](const std::vector<Annotations>& docs) {
    return [&docs](size_t i) { return docs[i]; };
  };
  size_t n = articles.size();
  size_t found = 0;
  struct Row {
    const char* step;
    double seconds;
  };
  const Row rows[] = {
      {"tokens", Seconds(n, copy_of(raw), [&](Annotations& d) { Tokenize(lexicon, &d); })},
      {"quantities", Seconds(n, copy_of(tokens),
                             [&](Annotations& d) { found += FindQuantities(lexicon, d).size(); })},
      {"times",
       Seconds(n, copy_of(tokens), [&](Annotations& d) { found += FindTimes(lexicon, d).size(); })},
      {"names", Seconds(n, copy_of(numbers), [&](Annotations& d) { FindNames(lexicon, &d); })},
      {"resolve", Seconds(n, copy_of(named), [&](Annotations& d) { Resolve(lexicon, &d); })},
  };
  double whole = Seconds(
      n, [](size_t i) { return i; },
      [&](size_t i) { found += Annotate(lexicon, articles[i], true).mentions.size(); });

  std::printf("%zu articles, %.1f kB\n%-12s %8s %8s\n", n, static_cast<double>(bytes) / 1e3, "step",
              "MB/s", "share");
  for (const Row& row : rows) {
    std::printf("%-12s %8.1f %7.0f%%\n", row.step, static_cast<double>(bytes) / row.seconds / 1e6,
                100 * row.seconds / whole);
  }
  std::printf("%-12s %8.1f\n", "all", static_cast<double>(bytes) / whole / 1e6);
  return found > 0 ? 0 : 1;
}
