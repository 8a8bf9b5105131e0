#include "pipeline/review/score_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace newsfacts {
namespace {

std::string MeasureName(const Measure& m) {
  return fmt::format("{}.{}", m.kind, m.slot);
}

std::string Between(Interval i) {
  return fmt::format("{:.3f}-{:.3f}", i.low, i.high);
}

void WriteTally(JsonWriter& w, const Tally& t, const Interval* interval) {
  w.BeginObject().Key("p").Double(RoundTo4(t.precision())).Key("r").Double(RoundTo4(t.recall()));
  w.Key("f1").Double(RoundTo4(t.f1()));
  w.Key("tp").Int(t.right).Key("fp").Int(t.wrong).Key("fn").Int(t.missed);
  if (interval != nullptr) {
    w.Key("f1_interval").BeginArray();
    w.Double(RoundTo4(interval->low)).Double(RoundTo4(interval->high)).EndArray();
  }
  w.EndObject();
}

// {"deal": {"found": {...}, "slots": {...}}, ...}
void WriteKinds(JsonWriter& w, const Counts& counts, const ScoreIntervals* intervals) {
  w.BeginObject();
  std::string_view kind;
  for (size_t i = 0; i < kMeasureCount; ++i) {
    const Measure& m = Measures()[i];
    if (m.slot == "found") {
      if (!kind.empty()) w.EndObject().EndObject();
      kind = m.kind;
      w.Key(kind).BeginObject();
    }
    w.Key(m.slot);
    WriteTally(w, counts[i], intervals != nullptr ? &intervals->f1[i] : nullptr);
    if (m.slot == "found") w.Key("slots").BeginObject();
  }
  w.EndObject().EndObject().EndObject();
}

}  // namespace

std::string ScoreTable(const ScoreCard& card, const ScoreIntervals* intervals) {
  Counts total = card.Total();
  std::string out = fmt::format(
      "{} articles; facts of other documents {}, with false spans {}, broken lines {}\n",
      card.articles.size(), card.strays, card.false_spans, card.broken);
  for (size_t i = 0; i < kMeasureCount; ++i) {
    const Measure& m = Measures()[i];
    const Tally& t = total[i];
    out += fmt::format("{:8} {:15} P {:.3f} R {:.3f} F1 {:.3f}", m.slot == "found" ? m.kind : "",
                       m.slot, t.precision(), t.recall(), t.f1());
    if (intervals != nullptr) out += fmt::format("  {}", Between(intervals->f1[i]));
    out += fmt::format("  ({} right, {} wrong, {} missed)\n", t.right, t.wrong, t.missed);
  }
  out += fmt::format("mean F1 {:.3f}", MeanF1(total));
  if (intervals != nullptr)
    out += fmt::format("  {} (95% of resampled articles)", Between(intervals->mean));
  return out + "\n";
}

std::string RuleTable(const ScoreCard& card) {
  std::string out = fmt::format("{:8} {:44} {:>6} {:>6} {:>9}   {}\n", "kind", "rule", "facts",
                                "right", "precision", "slots right/given");
  for (const auto& [key, counts] : card.by_rule) {
    const Tally& found = counts[MeasureIndex(key.first, "found")];
    out += fmt::format("{:8} {:44} {:>6} {:>6} {:>9.3f}  ", key.first, key.second,
                       found.right + found.wrong, found.right, found.precision());
    for (size_t i = 0; i < kMeasureCount; ++i) {
      const Measure& m = Measures()[i];
      int64_t given = counts[i].right + counts[i].wrong;
      if (m.kind != key.first || m.slot == "found" || m.slot == "all" || given == 0) continue;
      out += fmt::format(" {} {}/{}", m.slot, counts[i].right, given);
    }
    out += '\n';
  }
  return out;
}

std::string ErrorLines(const ScoreCard& card, std::string_view kind) {
  std::string out;
  for (const ScoreError& e : card.errors) {
    if (kind != "all" && e.kind != kind) continue;
    out += fmt::format("{:8} {:14} {}  {}  {}\n", e.kind, e.what, e.doc,
                       e.rule.empty() ? "-" : e.rule, e.shown);
  }
  return out;
}

std::string ScoreJson(const ScoreCard& card, const ScoreIntervals* intervals, bool by_rule) {
  Counts total = card.Total();
  JsonWriter w;
  w.BeginObject().Key("articles").Int(static_cast<int64_t>(card.articles.size()));
  w.Key("facts_of_other_documents").Int(card.strays);
  w.Key("facts_with_false_spans").Int(card.false_spans);
  w.Key("lines_broken").Int(card.broken).Key("kinds");
  WriteKinds(w, total, intervals);
  if (by_rule) {
    w.Key("rules").BeginArray();
    for (const auto& [key, counts] : card.by_rule) {
      w.BeginObject().Key("fact").String(key.first).Key("rule").String(key.second);
      for (size_t i = 0; i < kMeasureCount; ++i) {
        if (Measures()[i].kind != key.first) continue;
        w.Key(Measures()[i].slot).BeginObject().Key("right").Int(counts[i].right);
        w.Key("wrong").Int(counts[i].wrong).EndObject();
      }
      w.EndObject();
    }
    w.EndArray();
  }
  w.Key("mean_f1").Double(MeanF1(total));
  if (intervals != nullptr) {
    w.Key("mean_f1_interval").BeginArray().Double(RoundTo4(intervals->mean.low));
    w.Double(RoundTo4(intervals->mean.high)).EndArray();
  }
  w.EndObject();
  return w.Take() + "\n";
}

