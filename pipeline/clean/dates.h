// Dates as pages write them, machine-made or for readers, to ISO 8601.
#ifndef NEWSFACTS_PIPELINE_CLEAN_DATES_H_
#define NEWSFACTS_PIPELINE_CLEAN_DATES_H_

#include <string>
#include <string_view>

namespace newsfacts {

// The first date in `text` from 1980 to 2100: "2021-03-04" or, where a time stands behind it,
// "2021-03-04T10:00:00+01:00" (offset as given). "" where there is none. Reads ISO 8601, RFC 822,
// 4.3.2021, 2021/03/04, 2021年3月4日, and days with month names of some forty languages. Of
// 4/3/2021 the first number is the day unless it cannot be, or `month_first`.
std::string FindDate(std::string_view text, bool month_first = false);

// "2024-03-01" for "2024-02-29"; "" for what is no day.
std::string DayAfter(std::string_view day);

// The date in a URL's path: /2021/03/04/, /2021-03-04-; "" where there is none.
std::string FindUrlDate(std::string_view url);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_DATES_H_
