// SQLite, thinly: prepared statements with bound values, one transaction at a time, the first error
// kept. After an error every call is a no-op, so that a caller may do many things and ask once.
//
//   Result<Database> db = Database::Open("state.sqlite");
//   db->Run("UPDATE page SET due = ? WHERE id = ?", now, id);
//   for (Query q = db->Ask("SELECT url FROM page WHERE host = ?", host); q.Next();) Use(q.Text(0));
//   Status s = db->Commit();
#ifndef NEWSFACTS_PIPELINE_FETCH_DATABASE_H_
#define NEWSFACTS_PIPELINE_FETCH_DATABASE_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace newsfacts {

class Query {
 public:
  Query(Query&&) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  bool Next();  // false at the end, or on an error, which the database keeps
  int64_t Int(int column, int64_t if_null = 0) const;
  std::string Text(int column) const;  // "" for NULL

 private:
  friend class Database;
  struct Handle;
  explicit Query(std::unique_ptr<Handle> handle);
  void Bind(int64_t value);
  void Bind(std::string_view text);  // need not outlive the call
  void BindNull();
  template <typename T>
  void BindAny(const T& value) {
    if constexpr (std::integral<T>) {
      Bind(static_cast<int64_t>(value));
    } else if constexpr (std::same_as<T, std::optional<int64_t>>) {
      value ? Bind(*value) : BindNull();
    } else {
      Bind(std::string_view(value));
    }
  }
  std::unique_ptr<Handle> handle_;
};

class Database {
 public:
  // Write-ahead log, synced at every commit. ":memory:" is kept nowhere.
  static Result<Database> Open(const std::string& path);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();  // what was not committed is undone

  // `sql` is a literal: its address is the key under which the prepared statement is kept.
  template <typename... Values>
  Query Ask(const char* sql, const Values&... values) {
    Query q = Prepare(sql);
    (q.BindAny(values), ...);
    return q;
  }
  // Begins a transaction where none is open. The number of rows changed.
  template <typename... Values>
  int64_t Run(const char* sql, const Values&... values) {
    Begin();
    Query q = Ask(sql, values...);
    q.Next();
    return Changes();
  }
  void RunScript(const char* sql);
  Status Commit();
  Status status() const;

 private:
  friend class Query;
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  Query Prepare(const char* sql);
  void Begin();
  int64_t Changes() const;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_FETCH_DATABASE_H_
