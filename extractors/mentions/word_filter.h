// A quick "surely not" for sets of short words: one bit for each length, first and last letter.
// Most words of a text are told apart from those of a small lexicon without a hash of them.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_WORD_FILTER_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_WORD_FILTER_H_

#include <bitset>
#include <string_view>

namespace newsfacts {

class WordFilter {
 public:
  void Add(std::string_view word) { bits_.set(Key(word)); }
  // Adds the words of another filter.
  void Join(const WordFilter& other) { bits_ |= other.bits_; }
  // False: no word like it was added, in capitals or small.
  bool MayHave(std::string_view word) const { return !word.empty() && bits_.test(Key(word)); }

 private:
  static constexpr size_t kLengths = 16;  // longer words share the last

  // ASCII letters count alike in both cases.
  static size_t Key(std::string_view word) {
    size_t length = word.size() < kLengths ? word.size() : kLengths - 1;
    size_t first = static_cast<unsigned char>(word.front()) & 31;
    size_t last = static_cast<unsigned char>(word.back()) & 31;
    return (length * 32 + first) * 32 + last;
  }

  std::bitset<kLengths * 32 * 32> bits_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_WORD_FILTER_H_
