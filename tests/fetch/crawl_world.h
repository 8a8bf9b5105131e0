// A web that is a table, for tests of the crawler: no socket, no waiting. A request takes a tenth
// of a second of a clock that only the test moves.
#ifndef NEWSFACTS_TESTS_FETCH_CRAWL_WORLD_H_
#define NEWSFACTS_TESTS_FETCH_CRAWL_WORLD_H_

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/fetch/crawl.h"

namespace newsfacts {

class ManualClock : public Clock {
 public:
  int64_t NowMs() const override { return now; }
  int64_t now = 1780228800000;  // 2026-05-31T12:00:00Z
};

struct Answer {
  int status = 200;
  std::string headers;
  std::string body;
  TransferEnd end = TransferEnd::kDone;
};

// Answers each URL with its answers in turn, the last one for ever; 404 for what is not there.
class TableTransfer : public Transfer {
 public:
  explicit TableTransfer(ManualClock* clock) : clock_(clock) {}

  void Start(TransferRequest request) override {
    asked.push_back({clock_->now, request.url, request.headers});
    pending_.push_back(std::move(request));
  }
  std::vector<TransferReply> Wait(int64_t max_ms) override {
    std::vector<TransferReply> out;
    clock_->now += pending_.empty() ? max_ms : 100;
    for (; !pending_.empty(); pending_.pop_front()) out.push_back(Reply(pending_.front()));
    return out;
  }
  size_t active() const override { return pending_.size(); }
  void Abort() override { pending_.clear(); }

  struct Asked {
    int64_t at;
    std::string url;
    std::vector<std::string> headers;
  };
  std::vector<Asked> asked;
  std::map<std::string, std::deque<Answer>> web;

  int Times(const std::string& url) const {
    return static_cast<int>(
        std::count_if(asked.begin(), asked.end(), [&](const Asked& a) { return a.url == url; }));
  }

 private:
  TransferReply Reply(const TransferRequest& request) {
    Answer answer{.status = 404};
    if (auto it = web.find(request.url); it != web.end()) {
      answer = it->second.front();
      if (it->second.size() > 1) it->second.pop_front();
    }
    TransferReply r;
    r.id = request.id;
    r.end = answer.end;
    if (answer.end != TransferEnd::kDone) return r;
    r.http_status = answer.status;
    r.response_head =
        "HTTP/1.1 " + std::to_string(answer.status) + " x\r\n" + answer.headers + "\r\n";
    r.fields = ParseHttpHead(r.response_head).fields;
    r.body = answer.body.substr(0, request.max_body_bytes);
    r.truncated = answer.body.size() > request.max_body_bytes;
    return r;
  }

  ManualClock* clock_;
  std::deque<TransferRequest> pending_;
};

struct KeptCapture {
  Capture capture;
  std::string body;
};

class MemorySink : public CaptureSink {
 public:
  void Submit(uint64_t id, Capture c, std::string body) override {
    kept.push_back({std::move(c), std::move(body)});
    WarcPlace place;
    place.file = "x.warc.gz";
    place.offset = kept.size();
    place.record_id = "<urn:" + std::to_string(kept.size()) + ">";
    places_.push_back(std::move(place));
    ids_.push_back(id);
  }
  std::vector<WrittenCapture> Take(bool) override {
    std::vector<WrittenCapture> out;
    for (size_t i = 0; i < ids_.size(); ++i) out.push_back({ids_[i], places_[i]});
    ids_.clear();
    places_.clear();
    return out;
  }
  Status Sync() override { return Ok(); }
  bool IsFull(int64_t) const override { return false; }
  Status Finish() override { return Ok(); }
  std::vector<std::string> Files() const override { return {"left.warc.gz"}; }
  Status ForEachCapture(const std::string&,
                        const std::function<void(const RecoveredCapture&)>& use) const override {
    for (const RecoveredCapture& c : recovered) use(c);
    return Ok();
  }
  std::vector<KeptCapture> kept;
  std::vector<RecoveredCapture> recovered;

 private:
  std::vector<WarcPlace> places_;
  std::vector<uint64_t> ids_;
};

struct World {
  ManualClock clock;
  TableTransfer transfer{&clock};
  Result<FetchState> opened = FetchState::Open(":memory:");
  FetchState& state = *opened;
  MemorySink sink;
  CrawlOptions options;
  LinkFilterOptions links;
  CrawlCounts counts;

  Answer& Add(const std::string& url, Answer answer) {
    return transfer.web[url].emplace_back(std::move(answer));
  }

  // A feed of a.example that is due in so many milliseconds.
  void AddFeed(const std::string& url, const std::string& body, int64_t due_in_ms) {
    Add(url, {.body = body});
    state.Add({.url = url,
               .href = url,
               .host = "a.example",
               .kind = PageKind::kFeed,
               .due_ms = clock.now + due_in_ms});
  }

  void Run(const std::vector<std::string>& urls, PageKind kind = PageKind::kPage) {
    Crawl crawl(options, std::move(*LinkFilter::Create(links)), clock, transfer, state, &sink);
    for (const std::string& url : urls) REQUIRE(crawl.AddSource(url, kind).ok());
    REQUIRE(crawl.Run(nullptr).ok());
    counts = crawl.counts();
  }

  std::string Outcome(const std::string& url) {
    std::optional<PageRow> page = state.Find(url);
    return page ? page->outcome : "unknown";
  }
};

}  // namespace newsfacts

#endif  // NEWSFACTS_TESTS_FETCH_CRAWL_WORLD_H_
