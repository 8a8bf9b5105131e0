#include "extractors/facts/figure_periods.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/text/leading_number.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kBytes = 400;  // between a measure and its period

bool IsPeriod(std::string_view v) {
  bool part = v.find('W') != std::string_view::npos || v.find("-FA") != std::string_view::npos ||
              v.find("-SP") != std::string_view::npos || v.find("-SU") != std::string_view::npos;
  return v.size() >= 4 && v.find('X') == std::string_view::npos && !part &&
         (v.size() <= 7 || v.starts_with("FY") || v.find('/') != std::string_view::npos);
}

// "2012-01" and "2012-06" are a half, "2012-04" and "2012-06" a quarter.
std::string Stretch(std::string_view from, std::string_view to) {
  bool months = from.size() == 7 && to.size() == 7 && from[4] == '-' && to[4] == '-' &&
                from.substr(0, 4) == to.substr(0, 4) && from[5] <= '1' && to[5] <= '1';
  if (!months) return {};
  int first = LeadingNumber(from.substr(5));
  int last = LeadingNumber(to.substr(5));
  if (first < 1 || last <= first) return {};
  std::string_view year = from.substr(0, 4);
  if (first == 1 && last == 12) return std::string(year);
  if (last - first == 5 && last % 6 == 0) return fmt::format("{}-H{}", year, last / 6);
  if (last - first == 2 && last % 3 == 0) return fmt::format("{}-Q{}", year, last / 3);
  return fmt::format("{}/{}", from, to);
}

bool IsReport(std::string_view v) {
  return v.find_first_of("QHF") != std::string_view::npos || v.find('/') != std::string_view::npos;
}

}  // namespace

std::string LastPeriod(std::string_view code, const std::string& published) {
  if (code.empty() || published.size() < 7) return {};
  int year = LeadingNumber(published);
  int month = LeadingNumber(std::string_view(published).substr(5));
  int last = 12;  // its last month
  if (code[0] == 'Q') last = (code[1] - '0') * 3;
  if (code == "H1") last = 6;
  if (code == "9") last = 9;
  if (month <= last) --year;
  if (code == "Y") return fmt::format("{}", year);
  if (code == "9") return fmt::format("{0}-01/{0}-09", year);
  return fmt::format("{}-{}", year, code);
}

FigurePeriods::FigurePeriods(const FigureText& text) : text_(text), reported_(ReportedPeriod()) {}

std::string FigurePeriods::Of(const Sentence& s, const FigureFrame& f) {
  // What stands at a day is no result of a period.
  bool result = f.fact.metric != "market_value" && f.fact.metric != "debt";
  std::string best = Beside(s, f);
  if (!result) return best;
  if (best.empty()) {
    if (worded_ != &s) in_words_ = InWords(s);
    worded_ = &s;
    best = in_words_;
  }
  if (best.empty() && reported_.empty()) best = JustBefore(s);
  if (!best.empty()) {
    if (f.fact.kind == "actual") last_ = best;
    return best;
  }
  return reported_.empty() ? last_ : reported_;
}

// The value of mention `m`, a stretch where it is the first of two months; "" where it is no
// period.
std::string FigurePeriods::PeriodAt(uint32_t m, const Sentence& s) const {
  const std::vector<Mention>& all = text_.doc().mentions;
  const Mention& d = all[m];
  if (d.type != MentionType::kDate || !IsPeriod(d.value)) return {};
  std::string words = ToLower(text_.doc().Text(d));
  if (words == "the quarter") return {};  // the one reported on
  for (std::string_view w : {"ago", "earlier", "same", "previous", "prior"}) {
    if (words.find(w) != std::string::npos) return {};
  }
  // "fiscal fourth quarter" without its year: see InWords.
  if (words.find("fiscal") != std::string::npos &&
      words.find_first_of("0123456789") == std::string::npos) {
    return {};
  }
  if (m + 1 < s.end_mention && all[m + 1].type == MentionType::kDate) {
    std::string_view between = Span{d.span.end, all[m + 1].span.begin}.In(text_.doc().text);
    if (OneOf(between, {" to ", " through ", "-", " - ", "–", " and "})) {
      std::string stretch = Stretch(d.value, all[m + 1].value);
      if (!stretch.empty()) return stretch;
    }
  }
  // "the financial year that ended in March": named after the year in which it ends.
  uint32_t t = text_.TokenAt(d.span.begin);
  for (uint32_t n = t; n > s.first_token && n + 7 > t && d.value.size() == 7;) {
    --n;
    bool year = text_.Low(n) == "year" && n > 0 &&
                OneOf(text_.Low(n - 1), {"financial", "fiscal", "business"});
    if (year) return "FY" + d.value.substr(0, 4);
  }
  return d.value;
}

