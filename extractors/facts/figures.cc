// Financial figures as facts: the filled frames of every sentence, with their subjects, periods and
// kinds, and the lines of tables; what is told twice is one fact.
#include <fmt/format.h>

#include <cmath>
#include <unordered_set>

#include "extractors/facts/assemble.h"
#include "extractors/facts/figure_doubts.h"
#include "extractors/facts/figure_frames.h"
#include "extractors/facts/figure_periods.h"
#include "extractors/facts/figure_subjects.h"
#include "extractors/facts/figure_tables.h"
#include "extractors/facts/figure_text.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 80;  // tokens of a sentence that speak of one measure

class FigureAssembler {
 public:
  FigureAssembler(const Lexicon& lexicon, const Annotations& doc)
      : lexicon_(lexicon),
        doc_(doc),
        text_(lexicon, doc),
        subjects_(text_),
        periods_(text_),
        tables_(MayHoldFigureTable(doc)) {}

  std::vector<Fact> Run() {
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      if (!s.in_title && !(tables_ && IsFigureTableLine(lexicon_, doc_.Text(s.span))))
        ReadSentence(s);
    }
    return std::move(facts_);
  }

 private:
  void ReadSentence(const Sentence& s) {
    if (s.first_token == s.end_token) return;
    ReadHeading(s);
    bool any = false;
    for (uint32_t t = s.first_token; t < s.end_token && !any; ++t) any = text_.IsFigure(t);
    if (!any) return;
    std::vector<FigureFrame> frames = FigureFrames(lexicon_, text_, s);
    if (frames.empty()) return ReadEstimate(s);
    for (FigureFrame& f : frames) {
      if (f.filled() && IsPlausible(f.fact) && !IsNoResult(text_, s, f)) Finish(s, &f);
    }
  }

  void Finish(const Sentence& s, FigureFrame* f) {
    if (promised_ || IsForecast(s, *f)) f->fact.kind = "forecast";
    f->fact.subject = subjects_.Of(s, *f);
    if (f->fact.subject.empty()) return;
    f->fact.period = periods_.Of(s, *f);
    Tell(s, f->span, f->rule, std::move(f->fact));
  }

  void Tell(const Sentence& s, Span span, const char* rule, FigureFact figure) {
    if (!told_.insert(KeyOf(figure)).second) return;
    Fact fact;
    fact.rule = rule;
    fact.evidence.push_back({span, rule});
    fact.slots = std::move(figure);
    facts_.push_back(std::move(fact));
    last_ = &s;
  }

  // A word of expectation in the clause, unless it is said of what follows the level ("revenue of
  // $3bn, beating expectations").
  bool IsForecast(const Sentence& s, const FigureFrame& f) const {
    if (f.fact.kind == "forecast") return true;
    uint32_t begin = f.anchor.begin;
    while (begin > s.first_token && begin + kReach > f.anchor.begin &&
           !text_.Is(begin, FigureText::kBreaks)) {
      --begin;
    }
    bool level = false;  // a number was told behind the anchor
    for (uint32_t t = begin; t < s.end_token && text_.At(t).span.begin < f.span.end; ++t) {
      level = level || (t >= f.anchor.end && text_.IsFigure(t));
      if (text_.Is(t, FigureText::kExpectation) && !level) return true;
    }
    return false;
  }

  // Company results are counted in thousands at least, what belongs to a share in less.
  static bool IsPlausible(const FigureFact& f) {
    if (std::isnan(f.value) || f.unit == "percent") return true;
    bool per_share = f.metric == "eps" || f.metric == "dividend";
    return per_share == (std::abs(f.value) < 10000);
  }

  // Two figures of one key are told twice.
  static std::string KeyOf(const FigureFact& f) {
    if (!std::isnan(f.value)) return fmt::format("{} {} {} {}", f.metric, f.kind, f.value, f.unit);
    return fmt::format("{} {} {}% {}", f.metric, f.kind, f.change_percent, f.subject);
  }

  // "Analysts' average estimate was $5.3 billion", "Analysts had expected a 5 percent slump to
  // ...": of the measure told just before.
  void ReadEstimate(const Sentence& s) {
    if (facts_.empty() || last_ == nullptr || last_ + 2 < &s) return;
    bool analysts = false;
    bool expected = false;
    FigureFact fact = std::get<FigureFact>(facts_.back().slots);
    fact.change_percent = fact.change_percent_max = fact.previous_value = kNoNumber;
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      analysts = analysts || OneOf(text_.Low(t), {"analysts", "analyst", "consensus", "market",
                                                  "street", "estimate", "estimates"});
      expected = expected || text_.Is(t, FigureText::kExpectation);
      if (!analysts || !expected || !text_.StartsMention(t)) continue;
      const Mention& m = *text_.MentionAt(t);
      if (text_.IsPercent(t)) {
        int trend = text_.TrendAround(t, s.first_token, s.end_token);
        if (trend != 0) fact.change_percent = trend * std::abs(m.number);
      }
      uint32_t lead = text_.Lead(t, s.first_token);
      bool link = OneOf(text_.Low(lead), {"of", "for", "was", "to", "were"}) ||
                  text_.Is(lead, FigureText::kExpectation);
      if (!text_.IsSum(t) || !link) continue;
      if (m.unit == "share") fact.metric = "eps";
      fact.value = m.number;
      fact.value_max = m.number_max;
      fact.unit = m.value;
      fact.kind = "forecast";
      if (!IsPlausible(fact)) return;
      return Tell(s, {text_.At(lead).span.begin, m.span.end}, "figure.estimate", std::move(fact));
    }
  }

  // "Our guidance for the year:" makes forecasts of the lines below it.
  void ReadHeading(const Sentence& s) {
    if (text_.Low(s.end_token - 1) == ":") {
      promised_ = false;
      for (uint32_t t = s.first_token; t < s.end_token; ++t) {
        promised_ = promised_ || text_.Is(t, FigureText::kExpectation);
      }
    } else if (promised_) {
      uint32_t label = s.first_token;
      while (label < s.end_token && label < s.first_token + 6 && text_.Low(label) != ":") ++label;
      promised_ = label < s.end_token && text_.Low(label) == ":";
    }
  }

  const Lexicon& lexicon_;
  const Annotations& doc_;
  const FigureText text_;
  const FigureSubjects subjects_;
  FigurePeriods periods_;
  const bool tables_;  // lines of the text may be of tables
  std::vector<Fact> facts_;
  std::unordered_set<std::string> told_;  // their keys
  bool promised_ = false;                 // the heading above tells of forecasts
  const Sentence* last_ = nullptr;        // that told a figure
};

}  // namespace

std::vector<Fact> AssembleFigures(const Lexicon& lexicon, const Annotations& doc) {
  std::vector<Fact> facts = FigureAssembler(lexicon, doc).Run();
  for (Fact& f : FigureTables(lexicon, doc)) facts.push_back(std::move(f));
  return facts;
}

}  // namespace newsfacts
