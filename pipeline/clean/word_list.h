// Word lists in the code as one text each, "by|written by|von", and a table for short ASCII words
// that is asked for every tag and every class of a page.
#ifndef NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_
#define NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace newsfacts {

// The pieces of `text` between marks; none is empty.
inline std::vector<std::string_view> ListOf(std::string_view text, char mark) {
  std::vector<std::string_view> list;
  while (!text.empty()) {
    size_t end = std::min(text.find(mark), text.size());
    if (end > 0) list.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

inline std::unordered_set<std::string_view> SetOf(std::string_view text, char mark) {
  std::vector<std::string_view> list = ListOf(text, mark);
  return {list.begin(), list.end()};
}

// Words to small numbers, by open addressing: one look for nearly every word.
class WordTable {
 public:
  // 0 for a word that is not there.
  uint16_t Find(std::string_view word) const { return slots_[SlotOf(word)].value; }
  // The table's own view of `word`, which lives on; "" of a word that is not there.
  std::string_view Known(std::string_view word) const { return slots_[SlotOf(word)].word; }
  uint16_t& operator[](std::string_view word) {
    Slot& slot = slots_[SlotOf(word)];
    if (slot.word.empty()) ++size_;
    assert(size_ < slots_.size() / 2);
    slot.word = word;
    return slot.value;
  }

 private:
  struct Slot {
    std::string_view word;
    uint16_t value = 0;
  };
  size_t SlotOf(std::string_view word) const {
    if (word.empty()) return 0;
    auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(word[i])); };
    size_t at = word.size() * 131 + byte(0) * 37 + byte(word.size() - 1) * 17 +
                byte(word.size() / 2) * 7 + byte(word.size() / 3);
    for (at %= slots_.size(); !slots_[at].word.empty() && slots_[at].word != word;) {
      at = (at + 1) % slots_.size();
    }
    return at;
  }

  std::array<Slot, 1024> slots_;
  size_t size_ = 0;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_WORD_LIST_H_
