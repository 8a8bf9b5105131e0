#include "extractors/facts/figure_subjects.h"

#include <string_view>
#include <vector>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 80;  // tokens between a company and its measure

// Who counts and reports, and has no sales: "the Commerce Department said orders rose".
bool IsObserver(std::string_view name) {
  for (std::string_view word : {"Department", "Ministry", "Bureau", "Statistics", "Census",
                                "Treasury", "Reuters", "Dow Jones", "Nasdaq", "Nikkei"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::string MainOrganization(const Annotations& doc) {
  std::vector<int> weight(doc.entities.size(), 0);
  int best = -1;
  for (const Mention& m : doc.mentions) {
    if (m.type != MentionType::kOrg || m.entity < 0 || m.generic) continue;
    auto e = static_cast<size_t>(m.entity);
    weight[e] += m.span.begin < doc.body ? 3 : 1;
    if (best < 0 || weight[e] > weight[static_cast<size_t>(best)]) best = m.entity;
  }
  return best < 0 ? std::string() : doc.entities[static_cast<size_t>(best)].canonical;
}

std::string FigureSubjects::Of(const Sentence& s, const FigureFrame& f) const {
  if (f.anchor.verb && f.fact.metric == "market_value") {
    for (uint32_t t = f.anchor.end; t < s.end_token && !text_.IsFigure(t); ++t) {
      if (std::string valued = Name(t); !valued.empty()) return valued;
    }
    return {};  // a deal, an order
  }
  if (std::string part = PartOfSales(s, f); !part.empty()) return part;
  std::string unit = LineBefore(s, f);
  if (unit.empty()) unit = UnitBehind(s, f);
  if (unit.empty()) unit = UnitBefore(s, f);
  if (!unit.empty()) return unit;
  for (uint32_t t = f.anchor.begin; t > s.first_token && t + kReach > f.anchor.begin;) {
    --t;
    std::string name = Name(t);
    if (!name.empty()) return name;
  }
  return IsObserver(main_) ? std::string() : main_;
}

// The organisation at `t` whose figure it may be.
std::string FigureSubjects::Name(uint32_t t) const {
  const Mention* m = text_.MentionAt(t);
  if (m == nullptr || m->type != MentionType::kOrg || m->entity < 0) return {};
  const std::string& name = text_.doc().entities[static_cast<size_t>(m->entity)].canonical;
  return IsObserver(name) ? std::string() : name;
}

// "Subscriptions accounted for 71% of total revenue": what does.
std::string FigureSubjects::PartOfSales(const Sentence& s, const FigureFrame& f) const {
  if (f.fact.metric != "revenue_share") return {};
  uint32_t number = text_.TokenAt(f.span.begin);
  for (uint32_t t = number; t > s.first_token && t + 5 > number;) {
    --t;
    if (!OneOf(text_.Low(t), {"accounted", "accounts", "account", "contributed", "contributes",
                              "represented", "represents", "generated", "generates"})) {
      continue;
    }
    uint32_t begin = t;
    while (begin > s.first_token && begin + 5 > t && text_.At(begin - 1).kind == TokenKind::kWord &&
           !OneOf(text_.Low(begin - 1), {"the", "its", "which", "that", "and", "said", "of", "in",
                                         "while", "but", "who", "has", "had", "they", "it"})) {
      --begin;
    }
    if (begin < t) return std::string(text_.doc().Text(text_.Words(begin, t)));
  }
  return {};
}

// "server product and cloud services revenue", "iPhone sales": words of a business right before.
std::string FigureSubjects::LineBefore(const Sentence& s, const FigureFrame& f) const {
  uint32_t t = f.anchor.begin;
  while (t > s.first_token) {
    uint32_t p = t - 1;
    bool joins = OneOf(text_.Low(p), {"and", "&"}) && t < f.anchor.begin && p > s.first_token &&
                 text_.Is(p - 1, FigureText::kLine);
    bool named = text_.IsType(p, MentionType::kProduct) || text_.IsType(p, MentionType::kName);
    if (!joins && !named && !text_.Is(p, FigureText::kLine)) break;
    t = p;
  }
  if (t == f.anchor.begin) return {};
  return std::string(text_.doc().Text(text_.Words(t, f.anchor.begin)));
}

// "revenue of its film division".
std::string FigureSubjects::UnitBehind(const Sentence& s, const FigureFrame& f) const {
  for (uint32_t t = f.anchor.end; t < std::min(s.end_token, f.anchor.end + 12); ++t) {
    if (text_.Trend(t) != 0) break;
    if (text_.IsFigure(t)) {
      uint32_t past = text_.MentionEnd(t);
      bool from = past < s.end_token && OneOf(text_.Low(past), {"from", "at", "in"});
      if (!from) break;
    }
    if (!text_.Is(t, FigureText::kUnit)) continue;
    std::string unit = UnitPhrase(t, f.anchor.end);
    if (!unit.empty()) return unit;
  }
  return {};
}

// "its film division saw profits slump".
std::string FigureSubjects::UnitBefore(const Sentence& s, const FigureFrame& f) const {
  const uint32_t a = f.anchor.begin;
  for (uint32_t t = a; t > s.first_token && t + 12 > a;) {
    --t;
    if (text_.Is(t, FigureText::kBreaks) || text_.IsType(t, MentionType::kOrg)) break;
    bool unit_noun = text_.Is(t, FigureText::kUnit) || text_.Low(t) == "group";
    if (!unit_noun) continue;
    std::string unit = UnitPhrase(t, s.first_token);
    if (!unit.empty()) return unit;
  }
  return {};
}

// "film division": the words of a unit that end at token `unit`; "" where it has no name.
std::string FigureSubjects::UnitPhrase(uint32_t unit, uint32_t first) const {
  uint32_t begin = unit;
  while (begin > first && begin + 4 > unit) {
    uint32_t p = begin - 1;
    if (text_.IsType(p, MentionType::kOrg) || text_.At(p).kind != TokenKind::kWord) break;
    if (OneOf(text_.Low(p),
              {"the", "its", "a",     "an",  "'s", "’s",       "their",  "this", "that",
               "in",  "of",  "from",  "and", "at", "for",      "key",    "core", "whole",
               "new", "s",   "while", "but", "as", "although", "though", "when", "if"})) {
      break;
    }
    begin = p;
  }
  if (begin == unit) return {};
  return std::string(text_.doc().Text(text_.Words(begin, unit + 1)));
}

}  // namespace newsfacts
