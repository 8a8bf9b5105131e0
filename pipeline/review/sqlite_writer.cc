// Facts as an SQLite database; the one user of SQLite in this room.
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "pipeline/review/fact_tables.h"

namespace newsfacts {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// Types as SQLite names them. STRICT would refuse BOOLEAN: it is INTEGER there.
std::string_view TypeName(CellType type) {
  switch (type) {
    case CellType::kText:
      return "TEXT";
    case CellType::kNumber:
      return "REAL";
    default:
      return "INTEGER";
  }
}

class SqliteWriter : public TableWriter {
 public:
  ~SqliteWriter() override {
    inserts_.clear();
    database_.reset();
    if (!part_.empty()) ::unlink(part_.c_str());
  }

  Status Open(const std::string& path) {
    path_ = path;
    std::string part = path + ".part";
    ::unlink(part.c_str());
    sqlite3* database = nullptr;
    int code =
        sqlite3_open_v2(part.c_str(), &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) return Failed();
    part_ = part;
    // A broken .part is thrown away whole: it needs no journal.
    if (Status s = Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN"); !s.ok()) {
      return s;
    }
    for (const FactTable& table : FactTables()) {
      if (Status s = Create(table); !s.ok()) return s;
    }
    return Ok();
  }

  Status Write(size_t table, const std::vector<Cell>& row) override {
    sqlite3_stmt* insert = inserts_[table].get();
    for (size_t i = 0; i < row.size(); ++i) Bind(insert, static_cast<int>(i) + 1, row[i]);
    if (sqlite3_step(insert) != SQLITE_DONE) return Failed();
    sqlite3_reset(insert);
    return Ok();
  }

  Status Close() override {
    inserts_.clear();
    for (const FactTable& table : FactTables()) {
      if (Status s = Run(fmt::format("CREATE INDEX {0}_doc ON {0} (doc)", table.name)); !s.ok()) {
        return s;
      }
    }
    if (Status s = Run("COMMIT"); !s.ok()) return s;
    if (sqlite3_close(database_.get()) != SQLITE_OK) return Failed();
    static_cast<void>(database_.release());
    int fd = ::open(part_.c_str(), O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced || std::rename(part_.c_str(), path_.c_str()) != 0) {
      return OutputError(fmt::format("cannot write {}: {}", path_, std::strerror(errno)));
    }
    part_.clear();
    return Ok();
  }

 private:
  Status Create(const FactTable& table) {
    std::string columns, marks;
    for (const Column& column : table.columns) {
      if (!columns.empty()) columns += ", ";
      columns += fmt::format("\"{}\" {}", column.name, TypeName(column.type));
      marks += marks.empty() ? "?" : ", ?";
    }
    if (Status s = Run(fmt::format("CREATE TABLE {} ({})", table.name, columns)); !s.ok()) return s;
    sqlite3_stmt* insert = nullptr;
    std::string sql = fmt::format("INSERT INTO {} VALUES ({})", table.name, marks);
    if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &insert, nullptr) != SQLITE_OK) {
      return Failed();
    }
    inserts_.emplace_back(insert);
    return Ok();
  }

  static void Bind(sqlite3_stmt* insert, int at, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      sqlite3_bind_text64(insert, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* number = std::get_if<double>(&cell)) {
      sqlite3_bind_double(insert, at, *number);
    } else if (const auto* integer = std::get_if<int64_t>(&cell)) {
      sqlite3_bind_int64(insert, at, *integer);
    } else if (const auto* truth = std::get_if<bool>(&cell)) {
      sqlite3_bind_int(insert, at, *truth ? 1 : 0);
    } else {
      sqlite3_bind_null(insert, at);
    }
  }

  Status Run(const std::string& sql) {
    return sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK
               ? Ok()
               : Failed();
  }
  Error Failed() const {
    return OutputError(fmt::format("cannot write {}: {}", path_, sqlite3_errmsg(database_.get())));
  }

  std::string path_, part_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  std::vector<std::unique_ptr<sqlite3_stmt, Finalize>> inserts_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> OpenSqliteFile(const std::string& path) {
  auto writer = std::make_unique<SqliteWriter>();
  if (Status s = writer->Open(path); !s.ok()) return s.error();
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace newsfacts
