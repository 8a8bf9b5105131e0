#include "pipeline/review/difference_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

// Whether `name` of one of the first `count` values is `word`.
template <typename Value, typename Name>
bool IsNamed(std::string_view word, size_t count, Name name) {
  for (size_t i = 0; i < count; ++i) {
    if (word == name(static_cast<Value>(i))) return true;
  }
  return false;
}
bool IsOutcome(std::string_view word) {
  return IsNamed<Outcome>(word, kOutcomes, OutcomeName);
}
bool IsCause(std::string_view word) {
  return IsNamed<Cause>(word, kCauses, CauseName);
}

}  // namespace

Result<Condition> Condition::Parse(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kKeys = {"cause", "outcome", "kind", "rule"};
  static constexpr std::array<std::string_view, 5> kKinds = {"deal", "person", "date", "figure",
                                                             "quote"};
  size_t equals = text.find('=');
  Condition c;
  c.key_ = text.substr(0, equals);
  if (equals == std::string_view::npos || !OneOf(c.key_, kKeys)) {
    return UsageError(
        fmt::format("{}: write cause=, outcome=, kind= or rule= and what it must be", text));
  }
  c.value_ = text.substr(equals + 1);
  bool known = c.key_ == "rule" || (c.key_ == "cause" && IsCause(c.value_)) ||
               (c.key_ == "kind" && OneOf(c.value_, kKinds)) ||
               (c.key_ == "outcome" && IsOutcome(c.value_));
  if (!known) return UsageError(fmt::format("{}: there is no {} \"{}\"", text, c.key_, c.value_));
  return c;
}

bool Condition::Holds(const Difference& d) const {
  if (key_ == "cause") return CauseName(d.cause) == value_;
  if (key_ == "outcome") return OutcomeName(d.outcome) == value_;
  if (key_ == "kind") return d.fact()["fact"].str() == value_;
  return d.fact()["rule"].str() == value_ ||
         (d.old_fact != nullptr && (*d.old_fact)["rule"].str() == value_);
}

Result<Gate> Gate::Parse(std::string_view text) {
  Gate gate;
  gate.text_ = text;
  std::string_view rest = text;
  for (size_t comma; (comma = rest.find(',')) != std::string_view::npos;) {
    Result<Condition> c = Condition::Parse(rest.substr(0, comma));
    if (!c.ok()) return UsageError(fmt::format("{}: {}", text, c.error().message));
    gate.conditions_.push_back(std::move(*c));
    rest.remove_prefix(comma + 1);
  }
  size_t op = rest.find_first_of("<>");
  gate.measure_ = rest.substr(0, op);
  if (op == std::string_view::npos || (gate.measure_ != "differs" && !IsOutcome(gate.measure_))) {
    return UsageError(fmt::format(
        "{}: write same, moved, changed, split, merged, added, removed or differs, then "
        "> or <, then a number or a percentage: removed>2%",
        text));
  }
  rest.remove_prefix(op);
  gate.op_ = rest.substr(0, rest.size() > 1 && rest[1] == '=' ? 2 : 1);
  rest.remove_prefix(gate.op_.size());
  gate.percent_ = rest.ends_with('%');
  if (gate.percent_) rest.remove_suffix(1);
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), gate.limit_);
  if (error != std::errc() || end != rest.data() + rest.size()) {
    return UsageError(fmt::format("{}: \"{}\" is no number", text, rest));
  }
  return gate;
}

void Gate::Count(const Difference& d) {
  bool on_fact = true;
  bool holds = true;
  for (const Condition& c : conditions_) {
    bool met = c.Holds(d);
    holds = holds && met;
    on_fact = on_fact && (met || !c.OnFact());
  }
  if (on_fact && d.old_fact != nullptr)
    facts_ += d.outcome == Outcome::kMerged ? 1 + std::ssize(d.also) : 1;
  bool counted =
      measure_ == "differs" ? d.outcome != Outcome::kSame : OutcomeName(d.outcome) == measure_;
  hits_ += holds && counted ? 1 : 0;
}

double Gate::Share() const {
  if (facts_ == 0) return hits_ > 0 ? 100 : 0;
  return 100.0 * static_cast<double>(hits_) / static_cast<double>(facts_);
}

bool Gate::Tripped() const {
  double value = percent_ ? Share() : static_cast<double>(hits_);
  if (op_ == ">") return value > limit_;
  if (op_ == ">=") return value >= limit_;
  return op_ == "<" ? value < limit_ : value <= limit_;
}

std::string Gate::Reading() const {
  return fmt::format("{}: {} of {} facts ({:.2f}%)", text_, hits_, facts_, Share());
}

}  // namespace newsfacts
