#include "extractors/facts/figure_frames.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

// A sentence is cut into stretches, one an anchor ("operating profit"). Sums and percentages of a
// stretch take the frame's slots by the words before them: "from", "compared with" lead to the
// value of comparison, "rose", "down" to the change, "of", "was", "to" to the value itself. A sum
// that stands right before its anchor ("$98 million in revenue") goes to that anchor.

constexpr uint32_t kReach = 16;  // tokens between an anchor and its first number

class FrameReader {
 public:
  FrameReader(const Lexicon& lexicon, const FigureText& text)
      : metrics_(lexicon.list("metrics")), text_(text) {}

  std::vector<FigureFrame> Run(const Sentence& s) {
    std::vector<FigureFrame> frames;
    for (FigureAnchor& a : Anchors(s)) {
      FigureFrame f;
      f.anchor = std::move(a);
      f.fact.metric = f.anchor.metric;
      f.fact.kind = "actual";
      f.span = text_.Words(f.anchor.begin, f.anchor.end);
      frames.push_back(std::move(f));
    }
    for (size_t i = 0; i < frames.size(); ++i) {
      ReadBefore(s, i == 0 ? s.first_token : frames[i - 1].anchor.end, &frames[i]);
    }
    std::vector<FigureFrame> more;
    for (size_t i = 0; i < frames.size(); ++i) {
      uint32_t to = i + 1 < frames.size() ? frames[i + 1].anchor.begin : s.end_token;
      ReadAfter(to, &frames[i], &more);
    }
    ReadEllipses(s, frames, &more);
    for (FigureFrame& f : more) frames.push_back(std::move(f));
    JoinComparisons(s, &frames);
    return frames;
  }

 private:
  // The longest measure that begins at token `t`.
  bool ReadAnchor(uint32_t t, uint32_t end, FigureAnchor* anchor) const {
    std::string phrase;
    bool found = false;
    for (uint32_t n = t; n < end && n < t + static_cast<uint32_t>(metrics_.longest()); ++n) {
      if (n > t && text_.At(n).space_before) phrase += ' ';
      phrase += text_.Low(n);
      if (!metrics_.Has(phrase)) continue;
      std::string_view value = metrics_.Value(phrase);
      anchor->begin = t;
      anchor->end = n + 1;
      anchor->metric = std::string(value.substr(0, value.find(' ')));
      anchor->loss = value.find("loss") != std::string_view::npos;
      anchor->verb = value.find("verb") != std::string_view::npos;
      found = true;
    }
    return found;
  }

