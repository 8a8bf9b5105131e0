#include "pipeline/review/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/review/charts.h"
#include "pipeline/review/fact_text.h"
#include "pipeline/text/digest.h"
#include "pipeline/text/embedded.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr size_t kTopParties = 15;
constexpr size_t kArticlesOfBlock = 200;  // no text of the page grows without bound

std::string_view Embedded(std::string_view name) {
  for (const EmbeddedFile& file : EmbeddedReportData()) {
    if (file.name == name) return file.bytes;
  }
  return "";
}

// JSON inside <script>: without '<' it can neither close the element nor open a comment.
std::string ForScript(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

// What is told of every fact elsewhere, or is shown by other means.
bool IsHidden(std::string_view key) {
  static constexpr std::string_view kHidden[] = {"id",        "doc",          "url",   "published",
                                                 "text_sha1", "payload_sha1", "fact",  "rule",
                                                 "evidence",  "mentions",     "begin", "end"};
  return std::find(std::begin(kHidden), std::end(kHidden), key) != std::end(kHidden);
}

void WriteFact(const Json& fact, JsonWriter& w) {
  w.BeginObject().Key("kind").String(fact["fact"].str()).Key("rule").String(fact["rule"].str());
  w.Key("says").String(FactText(fact)).Key("places").BeginArray();
  for (const Json& e : fact["evidence"].items()) {
    w.BeginArray().Int(e["begin"].integer()).Int(e["end"].integer());
    w.String(e["rule"].str()).EndArray();
  }
  w.EndArray().Key("slots").BeginObject();
  for (const auto& [key, value] : fact.members()) {
    if (!IsHidden(key) && !value.is_null()) w.Key(key).Raw(value.Dump());
  }
  w.EndObject().EndObject();
}

std::string ArticleJson(const ReportArticle& article) {
  JsonWriter w;
  w.BeginObject().Key("doc").String(article.doc).Key("title").StringOrNull(article.title);
  w.Key("published").StringOrNull(article.published).Key("url").StringOrNull(article.url);
  w.Key("text").StringOrNull(article.text).Key("facts").BeginArray();
  for (const Json& fact : article.facts) WriteFact(fact, w);
  w.EndArray().EndObject();
  return w.Take();
}

Bars MostFirst(const std::map<std::string, int64_t>& counts, size_t limit) {
  Bars bars(counts.begin(), counts.end());
  std::stable_sort(bars.begin(), bars.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (bars.size() > limit) bars.resize(limit);
  return bars;
}

// The counts that the overview shows.
struct Overview {
  std::map<std::string, int64_t> kinds, months, parties, metrics, statuses;
  std::map<std::string, std::map<std::string, int64_t>> deals;  // type -> status
  int64_t facts = 0;

  explicit Overview(const std::vector<ReportArticle>& articles) {
    for (const ReportArticle& article : articles) {
      for (const Json& fact : article.facts) Count(fact, article.published);
    }
  }

  void Count(const Json& fact, const std::string& published) {
    ++facts;
    const std::string& kind = fact["fact"].str();
    ++kinds[kind];
    if (published.size() >= 7) ++months[published.substr(0, 7)];
    if (kind == "figure") ++metrics[fact["metric"].str()];
    if (kind != "deal") return;
    std::string status = fact["status"].is_null() ? "not told" : fact["status"].str();
    ++deals[fact["deal_type"].str()][status];
    ++statuses[status];
    for (const Json& party : fact["parties"].items()) {
      if (!party["generic"].boolean()) ++parties[party["name"].str()];
    }
  }

  std::string DealTable() const {
    std::string out =
        "<figure class=\"wide\"><figcaption>Deals by type and "
        "status</figcaption><table><tr><th></th>";
    for (const auto& [status, count] : statuses) {
      out += "<th scope=\"col\">" + HtmlEscaped(status) + "</th>";
    }
    for (const auto& [type, row] : deals) {
      out += "</tr><tr><th scope=\"row\">" + HtmlEscaped(type) + "</th>";
      for (const auto& [status, count] : statuses) {
        auto found = row.find(status);
        out += found == row.end() ? "<td></td>" : fmt::format("<td>{}</td>", found->second);
      }
    }
    return out + "</tr></table></figure>\n";
  }

  std::string Html() const {
    std::string out = BarChart("Facts by kind", MostFirst(kinds, kinds.size()));
    if (!months.empty()) {
      out += ColumnChart("Facts by month of publication", Bars(months.begin(), months.end()));
    }
    if (!parties.empty()) out += BarChart("Parties of most deals", MostFirst(parties, kTopParties));
    if (!deals.empty()) out += DealTable();
    if (!metrics.empty()) out += BarChart("Figures by metric", MostFirst(metrics, metrics.size()));
    return out;
  }
};

std::string Head(const std::string& title, std::string_view style, std::string_view script) {
  std::string policy = fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; "
      "form-action 'none'",
      Sha256Base64(style), Sha256Base64(script));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n",
      policy, HtmlEscaped(title), style);
}

constexpr std::string_view kDifferences =
    "<section id=\"differences\" aria-labelledby=\"differences-title\">"
    "<h2 id=\"differences-title\">Differences</h2>"
    "<div class=\"filters\" id=\"difference-filters\"></div>"
    "<p id=\"difference-count\" role=\"status\"></p><div id=\"difference-list\"></div>"
    "<nav class=\"pager\" id=\"difference-pager\" aria-label=\"Pages of differences\"></nav>"
    "</section>\n";
