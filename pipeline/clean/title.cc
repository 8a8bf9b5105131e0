// The idea: places that copy each other differ in quotes, case and site names, so they are compared
// by their letters. Each place has a weight; a title has the weights of all places that tell it,
// and the heaviest wins. A lone h1 that no other place knows has no more say than one of them.
#include "pipeline/clean/title.h"

#include <algorithm>
#include <array>

#include "pipeline/clean/dom.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::array<std::string_view, 9> kMarks = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", "ㅣ"};
constexpr size_t kShortHeading = 15;  // bytes: a lone h1 so short names the site or a section

constexpr size_t kKicker = 45;  // bytes of the words before a headline, with their colon

struct Candidate {
  std::string text;
  std::string key;  // its letters
  std::string_view reader;
  double weight;
};

std::string CutEllipsis(std::string_view text) {
  for (std::string_view dots : {"...", "…"}) {
    if (text.ends_with(dots)) text.remove_suffix(dots.size());
  }
  return std::string(Trim(text));
}
bool IsCutShort(std::string_view text) {
  return text.ends_with("...") || text.ends_with("…");
}

// `longer` is `shorter`, a mark, and something; between two full titles any mark will do.
bool AddsTail(std::string_view longer, std::string_view shorter) {
  if (shorter.size() < 8 || longer.size() <= shorter.size() || !longer.starts_with(shorter)) {
    return false;
  }
  std::string_view rest = longer.substr(shorter.size());
  if (rest.size() > 60) return false;
  for (std::string_view mark : {"-", "|", "ㅣ", "：", "[", "│", "｜"}) {
    if (rest.starts_with(mark)) return true;
  }
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return rest.starts_with(mark); });
}

// `whole` is `title` behind a few words and a colon.
bool AddsKicker(const std::string& whole, const std::string& title) {
  if (title.size() < 15 || !whole.ends_with(title)) return false;
  std::string_view kicker = std::string_view(whole).substr(0, whole.size() - title.size());
  return kicker.size() < kKicker && kicker.ends_with(": ");
}

// `part` is `whole` up to a quotation mark: the attribute that held it ended there.
bool EndsAtQuote(std::string_view part, std::string_view whole) {
  if (part.size() < 15 || !whole.starts_with(part)) return false;
  std::string_view rest = Trim(whole.substr(part.size()));
  return rest.starts_with("\"");
}

class Vote {
 public:
  void Add(const std::string& text, std::string_view reader, double weight) {
    std::string key = LettersOf(text);
    if (!key.empty()) candidates_.push_back({text, std::move(key), reader, weight});
  }

  bool Knows(const std::string& text) const {
    std::string key = LettersOf(text);
    return std::any_of(candidates_.begin(), candidates_.end(),
                       [&](const Candidate& c) { return c.key == key || AddsTail(c.text, text); });
  }

  std::pair<std::string, std::string_view> Count() {
    for (Candidate& c : candidates_) Simplify(c);
    const Candidate* best = nullptr;
    // Of the places that tell the title, of those that do to the letter, and of this one.
    std::array<double, 3> most{};
    for (const Candidate& c : candidates_) {
      std::array<double, 3> sum{0, 0, c.weight};
      for (const Candidate& other : candidates_) {
        if (other.key == c.key) sum[0] += other.weight;
        if (other.text == c.text) sum[1] += other.weight;
      }
      if (sum > most) {
        most = sum;
        best = &c;
      }
    }
    if (best == nullptr) return {"", ""};
    return {best->text, best->reader};
  }

 private:
  // A candidate that is another with a tail, or another cut short, becomes that other.
  void Simplify(Candidate& c) {
    for (const Candidate& other : candidates_) {
      if (&other == &c || other.key == c.key) continue;
      bool cut = IsCutShort(c.text) && other.key.starts_with(LettersOf(CutEllipsis(c.text)));
      bool copy = c.reader == "meta" || c.reader == "title";
      bool kicker = other.reader == "meta" && AddsKicker(c.text, other.text);
      cut = cut || kicker || EndsAtQuote(c.text, other.text);
      if ((copy && AddsTail(c.text, other.text)) || cut) {
        c.text = other.text;
        c.key = other.key;
        return;
      }
    }
  }

  std::vector<Candidate> candidates_;
};

}  // namespace

std::string WithoutSite(std::string title, const std::string& site) {
  std::string name = LettersOf(site);
  for (std::string_view mark : kMarks) {
    size_t at = title.rfind(mark);
    if (at == std::string::npos || at == 0) continue;
    std::string tail = title.substr(at + mark.size());
    std::string low = LettersOf(tail);
    bool named = !name.empty() && !low.empty() &&
                 (low.find(name) != std::string::npos || name.find(low) != std::string::npos) &&
                 tail.size() < 60;
    bool looks = tail.size() < at && (mark == " | " || (site.empty() && tail.size() < 30));
    if (named || looks) return WithoutSite(std::string(Trim(title.substr(0, at))), site);
  }
  return title;
}

std::pair<std::string, std::string_view> ChooseTitle(const TitleSources& sources) {
  Vote vote;
  // A heading that the page's title ends with is the name of the site.
  std::string page = sources.page;
  std::vector<std::string> h1s;
  for (const std::string& h1 : sources.h1s) {
    bool site = false;
    for (std::string_view mark : kMarks) {
      std::string tail = std::string(mark) + h1;
      if (h1.empty() || !page.ends_with(tail)) continue;
      page.resize(page.size() - tail.size());
      site = true;
      break;
    }
    if (!site && !h1.empty() && std::find(h1s.begin(), h1s.end(), h1) == h1s.end())
      h1s.push_back(h1);
  }
  vote.Add(WithoutSite(sources.headline, sources.site), "jsonld", 1.25);
  vote.Add(WithoutSite(sources.social, sources.site), "meta", 1.1);
  vote.Add(WithoutSite(sources.card, sources.site), "meta", 0.6);
  vote.Add(WithoutSite(page, sources.site), "title", 0.5);
  std::string site = LettersOf(sources.site);
  const bool lone = h1s.size() == 1 && h1s[0].size() > kShortHeading && LettersOf(h1s[0]) != site;
  for (const std::string& h1 : h1s) {
    if (lone || (h1.size() >= kShortHeading && vote.Knows(h1))) vote.Add(h1, "h1", 1.3);
  }
  return vote.Count();
}

}  // namespace newsfacts
