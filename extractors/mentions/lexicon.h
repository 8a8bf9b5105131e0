// Word lists by name: the embedded ones of extractors/lexicon/ and those of --lexicon DIR.
//
// A list is a text file, NAME.txt: one term a line, '#' begins a comment line, blank lines are
// skipped. A term may be followed by a TAB and a value ("euro\tEUR"). Lists of the same name add
// up.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/mentions/term_table.h"
#include "extractors/mentions/word_filter.h"
#include "pipeline/result.h"

namespace newsfacts {

// One list. Look-ups take the term as written in the file (lists say whether they are lower case).
class WordList {
 public:
  using Row = TermTable<std::string_view>::Row;

  bool Has(std::string_view term) const { return Find(term) != nullptr; }
  // The value after the TAB; "" where the term has none or is absent.
  std::string_view Value(std::string_view term) const {
    const std::string_view* value = Find(term);
    return value == nullptr ? std::string_view() : *value;
  }
  size_t size() const { return table_.rows().size(); }
  // Terms with their values, in the order of the files.
  const std::vector<Row>& terms() const { return table_.rows(); }
  // Most words in one term: how far a look-ahead must go.
  int longest() const { return longest_; }
  // Tells most words that are no term of the list from those that are.
  const WordFilter& filter() const { return filter_; }

 private:
  friend class Lexicon;
  const std::string_view* Find(std::string_view term) const {
    return filter_.MayHave(term) ? table_.Find(term) : nullptr;
  }

  TermTable<std::string_view> table_;
  WordFilter filter_;
  int longest_ = 1;
};

class Lexicon {
 public:
  Lexicon() = default;
  Lexicon(Lexicon&&) = default;
  Lexicon& operator=(Lexicon&&) = default;
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  // The lists that are part of the program; of those named alone; and their digest.
  static Lexicon Builtin();
  static Lexicon Builtin(std::span<const std::string_view> names);
  static std::string BuiltinDigest();

  // Adds the lines of `bytes` to the list `name`. Errors name the file as given and the line.
  Status Add(std::string_view name, std::string_view bytes, std::string_view file);

  // The list, or an empty one where there is none of that name.
  const WordList& list(std::string_view name) const;
  std::vector<std::string> names() const;

  // Where one word stands in the lists, a bit a list (see Bit).
  struct Use {
    uint64_t whole = 0;  // the lists that hold it as a term
    uint64_t opens = 0;  // the lists with a longer term that begins with it
  };
  Use UseOf(const HashedTerm& word) const;
  // The bit of a list; 0 where there is none of that name. The first 64 lists added have one.
  uint64_t Bit(std::string_view list) const;

  // Lower-case hex SHA-256 over names and files: two runs with equal digests read the same words.
  std::string digest() const;

 private:
  struct File {
    std::string list, bytes;
  };
  std::vector<std::unique_ptr<File>> storage_;  // owns every term and value
  std::unordered_map<std::string, WordList> lists_;
  std::unordered_map<std::string, uint64_t> bits_;
  TermTable<Use> uses_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
