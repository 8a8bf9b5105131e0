// Which patterns may match in a sentence, without asking a regular expression: those whose words
// stand there in their order, as far apart as their gaps allow.
//
// The idea: a pattern is a row of steps, each with the words that it can begin with, and with gaps
// between them. A sentence is a row of bits per set of words: bit w says that the w-th word is one
// of them. Up to 64 words are one machine word, the few longer sentences take ten. From there a
// step is an "and", a blank a shift by one, a gap of n words n shifts that stop at what no gap
// steps over. What passes is tried as a regular expression: the sieve may let too much through,
// never too little.
#ifndef NEWSFACTS_EXTRACTORS_RULES_WORD_SIEVE_H_
#define NEWSFACTS_EXTRACTORS_RULES_WORD_SIEVE_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/mentions/term_table.h"
#include "extractors/mentions/word_filter.h"
#include "extractors/rules/first_words.h"
#include "extractors/rules/rule_pattern.h"

namespace newsfacts {

class WordSieve {
 public:
  // Patterns are numbered as they come. One of which nothing can be read always passes.
  void Add(const RulePattern& pattern);
  // The patterns that may match in a skeleton's text, by number.
  void Pass(std::string_view text, std::vector<int>* passed);

 private:
  static constexpr uint32_t kAny = ~uint32_t{0};  // nothing is known of the step
  struct Step {
    uint32_t set = kAny;  // of words that it begins with
    int gap = 0;          // words that may stand before it
    int least_blanks = 0, most_blanks = 0;
  };
  struct Pattern {
    std::vector<Step> steps;
  };
  // The sentence that is being read, a bit for each word.
  template <typename Bits>
  struct Sentence {
    static constexpr size_t kMostWords = 8 * sizeof(Bits);
    std::vector<Bits> at;  // by set
    Bits blocked{0};       // words that no gap steps over
  };

  static std::optional<FirstWords> ReadBody(std::string_view body);
  std::vector<Step> StepsOf(const RulePattern& pattern);
  // `open`: words of the text that only begin so are of the set, too.
  uint32_t NumberOf(const std::set<std::string>& words, bool open);
  template <typename Bits>
  void Pass(std::string_view text, Sentence<Bits>* sentence, std::vector<int>* passed);
  template <typename Bits>
  void ReadText(std::string_view text, Sentence<Bits>* sentence);
  template <typename Bits>
  void MarkSetsOf(std::string_view word, uint32_t at, Sentence<Bits>* sentence);
  template <typename Bits>
  void Mark(uint32_t set, uint32_t at, Sentence<Bits>* sentence);
  template <typename Bits>
  static bool MayMatch(const Pattern& pattern, const Sentence<Bits>& sentence);

  std::vector<Pattern> patterns_;
  std::vector<int> unread_;                                             // patterns that always pass
  std::map<std::pair<std::set<std::string>, bool>, uint32_t> numbers_;  // of sets
  // Words of open sets with these, by first byte.
  std::array<std::vector<std::pair<std::string, uint32_t>>, 256> heads_;
  std::vector<size_t> worth_;            // by set: how well it tells patterns apart
  std::vector<std::vector<int>> keyed_;  // by set: the patterns found by it
  std::unordered_map<std::string, std::vector<uint32_t>> sets_of_;  // by word; keeps the words
  TermTable<const std::vector<uint32_t>*> words_;                   // views of sets_of_
  WordFilter filter_;

  Sentence<uint64_t> short_;
  Sentence<std::bitset<kManyBlanks>> long_;
  std::vector<uint32_t> touched_;  // sets with a bit
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_RULES_WORD_SIEVE_H_
