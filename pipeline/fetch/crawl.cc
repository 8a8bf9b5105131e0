// What to do next. The schedule says which host may be asked; a host's turn goes to the first of
// its waiting jobs; a job whose site's robots.txt is not known waits until it is.
#include "pipeline/fetch/crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/store/http_head.h"

namespace newsfacts {
namespace {

constexpr size_t kClaimAtOnce = 32;
constexpr int64_t kCommitEveryMs = kSecondMs;
constexpr const char* kClock = "clock";   // note: the last time that the state has seen
const std::string kEntered = "entered ";  // note about a file: the state knows all that is in it

}  // namespace

Url WithoutSecrets(Url url) {
  url.username.clear();
  url.password.clear();
  url.fragment.reset();
  return url;
}

Crawl::Crawl(const CrawlOptions& options, LinkFilter filter, const Clock& clock, Transfer& transfer,
             FetchState& state, CaptureSink* sink)
    : options_(options),
      filter_(std::move(filter)),
      clock_(clock),
      transfer_(transfer),
      state_(state),
      sink_(sink),
      schedule_(options.politeness),
      robots_(state, options.robots_agent, options.robots) {
  began_ms_ = committed_ms_ = clock_.NowMs();
  FollowClock();
  if (sink_ != nullptr) status_ = EnterRecovered();
}

// A clock that stands before the last time that the state has seen was set back. The times that are
// kept follow it: what had a minute to wait has a minute to wait, not until that day comes again.
void Crawl::FollowClock() {
  int64_t seen = ParseInstant(state_.Note(kClock)).value_or(0);
  if (began_ms_ < seen) state_.MoveTimes(began_ms_ - seen);
  NoteClock(began_ms_);
}

void Crawl::NoteClock(int64_t now) {
  state_.SetNote(kClock, FormatInstant(now));
}

// A killed run may have stored captures that its state does not know: they stand in files of which
// the state does not say that all that is in them was entered.
Status Crawl::EnterRecovered() {
  for (const std::string& file : sink_->Files()) {
    if (!state_.Note(kEntered + file).empty()) continue;
    Status read = sink_->ForEachCapture(file, [&](const RecoveredCapture& c) { Enter(c); });
    if (!read.ok()) return read;
    state_.SetNote(kEntered + file, FormatInstant(clock_.NowMs()));
  }
  return state_.Commit();
}

// Pages alone: of a source the links are not known either, so it is polled again.
void Crawl::Enter(const RecoveredCapture& c) {
  Result<Url> url = ParseUrl(c.url);
  if (!url.ok()) return;
  state_.AddPayload(c.place.payload_digest, {c.url, c.date, c.place.record_id});
  std::string name = CanonicalUrl(*url);
  state_.Add({.url = name, .href = c.url, .host = url->Authority()});
  std::optional<PageRow> page = state_.Find(name);
  if (!page || page->kind != PageKind::kPage || page->fetched >= c.date) return;
  page->due_ms = kNever;
  page->tries = 0;
  page->outcome = c.type == "revisit" ? "same-payload" : "stored";
  page->http_status = c.http_status;
  HeaderFields fields = ParseHttpHead(c.response_head).fields;
  page->etag = FieldValue(fields, "etag");
  page->last_modified = FieldValue(fields, "last-modified");
  page->payload_digest = c.place.payload_digest;
  page->fetched = c.date;
  page->record_id = c.place.record_id;
  page->warc_file = c.place.file;
  page->warc_offset = static_cast<int64_t>(c.place.offset);
  state_.Save(*page);
}

Status Crawl::AddSource(std::string_view text, PageKind kind) {
  Result<Url> parsed = ParseUrlLoosely(text);
  if (!parsed.ok()) return parsed.error();
  Url url = WithoutSecrets(std::move(*parsed));
  int64_t now = clock_.NowMs();
  PageRow row{.url = CanonicalUrl(url), .href = url.Href(), .host = url.Authority(), .kind = kind};
  row.due_ms = now;
  if (kind != PageKind::kPage) named_.insert(row.url);
  if (state_.Add(row)) return Ok();
  std::optional<PageRow> known = state_.Find(row.url);
  if (!known || known->due_ms != kNever) return state_.status();
  if (kind == PageKind::kPage && !known->warc_file.empty()) return Ok();
  known->kind = kind;
  known->due_ms = now;
  known->tries = 0;
  state_.Save(*known);
  return state_.status();
}

Status Crawl::Run(const std::atomic<int>* stop) {
  state_.ReleaseAll();
  if (options_.poll_once) state_.KeepSources(named_);
  for (auto& [host, due] : state_.HostsWithWork()) WakeHost(host, due);
  while (status_.ok() && !IsOver(clock_.NowMs(), stop)) {
    if (counts_.ended == "done") StartDue();
    int64_t until_due = std::max<int64_t>(0, schedule_.NextDueMs() - clock_.NowMs());
    bool full = transfer_.active() + writing_.size() >= options_.in_flight;
    int64_t wait = full ? options_.longest_wait_ms : std::min(until_due, options_.longest_wait_ms);
    if (transfer_.active() == 0 && !writing_.empty()) {
      TakeWritten(true);  // nothing else to wait for
      continue;
    }
    for (TransferReply& reply : transfer_.Wait(wait)) Handle(std::move(reply));
    TakeWritten(false);
    Status committed = CommitIfDue(false);
    if (status_.ok()) status_ = committed;
    counts_.hosts = static_cast<int64_t>(schedule_.size());
    on_tick();
  }
  transfer_.Abort();
  TakeWritten(true);
  counts_.left = state_.CountLeft();
  if (status_.ok()) status_ = CommitIfDue(true);
  if (status_.ok() && sink_ != nullptr) status_ = FinishFile();
  return status_;
}

bool Crawl::IsOver(int64_t now, const std::atomic<int>* stop) {
  int signals = stop == nullptr ? 0 : stop->load();
  if (signals > 1) counts_.ended = "aborted";
  if (counts_.ended == "done") {
    if (signals == 1) counts_.ended = "stopped";
    if (options_.max_ms > 0 && now - began_ms_ >= options_.max_ms) counts_.ended = "max-time";
    if (options_.max_bytes > 0 && counts_.bytes >= options_.max_bytes) counts_.ended = "max-bytes";
  }
  if (counts_.ended == "aborted") return true;
  if (transfer_.active() > 0 || !writing_.empty()) return false;
  return counts_.ended != "done" || schedule_.NextDueMs() > now + options_.patience_ms;
}

void Crawl::StartDue() {
  while (status_.ok() && transfer_.active() + writing_.size() < options_.in_flight) {
    std::optional<std::string> host = schedule_.Take(clock_.NowMs());
    if (!host) return;
    Job job;
    if (NextJob(*host, &job)) {
      Turn(*host, std::move(job));
      continue;
    }
    int64_t next = state_.NextDue(*host);
    schedule_.Sleep(*host);
    if (next != kNever) schedule_.Wake(*host, {}, next);
    schedule_.Finish(*host, clock_.NowMs(), HostAnswer::kNotAsked);
  }
}

bool Crawl::NextJob(const std::string& host, Job* job) {
  std::deque<Job>& queue = waiting_[host];
  // A page to which a redirect led while it waited has been stored, and its claim is gone.
  while (!queue.empty() && queue.front().robots_of.empty() &&
         !state_.IsClaimed(queue.front().page.id)) {
    queue.pop_front();
  }
  if (queue.empty()) {
    for (PageRow& page : state_.Claim(host, clock_.NowMs(), kClaimAtOnce)) {
      Result<Url> url = ParseUrl(page.href);
      if (url.ok()) queue.push_back({.page = std::move(page), .url = std::move(*url)});
    }
  }
  if (queue.empty()) {
    waiting_.erase(host);
    return false;
  }
  *job = std::move(queue.front());
  queue.pop_front();
  return true;
}

// The job has a slot of its host: it is asked for, or the slot is given back.
void Crawl::Turn(const std::string& host, Job job) {
  if (!job.robots_of.empty()) return Ask(std::move(job));
  int64_t now = clock_.NowMs();
  auto give_back = [&] { schedule_.Finish(host, now, HostAnswer::kNotAsked); };
  if (!filter_.InScope(job.url)) {
    give_back();
    return Settle(std::move(job), "out-of-scope");
  }
  auto hop = job.hops.empty() ? hops_to_.find(job.page.url) : hops_to_.end();
  if (hop != hops_to_.end()) {
    hop->second = std::move(job);
    return static_cast<void>(give_back());
  }
  std::string origin = job.url.Origin();
  const RobotsGate::Site& site = robots_.Of(origin);
  if (site.record.expires_ms <= now) {
    if (for_robots_.contains(origin)) {  // is being asked for: the host sleeps until it is known
      waiting_[host].push_front(std::move(job));
      schedule_.Sleep(host);
      return give_back();
    }
    Url url = job.url;
    for_robots_.emplace(origin, std::move(job));
    url.path = "/robots.txt";
    url.query.reset();
    return Ask({.url = std::move(url), .robots_of = origin});
  }
  if (site.record.access == RobotsRecord::Access::kUnreachable) {
    give_back();
    return TryAgain(std::move(job), "robots-unreachable", site.record.why,
                    site.record.expires_ms - now);
  }
  RobotsVerdict verdict = site.rules.Check(job.url);
  std::optional<int64_t> delay = site.rules.crawl_delay_ms();
  bool slow_enough = !delay || schedule_.SetCrawlDelay(host, *delay);
  if (!verdict.allowed || !slow_enough || (options_.dry_run && job.page.kind == PageKind::kPage)) {
    give_back();
    if (!verdict.allowed) return Settle(std::move(job), "robots", verdict.rule);
    if (slow_enough) return Settle(std::move(job), "would-fetch");
    return Settle(std::move(job), "crawl-delay",
                  fmt::format("robots.txt asks for {} s", *delay / 1000));
  }
  Ask(std::move(job));
}

void Crawl::Ask(Job job) {
  TransferRequest request{.id = next_id_++, .url = job.url.Href()};
  request.max_body_bytes = options_.max_body_bytes;
  const PageRow& page = job.page;
  if (!job.robots_of.empty()) {
    request.headers = {"Accept: text/plain, */*;q=0.5"};
    request.max_body_bytes = Robots::kMaxBytes + 1;
  } else if (page.kind == PageKind::kPage || page.kind == PageKind::kHome) {
    request.headers = {"Accept: text/html, application/xhtml+xml, */*;q=0.5"};
  } else {
    request.headers = {
        "Accept: application/rss+xml, application/atom+xml, application/xml, */*;q=0.5"};
    request.max_body_bytes = options_.max_source_bytes;
  }
  bool trusts_304 = !page.distrusted && page.unchanged_polls + 1 < options_.full_get_every;
  if (!page.warc_file.empty() && trusts_304) {
    if (!page.etag.empty()) request.headers.push_back("If-None-Match: " + page.etag);
    if (!page.last_modified.empty()) {
      request.headers.push_back("If-Modified-Since: " + page.last_modified);
    }
    job.conditional = request.headers.size() > 1;
  }
  job.started_ms = clock_.NowMs();
  ++counts_.requests;
  uint64_t id = request.id;
  under_way_.emplace(id, std::move(job));
  transfer_.Start(std::move(request));
}

void Crawl::Enqueue(Job job, bool first) {
  std::string host = job.url.Authority();
  std::deque<Job>& queue = waiting_[host];
  if (first) {
    queue.push_front(std::move(job));
  } else {
    queue.push_back(std::move(job));
  }
  WakeHost(host, clock_.NowMs());
}

void Crawl::WakeHost(const std::string& host, int64_t from_ms) {
  HostRecord known;
  if (!schedule_.Knows(host)) known = state_.LoadHost(host);
  schedule_.Wake(host, known, from_ms);
}

Status Crawl::CommitIfDue(bool at_once) {
  int64_t now = clock_.NowMs();
  bool full = sink_ != nullptr && sink_->IsFull(now);
  if (!at_once && !full && now - committed_ms_ < kCommitEveryMs) return Ok();
  committed_ms_ = now;
  if (full) TakeWritten(true);
  if (!status_.ok()) return status_;
  if (options_.dry_run || sink_ == nullptr) return state_.status();
  Status synced = sink_->Sync();
  if (!synced.ok()) return synced;
  Status committed = state_.Commit();
  if (!committed.ok()) return committed;
  return full ? FinishFile() : Ok();
}

// What is in the file is in the state.
Status Crawl::FinishFile() {
  if (file_.empty()) return Ok();
  state_.SetNote(kEntered + file_, FormatInstant(clock_.NowMs()));
  Status committed = state_.Commit();
  file_.clear();
  return committed.ok() ? sink_->Finish() : committed;
}

}  // namespace newsfacts
