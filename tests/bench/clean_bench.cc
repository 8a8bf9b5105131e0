// The clean stage on real pages: where its time goes, and its time against that of bare gumbo.
//
//   clean_bench FOLDER|FILE...      pages as for `newsfacts clean`
//
// All times are of CPU, the best of several rounds over all pages, so that a shared machine
// disturbs them little.
#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/clean/clean.h"
#include "pipeline/clean/content.h"
#include "pipeline/clean/language.h"
#include "pipeline/clean/metadata.h"
#include "pipeline/clean/parse.h"
#include "pipeline/clean/prescan.h"
#include "pipeline/store/input.h"
#include "pipeline/text/unicode.h"

using namespace newsfacts;

namespace {

constexpr int kRounds = 5;
constexpr size_t kArena = size_t{64} << 20;

double Now() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double BestOf(const std::function<void()>& round) {
  double best = 1e9;
  for (int i = 0; i < kRounds; ++i) {
    double begin = Now();
    round();
    best = std::min(best, Now() - begin);
  }
  return best;
}

double Gumbo(const std::vector<std::string>& pages) {
  return BestOf([&] {
    for (const std::string& page : pages) {
      GumboOptions options = kGumboDefaultOptions;
      options.max_errors = 0;
      gumbo_destroy_output(&options, gumbo_parse_with_options(&options, page.data(), page.size()));
    }
  });
}

std::vector<Page> Load(int argc, char** argv) {
  std::vector<Page> pages;
  ItemReader reader(std::vector<std::string>(argv + 1, argv + argc));
  while (auto item = reader.Next()) {
    if (!item->ok()) {
      std::fprintf(stderr, "clean_bench: %s\n", item->error().message.c_str());
    } else if (auto* page = std::get_if<Page>(&**item)) {
      pages.push_back(std::move(*page));
    }
  }
  return pages;
}

// The steps of the stage, each over all pages at once. A step's input is made outside its time.
struct Steps {
  double decode, prescan, parse, metadata, content, finish;
};

Steps MeasureSteps(const std::vector<std::string>& bytes, const std::vector<std::string>& texts,
                   const std::vector<Prescanned>& scanned) {
  Steps s{};
  std::string decoded;
  Prescanned out;
  s.decode = BestOf([&] {
    for (const std::string& page : bytes) (void)AsUtf8(page, "", "", decoded);
  });
  s.prescan = BestOf([&] {
    for (const std::string& text : texts) Prescan(text, {}, out);
  });
  HtmlParser parser(kArena);
  MetadataReader reader;
  Tree tree;
  s.parse = s.metadata = s.content = s.finish = 1e9;
  for (int i = 0; i < kRounds; ++i) {
    double parse = 0, metadata = 0, content = 0, finish = 0;
    for (const Prescanned& page : scanned) {
      double t0 = Now();
      (void)parser.Parse(page, tree);
      double t1 = Now();
      Metadata meta = reader.Read(tree, page.json_ld, "");
      double t2 = Now();
      std::string found = ReadContent(tree, meta);
      double t3 = Now();
      std::string text = ToNfc(std::move(found));
      (void)DetectLanguage(text);
      double t4 = Now();
      parse += t1 - t0;
      metadata += t2 - t1;
      content += t3 - t2;
      finish += t4 - t3;
    }
    s.parse = std::min(s.parse, parse);
    s.metadata = std::min(s.metadata, metadata);
    s.content = std::min(s.content, content);
    s.finish = std::min(s.finish, finish);
  }
  return s;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Page> pages = argc > 1 ? Load(argc, argv) : std::vector<Page>();
  if (pages.empty()) {
    std::fprintf(stderr, "usage: clean_bench FOLDER|FILE...\n");
    return 2;
  }
  std::vector<std::string> bytes, texts, small;
  std::vector<Prescanned> scanned;
  size_t all = 0, left = 0, parsed = 0;
  for (const Page& page : pages) {
    bytes.push_back(page.bytes);
    texts.push_back(DecodeToUtf8(page.bytes, "", "").text);
    Prescan(texts.back(), {}, scanned.emplace_back());
    Prescanned written;
    PrescanOptions in_place;
    in_place.stand_ins = false;
    Prescan(texts.back(), in_place, written);
    small.push_back(written.html);
    parsed += scanned.back().html.size();
    all += page.bytes.size();
    left += small.back().size();
  }
  Cleaner cleaner;
  double clean = BestOf([&] {
    for (const Page& page : pages) (void)cleaner.Clean(page);
  });
  double whole = Gumbo(texts), bare = Gumbo(small);
  Steps s = MeasureSteps(bytes, texts, scanned);
  double n = static_cast<double>(pages.size()), mb = static_cast<double>(all) * 1e-6;
  fmt::print("{} pages, {:.1f} MB; {:.1f} MB left by the pre-scan, {:.1f} MB of it to be parsed\n",
             pages.size(), mb, static_cast<double>(left) * 1e-6,
             static_cast<double>(parsed) * 1e-6);
  fmt::print("clean                     {:8.1f} pages/s {:8.1f} MB/s\n", n / clean, mb / clean);
  fmt::print("bare gumbo, whole page    {:8.1f} pages/s {:8.1f} MB/s   clean takes {:.2f} of it\n",
             n / whole, mb / whole, clean / whole);
  fmt::print("bare gumbo, pre-scanned   {:8.1f} pages/s {:8.1f} MB/s   clean takes {:.2f} of it\n",
             n / bare, mb / bare, clean / bare);
  const std::pair<const char*, double> steps[] = {
      {"charset", s.decode},    {"pre-scan", s.prescan}, {"parse", s.parse},
      {"metadata", s.metadata}, {"content", s.content},  {"form C, language", s.finish}};
  for (const auto& [name, seconds] : steps) {
    fmt::print("  {:<18} {:7.3f} ms a page {:5.1f} %\n", name, 1000 * seconds / n,
               100 * seconds / clean);
  }
  return 0;
}
