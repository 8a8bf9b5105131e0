// The one user of SQLite.
#include "pipeline/fetch/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <unordered_map>

#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

constexpr int kBusyMs = 10000;

// What a person can do about an error of SQLite.
std::string_view Advice(int code, int system_code) {
  switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "move it away: the next run makes it anew from the WARC files beside it";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program has it open; let that end";
    case SQLITE_FULL:
      return WriteAdvice(ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return WriteAdvice(EACCES);
    default:
      return WriteAdvice(system_code);
  }
}

struct FinalizeStatement {
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};

}  // namespace

struct Database::Impl {
  std::string path;
  std::unique_ptr<sqlite3, CloseDatabase> db;
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, FinalizeStatement>> statements;
  bool in_transaction = false;
  std::string problem;

  void Note() {
    if (!problem.empty()) return;
    problem = fmt::format("cannot keep {}: {}; {}", path, sqlite3_errmsg(db.get()),
                          Advice(sqlite3_errcode(db.get()), sqlite3_system_errno(db.get())));
  }
};

struct Query::Handle {
  Database::Impl* owner;
  sqlite3_stmt* statement;  // null after an error
  int bound = 0;
  bool has_row = false;

  ~Handle() {
    if (statement == nullptr) return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

Query::Query(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Query::Query(Query&&) noexcept = default;
Query::~Query() = default;

void Query::Bind(int64_t value) {
  if (handle_->statement != nullptr) {
    sqlite3_bind_int64(handle_->statement, ++handle_->bound, value);
  }
}

void Query::Bind(std::string_view text) {
  if (handle_->statement == nullptr) return;
  sqlite3_bind_text(handle_->statement, ++handle_->bound, text.data() == nullptr ? "" : text.data(),
                    static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void Query::BindNull() {
  if (handle_->statement != nullptr) sqlite3_bind_null(handle_->statement, ++handle_->bound);
}

bool Query::Next() {
  if (handle_->statement == nullptr) return false;
  int code = sqlite3_step(handle_->statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) handle_->owner->Note();
  return code == SQLITE_ROW;
}

int64_t Query::Int(int column, int64_t if_null) const {
  if (sqlite3_column_type(handle_->statement, column) == SQLITE_NULL) return if_null;
  return sqlite3_column_int64(handle_->statement, column);
}

std::string Query::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_->statement, column));
  if (text == nullptr) return "";
  return {text, static_cast<size_t>(sqlite3_column_bytes(handle_->statement, column))};
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  sqlite3* db = nullptr;
  int code = sqlite3_open(path.c_str(), &db);
  impl->db.reset(db);
  if (code != SQLITE_OK) {
    return OutputError(
        fmt::format("cannot open {}: {}; {}", path, sqlite3_errstr(code), Advice(code, 0)));
  }
  sqlite3_busy_timeout(db, kBusyMs);
  Database out(std::move(impl));
  out.RunScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  Status s = out.status();
  if (!s.ok()) return s.error();
  return out;
}

void Database::RunScript(const char* sql) {
  if (!impl_->problem.empty()) return;
  if (sqlite3_exec(impl_->db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) impl_->Note();
}

void Database::Begin() {
  if (impl_->in_transaction) return;
  RunScript("BEGIN IMMEDIATE");
  impl_->in_transaction = impl_->problem.empty();
}

Status Database::Commit() {
  if (impl_->in_transaction) {
    RunScript("COMMIT");
    impl_->in_transaction = false;
  }
  return status();
}

Status Database::status() const {
  if (impl_->problem.empty()) return Ok();
  return OutputError(impl_->problem);
}

int64_t Database::Changes() const {
  return impl_->problem.empty() ? sqlite3_changes64(impl_->db.get()) : 0;
}

Query Database::Prepare(const char* sql) {
  auto handle = std::make_unique<Query::Handle>(Query::Handle{impl_.get(), nullptr});
  if (!impl_->problem.empty()) return Query(std::move(handle));
  auto& kept = impl_->statements[sql];
  if (kept == nullptr) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(impl_->db.get(), sql, -1, &made, nullptr) != SQLITE_OK) impl_->Note();
    kept.reset(made);
  }
  handle->statement = kept.get();
  return Query(std::move(handle));
}

}  // namespace newsfacts
