// Wire tables of results, a line a measure: "Shr 39 cts vs 50 cts", "Revs 45.3 mln vs 33.8 mln".
// Labels are those of the list "table_labels"; a number without currency has that of the line
// above.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

// A quick "surely none": whether any line of the article may be one of such a table.
bool MayHoldFigureTable(const Annotations& doc);

// Whether the text begins as a line of such a table does.
bool IsFigureTableLine(const Lexicon& lexicon, std::string_view text);

std::vector<Fact> FigureTables(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_
