#include "extractors/mentions/times.h"

#include "extractors/mentions/times_lexemes.h"
#include "extractors/mentions/times_parser.h"
#include "extractors/mentions/times_value.h"

namespace newsfacts {
namespace {

// The verb form nearest to [begin, end) within its sentence, those before it counted nearer.
Tense TenseAround(std::string_view text, const std::vector<Lexeme>& lexemes, size_t begin,
                  size_t end) {
  constexpr size_t kReach = 12;
  if (begin > 0) {
    std::string_view before = lexemes[begin - 1].span.In(text);
    bool month = lexemes[begin].word == TimeWord::kMonth;
    if (month && before == "through") return Tense::kFuture;
  }
  uint32_t sentence = lexemes[begin].sentence;
  for (size_t d = 1; d <= kReach; ++d) {
    for (bool before : {true, false}) {
      if (before && d > begin) continue;
      size_t i = before ? begin - d : end + d - 1;
      if (i >= lexemes.size() || lexemes[i].sentence != sentence) continue;
      if (lexemes[i].word == TimeWord::kFutureVerb) return Tense::kFuture;
      if (lexemes[i].word == TimeWord::kPastVerb) return Tense::kPast;
    }
  }
  return Tense::kUnknown;
}

}  // namespace

std::vector<Mention> FindTimes(const Lexicon& lexicon, const Annotations& doc) {
  std::vector<Mention> out;
  const std::vector<Lexeme> lexemes = LexTimes(lexicon, doc);
  TimeParser parser(lexemes, doc.text);
  TimeResolver resolver(doc.published);
  for (size_t i = 0; i < lexemes.size();) {
    if (lexemes[i].word == TimeWord::kNone) {
      ++i;
      continue;
    }
    std::optional<TimeExpression> found = parser.Parse(i);
    if (!found) {
      ++i;
      continue;
    }
    Mention m;
    m.span = {lexemes[found->begin].span.begin, lexemes[found->end - 1].span.end};
    m.type = found->value.type;
    Tense tense = TenseAround(doc.text, lexemes, found->begin, found->end);
    m.value = resolver.Resolve(found->value, tense, lexemes[i].sentence);
    out.push_back(std::move(m));
    i = found->end;
  }
  return out;
}

}  // namespace newsfacts
