// Facts as a folder of Parquet files, by Apache Arrow; only with -DNEWSFACTS_PARQUET=ON.
#include "pipeline/review/fact_tables.h"

#ifdef NEWSFACTS_PARQUET

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <fmt/format.h>
#include <parquet/arrow/writer.h>

#include <cstdio>
#include <filesystem>

namespace newsfacts {
namespace {

constexpr int64_t kRowsOfGroup = int64_t{64} * 1024;

Status ToStatus(const arrow::Status& status, const std::string& path) {
  if (status.ok()) return Ok();
  return OutputError(fmt::format("cannot write {}: {}", path, status.ToString()));
}

std::shared_ptr<arrow::DataType> ArrowType(CellType type) {
  switch (type) {
    case CellType::kText:
      return arrow::utf8();
    case CellType::kNumber:
      return arrow::float64();
    case CellType::kInteger:
      return arrow::int64();
    case CellType::kBool:
      return arrow::boolean();
  }
  return arrow::null();
}

// Appends a cell to the builder of its column; the column's type decides the builder's.
struct AppendCell {
  arrow::ArrayBuilder* builder;

  arrow::Status operator()(std::monostate) const { return builder->AppendNull(); }
  arrow::Status operator()(bool b) const {
    return static_cast<arrow::BooleanBuilder*>(builder)->Append(b);
  }
  arrow::Status operator()(int64_t n) const {
    return static_cast<arrow::Int64Builder*>(builder)->Append(n);
  }
  arrow::Status operator()(double n) const {
    return static_cast<arrow::DoubleBuilder*>(builder)->Append(n);
  }
  arrow::Status operator()(const std::string& s) const {
    return static_cast<arrow::StringBuilder*>(builder)->Append(s);
  }
};

class ParquetFile {
 public:
  arrow::Status Open(const FactTable& table, std::string path) {
    path_ = std::move(path);
    arrow::FieldVector fields;
    for (const Column& column : table.columns) {
      fields.push_back(arrow::field(std::string(column.name), ArrowType(column.type)));
    }
    schema_ = arrow::schema(fields);
    ARROW_ASSIGN_OR_RAISE(rows_,
                          arrow::RecordBatchBuilder::Make(schema_, arrow::default_memory_pool()));
    ARROW_ASSIGN_OR_RAISE(file_, arrow::io::FileOutputStream::Open(path_ + ".part"));
    ARROW_ASSIGN_OR_RAISE(
        writer_, parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), file_));
    return arrow::Status::OK();
  }

  arrow::Status Write(const std::vector<Cell>& row) {
    for (size_t i = 0; i < row.size(); ++i) {
      ARROW_RETURN_NOT_OK(std::visit(AppendCell{rows_->GetField(static_cast<int>(i))}, row[i]));
    }
    return ++count_ % kRowsOfGroup == 0 ? Flush() : arrow::Status::OK();
  }

  arrow::Status Close() {
    ARROW_RETURN_NOT_OK(Flush());
    ARROW_RETURN_NOT_OK(writer_->Close());
    ARROW_RETURN_NOT_OK(file_->Close());
    std::error_code error;
    std::filesystem::rename(path_ + ".part", path_, error);
    return error ? arrow::Status::IOError(error.message()) : arrow::Status::OK();
  }

  const std::string& path() const { return path_; }

 private:
  arrow::Status Flush() {
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::RecordBatch> batch, rows_->Flush());
    return batch->num_rows() > 0 ? writer_->WriteRecordBatch(*batch) : arrow::Status::OK();
  }

  std::string path_;
  int64_t count_ = 0;
  std::shared_ptr<arrow::Schema> schema_;
  std::unique_ptr<arrow::RecordBatchBuilder> rows_;
  std::shared_ptr<arrow::io::FileOutputStream> file_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
};

class ParquetWriter : public TableWriter {
 public:
  ~ParquetWriter() override {
    for (const auto& file : files_) std::remove((file->path() + ".part").c_str());
  }

  Status Open(const std::string& folder) {
    for (const FactTable& table : FactTables()) {
      std::string path = (std::filesystem::path(folder) / table.name).string() + ".parquet";
      files_.push_back(std::make_unique<ParquetFile>());
      if (Status s = ToStatus(files_.back()->Open(table, path), path); !s.ok()) return s;
    }
    return Ok();
  }
  Status Write(size_t table, const std::vector<Cell>& row) override {
    return ToStatus(files_[table]->Write(row), files_[table]->path());
  }
  Status Close() override {
    for (const auto& file : files_) {
      if (Status s = ToStatus(file->Close(), file->path()); !s.ok()) return s;
    }
    return Ok();
  }

 private:
  std::vector<std::unique_ptr<ParquetFile>> files_;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> OpenParquetFolder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return OutputError(fmt::format("cannot make {}: {}", folder, error.message()));
  auto writer = std::make_unique<ParquetWriter>();
  if (Status s = writer->Open(folder); !s.ok()) return s.error();
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace newsfacts

#else

namespace newsfacts {

Result<std::unique_ptr<TableWriter>> OpenParquetFolder(const std::string&) {
  return UsageError(
      "this program was built without Parquet; build it with -DNEWSFACTS_PARQUET=ON (needs Apache "
      "Arrow), or export csv or sqlite and let DuckDB or pandas write Parquet");
}

}  // namespace newsfacts

#endif
