// Word lists by name: the embedded ones of extractors/lexicon/ and those of --lexicon DIR.
//
// A list is a text file, NAME.txt: one term a line, '#' begins a comment line, blank lines are
// skipped. A term may be followed by a TAB and a value ("euro\tEUR"). Lists of the same name add
// up.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

// One list. Look-ups take the term as written in the file (lists say whether they are lower case).
class WordList {
 public:
  bool Has(std::string_view term) const { return terms_.contains(term); }
  // The value after the TAB; "" where the term has none or is absent.
  std::string_view Value(std::string_view term) const;
  size_t size() const { return terms_.size(); }
  // Terms with their values, in no order.
  const std::unordered_map<std::string_view, std::string_view>& terms() const { return terms_; }
  // Most words in one term: how far a look-ahead must go.
  int longest() const { return longest_; }

 private:
  friend class Lexicon;
  std::unordered_map<std::string_view, std::string_view> terms_;
  int longest_ = 1;
};

class Lexicon {
 public:
  Lexicon() = default;
  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  // The lists that are part of the program.
  static Lexicon Builtin();

  // Adds the lines of `bytes` to the list `name`. Errors name the file as given and the line.
  Status Add(std::string_view name, std::string_view bytes, std::string_view file);

  // The list, or an empty one where there is none of that name.
  const WordList& list(std::string_view name) const;
  std::vector<std::string> names() const;
  // Lower-case hex SHA-256 over names and terms: two runs with equal digests read the same words.
  std::string digest() const;

 private:
  std::vector<std::unique_ptr<std::string>> storage_;  // owns every term and value
  std::unordered_map<std::string, WordList> lists_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
