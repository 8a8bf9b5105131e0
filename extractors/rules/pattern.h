// A regular expression, searched for in linear time. RE2's syntax; capitals and small letters are
// one.
#ifndef NEWSFACTS_EXTRACTORS_RULES_PATTERN_H_
#define NEWSFACTS_EXTRACTORS_RULES_PATTERN_H_

#include <memory>
#include <string_view>

#include "pipeline/article.h"
#include "pipeline/result.h"

namespace newsfacts {

class Pattern {
 public:
  // Of ours: the expression must be sound.
  explicit Pattern(std::string_view expression);
  // Of a file: the error says what is wrong with it.
  static Result<Pattern> Compile(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  bool In(std::string_view text) const;
  // The first place at or after `from`; empty where there is none.
  Span Find(std::string_view text, size_t from) const;
  // Where the first group matched; empty where the expression did not.
  Span GroupIn(std::string_view text) const;

 private:
  struct Impl;
  explicit Pattern(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_PATTERN_H_
