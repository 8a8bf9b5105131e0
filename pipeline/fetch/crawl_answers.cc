// What an answer means for its page. Each path ends in Settle (done with it), TryAgain (it waits)
// or another request (a redirect).
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/fetch/canonical_url.h"
#include "pipeline/fetch/crawl.h"
#include "pipeline/fetch/instant.h"
#include "pipeline/fetch/link_source.h"
#include "pipeline/store/content_decoding.h"
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

// The body without its content coding; and where what is left is a packed file, that unpacked.
std::string Unpacked(const TransferReply& reply, size_t limit) {
  std::string bytes = DecodeBody(reply.fields, reply.body, limit).bytes;
  if (!bytes.starts_with("\x1F\x8B")) return bytes;
  std::optional<DecodedBody> file = Unpack("gzip", bytes, limit);
  return file ? std::move(file->bytes) : bytes;
}

}  // namespace

void Crawl::Handle(TransferReply reply) {
  auto it = under_way_.find(reply.id);
  Job job = std::move(it->second);
  under_way_.erase(it);
  counts_.bytes += static_cast<int64_t>(reply.body.size());
  int64_t now = clock_.NowMs();
  NoteClock(now);
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
  auto page = for_robots_.extract(job.robots_of);
  if (reply.end == TransferEnd::kRefusedAddress && job.hops.empty()) {
    Settle(std::move(page.mapped()), "refused-address", reply.problem);
    WakeHost(job.url.Authority(), now);
    return;  // nobody was asked, so nothing is known of the site
  }
  robots_.Apply(job.robots_of, answer, now);
  Enqueue(std::move(page.mapped()), true);
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
  EndHop(job, false);
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
    bool is_stored = known && !known->warc_file.empty();
    bool will_be = hops_to_.contains(name) || (known && known->due_ms != kNever);
    if (is_stored || will_be) return Settle(std::move(job), "duplicate", href);
    if (name != job.page.url) hops_to_[name];
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
  Writing writing{.outcome = "stored", .detail = reply.truncated ? "cut at the size limit" : ""};
  if (std::optional<PayloadPlace> first = FindPayload(digest); first && !reply.body.empty()) {
    writing.outcome = "same-payload";
    capture.kind = Capture::Kind::kIdenticalPayload;
    capture.refers_to_url = first->url;
    capture.refers_to_date = first->date;
    capture.refers_to_id = first->record_id;
  } else {
    payloads_being_written_[digest] = {job.url.Href(), FormatInstant(job.started_ms), ""};
  }
  capture.payload_digest = digest;
  page.payload_digest = digest;
  page.etag = etag;
  page.last_modified = modified;
  page.unchanged_polls = 0;
  if (page.kind != PageKind::kPage) Harvest(job, reply);
  writing.job = std::move(job);
  Submit(std::move(writing), reply, std::move(capture));
}

std::optional<PayloadPlace> Crawl::FindPayload(const std::string& digest) {
  auto it = payloads_being_written_.find(digest);
  return it != payloads_being_written_.end() ? it->second : state_.FindPayload(digest);
}

void Crawl::Unchanged(Job job, TransferReply& reply) {
  Capture capture;
  capture.kind = Capture::Kind::kNotModified;
  capture.refers_to_url = job.page.href;
  capture.refers_to_date = job.page.fetched;
  capture.refers_to_id = job.page.record_id;
  capture.payload_digest = job.page.payload_digest;
  ++job.page.unchanged_polls;
  NoteSource(job.page, "");
  Submit({.job = std::move(job), .outcome = "unchanged"}, reply, std::move(capture));
}

void Crawl::Submit(Writing writing, TransferReply& reply, Capture capture) {
  Job& job = writing.job;
  if (sink_ == nullptr) return Finish(std::move(writing), {});
  capture.url = job.url.Href();
  capture.date = writing.date = FormatInstant(job.started_ms);
  capture.ip = reply.ip;
  if (reply.http2) capture.protocol = "h2";
  capture.request = std::move(reply.request_head);
  capture.response_head = std::move(reply.response_head);
  if (reply.truncated) capture.truncated = "length";
  auto note = [&](std::string key, std::string value) {
    if (!value.empty()) capture.metadata.emplace_back(std::move(key), std::move(value));
  };
  note("via", job.page.source);
  note("source-title", job.page.title);
  note("source-date", job.page.published);
  for (const std::string& hop : job.hops) note("redirect", hop);
  RobotsVerdict verdict = robots_.Of(job.url.Origin()).rules.Check(job.url);
  note("robots", verdict.line > 0 ? fmt::format("allowed by line {}", verdict.line) : "allowed");
  note("first-byte-seconds", Seconds(reply.first_byte_us));
  note("fetch-seconds", Seconds(reply.total_us));
  uint64_t id = next_id_++;
  writing_.emplace(id, std::move(writing));
  sink_->Submit(id, std::move(capture), std::move(reply.body));
}

void Crawl::TakeWritten(bool all) {
  if (sink_ == nullptr) return;
  for (WrittenCapture& written : sink_->Take(all)) {
    auto writing = writing_.extract(written.id);
    if (!written.place.ok()) {
      if (status_.ok()) status_ = written.place.error();  // which ends the crawl
      continue;
    }
    Finish(std::move(writing.mapped()), *written.place);
  }
}

// The capture is written: what the page remembers, and its end.
void Crawl::Finish(Writing writing, const WarcPlace& place) {
  Job& job = writing.job;
  PageRow& page = job.page;
  file_ = place.file;
  // Of a page that has not changed, the body stands where it stood.
  if (writing.outcome != "unchanged" && sink_ != nullptr) {
    page.fetched = writing.date;
    page.record_id = place.record_id;
    page.warc_file = place.file;
    page.warc_offset = static_cast<int64_t>(place.offset);
    payloads_being_written_.erase(page.payload_digest);
    if (writing.outcome == "stored") {
      state_.AddPayload(page.payload_digest, {job.url.Href(), page.fetched, page.record_id});
    }
    if (!job.hops.empty()) RememberFinalUrl(job);
  }
  Settle(std::move(job), std::move(writing.outcome), writing.detail);
}

void Crawl::Harvest(const Job& job, const TransferReply& reply) {
  std::string bytes = Unpacked(reply, options_.max_source_bytes);
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

// The job leaves the page to which a redirect led it. Where it is not stored, the job of that page
// itself goes on.
void Crawl::EndHop(const Job& job, bool stored) {
  if (job.hops.empty()) return;
  auto hop = hops_to_.extract(CanonicalUrl(job.url));
  if (!hop.empty() && hop.mapped() && !stored) Enqueue(std::move(*hop.mapped()), false);
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
  EndHop(job, false);
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
  EndHop(job, was_read);
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
