#include "pipeline/cli/fetch_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "pipeline/cli/messages.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/text/json.h"

namespace newsfacts {
namespace {

constexpr int64_t kTellEveryMs = kSecondMs;

std::string EventJson(const CrawlEvent& e, int64_t now_ms) {
  JsonWriter w;
  w.BeginObject().Key("time").String(FormatInstant(now_ms)).Key("url").String(e.page.href);
  w.Key("outcome").String(e.page.outcome).Key("final").Bool(e.final);
  w.Key("http_status").Int(e.page.http_status).Key("tries").Int(e.page.tries);
  w.Key("source").StringOrNull(e.page.source).Key("detail").StringOrNull(e.detail);
  return w.EndObject().Take();
}

bool IsGood(std::string_view outcome) {
  return outcome == "stored" || outcome == "same-payload" || outcome == "unchanged" ||
         outcome == "duplicate" || outcome == "would-fetch";
}

}  // namespace

FetchProgress::FetchProgress(const Clock& clock, FetchState& state, const CrawlCounts& counts,
                             const FetchProgressOptions& options)
    : clock_(clock), state_(state), counts_(counts), options_(options), began_ms_(clock.NowMs()) {}

void FetchProgress::Note(const CrawlEvent& e) {
  if (options_.list && e.final && e.page.kind == PageKind::kPage) {
    bool wanted = e.page.outcome == "would-fetch";
    fmt::print("{}\t{}{}{}\n", wanted ? "fetch" : "skip", e.page.href, wanted ? "" : "\t",
               wanted ? "" : e.page.outcome);
  }
  if (options_.json) {
    return Log(EventJson(e, clock_.NowMs()));
  }
  std::string_view outcome = e.page.outcome.empty() ? "source" : std::string_view(e.page.outcome);
  std::string text = fmt::format("{} {}{}{}{}", outcome, e.page.href, e.detail.empty() ? "" : " (",
                                 e.detail, e.detail.empty() ? "" : ")");
  if (IsGood(outcome) || !e.final) {
    SayMore(text);
  } else {
    Say(text);
  }
}

void FetchProgress::Tick() {
  int64_t now = clock_.NowMs();
  if (!ShowsStatus() || options_.json || now - told_ms_ < kTellEveryMs) return;
  told_ms_ = now;
  int64_t ended = 0;
  for (const auto& [outcome, count] : counts_.outcomes) ended += count;
  int64_t left = state_.CountLeft();
  double seconds = static_cast<double>(std::max<int64_t>(1, now - began_ms_)) / 1000;
  double eta = ended == 0 ? 0 : static_cast<double>(left) * seconds / static_cast<double>(ended);
  ShowStatus(fmt::format("{} pages, {:.1f} MB, {} hosts, {} retries, {} left, about {:.0f} s",
                         ended, static_cast<double>(counts_.bytes) / 1e6, counts_.hosts,
                         counts_.retries, left, eta));
}

}  // namespace newsfacts
