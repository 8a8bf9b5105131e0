// Files that are part of the program: word lists, rule packs, schemas (scripts/embed.cmake).
#ifndef NEWSFACTS_PIPELINE_TEXT_EMBEDDED_H_
#define NEWSFACTS_PIPELINE_TEXT_EMBEDDED_H_

#include <span>
#include <string_view>

namespace newsfacts {

struct EmbeddedFile {
  std::string_view name;   // file name without its folder
  std::string_view bytes;  // lives as long as the program
};

std::span<const EmbeddedFile> EmbeddedExtractorData();  // *.txt of lexicon/, *.rules of rules/
std::span<const EmbeddedFile> EmbeddedPipelineData();   // *.json of store/schema/
std::span<const EmbeddedFile> EmbeddedReportData();     // style and script of review/

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_TEXT_EMBEDDED_H_
