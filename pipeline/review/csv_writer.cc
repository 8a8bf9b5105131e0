// Facts as a folder of CSV files (RFC 4180).
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "pipeline/review/fact_tables.h"
#include "pipeline/store/output.h"

namespace newsfacts {
namespace {

// Spreadsheets run cells that begin like this, some of them also in full width; an apostrophe makes
// them words.
bool LooksLikeFormula(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos) return true;
  return text.starts_with("＝") || text.starts_with("＋") || text.starts_with("－") ||
         text.starts_with("＠");
}

std::string Quoted(std::string_view text) {
  std::string out = LooksLikeFormula(text) ? "'" : "";
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

struct CellText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(bool b) const { return b ? "true" : "false"; }
  std::string operator()(int64_t n) const { return fmt::format("{}", n); }
  std::string operator()(double n) const { return fmt::format("{}", n); }
  std::string operator()(const std::string& s) const { return Quoted(s); }
};

class CsvWriter : public TableWriter {
 public:
  Status Open(const std::string& folder) {
    for (const FactTable& table : FactTables()) {
      auto file = OutputFile::Open((std::filesystem::path(folder) / table.name).string() + ".csv");
      if (!file.ok()) return file.error();
      files_.push_back(std::move(*file));
      std::string names;
      for (const Column& column : table.columns) {
        if (!names.empty()) names += ',';
        names += column.name;
      }
      if (Status s = files_.back().WriteLine(names + '\r'); !s.ok()) return s;
    }
    return Ok();
  }

  Status Write(size_t table, const std::vector<Cell>& row) override {
    std::string line;
    for (const Cell& cell : row) {
      if (&cell != &row.front()) line += ',';
      line += std::visit(CellText(), cell);
    }
    return files_[table].WriteLine(line + '\r');
  }

  Status Close() override {
    for (OutputFile& file : files_) {
      if (Status s = file.Close(); !s.ok()) return s;
    }
    return Ok();
  }

 private:
  std::vector<OutputFile> files_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> OpenCsvFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return OutputError(fmt::format("cannot make {}: {}", folder, error.message()));
  auto writer = std::make_unique<CsvWriter>();
  if (Status s = writer->Open(folder); !s.ok()) return s.error();
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace newsfacts
