// Facts, mentions and bad inputs as JSON lines; the schemas are
// store/schema/{fact,mention,error}.json.
#ifndef NEWSFACTS_PIPELINE_BATCH_RECORDS_H_
#define NEWSFACTS_PIPELINE_BATCH_RECORDS_H_

#include <string>
#include <string_view>

#include "extractors/annotations.h"
#include "extractors/fact.h"
#include "pipeline/article.h"
#include "pipeline/result.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {

// One line without its line end. `points` indexes article.text: offsets on disk count code points.
// `ruleset` is Extractor::ruleset() of the extractor that found the fact.
std::string FactToJson(const Fact& fact, const Article& article, const CodePointIndex& points,
                       std::string_view ruleset);

// A mention of the body. `why` adds how a name's kind was decided.
std::string MentionToJson(const Mention& mention, const Annotations& doc, const Article& article,
                          const CodePointIndex& points, bool why);

// A bad input: where it stands and what is wrong with it.
std::string ErrorToJson(const Source& place, const Error& error);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_BATCH_RECORDS_H_