// The nearest period of the sentence; a bare year only where no shorter one is near.
std::string FigurePeriods::Beside(const Sentence& s, const FigureFrame& f) const {
  std::string best;
  int64_t least = 1 << 20;
  const std::vector<Mention>& all = text_.doc().mentions;
  auto near =
      std::lower_bound(all.begin() + s.first_mention, all.begin() + s.end_mention, f.span.begin,
                       [](const Mention& m, uint32_t at) { return m.span.begin + kBytes < at; });
  for (auto m = static_cast<uint32_t>(near - all.begin()); m < s.end_mention; ++m) {
    if (all[m].span.begin > f.span.end + kBytes) break;
    std::string value = PeriodAt(m, s);
    if (value.empty()) continue;
    Span at = text_.doc().mentions[m].span;
    int64_t gap = at.begin < f.span.begin ? f.span.begin - at.begin
                  : at.begin < f.span.end ? 0
                                          : at.begin - f.span.end;
    if (value.size() == 4) gap += 20;
    if (gap >= least || IsCompared(text_.TokenAt(at.begin), f.anchor.end)) continue;
    least = gap;
    best = std::move(value);
  }
  return best;
}

// The last period of the sentence before, in the same paragraph.
std::string FigurePeriods::JustBefore(const Sentence& s) const {
  if (&s == &text_.doc().sentences.front()) return {};
  const Sentence& before = *(&s - 1);
  if (before.in_title || before.paragraph != s.paragraph) return {};
  for (uint32_t t = before.first_token; t < before.end_token; ++t) {
    if (text_.LeadsComparison(t)) return {};
  }
  for (uint32_t m = before.end_mention; m > before.first_mention;) {
    --m;
    std::string value = PeriodAt(m, before);
    if (!value.empty()) return value;
  }
  return {};
}

// "first-quarter profit", "its fourth quarter": the last such quarter that is over.
std::string FigurePeriods::InWords(const Sentence& s) const {
  constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third", "fourth"};
  const std::string& published = text_.doc().published;
  for (uint32_t t = s.first_token; t < s.end_token; ++t) {
    for (size_t i = 0; i < kOrdinals.size(); ++i) {
      std::string_view w = text_.Low(t);
      if (!w.starts_with(kOrdinals[i])) continue;
      w.remove_prefix(kOrdinals[i].size());
      bool next = w.empty() && t + 1 < s.end_token && text_.Low(t + 1) == "quarter";
      if (!next && w != "-quarter") continue;
      const char quarter = static_cast<char>('1' + i);
      if (t > 0 && text_.Low(t - 1) == "fiscal" && published.size() >= 7) {
        // Financial years are named after the year in which they end.
        int year = LeadingNumber(published);
        if (i == 0 && published.substr(5, 2) >= "10") ++year;
        return fmt::format("FY{}-Q{}", year, quarter);
      }
      return LastPeriod(fmt::format("Q{}", quarter), published);
    }
  }
  return {};
}

// The first quarter, half or financial year that the article tells without comparing.
std::string FigurePeriods::ReportedPeriod() const {
  for (const Sentence& s : text_.doc().sentences) {
    for (uint32_t m = s.first_mention; m < s.end_mention; ++m) {
      std::string value = PeriodAt(m, s);
      if (value.empty() || !IsReport(value)) continue;
      if (!IsCompared(text_.TokenAt(text_.doc().mentions[m].span.begin), 0)) return value;
    }
  }
  return {};
}

// A date with "from", "than" and the like between it and token `floor`, or just before.
bool FigurePeriods::IsCompared(uint32_t t, uint32_t floor) const {
  uint32_t from = std::min(floor, t < 4 ? 0 : t - 4);
  for (uint32_t n = t; n > from;) {
    --n;
    if (text_.LeadsComparison(n) || text_.Low(n) == "since") return true;
  }
  return false;
}

}  // namespace newsfacts
