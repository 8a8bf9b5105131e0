// From a time mention to the value that the records of facts give: "2022-Q3", "2022-01/2022-09",
// "FY2021", "199X". Figures take their period and deals their date from here.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_PERIODS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_PERIODS_H_

#include <string>

#include "extractors/annotations.h"

namespace newsfacts {

// Whether the mention names a stretch of the calendar, a day or longer: no duration, no recurrence,
// no vague word ("now"), no clock time without a day, no bare "the quarter".
bool IsCalendarDate(const Annotations& doc, const Mention& mention);

// The TIMEX3 value in the form of the records: parts of a day become the day, a weekend its two
// days, a decade "199X". "" where the value is not known.
std::string PeriodOf(const Mention& mention);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_PERIODS_H_
