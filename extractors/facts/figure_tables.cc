#include "extractors/facts/figure_tables.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extractors/facts/figure_periods.h"
#include "extractors/facts/figure_subjects.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Label {
  std::string_view words;  // lower case
  std::string_view metric;
  bool loss;
};

// Longer ones first where one begins another.
constexpr std::array kLabels = {
    Label{"oper shr", "eps", false},          Label{"shr loss", "eps", true},
    Label{"shr profit", "eps", false},        Label{"shr", "eps", false},
    Label{"oper net", "net_profit", false},   Label{"net loss", "net_profit", true},
    Label{"net profit", "net_profit", false}, Label{"net income", "net_profit", false},
    Label{"net", "net_profit", false},        Label{"revs", "revenue", false},
    Label{"rev", "revenue", false},           Label{"revenue", "revenue", false},
    Label{"revenues", "revenue", false},      Label{"sales", "revenue", false},
    Label{"turnover", "revenue", false},      Label{"pretax", "pretax_profit", false},
    Label{"qtly div", "dividend", false},
};

// The label that `line` (lower case) begins with, followed by a space.
const Label* LabelOf(std::string_view line) {
  for (const Label& l : kLabels) {
    if (line.starts_with(l.words) && line.size() > l.words.size() && line[l.words.size()] == ' ') {
      return &l;
    }
  }
  return nullptr;
}

size_t Versus(std::string_view line) {
  return line.find(" vs ");
}

// "Nine mths", "Year", "4th qtr": how the periods of the lines below are told. "" where the line is
// no such heading.
std::string_view Heading(std::string_view line) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kHeadings = {
      {{"year", "Y"},
       {"12 mths", "Y"},
       {"nine mths", "9"},
       {"nine months", "9"},
       {"six mths", "H1"},
       {"six months", "H1"},
       {"1st half", "H1"},
       {"2nd half", "H2"},
       {"1st qtr", "Q1"},
       {"2nd qtr", "Q2"},
       {"3rd qtr", "Q3"},
       {"4th qtr", "Q4"}}};
  for (const auto& [words, code] : kHeadings) {
    if (line == words) return code;
  }
  return {};
}

// The period that a title as "Q2 RESULTS" or "4TH QTR NET" names.
std::string_view TitlePeriod(std::string_view title) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords = {
      {{"1st qtr", "Q1"},
       {"2nd qtr", "Q2"},
       {"3rd qtr", "Q3"},
       {"4th qtr", "Q4"},
       {"1st half", "H1"},
       {"six mths", "H1"},
       {"nine mths", "9"},
       {" year", "Y"}}};
  for (const auto& [words, code] : kWords) {
    if (title.find(words) != std::string_view::npos) return code;
  }
  return {};
}

// A side of the table's "vs": the first number in it, negative after "loss".
struct Side {
  double value = kNoNumber;
  std::string unit;
  Span span;
};

Side ReadSide(const Annotations& doc, Span side, bool loss) {
  Side out;
  auto it = std::lower_bound(doc.mentions.begin(), doc.mentions.end(), side.begin,
                             [](const Mention& m, uint32_t b) { return m.span.begin < b; });
  for (; it != doc.mentions.end() && it->span.end <= side.end; ++it) {
    if (it->type != MentionType::kMoney && it->type != MentionType::kNumber) continue;
    if (it->unit == "ordinal" || std::isnan(it->number)) continue;
    std::string before = ToLower(Span{side.begin, it->span.begin}.In(doc.text));
    if (before.find("profit") != std::string::npos) loss = false;
    if (before.find("loss") != std::string::npos) loss = true;
    out.value = loss ? -std::abs(it->number) : it->number;
    out.unit = it->type == MentionType::kMoney ? it->value : "USD";
    out.span = it->span;
    break;
  }
  return out;
}

// Who a table is about where no organisation was found: the title as far as its ticker.
std::string TitleSubject(const Annotations& doc) {
  std::string_view title = std::string_view(doc.text).substr(0, doc.body);
  size_t begin = title.starts_with('<') ? 1 : 0;
  size_t end = title.find_first_of(begin == 0 ? "<" : ">", begin);
  if (end == std::string_view::npos) return {};
  title = title.substr(begin, end - begin);
  while (title.ends_with(' ')) title.remove_suffix(1);
  return std::string(title);
}

}  // namespace

bool IsFigureTableLine(std::string_view text) {
  std::string low = ToLower(text.substr(0, text.find('\n')));
  return LabelOf(low) != nullptr && Versus(low) != std::string::npos;
}

std::vector<Fact> FigureTables(const Annotations& doc) {
  std::vector<Fact> facts;
  std::string subject;
  std::string_view code = TitlePeriod(ToLower(std::string_view(doc.text).substr(0, doc.body)));
  for (size_t at = doc.body; at < doc.text.size();) {
    size_t end = std::min(doc.text.find('\n', at), doc.text.size());
    size_t begin = std::min(doc.text.find_first_not_of(" \t", at), end);
    at = end + 1;
    while (end > begin && (doc.text[end - 1] == ' ' || doc.text[end - 1] == '\r')) --end;
    std::string low = ToLower(std::string_view(doc.text).substr(begin, end - begin));
    if (std::string_view heading = Heading(low); !heading.empty()) code = heading;
    const Label* label = LabelOf(low);
    size_t versus = Versus(low);
    if (label == nullptr || versus == std::string::npos || low.size() != end - begin) continue;
    auto first = static_cast<uint32_t>(begin + label->words.size());
    auto middle = static_cast<uint32_t>(begin + versus);
    Side now = ReadSide(doc, {first, middle}, label->loss);
    Side then = ReadSide(doc, {middle + 4, static_cast<uint32_t>(end)}, label->loss);
    if (std::isnan(now.value)) continue;
    if (subject.empty()) subject = MainOrganization(doc);
    if (subject.empty()) subject = TitleSubject(doc);
    FigureFact figure;
    figure.metric = std::string(label->metric);
    figure.subject = subject;
    figure.value = now.value;
    figure.unit = now.unit;
    figure.previous_value = then.value;
    figure.period = LastPeriod(code, doc.published);
    figure.kind = "actual";
    Fact fact;
    fact.rule = "figure.table";
    fact.evidence.push_back(
        {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, fact.rule});
    fact.slots = std::move(figure);
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace newsfacts
