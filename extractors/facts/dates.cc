#include "extractors/facts/assemble.h"
#include "extractors/mentions/periods.h"

namespace newsfacts {

std::vector<Fact> AssembleDates(const Annotations& doc) {
  std::vector<Fact> out;
  for (const Mention& m : doc.mentions) {
    if (!IsCalendarDate(doc, m)) continue;
    Fact fact;
    fact.rule = "date.timex";
    fact.evidence.push_back({m.span, fact.rule});
    fact.slots = DateFact{m.span, PeriodOf(m)};
    out.push_back(std::move(fact));
  }
  return out;
}

}  // namespace newsfacts
