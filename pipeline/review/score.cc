#include "pipeline/review/score.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstdlib>

#include "pipeline/review/score_kinds.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr std::array<Measure, kMeasureCount> kMeasures = {{
    {"deal", "found"},
    {"deal", "all"},
    {"deal", "type"},
    {"deal", "status"},
    {"deal", "party"},
    {"deal", "amount"},
    {"deal", "date"},
    {"person", "found"},
    {"person", "role"},
    {"person", "organization"},
    {"date", "found"},
    {"date", "value"},
    {"figure", "found"},
    {"figure", "all"},
    {"figure", "subject"},
    {"figure", "value"},
    {"figure", "unit"},
    {"figure", "change_percent"},
    {"figure", "previous_value"},
    {"figure", "period"},
    {"figure", "kind"},
    {"quote", "found"},
    {"quote", "speaker"},
}};

double Share(int64_t part, int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

double Tally::precision() const {
  return Share(right, right + wrong);
}
double Tally::recall() const {
  return Share(right, right + missed);
}
double Tally::f1() const {
  double p = precision();
  double r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
Tally& Tally::operator+=(const Tally& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
  return *this;
}

std::span<const Measure> Measures() {
  return kMeasures;
}

size_t MeasureIndex(std::string_view kind, std::string_view slot) {
  for (size_t i = 0; i < kMeasures.size(); ++i) {
    if (kMeasures[i].kind == kind && kMeasures[i].slot == slot) return i;
  }
  assert(false && "no such measure");
  return 0;
}

Counts& operator+=(Counts& a, const Counts& b) {
  for (size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

// By way of the decimal form, which rounds the exact value.
double RoundTo4(double value) {
  return std::strtod(fmt::format("{:.4f}", value).c_str(), nullptr);
}

double MeanF1(const Counts& counts) {
  auto f1 = [&](std::string_view kind, std::string_view slot) {
    return RoundTo4(counts[MeasureIndex(kind, slot)].f1());
  };
  double people = (f1("person", "found") + f1("person", "role") + f1("person", "organization")) / 3;
  double quotes = (f1("quote", "found") + f1("quote", "speaker")) / 2;
  return RoundTo4(
      (f1("deal", "all") + people + f1("date", "value") + f1("figure", "all") + quotes) / 5);
}

Counts ScoreCard::Total() const {
  Counts total{};
  for (const Counts& article : articles) total += article;
  return total;
}

void ScoreSink::Add(std::string_view kind, std::string_view slot, const Json* fact, Tally tally) {
  size_t index = MeasureIndex(kind, slot);
  counts_[index] += tally;
  if (fact == nullptr) return;
  Counts& rule = card_->by_rule[{std::string(kind), (*fact)["rule"].str()}];
  rule[index].right += tally.right;
  rule[index].wrong += tally.wrong;
}

void ScoreSink::Miss(std::string_view kind, std::string_view what, const Json* fact,
                     std::string shown) {
  card_->errors.push_back({std::string(kind), std::string(what), doc_,
                           fact == nullptr ? "" : (*fact)["rule"].str(), std::move(shown)});
}

Status Scorer::AddGold(const Json& gold) {
  const std::string& id = gold["id"].str();
  if (id.empty()) return InputError("a line of gold has no \"id\" (a string)");
  auto [at, is_new] = index_.emplace(id, documents_.size());
  if (is_new) documents_.emplace_back();
  documents_[at->second].gold = gold;
  return Ok();
}

void Scorer::AddText(const std::string& doc, std::string text) {
  texts_[doc] = std::move(text);
}

bool Scorer::HasTrueSpans(const Json& fact) const {
  auto found = texts_.find(fact["doc"].str());
  if (found == texts_.end()) return true;
  const std::string& text = found->second;
  CodePointIndex points(text);
  auto is_true = [&](const Json& span) {
    int64_t begin = span["begin"].integer(-1);
    int64_t end = span["end"].integer(-1);
    if (begin < 0 || end < begin || end > static_cast<int64_t>(text.size())) return false;
    uint32_t from = points.ByteAt(static_cast<uint32_t>(begin));
    uint32_t to = points.ByteAt(static_cast<uint32_t>(end));
    return std::string_view(text).substr(from, to - from) == span["text"].str();
  };
  const std::string& kind = fact["fact"].str();
  if ((kind == "date" || kind == "quote") && !is_true(fact)) return false;
  for (const Json& evidence : fact["evidence"].items()) {
    if (evidence.is_object() && !is_true(evidence)) return false;
  }
  return true;
}

void Scorer::AddFact(Json fact) {
  auto found = index_.find(fact["doc"].str());
  if (found == index_.end()) {
    ++card_.strays;
  } else if (!HasTrueSpans(fact)) {
    ++card_.false_spans;
  } else {
    std::string kind = fact["fact"].str();
    documents_[found->second].facts[kind].push_back(std::move(fact));
  }
}

ScoreCard Scorer::Finish() {
  for (Document& doc : documents_) {
    ScoreSink sink(doc.gold["id"].str(), options_, &card_);
    ScoreDeals(doc.facts["deal"], doc.gold["deals"], &sink);
    ScorePeople(doc.facts["person"], doc.gold["people"], &sink);
    ScoreDates(doc.facts["date"], doc.gold["dates"], &sink);
    ScoreFigures(doc.facts["figure"], doc.gold["figures"], &sink);
    ScoreQuotes(doc.facts["quote"], doc.gold["quotes"], &sink);
    card_.articles.push_back(sink.counts());
  }
  return std::move(card_);
}

}  // namespace newsfacts
