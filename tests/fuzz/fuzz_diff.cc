// Two facts files, parted by a line "----": comparing ends, and a file beside itself does not
// differ.
#include "pipeline/review/diff_files.h"
#include "tests/fuzz/memory_file.h"

using namespace newsfacts;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = Bytes(data, size);
  size_t border = bytes.find("\n----\n");
  MemoryFile old_file(bytes.substr(0, border));
  MemoryFile new_file(border == std::string_view::npos ? bytes : bytes.substr(border + 6));
  auto no_more = [](const Difference& d) {
    Require(d.old_fact != nullptr || d.new_fact != nullptr, "a difference is of a fact");
    Require(!DifferenceToJson(d).empty(), "a difference can be written");
    return true;
  };
  // Compressed bytes that are damaged, or of a kind that is not read, are refused with the reason.
  auto ends = [](const Result<DiffedFiles>& files) {
    Require(files.ok() || !files.error().message.empty(), "comparing ends, or says why not");
  };
  ends(DiffFiles(old_file.path(), new_file.path(), {}, no_more));
  ends(DiffFiles(old_file.path(), old_file.path(), {}, [](const Difference& d) {
    Require(d.outcome == Outcome::kSame, "a file does not differ from itself");
    return true;
  }));
  return 0;
}
