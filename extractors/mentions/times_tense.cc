#include "extractors/mentions/times_tense.h"

namespace newsfacts {
namespace {

constexpr size_t kReach = 12;       // lexemes on either side
constexpr size_t kAuxiliaries = 3;  // "will have been sold"
// Kinds of kFutureVerb, as the lexicon numbers them.
constexpr int kNeedsTo = 1;
constexpr int kModal = 2;

class Clause {
 public:
  Clause(std::string_view text, const std::vector<Lexeme>& lexemes, uint32_t sentence)
      : text_(text), lexemes_(lexemes), sentence_(sentence) {}

  // What the lexeme at `i` says of the tense; kUnknown where it is no verb.
  Tense At(size_t i) const {
    switch (Word(i)) {
      case TimeWord::kFutureVerb:
        return Future(i);
      case TimeWord::kPastVerb:
        return Past(i);
      case TimeWord::kEnded:  // "is to resume"
        return Text(i) == "to" && i > 0 && (Text(i - 1) == "is" || Text(i - 1) == "are")
                   ? Tense::kFuture
                   : Tense::kUnknown;
      default:
        return Tense::kUnknown;
    }
  }

  bool IsComma(size_t i) const { return Word(i) == TimeWord::kMark && Text(i) == ","; }
  std::string_view Text(size_t i) const {
    return Inside(i) ? lexemes_[i].span.In(text_) : std::string_view();
  }

 private:
  bool Inside(size_t i) const { return i < lexemes_.size() && lexemes_[i].sentence == sentence_; }
  TimeWord Word(size_t i) const { return Inside(i) ? lexemes_[i].word : TimeWord::kNone; }

  Tense Future(size_t i) const {
    bool needs_to = lexemes_[i].n == kNeedsTo;  // "set to", but "a record was set"
    if (needs_to && Text(i + 1) != "to" && Text(i + 1) != "for") return Tense::kPast;
    for (size_t back = 1; back <= 2 && back <= i; ++back) {  // "had been due"
      if (Text(i - back) == "had") return Tense::kPast;
    }
    return Tense::kFuture;
  }

  Tense Past(size_t i) const {
    if (i > 0 && Word(i - 1) == TimeWord::kArticle) return Tense::kUnknown;  // "a proposed sale"
    for (size_t back = 1; back <= kAuxiliaries && back <= i; ++back) {
      if (Word(i - back) == TimeWord::kFutureVerb && lexemes_[i - back].n == kModal) {
        return Tense::kFuture;
      }
      if (Text(i - back) == "be" && back < i && Text(i - back - 1) == "to") return Tense::kFuture;
      if (Word(i - back) == TimeWord::kMark) break;
    }
    return Tense::kPast;
  }

  std::string_view text_;
  const std::vector<Lexeme>& lexemes_;
  uint32_t sentence_;
};

}  // namespace

Tense TenseAround(std::string_view text, const std::vector<Lexeme>& lexemes, size_t begin,
                  size_t end) {
  Clause clause(text, lexemes, lexemes[begin].sentence);
  bool month = false;
  for (size_t i = begin; i < end; ++i) month = month || lexemes[i].word == TimeWord::kMonth;
  std::string_view before_it = begin > 0 ? clause.Text(begin - 1) : std::string_view();
  if (before_it == "ending" || (month && before_it == "through")) return Tense::kFuture;
  if (before_it == "ended") return Tense::kPast;
  bool comma = false;  // a verb beyond a comma is another clause's
  Tense after_it = Tense::kUnknown;
  bool deadline = month && (before_it == "by" || before_it == "By" || before_it == "until");
  for (size_t d = 1; d <= kReach; ++d) {
    if (d <= begin && clause.IsComma(begin - d)) comma = true;
    Tense before = d <= begin && !comma ? clause.At(begin - d) : Tense::kUnknown;
    if (before != Tense::kUnknown) return before;
    if (after_it == Tense::kUnknown) after_it = clause.At(end + d - 1);
    if (after_it != Tense::kUnknown && (comma || d >= begin)) break;
  }
  if (after_it != Tense::kUnknown) return after_it;
  return deadline ? Tense::kFuture : Tense::kUnknown;
}

}  // namespace newsfacts
