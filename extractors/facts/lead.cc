#include "extractors/facts/lead.h"

#include <string_view>

namespace newsfacts {
namespace {

constexpr uint32_t kSentences = 3;
constexpr int kDays = 7;

// The number of an ISO day, or 0. Months count 31 days: near days are never too near.
int DayNumber(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return 0;
  auto number = [&](size_t at, size_t n) {
    int value = 0;
    for (char c : day.substr(at, n)) value = value * 10 + (c - '0');
    return value;
  };
  return (number(0, 4) * 12 + number(5, 2)) * 31 + number(8, 2);
}

}  // namespace

Lead ReadLead(const Annotations& doc) {
  Lead lead;
  lead.end = doc.body;
  uint32_t sentences = 0;
  for (const Sentence& s : doc.sentences) {
    if (!s.in_title && sentences++ < kSentences) lead.end = s.span.end;
  }
  const int published = DayNumber(std::string_view(doc.published).substr(0, 10));
  for (const Mention& m : doc.mentions) {
    if (m.span.begin >= lead.end) break;
    if (m.type != MentionType::kDate || m.span.begin < doc.body) continue;
    int day = DayNumber(m.value);
    bool near = published == 0 || (day <= published && day + kDays >= published);
    if (day > 0 && near) {
      lead.day = m.value;
      break;
    }
  }
  return lead;
}

}  // namespace newsfacts
