#include "pipeline/clean/plain_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/clean/dates.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Beginnings of lines around a story, lower case: what a page says of itself, not of the news.
constexpr std::array<std::string_view, 26> kFurniture = {"read more",
                                                         "leave a re",
                                                         "leave a comment",
                                                         "you may also",
                                                         "advertisement",
                                                         "subscribe",
                                                         "sign up",
                                                         "follow us",
                                                         "share this",
                                                         "related",
                                                         "comments",
                                                         "post a comment",
                                                         "article source",
                                                         "source:",
                                                         "via ",
                                                         "join ",
                                                         "click here",
                                                         "print this",
                                                         "all rights reserved",
                                                         "copyright",
                                                         "photo:",
                                                         "image:",
                                                         "filed under",
                                                         "tags:",
                                                         "recommended",
                                                         "cookie"};
// From one of these to the end nothing is the story.
constexpr std::array<std::string_view, 5> kTail = {
    "about the author", "you may also like", "read more about", "related articles", "more stories"};

struct Line {
  std::string text;
  std::string low;
  bool gone = false;
};

bool EndsAsSentence(std::string_view s) {
  for (std::string_view end : {".", "!", "?", ".\"", ".”", "…", ":", "\"", "”", ")"}) {
    if (s.ends_with(end)) return true;
  }
  return false;
}

size_t Words(std::string_view s) {
  return 1 + static_cast<size_t>(std::count(s.begin(), s.end(), ' '));
}

template <size_t N>
bool StartsWithOne(const std::string& low, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(),
                     [&](std::string_view s) { return low.starts_with(s); });
}

// "November 6, 2019", "6 November 2019", "2019-11-06": a line that is a date and little else.
std::string DateLine(const std::string& line) {
  return line.size() > 40 || Words(line) > 7 ? "" : FindDate(line);
}

class PlainTextReader {
 public:
  PlainTextReader(std::string_view text, Article* article) : a_(*article) {
    while (!text.empty()) {
      size_t end = std::min(text.find('\n'), text.size());
      std::string_view row = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      while (!row.empty() && (row.back() == ' ' || row.back() == '\r' || row.back() == '\t'))
        row.remove_suffix(1);
      while (!row.empty() && (row.front() == ' ' || row.front() == '\t')) row.remove_prefix(1);
      if (!row.empty()) lines_.push_back({std::string(row), ToLower(row)});
    }
  }

  void Run() {
    size_t story = FirstParagraph();
    Top(story);
    Tail(story);
    Furniture();
    for (const Line& line : lines_) {
      if (!line.gone) a_.text += line.text + "\n";
    }
  }

 private:
  // The first line that reads like the story.
  size_t FirstParagraph() const {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].text.size() > 160 ||
          (Words(lines_[i].text) > 12 && EndsAsSentence(lines_[i].text)))
        return i;
    }
    return lines_.size();
  }

  static bool IsReadingTime(const std::string& low) {
    return low.size() < 30 && (low.find("min read") != std::string::npos ||
                               low.find("minute read") != std::string::npos);
  }

  // "By Ann Lee and Bo Sun", "Ann Lee, Contributing Editor": who wrote it.
  bool Byline(const Line& line) {
    std::string names;
    if (line.low.starts_with("by ") && line.text.size() < 90) {
      names = line.text.substr(3);
    } else if (line.text.size() < 110 && !EndsAsSentence(line.text) &&
               (line.low.find(" editor") != std::string::npos ||
                line.low.find("correspondent") != std::string::npos ||
                line.low.find("reporter") != std::string::npos ||
                line.low.find("staff writer") != std::string::npos)) {
      names = line.text.substr(0, line.text.find(','));
    } else {
      return false;
    }
    for (size_t at = 0; (at = names.find(" and ", at)) != std::string::npos;)
      names.replace(at, 5, ",");
    for (size_t from = 0; from <= names.size();) {
      size_t comma = std::min(names.find(',', from), names.size());
      std::string name = names.substr(from, comma - from);
      while (!name.empty() && name.front() == ' ') name.erase(0, 1);
      if (name.size() > 2 &&
          std::find(a_.authors.begin(), a_.authors.end(), name) == a_.authors.end())
        a_.authors.push_back(name);
      from = comma + 1;
    }
    return true;
  }

  // Title, byline, date and reading time stand before the story or between its first lines.
  void Top(size_t story) {
    size_t last = std::min(lines_.size(), story + 6);
    for (size_t i = 0; i < last; ++i) {
      Line& line = lines_[i];
      std::string date = DateLine(line.text);
      if (!date.empty()) {
        if (a_.published.empty()) a_.published = date;
        line.gone = true;
      } else if (IsReadingTime(line.low) || Byline(line)) {
        line.gone = true;
      }
    }
    // The longest short line near the top that is no sentence is the title; with a second copy of
    // it.
    size_t best = lines_.size();
    for (size_t i = 0; i < last; ++i) {
      const Line& line = lines_[i];
      size_t words = Words(line.text);
      bool label = StartsWithOne(line.low, kFurniture) || line.text.starts_with("•") ||
                   line.text.starts_with("-");
      if (line.gone || label || words < 4 || line.text.size() > 200 || line.text.back() == '.')
        continue;
      if (i > story && best < lines_.size()) break;
      if (i != story && (best == lines_.size() || words > Words(lines_[best].text))) best = i;
    }
    if (best == lines_.size()) return;
    a_.title = lines_[best].text;
    for (size_t i = 0; i < last; ++i) {
      bool label =
          i < best && i < story && Words(lines_[i].text) <= 4 && !EndsAsSentence(lines_[i].text);
      if (lines_[i].text == a_.title || label) lines_[i].gone = true;
    }
  }

  void Tail(size_t story) {
    for (size_t i = story + 1; i < lines_.size(); ++i) {
      bool late = i * 2 > lines_.size();
      if (!late || !StartsWithOne(lines_[i].low, kTail)) continue;
      for (size_t j = i; j < lines_.size(); ++j) lines_[j].gone = true;
      return;
    }
  }

  void Furniture() {
    bool unfinished = false;  // the line before was furniture that stopped within its sentence
    for (Line& line : lines_) {
      if (unfinished && Words(line.text) <= 3) line.gone = true;
      unfinished = false;
      bool short_line = line.text.size() < 140;
      if (short_line && (StartsWithOne(line.low, kFurniture) || IsReadingTime(line.low))) {
        line.gone = true;
        unfinished = Words(line.text) > 6 && !EndsAsSentence(line.text);
      }
      bool dash = line.text.starts_with("—") || line.text.starts_with("–");
      for (const std::string& author : a_.authors) {
        if (short_line && dash && line.text.find(author) != std::string::npos) line.gone = true;
      }
    }
  }

  Article& a_;
  std::vector<Line> lines_;
};

}  // namespace

void ReadPlainText(std::string_view text, Article* article) {
  PlainTextReader(text, article).Run();
}

}  // namespace newsfacts
