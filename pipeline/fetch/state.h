// What the crawler remembers from run to run, in one SQLite file: pages and sources with when they
// are due, validators and where their capture stands; hosts with when they may be asked next; what
// robots.txt said; the digests of payloads and texts.
//
// Writes gather in a transaction until Commit. The crawler commits only after the captures that the
// writes speak of are on the disk: a page counts as fetched only when its record can be read.
//
// Calls after a failure do nothing; Commit and status tell the first one.
#ifndef NEWSFACTS_PIPELINE_FETCH_STATE_H_
#define NEWSFACTS_PIPELINE_FETCH_STATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "pipeline/fetch/clock.h"
#include "pipeline/fetch/database.h"
#include "pipeline/fetch/host_schedule.h"
#include "pipeline/fetch/robots_policy.h"

namespace newsfacts {

enum class PageKind { kPage, kFeed, kSitemap, kHome };  // a home page is searched for feeds

struct PageRow {
  int64_t id = 0;
  std::string url;   // canonical: the name under which it is remembered
  std::string href;  // what is asked for
  std::string host;  // Url::Authority of href
  PageKind kind = PageKind::kPage;
  std::string source;     // the feed or sitemap that named it; "" where the user did
  std::string title;      // as the source has it
  std::string published;  // as the source has it
  int depth = 0;          // of a sitemap below sitemap indexes
  int64_t due_ms = kNever;
  int tries = 0;        // failures in a row
  std::string outcome;  // of the last try, "" before it
  int http_status = 0;  // of the last answer
  // Of the last capture that was stored.
  std::string etag;
  std::string last_modified;
  std::string payload_digest;
  std::string fetched;  // its date
  std::string record_id;
  std::string warc_file;
  int64_t warc_offset = 0;
  int unchanged_polls = 0;  // 304 answers since the last full one
  bool distrusted = false;  // a 304 of this source has been false
};

// The capture that first held a payload.
struct PayloadPlace {
  std::string url;
  std::string date;
  std::string record_id;
};

class FetchState {
 public:
  static Result<FetchState> Open(const std::string& path);

  // Adds a page that is not known; false where it is.
  bool Add(const PageRow& page);
  std::optional<PageRow> Find(std::string_view url);
  // All but its name, address and origin (url, href, host, source, title, published, depth).
  void Save(const PageRow& page);

  // Pages of a host that are due, oldest first. They are not given again until Save or Release;
  // one that is held not before ReleaseAll.
  std::vector<PageRow> Claim(std::string_view host, int64_t now_ms, size_t limit);
  void Release(int64_t page_id) { claimed_.erase(page_id); }
  void Hold(int64_t page_id) { claimed_.insert(page_id); }
  bool IsClaimed(int64_t page_id) const { return claimed_.contains(page_id); }
  void ReleaseAll() { claimed_.clear(); }
  // When the host's next page that is not claimed is due; kNever where there is none.
  int64_t NextDue(std::string_view host);
  // Every host that has a page with a due time, and the earliest of these.
  std::vector<std::pair<std::string, int64_t>> HostsWithWork();
  // Sources that the user once named, but not among these, are not due any more.
  void KeepSources(const std::unordered_set<std::string>& urls);
  // Pages and failed sources that have a due time; sources that wait for their next poll do not
  // count.
  int64_t CountLeft();

  HostRecord LoadHost(std::string_view host);
  void SaveHost(std::string_view host, const HostRecord& record);
  RobotsRecord LoadRobots(std::string_view origin);
  void SaveRobots(std::string_view origin, const RobotsRecord& record);

  std::optional<PayloadPlace> FindPayload(std::string_view digest);
  void AddPayload(std::string_view digest, const PayloadPlace& place);
  // False where an article with that text is known under another name.
  bool AddText(std::string_view text_sha1, std::string_view article_id);

  // Moves every time that is kept by so much: when pages and hosts may be asked for, and how long
  // what robots.txt said holds. What was fetched when stays as it is.
  void MoveTimes(int64_t by_ms);

  // Small facts about runs: which file was cleaned how far, and the like.
  std::string Note(std::string_view key);
  void SetNote(std::string_view key, std::string_view value);

  Status Commit() { return db_.Commit(); }
  Status status() const { return db_.status(); }

 private:
  explicit FetchState(Database db) : db_(std::move(db)) {}
  Database db_;
  std::unordered_set<int64_t> claimed_;  // lives as long as the process: a crash frees every claim
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_STATE_H_
