// What an answer means for its page. Each path ends in Settle (done with it), TryAgain (it waits)
// or another request (a redirect).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/crawl.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/fetch/link_source.h"
#include "pipeline/text/digest.h"

namespace newsfacts {
namespace {

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The host does not answer.
bool IsSilence(TransferEnd end) {
  return end == TransferEnd::kNoSuchHost || end == TransferEnd::kNoConnection ||
         end == TransferEnd::kTimeout || end == TransferEnd::kTlsFailed;
}

std::string Seconds(int64_t us) {
  return fmt::format("{:.3f}", static_cast<double>(us) / 1e6);
}

}  // namespace

void Crawl::Handle(TransferReply reply) {
  auto it = under_way_.find(reply.id);
  Job job = std::move(it->second);
  under_way_.erase(it);
  counts_.bytes += static_cast<int64_t>(reply.body.size());
  int64_t now = clock_.NowMs();
  int64_t wait = 0;
  if (IsWorthRetrying(reply.http_status)) {
    wait = ParseRetryAfter(FieldValue(reply.fields, "retry-after"), now).value_or(0);
  }
  std::string host = job.url.Authority();
  HostAnswer answer = IsSilence(reply.end) ? HostAnswer::kSilent : HostAnswer::kAnswered;
  state_.SaveHost(host, schedule_.Finish(host, now, answer, wait));
  if (!job.robots_of.empty()) {
    HandleRobots(std::move(job), reply);
  } else {
    HandlePage(std::move(job), reply, wait);
  }
}

void Crawl::HandleRobots(Job job, const TransferReply& reply) {
  int status = reply.end == TransferEnd::kDone ? reply.http_status : 0;
  if (IsRedirect(status)) {
    if (static_cast<int>(job.hops.size()) < kRobotsRedirects) {
      Result<Url> target = ParseUrl(FieldValue(reply.fields, "location"), &job.url);
      if (target.ok()) {
        job.hops.push_back(job.url.Href());
        job.url = WithoutSecrets(std::move(*target));
        return Enqueue(std::move(job), true);
      }
    }
    status = 404;  // as RFC 9309 allows
  }
  RobotsAnswer answer{.http_status = status, .problem = reply.problem};
  answer.body = reply.body;
  answer.cache_control = FieldValue(reply.fields, "cache-control");
  int64_t now = clock_.NowMs();
  answer.retry_after_ms = ParseRetryAfter(FieldValue(reply.fields, "retry-after"), now);
  auto jobs = for_robots_.extract(job.robots_of);
  if (reply.end == TransferEnd::kRefusedAddress && job.hops.empty()) {
    for (Job& page : jobs.mapped()) Settle(std::move(page), "refused-address", reply.problem);
    return;  // nobody was asked, so nothing is known of the site
  }
  robots_.Apply(job.robots_of, answer, now);
  for (auto it = jobs.mapped().rbegin(); it != jobs.mapped().rend(); ++it) {
    Enqueue(std::move(*it), true);
  }
}

void Crawl::HandlePage(Job job, TransferReply& reply, int64_t wait_ms) {
  job.page.http_status = reply.http_status;
  if (reply.end != TransferEnd::kDone) {
    if (IsSilence(reply.end) || reply.end == TransferEnd::kBroken) {
      return TryAgain(std::move(job), TransferEndName(reply.end), reply.problem, wait_ms);
    }
    return Settle(std::move(job), TransferEndName(reply.end), reply.problem);
  }
  int status = reply.http_status;
  if (IsRedirect(status)) return Redirect(std::move(job), reply);
  if (status == 304 && job.conditional) return Unchanged(std::move(job), reply);
  if (status >= 200 && status < 300) return Store(std::move(job), reply);
  std::string outcome = fmt::format("http-{}", status);
  if (IsWorthRetrying(status)) return TryAgain(std::move(job), outcome, "", wait_ms);
  Settle(std::move(job), outcome);
}

void Crawl::Redirect(Job job, const TransferReply& reply) {
  std::string_view location = FieldValue(reply.fields, "location");
  if (location.empty()) return Settle(std::move(job), fmt::format("http-{}", reply.http_status));
  Result<Url> parsed = ParseUrl(location, &job.url);
  if (!parsed.ok()) return Settle(std::move(job), "refused-redirect", parsed.error().message);
  Url target = WithoutSecrets(std::move(*parsed));
  std::string href = target.Href();
  job.hops.push_back(fmt::format("{} {}", reply.http_status, job.url.Href()));
  bool loops = std::any_of(job.hops.begin(), job.hops.end(),
                           [&](const std::string& hop) { return hop.substr(4) == href; });
  if (loops) return Settle(std::move(job), "redirect-loop", href);
  if (static_cast<int>(job.hops.size()) > options_.max_redirects) {
    return Settle(std::move(job), "too-many-redirects", href);
  }
  if (job.page.kind == PageKind::kPage) {
    std::string name = CanonicalUrl(target);
    std::optional<PageRow> known = name == job.page.url ? std::nullopt : state_.Find(name);
    if (known && !known->warc_file.empty()) return Settle(std::move(job), "duplicate", href);
  }
  job.url = std::move(target);
  job.conditional = false;
  Enqueue(std::move(job), true);
}

void Crawl::Store(Job job, TransferReply& reply) {
  Capture capture;
  std::string digest = "sha1:" + Sha1Base32(reply.body);
  PageRow& page = job.page;
  std::string_view etag = FieldValue(reply.fields, "etag");
  std::string_view modified = FieldValue(reply.fields, "last-modified");
  bool same_validators =
      (!etag.empty() || !modified.empty()) && etag == page.etag && modified == page.last_modified;
  if (page.unchanged_polls > 0 && same_validators && digest != page.payload_digest) {
    ++counts_.false_304;  // the server would have said 304 again
    page.distrusted = true;
  }
  std::string outcome = "stored";
  if (std::optional<PayloadPlace> first = state_.FindPayload(digest);
      first && !reply.body.empty()) {
    outcome = "same-payload";
    capture.kind = Capture::Kind::kIdenticalPayload;
    capture.refers_to_url = first->url;
    capture.refers_to_date = first->date;
    capture.refers_to_id = first->record_id;
  }
  capture.payload_digest = digest;
  if (!Write(job, reply, std::move(capture))) return;
  page.payload_digest = digest;
  page.etag = etag;
  page.last_modified = modified;
  page.unchanged_polls = 0;
  if (outcome == "stored") {
    state_.AddPayload(digest, {job.url.Href(), page.fetched, page.record_id});
  }
  if (page.kind != PageKind::kPage) Harvest(job, reply);
  if (!job.hops.empty()) RememberFinalUrl(job);
  Settle(std::move(job), outcome, reply.truncated ? "cut at the size limit" : "");
}

void Crawl::Unchanged(Job job, TransferReply& reply) {
  Capture capture;
  capture.kind = Capture::Kind::kNotModified;
  capture.refers_to_url = job.page.href;
  capture.refers_to_date = job.page.fetched;
  capture.refers_to_id = job.page.record_id;
  capture.payload_digest = job.page.payload_digest;
  // Where the body stands is what the page remembers, not where this news of it does.
  PageRow body = job.page;
  if (!Write(job, reply, std::move(capture))) return;
  job.page.fetched = body.fetched;
  job.page.record_id = body.record_id;
  job.page.warc_file = body.warc_file;
  job.page.warc_offset = body.warc_offset;
  ++job.page.unchanged_polls;
  NoteSource(job.page, "");
  Settle(std::move(job), "unchanged");
}

// False where it cannot be written, which ends the crawl.
bool Crawl::Write(Job& job, TransferReply& reply, Capture capture) {
  if (sink_ == nullptr) return true;
  PageRow& page = job.page;
  capture.url = job.url.Href();
  capture.date = FormatInstant(job.started_ms);
  capture.ip = reply.ip;
  if (reply.http2) capture.protocol = "h2";
  capture.request = std::move(reply.request_head);
  capture.response_head = reply.response_head;
  capture.body = reply.body;
  if (reply.truncated) capture.truncated = "length";
  auto note = [&](std::string key, std::string value) {
    if (!value.empty()) capture.metadata.emplace_back(std::move(key), std::move(value));
  };
  note("via", page.source);
  note("source-title", page.title);
  note("source-date", page.published);
  for (const std::string& hop : job.hops) note("redirect", hop);
  RobotsVerdict verdict = robots_.Of(job.url.Origin()).rules.Check(job.url);
  note("robots", verdict.line > 0 ? fmt::format("allowed by line {}", verdict.line) : "allowed");
  note("first-byte-seconds", Seconds(reply.first_byte_us));
  note("fetch-seconds", Seconds(reply.total_us));
  Result<WarcPlace> place = sink_->Write(capture);
  if (!place.ok()) {
    status_ = place.error();
    return false;
  }
  file_ = place->file;
  page.fetched = capture.date;
  page.record_id = place->record_id;
  page.warc_file = place->file;
  page.warc_offset = static_cast<int64_t>(place->offset);
  return true;
}

void Crawl::Harvest(const Job& job, const TransferReply& reply) {
  std::string bytes = reply.body;
  Result<Url> said = ParseUrl(FieldValue(reply.fields, "content-location"), &job.url);
  FoundLinks found = FindLinks(job.page.kind, bytes, said.ok() ? *said : job.url);
  if (!found.problem.empty() && job.page.kind != PageKind::kHome) {
    on_event({job.page, found.problem, false});
  }
  NoteSource(job.page, "");
  for (FoundLink& link : found.links) {
    AddLink(job.page, link.url, link.kind, std::move(link.title), std::move(link.published));
  }
  if (job.page.kind != PageKind::kHome) return;
  for (const std::string& sitemap : robots_.Of(job.url.Origin()).rules.sitemaps()) {
    Result<Url> url = ParseUrl(sitemap, &job.url);
    if (url.ok()) AddLink(job.page, *url, PageKind::kSitemap, "", "");
  }
}

void Crawl::AddLink(const PageRow& source, const Url& found, PageKind kind, std::string title,
                    std::string published) {
  Url url = WithoutSecrets(found);
  bool wanted = kind == PageKind::kPage ? filter_.Wants(url, published) : filter_.InScope(url);
  int depth = kind == PageKind::kSitemap ? source.depth + 1 : 0;
  if (!wanted || depth > options_.max_sitemap_depth) return;
  SourceCounts& counts = counts_.sources[source.href];
  ++counts.links;
  PageRow row{.url = CanonicalUrl(url),
              .href = url.Href(),
              .host = url.Authority(),
              .kind = kind,
              .source = source.href,
              .title = std::move(title),
              .published = std::move(published),
              .depth = depth,
              .due_ms = clock_.NowMs()};
  if (!state_.Add(row)) return;
  ++counts.new_links;
  WakeHost(row.host, row.due_ms);
}

void Crawl::RememberFinalUrl(const Job& job) {
  PageRow alias = job.page;
  alias.url = CanonicalUrl(job.url);
  if (alias.url == job.page.url) return;
  alias.href = job.url.Href();
  alias.host = job.url.Authority();
  alias.outcome = "stored";
  alias.due_ms = kNever;
  if (state_.Add(alias)) return;
  // Known, and due on its own account: it has just been fetched.
  std::optional<PageRow> known = state_.Find(alias.url);
  if (!known || known->kind != PageKind::kPage) return;
  alias.id = known->id;
  state_.Save(alias);
}

int64_t Crawl::NextPoll(const PageRow& page) const {
  if (page.kind == PageKind::kPage || options_.poll_again_ms == kNever) return kNever;
  // Sources that were added together do not stay together.
  int64_t spread = options_.poll_again_ms / 10 + 1;
  auto hash = static_cast<int64_t>(std::hash<std::string>()(page.url) >> 1);
  return clock_.NowMs() + options_.poll_again_ms + hash % spread;
}

// A source that was asked stands in the counts even where it names nothing.
void Crawl::NoteSource(const PageRow& page, std::string_view problem) {
  if (page.kind != PageKind::kPage) counts_.sources[page.href].problem = problem;
}

// After too many tries a page is given up; a source is polled the next time it is due.
void Crawl::TryAgain(Job job, std::string outcome, std::string_view problem, int64_t wait_ms) {
  bool waits_for_robots = outcome == "robots-unreachable";
  if (!waits_for_robots && ++job.page.tries >= options_.retry.tries) {
    return Settle(std::move(job), std::move(outcome), problem);
  }
  int64_t wait =
      waits_for_robots ? wait_ms : std::max(wait_ms, BackoffMs(job.page.tries, options_.retry));
  ++counts_.retries;
  NoteSource(job.page, outcome);
  job.page.outcome = std::move(outcome);
  job.page.due_ms = clock_.NowMs() + wait;
  state_.Save(job.page);
  WakeHost(job.page.host, job.page.due_ms);
  std::string detail(problem);
  detail += fmt::format("{}again in {} s", detail.empty() ? "" : "; ", (wait + 999) / 1000);
  on_event({job.page, detail, false});
}

void Crawl::Settle(Job job, std::string outcome, std::string_view detail) {
  PageRow& page = job.page;
  bool was_read = outcome == "stored" || outcome == "same-payload" || outcome == "unchanged";
  if (!was_read) NoteSource(page, outcome);
  page.tries = 0;
  page.outcome = std::move(outcome);
  page.due_ms = NextPoll(page);
  state_.Save(page);
  if (options_.poll_once) state_.Hold(page.id);
  if (page.due_ms != kNever) WakeHost(page.host, page.due_ms);
  ++counts_.outcomes[page.outcome];
  on_event({page, detail, true});
}

}  // namespace newsfacts