  std::vector<FigureAnchor> Anchors(const Sentence& s) const {
    std::vector<FigureAnchor> anchors;
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      FigureAnchor anchor;
      if (text_.IsSum(t) || text_.IsPercent(t) || !ReadAnchor(t, s.end_token, &anchor)) continue;
      t = anchor.end - 1;
      // "earnings, or profit": one measure named twice stays two anchors; an empty one falls out.
      if (anchor.metric != "none") anchors.push_back(std::move(anchor));
    }
    return anchors;
  }

  // "a loss of $7m, against a net profit of $3m": the second is what the first is compared with.
  void JoinComparisons(const Sentence& s, std::vector<FigureFrame>* frames) const {
    for (size_t i = 1; i < frames->size(); ++i) {
      FigureFrame& then = (*frames)[i];
      if (std::isnan(then.fact.value) || !FollowsComparison(s, then)) continue;
      for (size_t j = i; j-- > 0;) {
        FigureFrame& now = (*frames)[j];
        if (now.fact.metric != then.fact.metric || std::isnan(now.fact.value)) continue;
        if (now.span.begin >= then.span.begin) continue;
        if (std::isnan(now.fact.previous_value)) now.fact.previous_value = then.fact.value;
        now.span.end = std::max(now.span.end, then.span.end);
        then.fact.value = then.fact.change_percent = kNoNumber;
        break;
      }
    }
  }

  bool FollowsComparison(const Sentence& s, const FigureFrame& f) const {
    uint32_t t = f.anchor.begin;
    while (t > s.first_token && text_.At(t - 1).span.begin >= f.span.begin) --t;
    for (uint32_t n = t; n > s.first_token && n + 5 > t;) {
      --n;
      if (text_.Is(n, FigureText::kComparison)) return true;
      if (text_.Low(n) == "over" && n > 0 && text_.Trend(n - 1) != 0) return true;
      if (text_.Low(n) == ";") return false;
    }
    return false;
  }

  bool IsTaken(uint32_t t) const { return taken_.contains(text_.MentionIndex(t)); }
  void Take(uint32_t t, FigureFrame* f) {
    taken_.insert(text_.MentionIndex(t));
    Span m = text_.MentionAt(t)->span;
    f->span = {std::min(f->span.begin, m.begin), std::max(f->span.end, m.end)};
  }

  // "$98 million in revenue", "a $708 million second-quarter loss", "a 30 percent rise in profit",
  // "38 percent of revenues".
  void ReadBefore(const Sentence& s, uint32_t from, FigureFrame* f) {
    from = std::max(from, s.first_token);
    uint32_t t = f->anchor.begin;
    int words = 0;
    int trend = 0;
    bool preposition = false;
    std::string_view linked_by;
    if (f->anchor.verb) return;
    while (t > from && words < 7) {
      --t;
      if ((text_.IsSum(t) || text_.IsPercent(t)) && !IsTaken(t)) {
        TakeBefore(t, words, trend, preposition, linked_by, f);
        return;
      }
      if (text_.MentionIndex(t) >= 0) {
        t = text_.MentionBegin(t);
        ++words;
        continue;
      }
      std::string_view w = text_.Low(t);
      bool lines = w == "and" && t > from && text_.Is(t - 1, FigureText::kLine) &&
                   text_.Is(t + 1, FigureText::kLine);
      if (lines) continue;
      if (uint32_t open = ConversionBegin(from, t); open != t) {
        t = open;
        continue;
      }
      if (OneOf(w, {",",   ";",    ":",    "(",    "and",      "but",     "while",
                    "was", "were", "from", "with", "compared", "against", "vs",
                    "to",  "by",   "than", "or",   "at",       "for"})) {
        return;
      }
      if (text_.Trend(t) != 0) trend = text_.Trend(t);
      if (OneOf(w, {"of", "in", "on", "worth"})) {
        preposition = true;
        linked_by = w;
      }
      ++words;
    }
  }

  // Where the bracket that ends at `t` begins, if it tells the sum before it once more in another
  // currency ("($450,000)"); else `t`.
  uint32_t ConversionBegin(uint32_t from, uint32_t t) const {
    constexpr uint32_t kTokens = 6;
    if (text_.Low(t) != ")") return t;
    bool number = false;
    for (uint32_t open = t; open > from && t - open < kTokens; --open) {
      if (text_.Low(open) == "(") return number && open > 0 && text_.IsSum(open - 1) ? open : t;
      number = number || text_.At(open).kind == TokenKind::kNumber;
    }
    return t;
  }

  void TakeBefore(uint32_t t, int words, int trend, bool preposition, std::string_view linked_by,
                  FigureFrame* f) {
    const Mention& m = *text_.MentionAt(t);
    if (m.type == MentionType::kMoney) {
      if (!preposition && words > 3) return;
      if (linked_by == "on") return;
      if (trend != 0) return;
      uint32_t begin = text_.MentionBegin(t);
      if (!preposition && begin > 0 && OneOf(text_.Low(begin - 1), {"to", "was", "from"})) return;
      SetLevel(m, f);
      Take(t, f);
      return;
    }
    if (m.unit == "times" && words <= 3) {
      f->fact.change_percent = m.number;
      f->rule = "figure.change";
      Take(t, f);
    } else if (trend != 0) {
      f->fact.change_percent = trend * m.number;
      if (!std::isnan(m.number_max)) f->fact.change_percent_max = trend * m.number_max;
      f->rule = "figure.change";
      Take(t, f);
    } else if (f->anchor.metric == "revenue" && linked_by == "of" && words <= 5) {
      f->fact.metric = IsSpentOnResearch(f->anchor.end) ? "rd_spending" : "revenue_share";
      f->fact.unit = "percent";
      f->fact.value = m.number;
      f->rule = "figure.share";
      Take(t, f);
    } else if (f->anchor.metric == "margin" && words <= 2) {
      SetLevel(m, f);
      Take(t, f);
    }
  }

  // "15 percent of its revenue on research and development".
  bool IsSpentOnResearch(uint32_t t) const {
    for (uint32_t end = std::min(t + 6, text_.size()); t + 1 < end; ++t) {
      if (text_.Low(t) == "on") return OneOf(text_.Low(t + 1), {"research", "r&d", "r"});
    }
    return false;
  }

  static double Signed(double value, bool loss) { return loss ? -std::abs(value) : value; }

  static void SetLevel(const Mention& m, FigureFrame* f) {
    f->fact.value = Signed(m.number, f->anchor.loss);
    if (!std::isnan(m.number_max)) f->fact.value_max = Signed(m.number_max, f->anchor.loss);
    f->fact.unit = m.type == MentionType::kPercent ? "percent" : m.value;
    bool small = std::abs(m.number) < 1000 && m.type == MentionType::kMoney;
    if (f->fact.metric == "net_profit" && (m.unit == "share" || small)) f->fact.metric = "eps";
  }

  bool LevelIsPercent(const FigureFrame& f) const { return f.fact.metric == "margin"; }

  void ReadAfter(uint32_t to, FigureFrame* f, std::vector<FigureFrame>* more) {
    const uint32_t from = f->anchor.end;
    bool previous = false;
    bool expected = false;
    bool broken = false;
    bool per_share_twin = false;
    uint32_t last = from;
    FigureFrame share = *f;  // "or 12 cents a share" beside the sum
    FigureFrame forecast = *f;
    for (uint32_t t = from; t < to; ++t) {
      std::string_view w = text_.Low(t);
      if (text_.MentionIndex(t) < 0) {
        if (w == ";") break;
        // What follows may still tell what was expected.
        broken = broken || text_.Is(t, FigureText::kBreaks);
        if (w == ",") {
          uint32_t past = RelativeEnd(t, to);
          last += past - t;
          t = past;
          continue;
        }
        if (text_.Is(t, FigureText::kComparison) ||
            (w == "than" && t > 0 && OneOf(text_.Low(t - 1), {"lower", "higher"}))) {
          previous = f->filled() || w == "from" || w == "compared";
        }
        if (w == "over" && text_.Trend(t - 1) != 0) previous = true;
        if (w == "to" && t > 0 && text_.Low(t - 1) != "compared" && text_.Low(t - 1) != "up")
          previous = false;
        if (f->filled() && text_.Is(t, FigureText::kExpectation)) expected = true;
        if (t - last > kReach) break;
        continue;
      }
      if (!text_.StartsMention(t) || IsTaken(t) || (broken && !expected)) continue;
      const Mention& m = *text_.MentionAt(t);
      if (t > 0 && text_.Low(t - 1) == "(" && m.type == MentionType::kMoney) {
        last = text_.MentionEnd(t);
        continue;
      }
      bool bare = !f->fact.unit.empty() && text_.IsBareSum(t);
      if (m.type == MentionType::kMoney || bare) {
        if (!LevelIsPercent(*f)) {
          if (expected && f->filled()) {
            if (std::isnan(forecast.fact.value)) {
              forecast.fact = FigureFact();
              forecast.fact.metric = f->anchor.metric;
              forecast.fact.kind = "forecast";
              SetLevel(m, &forecast);
              if (m.unit == "share") forecast.fact.metric = "eps";
              if (bare) forecast.fact.unit = f->fact.unit;
              Take(t, &forecast);
            } else if (std::isnan(f->fact.previous_value) && IsYearAgo(t)) {
              f->fact.previous_value = Signed(m.number, f->anchor.loss);
              Take(t, f);
            }
          } else {
            Fill(m, t, from, previous, f, &share, &per_share_twin);
          }
        }
        last = text_.MentionEnd(t);
      } else if (text_.IsPercent(t)) {
        FillPercent(m, t, from, to, previous, f);
        last = text_.MentionEnd(t);
      }
    }
    if (per_share_twin) {
      share.fact.kind = f->fact.kind;
      more->push_back(std::move(share));
    }
    if (!std::isnan(forecast.fact.value) && forecast.fact.kind == "forecast") {
      more->push_back(std::move(forecast));
    }
  }

  // ", which competes with Halden,": the comma that closes it; `comma` where none opens there.
  uint32_t RelativeEnd(uint32_t comma, uint32_t to) const {
    if (comma + 1 >= to || !OneOf(text_.Low(comma + 1), {"which", "who", "whose"})) return comma;
    for (uint32_t t = comma + 1; t < to; ++t) {
      if (text_.Low(t) == ",") return t;
      if (text_.IsFigure(t)) break;
    }
    return comma;
  }

  // "4.7 billion in the year-ago period".
  bool IsYearAgo(uint32_t t) const {
    uint32_t end = text_.MentionEnd(t);
    for (uint32_t n = end; n < std::min(text_.size(), end + 5); ++n) {
      if (OneOf(text_.Low(n), {"year-ago", "year-earlier", "ago", "earlier"})) return true;
    }
    return false;
  }

  // "the carrier unit rose 5%, the consumer unit 41%": the second measure is the first one's.
  void ReadEllipses(const Sentence& s, const std::vector<FigureFrame>& frames,
                    std::vector<FigureFrame>* more) {
    size_t next = 0;  // the first frame behind `t`
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      if (!text_.StartsMention(t) || !text_.IsPercent(t) || IsTaken(t)) continue;
      uint32_t unit = t;
      while (unit > s.first_token && unit + 4 > t && !text_.Is(unit - 1, FigureText::kUnit)) --unit;
      if (unit == s.first_token || unit + 4 <= t) continue;
      while (next < frames.size() && frames[next].anchor.begin < t) ++next;
      if (next == 0) continue;
      const FigureFrame* told = &frames[next - 1];
      bool tells = told->fact.metric == "revenue_share" || !std::isnan(told->fact.change_percent);
      if (!tells || told->span.end > text_.At(t).span.begin) continue;
      FigureFrame f;
      f.anchor = told->anchor;
      f.anchor.begin = f.anchor.end = unit;
      f.fact.metric = told->fact.metric;
      f.fact.kind = told->fact.kind;
      if (f.fact.metric == "revenue_share") {
        f.fact.value = text_.MentionAt(t)->number;
        f.fact.unit = "percent";
      } else {
        int trend = text_.TrendAround(t, unit, s.end_token);
        if (trend == 0) trend = told->fact.change_percent < 0 ? -1 : 1;
        f.fact.change_percent = trend * std::abs(text_.MentionAt(t)->number);
      }
      f.span = text_.Words(unit - 1, text_.MentionEnd(t));
      f.rule = "figure.ellipsis";
      taken_.insert(text_.MentionIndex(t));
      more->push_back(std::move(f));
    }
  }

  void Fill(const Mention& m, uint32_t t, uint32_t from, bool previous, FigureFrame* f,
            FigureFrame* share, bool* twin) {
    bool per_share = m.unit == "share" || (m.number < 1000 && !std::isnan(f->fact.value) &&
                                           std::abs(f->fact.value) >= 1000);
    bool takes_twin = f->anchor.metric == "net_profit" || f->anchor.metric == "operating_profit";
    if (per_share && takes_twin && f->fact.metric != "eps" && !std::isnan(f->fact.value)) {
      if (!*twin) {
        if (previous) return;
        share->fact = FigureFact();
        share->fact.metric = "eps";
        share->fact.value = Signed(m.number, f->anchor.loss);
        share->fact.unit = m.value;
        *twin = true;
        Take(t, share);
      } else if (previous && std::isnan(share->fact.previous_value)) {
        share->fact.previous_value = Signed(m.number, f->anchor.loss);
        Take(t, share);
      }
      return;
    }
    if (previous) {
      bool small = std::abs(m.number) < 10000;
      bool per_share_metric = f->fact.metric == "eps" || f->fact.metric == "dividend";
      if (std::isnan(f->fact.previous_value) && small == per_share_metric) {
        bool profit = PrecededByProfit(t, from);
        f->fact.previous_value = Signed(m.number, f->anchor.loss && !profit);
        Take(t, f);
      }
      return;
    }
    if (!std::isnan(f->fact.value)) return;
    uint32_t lead = text_.Lead(t, from);
    bool adjacent = lead <= from && t <= from + 2;
    // "valuing the company at $2 billion"
    bool values = f->anchor.metric == "market_value" && t <= from + 9 && text_.Low(lead) == "at";
    if (f->anchor.verb && t > from + 3 && !values) return;
    if (f->anchor.verb && f->anchor.metric == "market_value" && !values) return;
    bool linked = text_.Is(lead, FigureText::kLink) || text_.Is(t - 1, FigureText::kLink);
    if (t > from && !adjacent && !linked && text_.Trend(lead) == 0) return;
    if (text_.Low(lead) == "by") return;
    SetLevel(m, f);
    Take(t, f);
  }

  bool PrecededByProfit(uint32_t t, uint32_t from) const {
    for (uint32_t n = t; n > from && n + 5 > t;) {
      --n;
      if (OneOf(text_.Low(n), {"profit", "income"})) return true;
    }
    return t + 2 < text_.size() && text_.Low(text_.MentionEnd(t)) == "profit";
  }

  void FillPercent(const Mention& m, uint32_t t, uint32_t from, uint32_t to, bool previous,
                   FigureFrame* f) {
    if (LevelIsPercent(*f)) {
      if (previous && !std::isnan(f->fact.value)) {
        if (std::isnan(f->fact.previous_value)) f->fact.previous_value = m.number;
      } else if (std::isnan(f->fact.value)) {
        SetLevel(m, f);
      } else {
        return;
      }
      Take(t, f);
      return;
    }
    if (f->fact.metric == "revenue_share") {
      if (previous) f->fact.previous_value = m.number;
      return;
    }
    if (!std::isnan(f->fact.change_percent)) return;
    int trend = text_.TrendAround(t, from, to);
    if (trend == 0) return;
    f->fact.change_percent = trend * std::abs(m.number);
    if (!std::isnan(m.number_max)) f->fact.change_percent_max = trend * std::abs(m.number_max);
    if (std::isnan(f->fact.value)) f->rule = "figure.change";
    Take(t, f);
  }

  const WordList& metrics_;
  const FigureText& text_;
  std::unordered_set<int32_t> taken_;  // mentions that fill a slot
};

}  // namespace

std::vector<FigureFrame> FigureFrames(const Lexicon& lexicon, const FigureText& text,
                                      const Sentence& s) {
  return FrameReader(lexicon, text).Run(s);
}

}  // namespace newsfacts
