// Word lists by name: the embedded ones of extractors/lexicon/ and those of --lexicon DIR.
//
// A list is a text file, NAME.txt: one term a line, '#' begins a comment line, blank lines are
// skipped. A term may be followed by a TAB and a value ("euro\tEUR"). Lists of the same name add
// up.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/result.h"

namespace newsfacts {

// A term with its hash, for looking one word up in many lists.
class HashedTerm {
 public:
  HashedTerm(std::string_view text)  // NOLINT(google-explicit-constructor): any text is a term
      : text_(text), hash_(std::hash<std::string_view>()(text)) {}
  HashedTerm(const std::string& text) : HashedTerm(std::string_view(text)) {}  // NOLINT
  HashedTerm(const char* text) : HashedTerm(std::string_view(text)) {}         // NOLINT
  std::string_view text() const { return text_; }
  size_t hash() const { return hash_; }

 private:
  std::string_view text_;
  size_t hash_;
};

// One list. Look-ups take the term as written in the file (lists say whether they are lower case).
//
// Most words of a text are in none of the lists, and the lists together are larger than a
// processor's caches: terms lie in one array, and a table of open addressing holds a part of the
// hash beside each index, so that a word that is absent costs one access to memory.
class WordList {
 public:
  using Row = std::pair<std::string_view, std::string_view>;

  bool Has(const HashedTerm& term) const { return Find(term) != nullptr; }
  // The value after the TAB; "" where the term has none or is absent.
  std::string_view Value(const HashedTerm& term) const;
  size_t size() const { return rows_.size(); }
  // Terms with their values, in the order of the files.
  const std::vector<Row>& terms() const { return rows_; }
  // Most words in one term: how far a look-ahead must go.
  int longest() const { return longest_; }

 private:
  friend class Lexicon;
  struct Slot {
    uint32_t tag = 0;
    uint32_t row = kNone;
  };
  static constexpr uint32_t kNone = ~0u;

  const Row* Find(const HashedTerm& term) const;
  void Insert(std::string_view term, std::string_view value);
  void Grow();
  // Where `term` is or belongs.
  size_t SlotOf(const HashedTerm& term) const;

  std::vector<Row> rows_;
  std::vector<Slot> slots_;  // a power of two, at most half full
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
  Use UseOf(std::string_view word) const;
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
  std::unordered_map<std::string_view, Use> uses_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_LEXICON_H_