constexpr std::string_view kFacts =
    "<section id=\"facts\" aria-labelledby=\"facts-title\"><h2 id=\"facts-title\">Facts</h2>"
    "<div class=\"filters\" id=\"fact-filters\"></div><p id=\"fact-count\" role=\"status\"></p>"
    "<table id=\"fact-table\"></table>"
    "<nav class=\"pager\" id=\"fact-pager\" aria-label=\"Pages of facts\"></nav></section>\n"
    "<section id=\"article\" aria-labelledby=\"article-title\" tabindex=\"-1\">"
    "<h2 id=\"article-title\">Article</h2><div id=\"article-view\">"
    "<p>Choose a fact to see it in its article.</p></div>"
    "<aside id=\"panel\" aria-live=\"polite\" aria-label=\"The fact under the mark\"></aside>"
    "</section>\n";

std::string Body(const ReportContent& content) {
  std::string out = fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header><h1>{}</h1>",
      HtmlEscaped(content.title));
  std::string overview_section;
  if (!content.articles.empty()) {
    Overview overview(content.articles);
    out += fmt::format("<p>{} facts of {} articles</p>", overview.facts, content.articles.size());
    overview_section = fmt::format(
        "<section id=\"overview\" aria-labelledby=\"overview-title\">"
        "<h2 id=\"overview-title\">Overview</h2><div class=\"charts\">{}</div></section>\n",
        overview.Html());
  }
  if (content.articles_left_out > 0) {
    out += fmt::format("<p class=\"warning\">{} further articles are not in this page.</p>",
                       content.articles_left_out);
  }
  out += "</header>\n<main id=\"main\">\n" + overview_section;
  if (content.compared) out += kDifferences;
  if (!content.articles.empty()) out += kFacts;
  return out +
         "</main>\n<noscript><p class=\"warning\">Tables and articles need JavaScript.</p>"
         "</noscript>\n";
}

// The paragraph around the first evidence, where the article's text is at hand.
std::string WordsOf(const Json& fact, const Texts* texts) {
  auto found = texts != nullptr ? texts->find(fact["doc"].str()) : Texts::const_iterator();
  if (texts == nullptr || found == texts->end() || fact["evidence"].items().empty()) {
    return EvidenceText(fact);
  }
  const std::string& text = found->second;
  const Json& evidence = fact["evidence"].items().front();
  CodePointIndex points(text);
  size_t begin = points.ByteAt(static_cast<uint32_t>(evidence["begin"].integer()));
  size_t end = points.ByteAt(static_cast<uint32_t>(evidence["end"].integer()));
  if (text.substr(begin, end - begin) != evidence["text"].str()) return EvidenceText(fact);
  size_t before = begin == 0 ? std::string::npos : text.rfind('\n', begin - 1);
  begin = before == std::string::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', end) - begin);
}

}  // namespace

std::string DifferenceRow(const Difference& d, const Texts* old_texts, const Texts* new_texts) {
  JsonWriter w;
  w.BeginObject().Key("outcome").String(OutcomeName(d.outcome));
  w.Key("cause").String(CauseName(d.cause)).Key("kind").String(d.fact()["fact"].str());
  w.Key("doc").String(d.fact()["doc"].str()).Key("rule").String(d.fact()["rule"].str());
  auto side = [&](const Json* fact, const Texts* texts) {
    if (fact == nullptr) {
      w.Null();
      return;
    }
    w.BeginObject().Key("says").String(FactText(*fact));
    w.Key("words").String(WordsOf(*fact, texts)).EndObject();
  };
  w.Key("old");
  side(d.old_fact, old_texts);
  w.Key("new");
  side(d.new_fact, new_texts);
  w.Key("also").BeginArray();
  for (const Json* fact : d.also) {
    side(fact, d.outcome == Outcome::kMerged ? old_texts : new_texts);
  }
  w.EndArray().Key("changes").BeginArray();
  for (const SlotChange& c : d.changes) {
    w.BeginArray().String(c.slot).Raw(c.old_value).Raw(c.new_value).EndArray();
  }
  w.EndArray().EndObject();
  return w.Take();
}

Status WriteReport(const ReportContent& content, OutputFile& out) {
  std::string_view script = Embedded("report.js");
  if (Status s = out.WriteLine(Head(content.title, Embedded("report.css"), script)); !s.ok()) {
    return s;
  }
  if (Status s = out.WriteLine(Body(content)); !s.ok()) return s;
  // Lists of JSON values, one a line; `begin` opens a block, which ends after `size` values.
  auto write_block = [&](std::string_view kind, size_t size, auto value) -> Status {
    std::string block = fmt::format("<script type=\"application/json\" class=\"{}\">[", kind);
    for (size_t i = 0; i < size; ++i) block += (i > 0 ? ",\n" : "\n") + ForScript(value(i));
    return out.WriteLine(block + "]</script>");
  };
  for (size_t first = 0; first < content.articles.size(); first += kArticlesOfBlock) {
    size_t size = std::min(kArticlesOfBlock, content.articles.size() - first);
    Status s = write_block("articles", size,
                           [&](size_t i) { return ArticleJson(content.articles[first + i]); });
    if (!s.ok()) return s;
  }
  if (content.compared) {
    Status s = write_block("differences", content.differences.size(),
                           [&](size_t i) { return content.differences[i]; });
    if (!s.ok()) return s;
  }
  return out.WriteLine(fmt::format("<script>{}</script>\n</body>\n</html>", script));
}

}  // namespace newsfacts
