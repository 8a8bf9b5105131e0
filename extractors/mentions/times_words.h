// Short names that the parsers of time expressions share. For their .cc files alone.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_WORDS_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_WORDS_H_

#include <string>
#include <string_view>
#include <utility>

#include "extractors/mentions/times_lexemes.h"
#include "extractors/mentions/times_value.h"

namespace newsfacts::time_words {

using W = TimeWord;
using Kind = TimeValue::Kind;

inline constexpr std::string_view kParts[] = {"", "MO", "AF", "EV", "NI", "MI", "NI"};

inline TimeValue Literal(MentionType type, std::string value) {
  TimeValue v;
  v.kind = Kind::kLiteral;
  v.type = type;
  v.literal = std::move(value);
  return v;
}

inline TimeValue Shift(Grain grain, int n) {
  TimeValue v;
  v.kind = Kind::kShift;
  v.grain = grain;
  v.shift = n;
  return v;
}

// "two and a half years": in years and months, other units as a fraction.
inline std::string HalfMore(Grain grain, int n) {
  std::string whole = DurationValue(grain, n);
  if (grain == Grain::kYear) return whole + "6M";
  whole.insert(whole.size() - 1, ".5");
  return whole;
}

inline Grain UnitOf(const Lexeme& lex) {
  return static_cast<Grain>(lex.n);
}

}  // namespace newsfacts::time_words

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_WORDS_H_