std::string FloorsJson(const ScoreCard& card) {
  Counts total = card.Total();
  std::string out = fmt::format("{{\n \"mean_f1\": {}", MeanF1(total));
  for (size_t i = 0; i < kMeasureCount; ++i) {
    out += fmt::format(",\n \"{}\": {}", MeasureName(Measures()[i]), RoundTo4(total[i].f1()));
  }
  return out + "\n}\n";
}

Result<std::vector<std::string>> BelowFloors(const ScoreCard& card, const Json& floors) {
  if (!floors.is_object()) return UsageError("floors must be a JSON object of measure and F1");
  Counts total = card.Total();
  std::vector<std::string> out;
  for (const auto& member : floors.members()) {
    const std::string& name =
        member.first;  // lambdas capture no structured binding in C++20's clang 14
    const Json& floor = member.second;
    auto found = std::find_if(Measures().begin(), Measures().end(),
                              [&](const Measure& m) { return MeasureName(m) == name; });
    if (found == Measures().end() && name != "mean_f1") {
      return UsageError(fmt::format("no measure is called \"{}\"; see --save", name));
    }
    if (!floor.is_number()) return UsageError(fmt::format("the floor of {} is no number", name));
    double f1 = name == "mean_f1"
                    ? MeanF1(total)
                    : RoundTo4(total[static_cast<size_t>(found - Measures().begin())].f1());
    if (f1 < floor.number()) {
      out.push_back(fmt::format("{} {:.4f} is below its floor {:.4f}", name, f1, floor.number()));
    }
  }
  return out;
}

Status Judgements::Add(const Json& line) {
  const Json& fact = line["new"].is_object()   ? line["new"]
                     : line["old"].is_object() ? line["old"]
                                               : line;
  const std::string& kind = fact["fact"].str();
  const std::string& verdict = line["judged"].str();
  if (kind.empty()) return InputError("a judged line holds no fact");
  if (verdict != "right" && verdict != "wrong" && verdict != "unsure") {
    return InputError(R"(a judged line needs "judged": "right", "wrong" or "unsure")");
  }
  using Key = std::pair<std::string, std::string>;
  for (const Key& key : {Key("", ""), Key(kind, ""), Key(kind, fact["rule"].str())}) {
    Count& count = counts_[key];
    ++(verdict == "right" ? count.right : verdict == "wrong" ? count.wrong : count.unsure);
    if (key.second == fact["rule"].str() && !key.first.empty()) break;  // a fact without a rule
  }
  return Ok();
}

std::string Judgements::Table() const {
  std::string out = fmt::format("{:8} {:44} {:>6} {:>6} {:>6} {:>9}  {}\n", "kind", "rule", "right",
                                "wrong", "unsure", "precision", "95% interval (Wilson)");
  for (const auto& [key, c] : counts_) {
    int64_t decided = c.right + c.wrong;
    out += fmt::format(
        "{:8} {:44} {:>6} {:>6} {:>6} {:>9}  {}\n", key.first.empty() ? "all" : key.first,
        key.second, c.right, c.wrong, c.unsure,
        decided > 0 ? fmt::format("{:.3f}", Tally{c.right, c.wrong, 0}.precision()) : "-",
        Between(Wilson(c.right, decided)));
  }
  return out;
}

std::string Judgements::ToJson() const {
  JsonWriter w;
  w.BeginObject().Key("judged").BeginArray();
  for (const auto& [key, c] : counts_) {
    Interval interval = Wilson(c.right, c.right + c.wrong);
    w.BeginObject().Key("fact").StringOrNull(key.first).Key("rule").StringOrNull(key.second);
    w.Key("right").Int(c.right).Key("wrong").Int(c.wrong).Key("unsure").Int(c.unsure);
    w.Key("precision");
    c.right + c.wrong > 0 ? w.Double(RoundTo4(Tally{c.right, c.wrong, 0}.precision())) : w.Null();
    w.Key("interval").BeginArray().Double(RoundTo4(interval.low));
    w.Double(RoundTo4(interval.high)).EndArray().EndObject();
  }
  w.EndArray().EndObject();
  return w.Take() + "\n";
}

}  // namespace newsfacts
