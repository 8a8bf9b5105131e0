#include "pipeline/review/charts.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/review/fact_text.h"

namespace newsfacts {
namespace {

// In units of the SVG's view box.
constexpr int kWidth = 480;
constexpr int kRow = 22;
constexpr int kLabel = 170;   // width of a bar's label
constexpr int kNumber = 60;   // room for a bar's count
constexpr int kHeight = 160;  // of the columns
constexpr size_t kLabelLetters = 26;

int64_t Largest(const Bars& bars) {
  int64_t most = 1;
  for (const auto& [label, count] : bars) most = std::max(most, count);
  return most;
}

std::string Figure(std::string_view title, int width, int height, const std::string& body) {
  return fmt::format(
      "<figure><figcaption>{0}</figcaption>"
      "<svg viewBox=\"0 0 {1} {2}\" role=\"img\" aria-label=\"{0}\">{3}</svg></figure>\n",
      HtmlEscaped(title), width, height, body);
}

}  // namespace

std::string HtmlEscaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string BarChart(std::string_view title, const Bars& bars) {
  const int64_t most = Largest(bars);
  std::string body;
  int y = 0;
  for (const auto& [label, count] : bars) {
    auto length = static_cast<int>((kWidth - kLabel - kNumber) * count / most);
    body += fmt::format(
        "<g><title>{0}: {1}</title><text x=\"{2}\" y=\"{3}\" text-anchor=\"end\">{4}</text>"
        "<rect x=\"{5}\" y=\"{6}\" width=\"{7}\" height=\"{8}\"/>"
        "<text x=\"{9}\" y=\"{3}\">{1}</text></g>",
        HtmlEscaped(label), count, kLabel - 6, y + 15, HtmlEscaped(FitLine(label, kLabelLetters)),
        kLabel, y + 3, std::max(length, 1), kRow - 6, kLabel + length + 6);
    y += kRow;
  }
  return Figure(title, kWidth, std::max(y, kRow), body);
}

std::string ColumnChart(std::string_view title, const Bars& columns) {
  const int64_t most = Largest(columns);
  const auto count = static_cast<int>(columns.size());
  const int step = std::max(4, std::min(40, kWidth / std::max(count, 1)));
  const int labelled = std::max(1, (60 + step - 1) / step);  // a label needs 60 units
  std::string body;
  for (int i = 0; i < count; ++i) {
    const auto& [label, value] = columns[static_cast<size_t>(i)];
    auto height = static_cast<int>(kHeight * value / most);
    body += fmt::format(
        "<g><title>{}: {}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        HtmlEscaped(label), value, i * step, kHeight - height, std::max(step - 2, 1), height);
    if (i % labelled == 0) {
      body += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>", i * step, kHeight + 16,
                          HtmlEscaped(label));
    }
    body += "</g>";
  }
  return Figure(title, std::max(count * step + 30, 120), kHeight + 22, body);
}

}  // namespace newsfacts
