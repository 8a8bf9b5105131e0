// The crawler: takes what is due from the state, asks politely, stores what comes, and finds more
// in feeds and sitemaps, until nothing is left that is worth waiting for. One thread.
//
//   Crawl crawl(options, std::move(filter), clock, transfer, state, &sink);
//   crawl.AddSource("https://news.example/feed.xml", PageKind::kFeed);
//   Status s = crawl.Run(&stop);
//   crawl.counts().outcomes["stored"] == 17
//
// The path of a page, and where it may end (the outcome that the state keeps):
//
//   scope --> robots.txt --> conditional GET --> answer --> WARC --> state
//
//   out-of-scope        the host is not among those that may be asked
//   robots              robots.txt forbids it
//   crawl-delay         robots.txt asks for a longer delay than the cap
//   robots-unreachable  waits: nobody may be asked while robots.txt gives 5xx or nothing
//   stored              2xx: a response record (cut at the cap: WARC-Truncated)
//   same-payload        2xx, with a body that is stored already: a revisit record
//   unchanged           304: a revisit record
//   duplicate           a redirect led to a page that is stored, or fetched on its own account
//   http-NNN            any other status; waits and is tried again for those of retry.h
//   too-many-redirects, redirect-loop, refused-redirect (no http or https)
//   refused-address     the address guard; never tried again
//   head-too-large      never tried again
//   no-such-host, no-connection, tls-failed, timeout, broken    wait and are tried again
//   would-fetch         a dry run
//
// A page counts as fetched when its record is on the disk: captures are synced, then the state is
// committed, about once a second. After a kill the captures that stand in the file but not in the
// state are entered into it, so nothing is lost and nothing stored twice.
#ifndef NEWSFACTS_PIPELINE_FETCH_CRAWL_H_
#define NEWSFACTS_PIPELINE_FETCH_CRAWL_H_

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/fetch/capture_sink.h"
#include "pipeline/fetch/clock.h"
#include "pipeline/fetch/host_schedule.h"
#include "pipeline/fetch/link_filter.h"
#include "pipeline/fetch/retry.h"
#include "pipeline/fetch/robots_gate.h"
#include "pipeline/fetch/state.h"
#include "pipeline/fetch/transfer.h"

namespace newsfacts {

struct CrawlOptions {
  std::string robots_agent = "newsfacts";  // a product token
  PolitenessOptions politeness;
  RetryOptions retry;
  RobotsPolicy robots;
  size_t in_flight = 64;
  size_t max_body_bytes = size_t{5} << 20;
  size_t max_source_bytes = size_t{50} << 20;  // of a feed or sitemap, also when decoded
  int max_redirects = 10;
  int max_sitemap_depth = 3;
  int64_t patience_ms = 5 * kMinuteMs;  // what is due later is left for the next run
  int64_t poll_again_ms = kNever;       // a source is due again after this, spread by a tenth
  // A source is polled once in this run, and only if it was named for it or found in one that was.
  bool poll_once = false;
  int full_get_every = 8;  // polls of a source: then a GET without validators
  int64_t max_ms = 0;      // 0: no bound
  int64_t max_bytes = 0;
  int64_t longest_wait_ms = 500;  // so often a signal is looked for
  bool dry_run = false;           // sources are read, pages only told of
};

// What happened to one page, as it happens.
struct CrawlEvent {
  const PageRow& page;
  std::string_view detail;  // "HTTP 503, again in 30 s"; "" where the outcome says all
  bool final = true;        // false: it will be tried again
};

struct SourceCounts {
  int64_t links = 0;
  int64_t new_links = 0;
  std::string problem;  // the outcome, where it could not be read; "" where it could
};

struct CrawlCounts {
  std::map<std::string, int64_t> outcomes;  // final ones
  std::map<std::string, SourceCounts> sources;
  int64_t requests = 0;
  int64_t bytes = 0;  // bodies, as they came
  int64_t retries = 0;
  int64_t false_304 = 0;
  int64_t left = 0;            // pages that wait for a later run; counted at the end
  int64_t hosts = 0;           // with work now
  std::string ended = "done";  // or stopped, aborted, max-time, max-bytes
};

class Crawl {
 public:
  // `sink` is null for a dry run. All are used, none is owned.
  Crawl(const CrawlOptions& options, LinkFilter filter, const Clock& clock, Transfer& transfer,
        FetchState& state, CaptureSink* sink);

