// The lead of an article and the day of its news: deals told there happened on that day, where they
// name no other.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_LEAD_H_
#define NEWSFACTS_EXTRACTORS_FACTS_LEAD_H_

#include <string>

#include "extractors/annotations.h"

namespace newsfacts {

struct Lead {
  uint32_t end = 0;  // the title and the first sentences of the body end here
  // The first day named there, datelines included, that lies in the week up to the day of
  // publication; "" where none does.
  std::string day;
};

Lead ReadLead(const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_LEAD_H_
