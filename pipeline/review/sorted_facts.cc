// Chunks of lines are sorted by (doc, place in the file) and written as runs; the runs, and the
// last chunk from memory, are merged by a heap. Runs are numbered in the order of the file, so that
// equal documents come out in it too.
#include "pipeline/review/sorted_facts.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <queue>
#include <utility>

#include "pipeline/review/leading_field.h"
#include "pipeline/store/json_lines.h"
#include "pipeline/store/line_stream.h"

namespace newsfacts {
namespace {

constexpr size_t kRunBufferBytes = size_t{1} << 18;

struct Record {
  std::string doc;
  std::string line;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

bool WritePart(std::FILE* file, const std::string& part) {
  auto size = static_cast<uint32_t>(part.size());
  return std::fwrite(&size, sizeof size, 1, file) == 1 &&
         std::fwrite(part.data(), 1, size, file) == size;
}

bool ReadPart(std::FILE* file, std::string* part) {
  uint32_t size = 0;
  if (std::fread(&size, sizeof size, 1, file) != 1) return false;
  part->resize(size);
  return std::fread(part->data(), 1, size, file) == size;
}

// A sorted run: in a temporary file, or (file null) the last chunk in memory.
struct Run {
  std::unique_ptr<char[]> buffer;  // of the file; the C library takes no size without one
  File file;
  std::vector<Record> records;
  size_t at = 0;
  Record head;

  // False at the end; `*failed` where it is not the true one.
  bool Advance(bool* failed) {
    if (file == nullptr) {
      if (at == records.size()) return false;
      head = std::move(records[at++]);
      return true;
    }
    if (ReadPart(file.get(), &head.doc)) {
      if (ReadPart(file.get(), &head.line)) return true;
      *failed = true;
    }
    *failed = *failed || std::ferror(file.get()) != 0;
    return false;
  }
};

}  // namespace

struct SortedFacts::Impl {
  std::vector<Run> runs;
  std::vector<Record> chunk;
  size_t chunk_bytes = 0;
  std::string doc;
  std::vector<std::string> lines;
  int64_t broken = 0;
  bool failed = false;
  simdjson::ondemand::parser parser;

  // The run with the smallest document, the earliest of equals, on top.
  struct Later {
    const std::vector<Run>* runs;
    bool operator()(size_t a, size_t b) const {
      int order = (*runs)[a].head.doc.compare((*runs)[b].head.doc);
      return order != 0 ? order > 0 : a > b;
    }
  };
  std::unique_ptr<std::priority_queue<size_t, std::vector<size_t>, Later>> heap;

  void AddLine(std::string_view line);
  void Add(Record record);
  Status Spill();
  void SortChunk() {
    std::stable_sort(chunk.begin(), chunk.end(),
                     [](const Record& a, const Record& b) { return a.doc < b.doc; });
  }
  void BeginMerge();
};

void SortedFacts::Impl::AddLine(std::string_view line) {
  if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
  Record record;
  record.line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  record.line = line;
  if (std::optional<std::string_view> known = LeadingField(line, "doc")) {
    record.doc = *known;
    Add(std::move(record));
    return;
  }
  simdjson::ondemand::document json;
  std::string_view id;
  if (parser.iterate(record.line).get(json) != simdjson::SUCCESS ||
      json.find_field_unordered("doc").get_string().get(id) != simdjson::SUCCESS) {
    ++broken;
    return;
  }
  record.doc = id;
  Add(std::move(record));
}

void SortedFacts::Impl::Add(Record record) {
  chunk_bytes += record.line.capacity() + record.doc.capacity() + sizeof(Record);
  chunk.push_back(std::move(record));
}

Status SortedFacts::Impl::Spill() {
  SortChunk();
  Run run;
  run.file.reset(std::tmpfile());
  bool written =
      run.file != nullptr && std::setvbuf(run.file.get(), nullptr, _IOFBF, kRunBufferBytes) == 0;
  for (const Record& record : chunk) {
    written =
        written && WritePart(run.file.get(), record.doc) && WritePart(run.file.get(), record.line);
  }
  if (!written || std::fflush(run.file.get()) != 0) {
    return OutputError(fmt::format("temporary file: {}", std::strerror(errno)));
  }
  std::rewind(run.file.get());
  runs.push_back(std::move(run));
  chunk.clear();
  chunk_bytes = 0;
  return Ok();
}

void SortedFacts::Impl::BeginMerge() {
  SortChunk();
  runs.emplace_back().records = std::move(chunk);
  heap = std::make_unique<std::priority_queue<size_t, std::vector<size_t>, Later>>(Later{&runs});
  for (size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].Advance(&failed)) heap->push(i);
  }
}

SortedFacts::SortedFacts(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SortedFacts::SortedFacts(SortedFacts&&) noexcept = default;
SortedFacts& SortedFacts::operator=(SortedFacts&&) noexcept = default;
SortedFacts::~SortedFacts() = default;

Result<SortedFacts> SortedFacts::Read(const std::string& path, size_t memory) {
  Result<LineStream> stream = LineStream::Open(path);
  if (!stream.ok()) return UsageError(stream.error().message);
  auto impl = std::make_unique<Impl>();
  std::string line;
  bool cut = false;
  while (stream->Next(&line, kMostLineBytes, &cut)) {
    if (std::exchange(cut, false)) {
      ++impl->broken;
      continue;
    }
    impl->AddLine(line);
    if (impl->chunk_bytes <= memory) continue;
    if (Status spilled = impl->Spill(); !spilled.ok()) return spilled.error();
  }
  if (Status read = stream->status(); !read.ok()) return read.error();
  impl->BeginMerge();
  return SortedFacts(std::move(impl));
}

bool SortedFacts::Next() {
  Impl& m = *impl_;
  m.lines.clear();
  if (m.heap->empty() || m.failed) return false;
  m.doc = m.runs[m.heap->top()].head.doc;
  while (!m.heap->empty() && m.runs[m.heap->top()].head.doc == m.doc) {
    size_t run = m.heap->top();
    m.heap->pop();
    m.lines.push_back(std::move(m.runs[run].head.line));
    if (m.runs[run].Advance(&m.failed)) m.heap->push(run);
  }
  return true;
}

const std::string& SortedFacts::doc() const {
  return impl_->doc;
}
const std::vector<std::string>& SortedFacts::lines() const {
  return impl_->lines;
}
bool SortedFacts::failed() const {
  return impl_->failed;
}
int64_t SortedFacts::broken_lines() const {
  return impl_->broken;
}

}  // namespace newsfacts
