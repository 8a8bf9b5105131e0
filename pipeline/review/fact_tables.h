// Facts as tables, for spreadsheets and databases: one table a kind of fact, and one for each list
// inside a fact (parties, other roles, evidence). Tables join by (doc, id).
#ifndef NEWSFACTS_PIPELINE_REVIEW_FACT_TABLES_H_
#define NEWSFACTS_PIPELINE_REVIEW_FACT_TABLES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/text/json.h"

namespace newsfacts {

enum class CellType : uint8_t { kText, kNumber, kInteger, kBool };

// One column. `path` leads to the value in the row's object ("amount.value"); "/id" starts at the
// fact instead, where rows are elements of a list; "#" is the element's place in it, from 0.
struct Column {
  std::string_view name;
  CellType type;
  std::string_view path;
  std::string_view about;
};

struct FactTable {
  std::string_view name;
  std::string_view kind;  // of the facts that it holds; "" is every kind
  std::string_view list;  // the member whose elements are the rows; "" is the fact itself
  std::vector<Column> columns;
};

const std::vector<FactTable>& FactTables();

// Monostate is "not known". Lists of strings are joined by "; ".
using Cell = std::variant<std::monostate, bool, int64_t, double, std::string>;

// Where tables are written. Nothing stands under its final name before Close.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  // `table` counts in FactTables().
  virtual Status Write(size_t table, const std::vector<Cell>& row) = 0;
  virtual Status Close() = 0;
};

// Adds the rows of one fact to every table that it belongs in.
Status WriteRows(const Json& fact, TableWriter& writer);

// FOLDER/deals.csv, ...: RFC 4180, UTF-8, a line of names first. Text that a spreadsheet would take
// for a formula (it begins with = + - @, also in full width, tab or line end) gets an apostrophe
// before it.
Result<std::unique_ptr<TableWriter>> OpenCsvFolder(const std::string& folder);

// One database file with a table each and an index on doc.
Result<std::unique_ptr<TableWriter>> OpenSqliteFile(const std::string& path);

// FOLDER/deals.parquet, ...; an error where the program was built without Parquet.
Result<std::unique_ptr<TableWriter>> OpenParquetFolder(const std::string& folder);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_FACT_TABLES_H_
