#include "extractors/facts/figure_doubts.h"

#include <algorithm>
#include <string_view>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 12;  // tokens between an anchor and what makes it doubtful

class Doubts {
 public:
  Doubts(const FigureText& text, const Sentence& s, const FigureFrame& f)
      : text_(text), s_(s), f_(f), begin_(f.anchor.begin), end_(f.anchor.end) {}

  bool Any() const {
    std::string_view metric = f_.fact.metric;
    if (OneOf(metric, {"net_profit", "eps", "pretax_profit", "operating_profit"})) {
      return IsItem() || IsChargedTo() || IsOfMarket() || IsOfPerson();
    }
    if (metric == "revenue") return IsVolume();
    return metric == "debt" && (IsRatio() || IsOfCountry());
  }

 private:
  std::string_view Low(uint32_t t) const { return t < s_.end_token ? text_.Low(t) : ""; }
  uint32_t Floor(uint32_t reach) const {
    return begin_ > s_.first_token + reach ? begin_ - reach : s_.first_token;
  }

  // "Net excludes losses of 1.9 mln dlrs", "a profit, including a gain of $2 million".
  bool IsItem() const {
    bool result = false;  // it is a result that includes or excludes
    for (uint32_t t = s_.first_token; t < begin_; ++t) {
      result = result || t < s_.first_token + 3 ||
               OneOf(Low(t), {"net", "results", "earnings", "profit", "loss", "income", "figures"});
      if (OneOf(Low(t), {"whose", "which", "said"})) break;
      if (result && OneOf(Low(t), {"excludes", "includes", "exclude", "include"})) return true;
    }
    for (uint32_t t = begin_, floor = Floor(kReach); t > floor; --t) {
      if (OneOf(Low(t - 1), {",", ";"})) return false;
      if (OneOf(Low(t - 1), {"excluding", "including"})) return true;
    }
    return false;
  }

  // "a charge against earnings of $177 million"
  bool IsChargedTo() const {
    if (begin_ == s_.first_token || !OneOf(Low(begin_ - 1), {"against", "to"})) return false;
    for (uint32_t t = begin_ - 1, floor = Floor(5); t > floor; --t) {
      if (Low(t - 1).starts_with("charge")) return true;
    }
    return false;
  }

  // "recovered those losses and was up 0.4 percent"
  bool IsOfMarket() const {
    if (Low(end_ - 1) != "losses") return false;
    for (uint32_t t = begin_, floor = Floor(4); t > floor; --t) {
      for (std::string_view stem : {"recover", "recoup", "pare", "paring", "trim", "extend",
                                    "erase", "erasing", "revers", "claw", "steep"}) {
        if (Low(t - 1).starts_with(stem)) return true;
      }
    }
    return false;
  }

  // "she earned $2 million", "the former mayor lost 30 pounds"
  bool IsOfPerson() const {
    if (!OneOf(Low(begin_), {"earned", "earns", "earn", "lost", "loses", "lose", "made"})) {
      return false;
    }
    uint32_t t = begin_;
    while (t > s_.first_token && (OneOf(Low(t - 1), {"has", "had", "have", "also", "once", "could",
                                                     "would", "will", "can", "who"}) ||
                                  Low(t - 1).ends_with("ly"))) {
      --t;
    }
    if (t == s_.first_token) return false;
    if (OneOf(Low(t - 1), {"he", "she", "i", "you", "people", "workers"})) return true;
    const Mention* m = text_.MentionAt(t - 1);
    if (m == nullptr) return false;
    if (m->type == MentionType::kRole) return true;
    return m->type == MentionType::kPerson && m->entity >= 0 &&
           text_.doc().entities[static_cast<size_t>(m->entity)].canonical.find(' ') !=
               std::string::npos;
  }

  // "sales volumes rose 5 percent", "unit sales"
  bool IsVolume() const {
    bool unit = begin_ > s_.first_token && Low(begin_) == "sales" &&
                OneOf(Low(begin_ - 1), {"unit", "units", "ticket"});
    return unit || OneOf(Low(end_), {"volume", "volumes"});
  }

  // "debt to equity ratio", "debt-to-GDP ratio"
  bool IsRatio() const {
    for (uint32_t t = end_; t < end_ + 5; ++t) {
      if (OneOf(Low(t), {"ratio", "ratios"})) return true;
    }
    return false;
  }

  // "Ecuador, which has foreign debt of ...": the place is named last before it.
  bool IsOfCountry() const {
    for (uint32_t t = begin_, floor = Floor(kReach); t > floor; --t) {
      if (text_.IsType(t - 1, MentionType::kOrg)) return false;
      if (!text_.IsType(t - 1, MentionType::kPlace)) continue;
      return OneOf(Low(t), {",", "which", "has", "had", "owes", "'s", "’s"});
    }
    return false;
  }

  const FigureText& text_;
  const Sentence& s_;
  const FigureFrame& f_;
  const uint32_t begin_;  // of the anchor
  const uint32_t end_;
};

}  // namespace

bool IsNoResult(const FigureText& text, const Sentence& s, const FigureFrame& f) {
  return Doubts(text, s, f).Any();
}

}  // namespace newsfacts
