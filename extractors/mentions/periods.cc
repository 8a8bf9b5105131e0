#include "extractors/mentions/periods.h"

#include <fmt/format.h>

#include <chrono>

#include "pipeline/text/leading_number.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// "2024-W17" -> its Monday.
sys_days MondayOf(std::string_view week) {
  std::chrono::year year(LeadingNumber(week));
  sys_days fourth(year / 1 / 4);  // always in week 1
  auto weekday = static_cast<int>(std::chrono::weekday(fourth).iso_encoding());
  return fourth - days(weekday - 1) + days(7 * (LeadingNumber(week.substr(6)) - 1));
}

std::string Day(sys_days at) {
  std::chrono::year_month_day d(at);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                     static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

bool TakePrefix(std::string_view* s, std::string_view prefix) {
  if (!s->starts_with(prefix)) return false;
  s->remove_prefix(prefix.size());
  return true;
}

// "the quarter", "the full year", "full-year", "the financial year": none is named.
bool IsBareUnit(std::string_view text) {
  TakePrefix(&text, "the ");
  for (std::string_view whole : {"full ", "full-", "entire ", "whole ", "fiscal ", "financial "}) {
    if (TakePrefix(&text, whole)) break;
  }
  for (std::string_view unit : {"day", "week", "month", "quarter", "year", "season", "decade"}) {
    if (text == unit) return true;
  }
  return false;
}

// "the past year": a duration.
bool IsPastStretch(std::string_view text) {
  for (std::string_view duration :
       {"the past year", "the last year", "the past decade", "the last decade", "the next decade",
        "the past month", "the past quarter", "the past week"}) {
    if (text == duration) return true;
  }
  return false;
}

bool IsReference(std::string_view value) {
  return value.ends_with("_REF");
}

}  // namespace

bool IsCalendarDate(const Annotations& doc, const Mention& m) {
  bool stretch = !m.period.empty();
  if (m.type != MentionType::kDate && m.type != MentionType::kTime && !stretch) return false;
  if (IsReference(m.value)) return false;
  std::string text = ToLower(doc.Text(m));
  if (IsBareUnit(text) || IsPastStretch(text)) return false;
  if (text.ends_with("century") || text.ends_with("centuries")) return false;
  // A clock time alone names no day.
  bool digit_first = text[0] >= '0' && text[0] <= '9';
  if (m.type == MentionType::kTime && digit_first) return false;
  return true;
}

std::string PeriodOf(const Mention& m) {
  if (!m.period.empty()) return std::string(m.period);
  const std::string& v = m.value;
  if (IsReference(v)) return {};
  if (m.type != MentionType::kDate && m.type != MentionType::kTime) return {};
  if (size_t t = v.find('T'); t == 10) return v.substr(0, t);
  if (v.size() == 11 && v.ends_with("-WE")) {
    sys_days saturday = MondayOf(v) + days(5);
    return Day(saturday) + "/" + Day(saturday + days(1));
  }
  if (v.size() == 3) return v + "X";
  return v;
}

}  // namespace newsfacts
