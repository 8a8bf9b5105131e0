// A file of output lines that appears whole or not at all: written as NAME.part, synced, renamed.
//
//   Result<OutputFile> out = OutputFile::Open("facts.jsonl");  // "" or "-": standard output
//   Status s = out->WriteLine(line);
//   Status s = out->Close();  // without it the file never appears and NAME.part is removed
//
// An OutputError with an empty message says that the reader of standard output went away (`|
// head`): an end of output about which there is nothing to tell.
#ifndef NEWSFACTS_PIPELINE_STORE_OUTPUT_H_
#define NEWSFACTS_PIPELINE_STORE_OUTPUT_H_

#include <memory>
#include <string>
#include <string_view>

#include "pipeline/result.h"

namespace newsfacts {

// What a person can do about a write that failed with this errno: "free some space or ...".
std::string_view WriteAdvice(int code);

class OutputFile {
 public:
  static Result<OutputFile> Open(const std::string& path);
  ~OutputFile();
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;

  Status WriteLine(std::string_view line);
  Status Write(std::string_view lines);  // which have their line ends
  Status Flush();                        // writes what is buffered
  // Writes what is buffered, syncs and renames. Nothing can be written afterwards.
  Status Close();

 private:
  struct Impl;
  explicit OutputFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_OUTPUT_H_
