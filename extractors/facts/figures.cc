// Financial figures: a frame is filled around every word for a measure.
//
// A sentence is cut into stretches, one an anchor ("operating profit"). Sums and percentages of a
// stretch take the frame's slots by the words before them: "from", "compared with" lead to the
// value of comparison, "rose", "down" to the change, "of", "was", "to" to the value itself. A sum
// that stands right before its anchor ("$98 million in revenue") goes to that anchor.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "extractors/facts/assemble.h"
#include "extractors/facts/figure_tables.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 16;  // tokens between an anchor and its first number

bool IsIn(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsApproximate(std::string_view w) {
  return IsIn(w, {"about",   "around",  "nearly", "over",  "more", "than",          "roughly",
                  "some",    "almost",  "up",     "least", "at",   "approximately", "a",
                  "an",      "average", "of",     "only",  "just", "the",           "~",
                  "another", "record",  "less",   "as",    "much", "between",       "range",
                  "in",      "\"",      "“"});
}

bool IsComparison(std::string_view w) {
  return IsIn(w, {"from", "compared", "against", "vs", "vs.", "versus", "comparing"});
}

bool IsExpectation(std::string_view w) {
  return IsIn(
      w, {"expect",      "expects",     "expected",    "expecting",  "expectation", "expectations",
          "forecast",    "forecasts",   "forecasting", "forecasted", "guidance",    "target",
          "targets",     "targeted",    "targeting",   "estimate",   "estimates",   "estimated",
          "project",     "projects",    "projected",   "projecting", "outlook",     "anticipate",
          "anticipates", "anticipated", "predict",     "predicts",   "predicted",   "consensus",
          "will",        "aims",        "aiming",      "reckoned",   "may",         "sees",
          "hopes",       "could",       "guided"});
}

bool IsLink(std::string_view w) {
  return IsIn(w, {"of",       "was",      "were",   "is",      "are",      "to",     "at",
                  "totalled", "totaled",  "totals", "reached", "reaching", "hit",    "hitting",
                  ":",        "be",       "than",   "topping", "exceeded", "posted", "or",
                  "(",        "amounted", "came",   "in",      "with",     "from",   "against",
                  "versus",   "vs",       "reach",  "around",  "between",  "on",     ","});
}

bool IsUnitWord(std::string_view w) {
  return IsIn(w, {"unit", "division", "business", "segment", "arm", "subsidiary", "operations",
                  "businesses", "divisions", "units"});
}

struct Anchor {
  uint32_t begin = 0, end = 0;  // tokens
  std::string metric;
  bool loss = false;
  bool verb = false;
};

struct Frame {
  Anchor anchor;
  FigureFact fact;
  Span span;  // the words that it rests on
  const char* rule = "figure.level";
  bool filled() const { return !std::isnan(fact.value) || !std::isnan(fact.change_percent); }
};

class FigureFinder {
 public:
  FigureFinder(const Lexicon& lexicon, const Annotations& doc)
      : metrics_(lexicon.list("metrics")), trends_(lexicon.list("trends")), doc_(doc) {}

  std::vector<Fact> Run() {
    low_.reserve(doc_.tokens.size());
    for (const Token& t : doc_.tokens) low_.push_back(ToLower(doc_.Text(t)));
    at_.assign(doc_.tokens.size(), -1);
    for (size_t m = 0; m < doc_.mentions.size(); ++m) {
      // "billions of dollars" is no figure.
      bool vague =
          doc_.mentions[m].type == MentionType::kMoney && std::isnan(doc_.mentions[m].number);
      if (!vague) Mark(static_cast<int32_t>(m));
    }
    main_ = MainOrganization(doc_);
    for (const Sentence& s : doc_.sentences) {
      if (!s.in_title && !IsFigureTableLine(doc_.Text(s.span))) ReadSentence(s);
    }
    return std::move(facts_);
  }

 private:
  void Mark(int32_t m) {
    Span span = doc_.mentions[static_cast<size_t>(m)].span;
    auto it = std::lower_bound(doc_.tokens.begin(), doc_.tokens.end(), span.begin,
                               [](const Token& t, uint32_t b) { return t.span.begin < b; });
    for (; it != doc_.tokens.end() && it->span.end <= span.end; ++it) {
      at_[static_cast<size_t>(it - doc_.tokens.begin())] = m;
    }
  }

  const Mention* MentionAt(uint32_t t) const {
    return at_[t] < 0 ? nullptr : &doc_.mentions[static_cast<size_t>(at_[t])];
  }
  bool StartsMention(uint32_t t) const { return at_[t] >= 0 && (t == 0 || at_[t - 1] != at_[t]); }
  bool IsType(uint32_t t, MentionType type) const {
    return at_[t] >= 0 && MentionAt(t)->type == type;
  }
  bool IsSum(uint32_t t) const { return IsType(t, MentionType::kMoney); }
  bool IsPercent(uint32_t t) const {
    const Mention* m = MentionAt(t);
    return m != nullptr && m->type == MentionType::kPercent && m->unit != "bp" &&
           m->unit != "points";
  }
  uint32_t MentionEnd(uint32_t t) const {
    uint32_t end = t;
    while (end < at_.size() && at_[end] == at_[t]) ++end;
    return end;
  }
  uint32_t MentionBegin(uint32_t t) const {
    while (t > 0 && at_[t - 1] == at_[t]) --t;
    return t;
  }

  // The longest measure that begins at token `t`.
  bool ReadAnchor(uint32_t t, uint32_t end, Anchor* anchor) const {
    std::string phrase;
    bool found = false;
    for (uint32_t n = t; n < end && n < t + static_cast<uint32_t>(metrics_.longest()); ++n) {
      if (n > t && doc_.tokens[n].space_before) phrase += ' ';
      phrase += low_[n];
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

  std::vector<Anchor> Anchors(const Sentence& s) const {
    std::vector<Anchor> anchors;
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      Anchor anchor;
      if (IsSum(t) || IsPercent(t) || !ReadAnchor(t, s.end_token, &anchor)) continue;
      // "earnings, or profit": one measure named twice stays two anchors; an empty one falls out.
      anchors.push_back(std::move(anchor));
      t = anchors.back().end - 1;
    }
    return anchors;
  }

  void ReadSentence(const Sentence& s) {
    bool any = false;
    for (uint32_t t = s.first_token; t < s.end_token && !any; ++t) any = IsSum(t) || IsPercent(t);
    if (!any) return;
    std::vector<Anchor> anchors = Anchors(s);
    if (anchors.empty()) {
      ReadEstimate(s);
      return;
    }
    taken_.clear();
    std::vector<Frame> frames;
    for (Anchor& a : anchors) {
      Frame f;
      f.anchor = std::move(a);
      f.fact.metric = f.anchor.metric;
      f.fact.kind = "actual";
      f.span = {doc_.tokens[f.anchor.begin].span.begin, doc_.tokens[f.anchor.end - 1].span.end};
      frames.push_back(std::move(f));
    }
    for (size_t i = 0; i < frames.size(); ++i) {
      uint32_t from = i == 0 ? s.first_token : frames[i - 1].anchor.end;
      ReadBefore(s, from, &frames[i]);
    }
    std::vector<Frame> more;
    for (size_t i = 0; i < frames.size(); ++i) {
      uint32_t to = i + 1 < frames.size() ? frames[i + 1].anchor.begin : s.end_token;
      ReadAfter(to, &frames[i], &more);
    }
    for (Frame& f : more) frames.push_back(std::move(f));
    JoinComparisons(s, &frames);
    for (Frame& f : frames) Finish(s, &f);
  }

  // "a loss of $7m, against a net profit of $3m": the second is what the first is compared with.
  void JoinComparisons(const Sentence& s, std::vector<Frame>* frames) const {
    for (size_t i = 1; i < frames->size(); ++i) {
      Frame& then = (*frames)[i];
      if (std::isnan(then.fact.value) || !FollowsComparison(s, then)) continue;
      for (size_t j = i; j-- > 0;) {
        Frame& now = (*frames)[j];
        if (now.fact.metric != then.fact.metric || std::isnan(now.fact.value)) continue;
        if (now.span.begin >= then.span.begin) continue;
        if (std::isnan(now.fact.previous_value)) now.fact.previous_value = then.fact.value;
        now.span.end = std::max(now.span.end, then.span.end);
        then.fact.value = then.fact.change_percent = kNoNumber;
        break;
      }
    }
  }

  bool FollowsComparison(const Sentence& s, const Frame& f) const {
    uint32_t t = f.anchor.begin;
    while (t > s.first_token && doc_.tokens[t - 1].span.begin >= f.span.begin) --t;
    for (uint32_t n = t; n > s.first_token && n + 5 > t;) {
      --n;
      if (IsComparison(low_[n])) return true;
      if (low_[n] == "over" && n > 0 && Trend(n - 1) != 0) return true;
      if (low_[n] == ";") return false;
    }
    return false;
  }

  bool IsTaken(uint32_t t) const {
    return std::find(taken_.begin(), taken_.end(), at_[t]) != taken_.end();
  }
  void Take(uint32_t t, Frame* f) {
    taken_.push_back(at_[t]);
    Span m = MentionAt(t)->span;
    f->span = {std::min(f->span.begin, m.begin), std::max(f->span.end, m.end)};
  }

  int Trend(uint32_t t) const {
    std::string_view v = trends_.Value(low_[t]);
    if (v == "up") {
      // "up to" is no rise, but "up from" is.
      return low_[t] == "up" && t + 1 < low_.size() && low_[t + 1] == "to" ? 0 : 1;
    }
    return v == "down" ? -1 : 0;
  }

  // "$98 million in revenue", "a $708 million second-quarter loss", "a 30 percent rise in profit",
  // "38 percent of revenues".
  void ReadBefore(const Sentence& s, uint32_t from, Frame* f) {
    from = std::max(from, s.first_token);
    uint32_t t = f->anchor.begin;
    int words = 0;
    int trend = 0;
    bool preposition = false;
    std::string_view linked_by;
    if (f->anchor.verb) return;
    while (t > from && words < 7) {
      --t;
      if ((IsSum(t) || IsPercent(t)) && !IsTaken(t)) {
        TakeBefore(t, words, trend, preposition, linked_by, f);
        return;
      }
      if (at_[t] >= 0) {
        t = MentionBegin(t);
        ++words;
        continue;
      }
      std::string_view w = low_[t];
      if (uint32_t open = ConversionBegin(from, t); open != t) {
        t = open;
        continue;
      }
      if (IsIn(w, {",",   ";",    ":",    "(",    "and",      "but",     "while",
                   "was", "were", "from", "with", "compared", "against", "vs",
                   "to",  "by",   "than", "or",   "at",       "for"})) {
        return;
      }
      if (Trend(t) != 0) trend = Trend(t);
      if (IsIn(w, {"of", "in", "on", "worth"})) {
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
    if (low_[t] != ")") return t;
    bool number = false;
    for (uint32_t open = t; open > from && t - open < kTokens; --open) {
      if (low_[open] == "(") return number && open > 0 && IsSum(open - 1) ? open : t;
      number = number || doc_.tokens[open].kind == TokenKind::kNumber;
    }
    return t;
  }

  void TakeBefore(uint32_t t, int words, int trend, bool preposition, std::string_view linked_by,
                  Frame* f) {
    const Mention& m = *MentionAt(t);
    if (m.type == MentionType::kMoney) {
      if (!preposition && words > 3) return;
      if (linked_by == "on") return;
      if (trend != 0) return;
      uint32_t begin = MentionBegin(t);
      if (!preposition && begin > 0 && IsIn(low_[begin - 1], {"to", "was", "from"})) return;
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
      f->fact.metric = "revenue_share";
      f->fact.unit = "percent";
      f->fact.value = m.number;
      f->rule = "figure.share";
      Take(t, f);
    } else if (f->anchor.metric == "margin" && words <= 2) {
      SetLevel(m, f);
      Take(t, f);
    }
  }

  static double Signed(double value, bool loss) { return loss ? -std::abs(value) : value; }

  static void SetLevel(const Mention& m, Frame* f) {
    f->fact.value = Signed(m.number, f->anchor.loss);
    if (!std::isnan(m.number_max)) f->fact.value_max = Signed(m.number_max, f->anchor.loss);
    f->fact.unit = m.type == MentionType::kPercent ? "percent" : m.value;
    bool small = std::abs(m.number) < 1000 && m.type == MentionType::kMoney;
    if (f->fact.metric == "net_profit" && (m.unit == "share" || small)) f->fact.metric = "eps";
  }

  bool LevelIsPercent(const Frame& f) const { return f.fact.metric == "margin"; }

  // What stands before the number at token `t`, past words like "about".
  uint32_t Lead(uint32_t t, uint32_t from) const {
    while (t > from) {
      --t;
      if (at_[t] >= 0 || !IsApproximate(low_[t]) || Trend(t) != 0) return t;
      if (IsIn(low_[t], {"of", "at", "in"})) return t;
    }
    return from;
  }

  // The nearest word of rising or falling around the percentage at `t`.
  int TrendAround(uint32_t t, uint32_t from, uint32_t to) const {
    const uint32_t begin = MentionBegin(t);
    for (uint32_t n = begin; n > from && n + 3 > begin;) {
      --n;
      if (Trend(n) != 0) return Trend(n);
    }
    uint32_t end = MentionEnd(t);
    for (uint32_t n = end; n < std::min(to, end + 3); ++n) {
      if (at_[n] >= 0 || low_[n] == ",") break;
      if (low_[n] != "up" && low_[n] != "down" && Trend(n) != 0) return Trend(n);
    }
    const Mention& m = *MentionAt(t);
    if (m.unit == "times") return m.number < 0 ? -1 : 1;
    for (uint32_t n = begin; n > from && n + 12 > begin;) {
      --n;
      if (Trend(n) != 0) return Trend(n);
    }
    return 0;
  }

  void ReadAfter(uint32_t to, Frame* f, std::vector<Frame>* more) {
    const uint32_t from = f->anchor.end;
    bool previous = false;
    bool expected = false;
    bool per_share_twin = false;
    uint32_t last = from;
    Frame share = *f;  // "or 12 cents a share" beside the sum
    Frame forecast = *f;
    for (uint32_t t = from; t < to; ++t) {
      std::string_view w = low_[t];
      if (at_[t] < 0) {
        if (w == ";" || w == "but" || w == "while") break;
        if (IsComparison(w) || (w == "than" && t > 0 && IsIn(low_[t - 1], {"lower", "higher"}))) {
          previous = f->filled() || w == "from" || w == "compared";
        }
        if (w == "over" && Trend(t - 1) != 0) previous = true;
        if (w == "to" && t > 0 && low_[t - 1] != "compared" && low_[t - 1] != "up")
          previous = false;
        if (f->filled() && IsExpectation(w)) expected = true;
        if (t - last > kReach) break;
        continue;
      }
      if (!StartsMention(t) || IsTaken(t)) continue;
      const Mention& m = *MentionAt(t);
      if (t > 0 && low_[t - 1] == "(" && m.type == MentionType::kMoney) {
        last = MentionEnd(t);
        continue;
      }
      if (m.type == MentionType::kMoney) {
        if (!LevelIsPercent(*f)) {
          if (expected && f->filled()) {
            if (std::isnan(forecast.fact.value)) {
              forecast.fact = FigureFact();
              forecast.fact.metric = f->anchor.metric;
              forecast.fact.kind = "forecast";
              SetLevel(m, &forecast);
              Take(t, &forecast);
            }
          } else {
            Fill(m, t, from, previous, f, &share, &per_share_twin);
          }
        }
        last = MentionEnd(t);
      } else if (IsPercent(t)) {
        FillPercent(m, t, from, to, previous, f);
        last = MentionEnd(t);
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

  void Fill(const Mention& m, uint32_t t, uint32_t from, bool previous, Frame* f, Frame* share,
            bool* twin) {
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
      if (std::isnan(f->fact.previous_value)) {
        bool profit = PrecededByProfit(t, from);
        f->fact.previous_value = Signed(m.number, f->anchor.loss && !profit);
        Take(t, f);
      }
      return;
    }
    if (!std::isnan(f->fact.value)) return;
    uint32_t lead = Lead(t, from);
    bool adjacent = lead <= from && t <= from + 2;
    if (f->anchor.verb && t > from + 3) return;
    if (t > from && !adjacent && !IsLink(low_[lead]) && Trend(lead) == 0) return;
    if (low_[lead] == "by") return;
    SetLevel(m, f);
    Take(t, f);
  }

  bool PrecededByProfit(uint32_t t, uint32_t from) const {
    for (uint32_t n = t; n > from && n + 5 > t;) {
      --n;
      if (IsIn(low_[n], {"profit", "income"})) return true;
    }
    return t + 2 < low_.size() && low_[MentionEnd(t)] == "profit";
  }

  void FillPercent(const Mention& m, uint32_t t, uint32_t from, uint32_t to, bool previous,
                   Frame* f) {
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
    int trend = TrendAround(t, from, to);
    if (trend == 0) return;
    f->fact.change_percent = trend * std::abs(m.number);
    if (!std::isnan(m.number_max)) f->fact.change_percent_max = trend * std::abs(m.number_max);
    if (std::isnan(f->fact.value)) f->rule = "figure.change";
    Take(t, f);
  }

  // "Analysts' average estimate was $5.3 billion": of the measure told just before.
  void ReadEstimate(const Sentence& s) {
    if (facts_.empty() || last_sentence_ + 1 < static_cast<size_t>(&s - doc_.sentences.data()))
      return;
    FigureFact before = std::get<FigureFact>(facts_.back().slots);
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      if (!StartsMention(t) || !IsSum(t)) continue;
      uint32_t lead = Lead(t, s.first_token);
      bool link = IsIn(low_[lead], {"of", "for", "was", "to"});
      bool noun =
          lead > 0 && IsIn(low_[lead - 1], {"estimate", "estimates", "forecast", "forecasts",
                                            "expectation", "expectations", "consensus"});
      if (!link || !noun) continue;
      const Mention& m = *MentionAt(t);
      FigureFact fact;
      fact.metric = m.unit == "share" ? "eps" : before.metric;
      fact.subject = before.subject;
      fact.value = m.number;
      if (!std::isnan(m.number_max)) fact.value_max = m.number_max;
      fact.unit = m.value;
      fact.period = before.period;
      fact.kind = "forecast";
      if (!IsPlausible(fact)) return;
      Fact out;
      out.rule = "figure.estimate";
      out.evidence.push_back({{doc_.tokens[lead - 1].span.begin, m.span.end}, out.rule});
      out.slots = std::move(fact);
      facts_.push_back(std::move(out));
      return;
    }
  }

  // Subject, period and kind; the frame becomes a fact.
  void Finish(const Sentence& s, Frame* f) {
    if (!f->filled() || !IsPlausible(f->fact)) return;
    if (f->fact.kind.empty()) f->fact.kind = "actual";
    uint32_t begin = s.first_token;
    for (uint32_t t = begin; t < f->anchor.begin + 1; ++t) {
      if (IsIn(low_[t], {"but", "while", ";"})) begin = t;
    }
    for (uint32_t t = begin; t < s.end_token && doc_.tokens[t].span.begin < f->span.end; ++t) {
      bool past_level = doc_.tokens[t].span.begin > doc_.tokens[f->anchor.end - 1].span.end &&
                        doc_.tokens[t].span.begin > f->span.begin && f->fact.kind == "forecast";
      if (!past_level && IsExpectation(low_[t]) && !ComesAfterLevel(t, *f))
        f->fact.kind = "forecast";
    }
    f->fact.subject = SubjectOf(s, *f);
    if (f->fact.subject.empty()) return;
    f->fact.period = PeriodOf(s, *f);
    for (const Fact& told : facts_) {
      if (IsSame(std::get<FigureFact>(told.slots), f->fact)) return;
    }
    Fact fact;
    fact.rule = f->rule;
    fact.evidence.push_back({f->span, fact.rule});
    fact.slots = f->fact;
    facts_.push_back(std::move(fact));
    last_sentence_ = static_cast<size_t>(&s - doc_.sentences.data());
  }

  // Company results are counted in thousands at least, what belongs to a share in less.
  static bool IsPlausible(const FigureFact& f) {
    if (std::isnan(f.value) || f.unit == "percent") return true;
    bool per_share = f.metric == "eps" || f.metric == "dividend";
    return per_share == (std::abs(f.value) < 10000);
  }

  static bool IsSame(const FigureFact& a, const FigureFact& b) {
    if (a.metric != b.metric || a.kind != b.kind) return false;
    if (!std::isnan(a.value) || !std::isnan(b.value)) return a.value == b.value && a.unit == b.unit;
    return a.change_percent == b.change_percent && a.subject == b.subject;
  }

  // "revenue of $3bn, beating expectations": said of what follows.
  bool ComesAfterLevel(uint32_t t, const Frame& f) const {
    if (t < f.anchor.end) return false;
    for (uint32_t n = f.anchor.end; n < t; ++n) {
      if (IsSum(n) || IsPercent(n)) return true;
    }
    return false;
  }

  std::string NameOf(const Mention& m) const {
    return m.entity >= 0 ? doc_.entities[static_cast<size_t>(m.entity)].canonical : std::string();
  }

  // "its film division": the words of a unit that end at token `unit`.
  std::string UnitPhrase(uint32_t unit, uint32_t first) const {
    uint32_t begin = unit;
    while (begin > first && begin + 4 > unit) {
      uint32_t p = begin - 1;
      if (IsType(p, MentionType::kOrg) || doc_.tokens[p].kind != TokenKind::kWord) break;
      if (IsIn(low_[p],
               {"the", "its",  "a",   "an", "'s",  "’s",  "their", "this",  "that", "in",
                "of",  "from", "and", "at", "for", "key", "core",  "whole", "new",  "s"})) {
        break;
      }
      begin = p;
    }
    if (begin == unit) return {};
    return std::string(doc_.Text(Span{doc_.tokens[begin].span.begin, doc_.tokens[unit].span.end}));
  }

  std::string SubjectOf(const Sentence& s, const Frame& f) const {
    const uint32_t a = f.anchor.begin;
    for (uint32_t t = f.anchor.end; t < std::min(s.end_token, f.anchor.end + 8); ++t) {
      if (IsSum(t) || IsPercent(t) || Trend(t) != 0) break;
      if (!IsUnitWord(low_[t])) continue;
      std::string unit = UnitPhrase(t, f.anchor.end);
      if (!unit.empty()) return unit;
    }
    for (uint32_t t = a; t > s.first_token && t + 12 > a;) {
      --t;
      if (IsIn(low_[t], {";", "but", "while"})) break;
      if (at_[t] >= 0 && MentionAt(t)->type == MentionType::kOrg) break;
      if (!IsUnitWord(low_[t])) continue;
      std::string unit = UnitPhrase(t, s.first_token);
      if (!unit.empty()) return unit;
    }
    for (uint32_t t = a; t > s.first_token;) {
      --t;
      if (!IsType(t, MentionType::kOrg)) continue;
      std::string name = NameOf(*MentionAt(t));
      if (!name.empty() &&
          !IsIn(t > 0 ? std::string_view(low_[MentionBegin(t)]) : "", {"reuters"})) {
        return name;
      }
    }
    return main_;
  }

  static bool IsPeriod(std::string_view v) {
    return v.size() >= 4 && v.find('X') == std::string_view::npos &&
           (v.size() <= 7 || v.find('/') != std::string_view::npos) &&
           v.find('W') == std::string_view::npos;
  }

  // The calendar stretch of a date or of a duration that is one.
  static const std::string& Stretch(const Mention& m) {
    return m.type == MentionType::kDate ? m.value : m.period;
  }

  std::string PeriodOf(const Sentence& s, const Frame& f) {
    std::string best;
    int64_t least = 1 << 20;
    for (uint32_t m = s.first_mention; m < s.end_mention; ++m) {
      const Mention& d = doc_.mentions[m];
      const std::string& value = Stretch(d);
      if (!IsPeriod(value)) continue;
      std::string text = ToLower(doc_.Text(d));
      if (text.find("ago") != std::string::npos || text.find("earlier") != std::string::npos ||
          text.find("same") != std::string::npos || text.find("previous") != std::string::npos) {
        continue;
      }
      int64_t gap = d.span.begin < f.span.begin ? f.span.begin - d.span.begin
                    : d.span.begin < f.span.end ? 0
                                                : d.span.begin - f.span.end;
      if (value.size() == 4) gap += 20;
      if (IsCompared(d.span.begin, f)) continue;
      if (gap < least) {
        least = gap;
        best = value;
      }
    }
    if (best.empty()) best = QuarterInWords(s);
    if (best.empty()) best = period_;
    if (best.empty()) best = FirstQuarterTold();
    if (!best.empty() && f.fact.kind == "actual") period_ = best;
    return best;
  }

  // A date with "from", "than" and the like between it and the measure, or just before.
  bool IsCompared(uint32_t offset, const Frame& f) const {
    auto it = std::lower_bound(doc_.tokens.begin(), doc_.tokens.end(), offset,
                               [](const Token& t, uint32_t b) { return t.span.begin < b; });
    auto t = static_cast<uint32_t>(it - doc_.tokens.begin());
    uint32_t from = t < 4 ? 0 : t - 4;
    if (f.anchor.end < from) from = f.anchor.end;
    for (uint32_t n = t; n > from;) {
      --n;
      if (IsComparison(low_[n])) return true;
      if (n > 0 && low_[n] == "than" && IsIn(low_[n - 1], {"higher", "lower"})) return true;
      if (n > 0 && low_[n] == "over" && Trend(n - 1) != 0) return true;
    }
    return false;
  }

  // "first-quarter profit", "its fourth quarter": the last such quarter that is over.
  std::string QuarterInWords(const Sentence& s) const {
    constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      for (int i = 0; i < 4; ++i) {
        if (!low_[t].starts_with(kOrdinals[i])) continue;
        std::string_view rest = std::string_view(low_[t]).substr(kOrdinals[i].size());
        bool next = rest.empty() && t + 1 < s.end_token && low_[t + 1] == "quarter";
        if (!next && rest != "-quarter") continue;
        if (t > 0 && low_[t - 1] == "fiscal" && doc_.published.size() >= 7) {
          // Financial years are named after the year in which they end.
          int year = std::atoi(doc_.published.c_str());
          if (i == 0 && doc_.published.substr(5, 2) >= "10") ++year;
          return "FY" + std::to_string(year) + "-Q" + static_cast<char>('1' + i);
        }
        return LastPeriod(std::string("Q") + static_cast<char>('1' + i), doc_.published);
      }
    }
    return {};
  }

  // What the article is about when it names no other: its first quarter, half or financial year.
  std::string FirstQuarterTold() const {
    for (const Mention& m : doc_.mentions) {
      const std::string& value = Stretch(m);
      if (!IsPeriod(value)) continue;
      if (value.find("-FA") != std::string::npos) continue;
      if (IsCompared(m.span.begin, Frame())) continue;
      if (value.find_first_of("QHF") != std::string::npos) return value;
    }
    return {};
  }

  const WordList& metrics_;
  const WordList& trends_;
  const Annotations& doc_;
  std::vector<std::string> low_;
  std::vector<int32_t> at_;  // the mention that covers each token, or -1
  std::vector<int32_t> taken_;
  std::string main_;
  std::string period_;        // the last period told
  size_t last_sentence_ = 0;  // that told a figure
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> AssembleFigures(const Lexicon& lexicon, const Annotations& doc) {
  std::vector<Fact> facts = FigureFinder(lexicon, doc).Run();
  for (Fact& f : FigureTables(doc)) facts.push_back(std::move(f));
  return facts;
}

}  // namespace newsfacts
