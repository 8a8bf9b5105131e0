// Charts as inline SVG, drawn without script; colours come from the page's style.
#ifndef NEWSFACTS_PIPELINE_REVIEW_CHARTS_H_
#define NEWSFACTS_PIPELINE_REVIEW_CHARTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsfacts {

using Bars = std::vector<std::pair<std::string, int64_t>>;

// `text` with & < > " ' as character references: safe in HTML text and quoted attributes.
std::string HtmlEscaped(std::string_view text);

// One horizontal bar a row, in the given order, with its label and count.
std::string BarChart(std::string_view title, const Bars& bars);

// One column an entry, for long series: labels stand under every so many columns.
std::string ColumnChart(std::string_view title, const Bars& columns);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_REVIEW_CHARTS_H_
