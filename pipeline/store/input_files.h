// The files behind the INPUT arguments of a command. A folder gives its files with the endings
// .html .htm .xhtml .txt .jsonl .warc .arc, each also as .gz or .zst, those of its sub-folders too,
// in name order, and nothing else; links to folders are not followed. A file named itself is taken
// whatever its name.
#ifndef NEWSFACTS_PIPELINE_STORE_INPUT_FILES_H_
#define NEWSFACTS_PIPELINE_STORE_INPUT_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/store/byte_stream.h"

namespace newsfacts {

struct InputFile {
  std::string path;     // "-": standard input
  std::string id;       // the document's, where the file is one page
  std::string trouble;  // a folder that cannot be read, and why; "": a file
  ByteRange range;      // the part of the file to read, as stored
  bool is_part = false;
  size_t argument = 0;  // which one named the file or the folder it was found in
};

// What is found in a folder and is one of `outputs` (files, folders) is no input.
std::vector<InputFile> ListInputs(const std::vector<std::string>& arguments,
                                  const std::vector<std::string>& outputs = {});

// Whether the name says that the file holds many records (.jsonl, .warc, .arc).
bool HoldsManyRecords(std::string_view path);
// Whether the name says articles.jsonl; WARC or ARC.
bool HoldsLines(std::string_view path);
bool HoldsCaptures(std::string_view path);

// "a/b.minions.html.gz" -> "b.minions": the name without .gz/.zst and one of .html .htm .xhtml
// .txt.
std::string DocumentIdOfFile(std::string_view path);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_STORE_INPUT_FILES_H_
