// Wire tables of results, a line a measure: "Shr 39 cts vs 50 cts", "Revs 45.3 mln vs 33.8 mln".
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"

namespace newsfacts {

// The organisation that the article is mainly about; "" where it names none.
std::string MainOrganization(const Annotations& doc);

// The last period of that code that was over at the day of publication: Q1 to Q4, H1, H2, 9 (nine
// months), Y. "" where the day is not known.
std::string LastPeriod(std::string_view code, const std::string& published);

// Whether the text begins as a line of such a table does.
bool IsFigureTableLine(std::string_view text);

std::vector<Fact> FigureTables(const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_TABLES_H_
