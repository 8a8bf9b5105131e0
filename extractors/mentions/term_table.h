// A hash table from terms to values, made for asking: most words of a text are in none of the word
// lists, and the lists together are larger than a processor's caches. Rows lie in one array in the
// order in which they came, and a table of open addressing holds a part of the hash beside each
// index, so that a word that is absent costs one access to memory.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TERM_TABLE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TERM_TABLE_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsfacts {

// A term with its hash, for looking one word up in many tables.
class HashedTerm {
 public:
  HashedTerm(std::string_view text)  // NOLINT(google-explicit-constructor): any text is a term
      : text_(text), hash_(HashOf(text)) {}
  HashedTerm(const std::string& text) : HashedTerm(std::string_view(text)) {}  // NOLINT
  HashedTerm(const char* text) : HashedTerm(std::string_view(text)) {}         // NOLINT
  std::string_view text() const { return text_; }
  size_t hash() const { return hash_; }

 private:
  // Terms are short: eight bytes at a time, the last ones once more where fewer are left.
  static size_t HashOf(std::string_view text) {
    const char* at = text.data();
    uint64_t hash = text.size() * kMix;
    size_t left = text.size();
    for (; left > 8; left -= 8, at += 8) hash = Mix(hash ^ Load<uint64_t>(at));
    if (left >= 4) {
      uint64_t head = Load<uint32_t>(at);
      return Mix(hash ^ (head << 32 | Load<uint32_t>(at + left - 4)));
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < left; ++i) tail = tail << 8 | static_cast<unsigned char>(at[i]);
    return Mix(hash ^ tail);
  }

  static constexpr uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
  static uint64_t Mix(uint64_t bits) {
    bits *= kMix;
    bits ^= bits >> 32;
    bits *= kMix;
    return bits ^ bits >> 29;
  }
  template <typename Word>
  static Word Load(const char* at) {
    Word word;
    std::memcpy(&word, at, sizeof(word));
    return word;
  }

  std::string_view text_;
  size_t hash_;
};

// The terms are views: who fills the table keeps their bytes.
template <typename Value>
class TermTable {
 public:
  using Row = std::pair<std::string_view, Value>;

  const Value* Find(const HashedTerm& term) const {
    if (slots_.empty()) return nullptr;
    uint32_t row = slots_[SlotOf(term)].row;
    return row == kNone ? nullptr : &rows_[row].second;
  }

  // The value of `term`, made where there was none.
  Value& operator[](const HashedTerm& term) {
    if (slots_.size() < 2 * (rows_.size() + 1)) Grow();
    Slot& slot = slots_[SlotOf(term)];
    if (slot.row == kNone) {
      slot = {TagOf(term), static_cast<uint32_t>(rows_.size())};
      rows_.emplace_back(term.text(), Value());
    }
    return rows_[slot.row].second;
  }

  const std::vector<Row>& rows() const { return rows_; }

 private:
  static constexpr uint32_t kNone = ~0u;
  struct Slot {
    uint32_t tag = 0;
    uint32_t row = kNone;
  };

  static uint32_t TagOf(const HashedTerm& term) { return static_cast<uint32_t>(term.hash() >> 32); }

  // Where `term` is or belongs.
  size_t SlotOf(const HashedTerm& term) const {
    size_t mask = slots_.size() - 1;
    for (size_t at = term.hash() & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.row == kNone) return at;
      if (slot.tag == TagOf(term) && rows_[slot.row].first == term.text()) return at;
    }
  }

  void Grow() {
    constexpr size_t kLeast = 16;
    slots_.assign(std::max(kLeast, 2 * slots_.size()), Slot());
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      HashedTerm term(rows_[row].first);
      slots_[SlotOf(term)] = {TagOf(term), row};
    }
  }

  std::vector<Row> rows_;
  std::vector<Slot> slots_;  // a power of two, at most half full
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TERM_TABLE_H_
