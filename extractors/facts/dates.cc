#include "extractors/facts/assemble.h"
#include "extractors/mentions/periods.h"

namespace newsfacts {
namespace {

// The value that a date fact has. "a year earlier" compares with a quarter, but as a date it is a
// year.
std::string DateValue(const Annotations& doc, const Mention& m) {
  std::string value = PeriodOf(m);
  std::string_view text = doc.Text(m);
  bool compared =
      text.find("year") != std::string_view::npos &&
      text.find("quarter") == std::string_view::npos &&
      (text.find("last") != std::string_view::npos || text.find("ago") != std::string_view::npos ||
       text.find("earlier") != std::string_view::npos);
  size_t quarter = value.find("-Q");
  if (compared && quarter != std::string::npos) value = value.substr(quarter - 4, 4);
  return value;
}

}  // namespace

std::vector<Fact> AssembleDates(const Annotations& doc) {
  std::vector<Fact> out;
  for (const Mention& m : doc.mentions) {
    if (!IsCalendarDate(doc, m)) continue;
    Fact fact;
    fact.rule = "date.timex";
    fact.evidence.push_back({m.span, fact.rule});
    fact.slots = DateFact{m.span, DateValue(doc, m)};
    out.push_back(std::move(fact));
  }
  return out;
}

}  // namespace newsfacts
