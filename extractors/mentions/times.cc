#include "extractors/mentions/times.h"

#include "extractors/mentions/times_lexemes.h"
#include "extractors/mentions/times_parser.h"
#include "extractors/mentions/times_tense.h"
#include "extractors/mentions/times_value.h"

// Expressions are read first and keep their values symbolic; once all are known one resolver gives
// each its value, in the order of the text.

namespace newsfacts {
namespace {

std::vector<TimeExpression> ReadExpressions(const std::vector<Lexeme>& lexemes,
                                            const Annotations& doc) {
  std::vector<TimeExpression> out;
  TimeParser parser(lexemes, doc.text);
  for (size_t i = 0; i < lexemes.size() && !doc.OutOfTime();) {
    std::optional<TimeExpression> found;
    if (lexemes[i].word != TimeWord::kNone) found = parser.Parse(i);
    i = found ? found->end : i + 1;
    if (found) out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace

std::vector<Mention> FindTimes(const Lexicon& lexicon, const Annotations& doc) {
  const std::vector<Lexeme> lexemes = LexTimes(lexicon, doc);
  const std::vector<TimeExpression> expressions = ReadExpressions(lexemes, doc);
  TimeResolver resolver(doc.published);
  resolver.Survey(expressions);
  std::vector<Mention> out;
  out.reserve(expressions.size());
  for (const TimeExpression& e : expressions) {
    if (doc.OutOfTime()) break;
    Tense tense = TenseAround(doc.text, lexemes, e.begin, e.end);
    Mention m;
    m.span = {lexemes[e.begin].span.begin, lexemes[e.end - 1].span.end};
    m.type = e.value.type;
    m.value = resolver.Resolve(e.value, tense, lexemes[e.begin].sentence);
    if (!e.value.stretch.empty()) {
      m.type = MentionType::kDuration;
      m.period = std::exchange(m.value, e.value.stretch);
    }
    out.push_back(std::move(m));
  }
  return out;
}

}  // namespace newsfacts
