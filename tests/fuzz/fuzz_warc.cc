// WARC and ARC files, plain, gzip or zstd: reading ends, and what is given lies inside the file.
#include "pipeline/store/warc_reader.h"
#include "tests/fuzz/memory_file.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  MemoryFile file(Bytes(data, size));
  Result<WarcReader> warc = WarcReader::Open(file.path());
  if (!warc.ok()) return 0;
  uint64_t last = 0;
  bool first = true;
  while (std::optional<WarcRecord> record = warc->Next()) {
    Require(!record->offset || *record->offset <= size, "a record begins inside its file");
    Require(first || record->unpacked_offset > last, "records come in their order");
    last = record->unpacked_offset;
    first = false;
    if ((record->unpacked_offset & 1) != 0) {
      uint64_t cut = 0;
      Require(warc->ReadBlock(100, &cut).size() <= 100, "a limit on a block holds");
    } else {
      uint64_t read = 0;
      for (std::string_view part; !(part = warc->ReadBlock()).empty();) read += part.size();
      Require(read <= record->content_length, "a block is no longer than declared");
    }
  }
  for (const WarcProblem& p : warc->TakeProblems())
    Require(!p.message.empty(), "a problem has words");
  return 0;
}
