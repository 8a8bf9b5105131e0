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
  size_t length = 0;  // of its words; 0 where there is none
  std::string_view metric;
  bool loss = false;
};

// The longest label that `line` (lower case) begins with, a space behind it.
Label LabelOf(const WordList& labels, std::string_view line) {
  Label label;
  size_t end = line.find(' ');
  for (int words = 0; words < labels.longest() && end != std::string_view::npos; ++words) {
    std::string_view value = labels.Value(line.substr(0, end));
    if (!value.empty()) {
      label = {end, value.substr(0, value.find(' ')), value.ends_with(" loss")};
    }
    end = line.find(' ', end + 1);
  }
  return label;
}

// Past the dateline that opens a story: "OSLO, March 3 - Shr 39 cts".
size_t PastDateline(std::string_view line) {
  constexpr size_t kLongest = 60;
  size_t dash = line.substr(0, kLongest).find(" - ");
  bool city = !line.empty() && line[0] >= 'A' && line[0] <= 'Z';
  return city && dash != std::string_view::npos ? dash + 3 : 0;
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
  std::string unit;  // "" where it names no currency
};

// "Net finance charges", "Net interest income": an item of the table and no result.
bool NamesItem(std::string_view words) {
  for (std::string_view item :
       {"charge", "interest", "asset", "worth", "premium", "loan", "cost", "expense", "price"}) {
    if (words.find(item) != std::string_view::npos) return true;
  }
  return false;
}

Side ReadSide(const Annotations& doc, Span side, bool loss) {
  constexpr uint32_t kBefore = 24;  // bytes between a label and its number
  Side out;
  auto it = std::lower_bound(doc.mentions.begin(), doc.mentions.end(), side.begin,
                             [](const Mention& m, uint32_t b) { return m.span.begin < b; });
  for (; it != doc.mentions.end() && it->span.end <= side.end; ++it) {
    if (it->span.begin > side.begin + kBefore) break;
    if (it->type != MentionType::kMoney && it->type != MentionType::kNumber) continue;
    if (it->unit == "ordinal") continue;
    std::string before = ToLower(Span{side.begin, it->span.begin}.In(doc.text));
    if (NamesItem(before)) return {};
    if (before.find("profit") != std::string::npos) loss = false;
    if (before.find("loss") != std::string::npos) loss = true;
    out.value = loss ? -std::abs(it->number) : it->number;
    if (it->type == MentionType::kMoney) out.unit = it->value;
    break;
  }
  return out;
}

// The title, or the first line where the story carries it there.
std::string_view TitleOf(const Annotations& doc) {
  std::string_view text = doc.text;
  return doc.body > 0 ? text.substr(0, doc.body) : text.substr(0, text.find('\n'));
}

// Words at which the name in the title of a table ends.
constexpr std::array<std::string_view, 24> kTitleWords = {
    "YEAR",     "YR",    "QTR",     "QUARTER",  "NET",     "HALF",    "MTHS",  "MONTHS",
    "MTH",      "MONTH", "RESULTS", "LOSS",     "PROFIT",  "PROFITS", "QTLY",  "DIV",
    "DIVIDEND", "SETS",  "REPORTS", "EARNINGS", "INTERIM", "ANNUAL",  "FINAL", "SHR"};

// Who a table is about where no organisation was found: the title as far as its ticker, or as far
// as "YEAR", "4TH QTR", "NET" and the like.
std::string TitleSubject(const Annotations& doc) {
  std::string_view title = TitleOf(doc);
  size_t begin = title.starts_with('<') ? 1 : 0;
  size_t end = title.find_first_of(begin == 0 ? "<" : ">", begin);
  for (size_t at = title.find(' '); end == std::string_view::npos; at = title.find(' ', at + 1)) {
    if (at == std::string_view::npos) return "";
    std::string_view word = title.substr(at + 1, title.find(' ', at + 1) - at - 1);
    bool number = !word.empty() && word.front() >= '0' && word.front() <= '9';
    if (number || std::find(kTitleWords.begin(), kTitleWords.end(), word) != kTitleWords.end())
      end = at;
  }
  title = title.substr(begin, end - begin);
  while (title.ends_with(' ')) title.remove_suffix(1);
  return std::string(title);
}

// The organisation that the text names most, unless the title gives another with its ticker: a note
// below the table may name some.
std::string TableSubject(const Annotations& doc) {
  std::string main = MainOrganization(doc);
  std::string titled = TitleSubject(doc);
  if (main.empty()) return titled;
  bool ticker = TitleOf(doc).find('<') != std::string_view::npos;
  bool same = ToLower(titled).starts_with(ToLower(main.substr(0, main.find(' '))));
  return ticker && !titled.empty() && !same ? titled : main;
}

}  // namespace

bool IsFigureTableLine(const Lexicon& lexicon, std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  std::string low = ToLower(line.substr(PastDateline(line)));
  return Versus(low) != std::string::npos && LabelOf(lexicon.list("table_labels"), low).length > 0;
}

bool MayHoldFigureTable(const Annotations& doc) {
  return Versus(doc.lower_text) != std::string_view::npos;
}

std::vector<Fact> FigureTables(const Lexicon& lexicon, const Annotations& doc) {
  if (!MayHoldFigureTable(doc)) return {};
  const WordList& labels = lexicon.list("table_labels");
  std::vector<Fact> facts;
  std::string subject;
  std::string currency = "USD";  // of the last sum that named one
  std::string_view code = TitlePeriod(ToLower(TitleOf(doc)));
  for (size_t at = doc.body; at < doc.text.size() && !doc.OutOfTime();) {
    size_t end = std::min(doc.text.find('\n', at), doc.text.size());
    size_t begin = std::min(doc.text.find_first_not_of(" \t", at), end);
    at = end + 1;
    while (end > begin && (doc.text[end - 1] == ' ' || doc.text[end - 1] == '\r')) --end;
    begin += PastDateline(std::string_view(doc.text).substr(begin, end - begin));
    std::string low = ToLower(std::string_view(doc.text).substr(begin, end - begin));
    if (std::string_view heading = Heading(low); !heading.empty()) code = heading;
    size_t versus = Versus(low);
    if (versus == std::string::npos || low.size() != end - begin) continue;
    Label label = LabelOf(labels, low);
    if (label.length == 0 || label.length > versus) continue;
    auto first = static_cast<uint32_t>(begin + label.length);
    auto middle = static_cast<uint32_t>(begin + versus);
    Side now = ReadSide(doc, {first, middle}, label.loss);
    Side then = ReadSide(doc, {middle + 4, static_cast<uint32_t>(end)}, label.loss);
    if (std::isnan(now.value)) continue;
    if (subject.empty()) subject = TableSubject(doc);
    if (subject.empty()) continue;
    if (!now.unit.empty()) currency = now.unit;
    FigureFact figure;
    figure.metric = std::string(label.metric);
    figure.subject = subject;
    figure.value = now.value;
    figure.unit = currency;
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