  // What to fetch. A page that is stored already is left alone; one that was given up is tried
  // again; a source is polled. The error says what is wrong with the URL.
  Status AddSource(std::string_view url, PageKind kind);

  // `stop` grows with every signal: at 1 nothing new is begun, at 2 what is under way is dropped.
  Status Run(const std::atomic<int>* stop);

  const CrawlCounts& counts() const { return counts_; }
  std::function<void(const CrawlEvent&)> on_event = [](const CrawlEvent&) {};
  std::function<void()> on_tick = [] {};

 private:
  // A page on its way, or (page.id == 0) a request for a robots.txt.
  struct Job {
    PageRow page;
    Url url;                        // of the current hop
    std::vector<std::string> hops;  // "302 http://..." of those before
    int64_t started_ms = 0;
    bool conditional = false;
    std::string robots_of;  // the origin whose robots.txt this is, "" for a page
  };

  // A capture that is being written, and how its page ends when it is.
  struct Writing {
    Job job;
    std::string outcome;
    std::string detail;
    std::string date;
  };

  // crawl.cc: what to do next
  void FollowClock();
  void NoteClock(int64_t now);
  Status EnterRecovered();
  void Enter(const RecoveredCapture& capture);
  Status FinishFile();
  bool IsOver(int64_t now, const std::atomic<int>* stop);
  void StartDue();
  bool NextJob(const std::string& host, Job* job);
  void Turn(const std::string& host, Job job);
  void Ask(Job job);
  void Enqueue(Job job, bool first);
  void WakeHost(const std::string& host, int64_t from_ms);
  Status CommitIfDue(bool now);
  // crawl_answers.cc: what an answer means
  void Handle(TransferReply reply);
  void HandleRobots(Job job, const TransferReply& reply);
  void HandlePage(Job job, TransferReply& reply, int64_t wait_ms);
  void Redirect(Job job, const TransferReply& reply);
  void Store(Job job, TransferReply& reply);
  void Unchanged(Job job, TransferReply& reply);
  std::optional<PayloadPlace> FindPayload(const std::string& digest);
  void Submit(Writing writing, TransferReply& reply, Capture capture);
  void TakeWritten(bool all);
  void Finish(Writing writing, const WarcPlace& place);
  void Harvest(const Job& job, const TransferReply& reply);
  void RememberFinalUrl(const Job& job);
  void EndHop(const Job& job, bool stored);
  void AddLink(const PageRow& source, const Url& url, PageKind kind, std::string title,
               std::string published);
  void NoteSource(const PageRow& page, std::string_view problem);
  void TryAgain(Job job, std::string outcome, std::string_view problem, int64_t wait_ms);
  void Settle(Job job, std::string outcome, std::string_view detail = "");
  int64_t NextPoll(const PageRow& page) const;

  const CrawlOptions options_;
  const LinkFilter filter_;
  const Clock& clock_;
  Transfer& transfer_;
  FetchState& state_;
  CaptureSink* sink_;
  HostSchedule schedule_;
  RobotsGate robots_;
  CrawlCounts counts_;
  Status status_ = Ok();  // the first failure to write

  std::unordered_map<std::string, std::deque<Job>> waiting_;  // by host
  std::unordered_map<std::string, Job> for_robots_;  // by the origin whose robots.txt it waits for
  // Pages to which redirects lead just now, by canonical URL; and the job of that very page, which
  // waits for what comes of it.
  std::unordered_map<std::string, std::optional<Job>> hops_to_;
  std::unordered_map<uint64_t, Job> under_way_;
  std::unordered_map<uint64_t, Writing> writing_;
  std::unordered_map<std::string, PayloadPlace> payloads_being_written_;  // by digest
  uint64_t next_id_ = 1;
  int64_t began_ms_ = 0;
  int64_t committed_ms_ = 0;
  std::unordered_set<std::string> named_;  // canonical URLs of the sources
  std::string file_;                       // that captures go to now, "" where there is none
};

// The URL as it is sent and stored: without user name, password and fragment.
Url WithoutSecrets(Url url);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_CRAWL_H_
