// The idea: the story is the run of lines from the first to the last paragraph of prose. Short
// lines above it are title, byline, date and labels; below it everything is furniture once a line
// says so
// ("About the author"). Inside, only lines that are labels for certain go.
#include "pipeline/clean/plain.h"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/clean/dates.h"
#include "pipeline/clean/dom.h"
#include "pipeline/clean/metadata.h"
#include "pipeline/clean/patterns.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct Line {
  std::string text;
  bool prose = false;
};

bool EndsSentence(std::string_view s) {
  for (std::string_view end : {".", "!", "?", ".\"", ".”", "!”", "?”", "…", ":", ".)", "。"}) {
    if (s.ends_with(end)) return true;
  }
  return false;
}

size_t Words(std::string_view s) {
  return static_cast<size_t>(std::count(s.begin(), s.end(), ' ')) + (s.empty() ? 0 : 1);
}

bool IsReadingTime(const std::string& low) {
  if (low.size() > 40 || low.empty() || low[0] < '0' || low[0] > '9') return false;
  return low.find("min") != std::string::npos && low.find("read") != std::string::npos;
}

// From such a line on, nothing belongs to the story.
bool EndsStory(const std::string& low) {
  static constexpr std::string_view kHeads[] = {"about the author",    "about the writer",
                                                "you may also like",   "you might also like",
                                                "related articles",    "related stories",
                                                "related news",        "leave a repl",
                                                "leave a comment",     "read more about",
                                                "more from",           "recommended for you",
                                                "article source:",     "share this",
                                                "sign up for",         "subscribe to",
                                                "subscribe and",       "join the conversation",
                                                "post a comment",      "add a comment",
                                                "copyright ©",         "©",
                                                "all rights reserved", "tags:",
                                                "filed under"};
  if (low.size() > 160) return false;
  return std::any_of(std::begin(kHeads), std::end(kHeads),
                     [&](std::string_view h) { return low.starts_with(h); });
}

bool IsByline(const Line& line) {
  const std::string low = ToLower(line.text);
  return Words(line.text) <= 12 && (low.starts_with("by ") || low.starts_with("written by "));
}

// "Ann Lee, Senior Editor, The Daily Cable"
bool LooksLikePerson(std::string_view s) {
  size_t comma = s.find(',');
  std::string_view name = s.substr(0, comma);
  if (comma == std::string_view::npos || Words(name) < 2 || Words(name) > 4) return false;
  std::string low = ToLower(s.substr(comma));
  for (std::string_view job : {"editor", "reporter", "correspondent", "writer", "journalist",
                               "analyst", "contributor", "columnist"}) {
    if (low.find(job) != std::string::npos) return true;
  }
  return false;
}

std::vector<Line> LinesOf(std::string_view text) {
  std::vector<Line> lines;
  for (size_t i = 0; i < text.size();) {
    size_t end = std::min(text.find('\n', i), text.size());
    Line line;
    AppendCollapsed(text.substr(i, end - i), line.text);
    line.text = std::string(Trim(line.text));
    line.prose = Words(line.text) >= 12 && EndsSentence(line.text);
    if (!line.prose && line.text.size() > 200) line.prose = true;
    if (!line.text.empty()) lines.push_back(std::move(line));
    i = end + 1;
  }
  return lines;
}

// Wrapped text: a line without an end of sentence that goes on in lower case.
void JoinWrapped(std::vector<Line>& lines) {
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (Words(lines[i].text) < 8 || EndsSentence(lines[i].text)) continue;
    if (lines[i + 1].text[0] >= 'a' && lines[i + 1].text[0] <= 'z') {
      lines[i].text += ' ' + lines[i + 1].text;
      lines[i].prose = true;
      lines.erase(lines.begin() + static_cast<long>(i) + 1);
      --i;
    }
  }
}

}  // namespace

void ReadPlainText(std::string_view text, Article& article) {
  std::vector<Line> lines = LinesOf(text);
  JoinWrapped(lines);
  size_t first = 0;
  while (first < lines.size() && !lines[first].prose) ++first;
  if (first == lines.size()) first = 0;
  // A standfirst above byline and date: the story starts behind the last of these.
  size_t top = first;
  for (size_t i = 0; i < std::min(lines.size(), first + 8); ++i) {
    bool date = lines[i].text.size() < 60 && !FindDate(lines[i].text).empty();
    if (date || IsByline(lines[i]) || IsReadingTime(ToLower(lines[i].text))) top = i + 1;
    if (lines[i].prose && i > first + 1) break;
  }
  std::string title;
  for (size_t i = 0; i < std::max(first, top) && i < lines.size(); ++i) {
    const std::string& line = lines[i].text;
    if (lines[i].prose) continue;
    std::string day = line.size() < 60 ? FindDate(line) : "";
    if (!day.empty()) {
      if (article.published.empty()) article.published = day;
    } else if (IsByline(lines[i]) || LooksLikePerson(line)) {
      if (article.authors.empty()) AddAuthors(line.substr(0, line.find(',')), article.authors);
    } else if (!IsReadingTime(ToLower(line)) && Words(line) >= 4 && title.empty()) {
      title = line;
    }
  }
  // The title is often the line between the reading time and the story.
  size_t story = std::max(first, top);
  if (top > first && top < lines.size() && !lines[top].prose && Words(lines[top].text) >= 4) {
    if (title.empty()) title = lines[top].text;
    story = top + 1;
  }
  size_t title_at = 0;
  while (title_at < lines.size() && lines[title_at].text != title) ++title_at;
  if (top <= first && title_at < first) story = std::max(title_at + 1, top);
  article.title = title;
  std::string body;
  for (size_t i = 0; i < story && i < lines.size(); ++i) {
    if (lines[i].prose && i >= first) body += lines[i].text + '\n';
  }
  size_t last = lines.size();
  for (size_t i = story; i < last; ++i) {
    if (EndsStory(ToLower(lines[i].text))) last = i;
  }
  while (last > story && !lines[last - 1].prose && Words(lines[last - 1].text) < 6 &&
         !EndsSentence(lines[last - 1].text)) {
    --last;
  }
  for (size_t i = story; i < last; ++i) {
    const std::string& line = lines[i].text;
    if (line == title || IsReadingTime(ToLower(line)) || (!lines[i].prose && LeadsAway(line))) {
      continue;
    }
    body += line + '\n';
  }
  article.text = std::move(body);
  article.quality = article.text.empty() ? "empty" : "article";
}

}  // namespace newsfacts
