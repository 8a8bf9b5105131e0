#include "pipeline/fetch/state.h"

#include <fmt/format.h>

namespace newsfacts {
namespace {

constexpr int kVersion = 1;

// Instants are milliseconds since 1970. `due` is NULL where a page is not to be asked for again, so
// that the index holds the work that is left and nothing else.
constexpr const char* kSchema = R"(
CREATE TABLE IF NOT EXISTS page (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, href TEXT NOT NULL, host TEXT NOT NULL,
  kind INTEGER NOT NULL, source TEXT, title TEXT, published TEXT, depth INTEGER, due INTEGER,
  tries INTEGER, outcome TEXT, http_status INTEGER, etag TEXT, last_modified TEXT, payload TEXT,
  fetched TEXT, record_id TEXT, warc_file TEXT, warc_offset INTEGER, unchanged_polls INTEGER,
  distrusted INTEGER);
CREATE INDEX IF NOT EXISTS page_due ON page(host, due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS host (
  host TEXT PRIMARY KEY, next_allowed INTEGER, failures INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS robots (
  origin TEXT PRIMARY KEY, access INTEGER, expires INTEGER, unreachable_since INTEGER, rules TEXT,
  why TEXT);
CREATE TABLE IF NOT EXISTS payload (
  digest TEXT PRIMARY KEY, url TEXT, date TEXT, record_id TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (sha1 TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
)";

// The columns of a page in the order of ReadPage, and those that change.
#define FIXED_COLUMNS "url, href, host, source, title, published, depth"
#define CHANGING_COLUMNS                                                                       \
  "kind, due, tries, outcome, http_status, etag, last_modified, payload, fetched, record_id, " \
  "warc_file, warc_offset, unchanged_polls, distrusted"
#define PAGE_COLUMNS FIXED_COLUMNS ", " CHANGING_COLUMNS

std::optional<int64_t> OrNull(int64_t due_ms) {
  if (due_ms == kNever) return std::nullopt;
  return due_ms;
}

PageRow ReadPage(const Query& q) {
  PageRow p;
  int c = 0;
  auto text = [&] { return q.Text(c++); };
  auto number = [&] { return static_cast<int>(q.Int(c++)); };
  p.id = q.Int(c++);
  p.url = text();
  p.href = text();
  p.host = text();
  p.source = text();
  p.title = text();
  p.published = text();
  p.depth = number();
  p.kind = static_cast<PageKind>(number());
  p.due_ms = q.Int(c++, kNever);
  p.tries = number();
  p.outcome = text();
  p.http_status = number();
  p.etag = text();
  p.last_modified = text();
  p.payload_digest = text();
  p.fetched = text();
  p.record_id = text();
  p.warc_file = text();
  p.warc_offset = q.Int(c++);
  p.unchanged_polls = number();
  p.distrusted = number() != 0;
  return p;
}

}  // namespace

Result<FetchState> FetchState::Open(const std::string& path) {
  Result<Database> db = Database::Open(path);
  if (!db.ok()) return db.error();
  int64_t version = 0;
  if (Query q = db->Ask("PRAGMA user_version"); q.Next()) version = q.Int(0);
  if (version > kVersion) {
    return UsageError(fmt::format("{} was written by a newer newsfacts (version {} of its tables)",
                                  path, version));
  }
  db->RunScript(kSchema);
  db->RunScript("PRAGMA user_version = 1");
  Status s = db->status();
  if (!s.ok()) return s.error();
  return FetchState(std::move(*db));
}

bool FetchState::Add(const PageRow& p) {
  return db_.Run("INSERT OR IGNORE INTO page (" PAGE_COLUMNS
                 ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 p.url, p.href, p.host, p.source, p.title, p.published, p.depth,
                 static_cast<int>(p.kind), OrNull(p.due_ms), p.tries, p.outcome, p.http_status,
                 p.etag, p.last_modified, p.payload_digest, p.fetched, p.record_id, p.warc_file,
                 p.warc_offset, p.unchanged_polls, p.distrusted) > 0;
}

void FetchState::Save(const PageRow& p) {
  db_.Run("UPDATE page SET (" CHANGING_COLUMNS ") = (?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE id = ?",
          static_cast<int>(p.kind), OrNull(p.due_ms), p.tries, p.outcome, p.http_status, p.etag,
          p.last_modified, p.payload_digest, p.fetched, p.record_id, p.warc_file, p.warc_offset,
          p.unchanged_polls, p.distrusted, p.id);
  Release(p.id);
}

std::optional<PageRow> FetchState::Find(std::string_view url) {
  Query q = db_.Ask("SELECT id, " PAGE_COLUMNS " FROM page WHERE url = ?", url);
  if (!q.Next()) return std::nullopt;
  return ReadPage(q);
}

std::vector<PageRow> FetchState::Claim(std::string_view host, int64_t now_ms, size_t limit) {
  std::vector<PageRow> pages;
  Query q =
      db_.Ask("SELECT id, " PAGE_COLUMNS " FROM page WHERE host = ? AND due <= ? ORDER BY due, id",
              host, now_ms);
  while (pages.size() < limit && q.Next()) {
    if (claimed_.insert(q.Int(0)).second) pages.push_back(ReadPage(q));
  }
  return pages;
}

int64_t FetchState::NextDue(std::string_view host) {
  Query q =
      db_.Ask("SELECT id, due FROM page WHERE host = ? AND due IS NOT NULL ORDER BY due, id", host);
  while (q.Next()) {
    if (!claimed_.contains(q.Int(0))) return q.Int(1);
  }
  return kNever;
}

std::vector<std::pair<std::string, int64_t>> FetchState::HostsWithWork() {
  std::vector<std::pair<std::string, int64_t>> out;
  Query q = db_.Ask("SELECT host, min(due) FROM page WHERE due IS NOT NULL GROUP BY host");
  while (q.Next()) out.emplace_back(q.Text(0), q.Int(1));
  return out;
}

void FetchState::KeepSources(const std::unordered_set<std::string>& urls) {
  std::vector<int64_t> dropped;
  Query q = db_.Ask("SELECT id, url FROM page WHERE due IS NOT NULL AND kind <> 0 AND source = ''");
  while (q.Next()) {
    if (!urls.contains(q.Text(1))) dropped.push_back(q.Int(0));
  }
  for (int64_t id : dropped) db_.Run("UPDATE page SET due = NULL WHERE id = ?", id);
}

int64_t FetchState::CountLeft() {
  Query q = db_.Ask(
      "SELECT count(*) FROM page WHERE due IS NOT NULL"
      " AND NOT (kind <> 0 AND tries = 0 AND outcome IN ('stored', 'same-payload',"
      " 'unchanged'))");
  return q.Next() ? q.Int(0) : 0;
}

HostRecord FetchState::LoadHost(std::string_view host) {
  Query q = db_.Ask("SELECT next_allowed, failures FROM host WHERE host = ?", host);
  if (!q.Next()) return {};
  return {q.Int(0), static_cast<int>(q.Int(1))};
}

void FetchState::SaveHost(std::string_view host, const HostRecord& r) {
  db_.Run("INSERT OR REPLACE INTO host VALUES (?, ?, ?)", host, r.next_allowed_ms, r.failures);
}

RobotsRecord FetchState::LoadRobots(std::string_view origin) {
  Query q = db_.Ask(
      "SELECT access, expires, unreachable_since, rules, why FROM robots WHERE origin = ?", origin);
  if (!q.Next()) return {};
  return {static_cast<RobotsRecord::Access>(q.Int(0)), q.Int(1), q.Int(2), q.Text(3), q.Text(4)};
}

void FetchState::SaveRobots(std::string_view origin, const RobotsRecord& r) {
  db_.Run("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?, ?, ?)", origin,
          static_cast<int>(r.access), r.expires_ms, r.unreachable_since_ms, r.rules, r.why);
}

std::optional<PayloadPlace> FetchState::FindPayload(std::string_view digest) {
  Query q = db_.Ask("SELECT url, date, record_id FROM payload WHERE digest = ?", digest);
  if (!q.Next()) return std::nullopt;
  return PayloadPlace{q.Text(0), q.Text(1), q.Text(2)};
}

void FetchState::AddPayload(std::string_view digest, const PayloadPlace& p) {
  db_.Run("INSERT OR IGNORE INTO payload VALUES (?, ?, ?, ?)", digest, p.url, p.date, p.record_id);
}

bool FetchState::AddText(std::string_view text_sha1, std::string_view article_id) {
  db_.Run("INSERT OR IGNORE INTO text VALUES (?, ?)", text_sha1, article_id);
  Query q = db_.Ask("SELECT article FROM text WHERE sha1 = ?", text_sha1);
  return !q.Next() || q.Text(0) == article_id;
}

void FetchState::MoveTimes(int64_t by_ms) {
  db_.Run("UPDATE page SET due = due + ? WHERE due IS NOT NULL", by_ms);
  db_.Run("UPDATE host SET next_allowed = next_allowed + ?", by_ms);
  db_.Run("UPDATE robots SET expires = expires + ?", by_ms);
  db_.Run(
      "UPDATE robots SET unreachable_since = max(1, unreachable_since + ?)"
      " WHERE unreachable_since > 0",
      by_ms);
}

std::string FetchState::Note(std::string_view key) {
  Query q = db_.Ask("SELECT value FROM note WHERE key = ?", key);
  return q.Next() ? q.Text(0) : "";
}

void FetchState::SetNote(std::string_view key, std::string_view value) {
  db_.Run("INSERT OR REPLACE INTO note VALUES (?, ?)", key, value);
}

}  // namespace newsfacts
