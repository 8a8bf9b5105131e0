// Facts as one self-contained HTML file: charts, a table to filter and sort, every article with its
// facts marked in the text, and what differs between two runs.
//
// The file loads nothing: its script and style stand inside, allowed by their digests in a Content
// Security Policy, and article text is data (JSON) that the script shows as text, never as markup.
#ifndef NEWSFACTS_PIPELINE_REVIEW_REPORT_H_
#define NEWSFACTS_PIPELINE_REVIEW_REPORT_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/result.h"
#include "pipeline/review/diff.h"
#include "pipeline/store/output.h"
#include "pipeline/text/json.h"

namespace newsfacts {

// An article as the report shows it. Without an articles file `text` is empty and title unknown.
struct ReportArticle {
  std::string doc, title, published, url, text;
  std::vector<Json> facts;
};

struct ReportContent {
  std::string title;
  std::vector<ReportArticle> articles;
  int64_t articles_left_out = 0;  // beyond what one page can carry
  // Lines of DifferenceRow; with `compared` false the section is absent.
  std::vector<std::string> differences;
  bool compared = false;
};

// The article texts of the two runs, by document; nullptr or a missing one shows the evidence
// alone.
using Texts = std::unordered_map<std::string, std::string>;

// What the report keeps of a difference, as JSON: what each side says, and the paragraph (without
// texts: the evidence) that says so.
std::string DifferenceRow(const Difference& difference, const Texts* old_texts = nullptr,
                          const Texts* new_texts = nullptr);

// Writes the page; the caller closes `out`.
Status WriteReport(const ReportContent& content, OutputFile& out);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_REPORT_H_
