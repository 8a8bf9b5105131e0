#include "extractors/rules/word_sieve.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "extractors/rules/gap.h"

namespace newsfacts {
namespace {

constexpr std::string_view kBlank = ",? ";
constexpr size_t kLongest = 63;  // bytes of a word that are looked at

bool IsLong(std::string_view word) {
  return word.size() > kLongest;
}

bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsParty(std::string_view piece) {
  return piece == "<org>" || piece == "<orgs>" || piece == "<person>" || piece == "<persons>" ||
         piece == "<names>";
}

// "a|b c": an alternative outside of groups takes in more than its element.
bool HasBareBar(std::string_view regex) {
  int depth = 0;
  bool in_class = false;
  for (size_t i = 0; i < regex.size(); ++i) {
    char c = regex[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '|' && depth == 0) {
      return true;
    } else {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      in_class = c == '[';
    }
  }
  return false;
}

// A gap at the head of `regex`: how many words it steps over; -1 where there is none.
int TakeGap(std::string_view* regex) {
  if (!regex->starts_with(kGapWord)) return -1;
  std::string_view rest = regex->substr(kGapWord.size());
  int words = -1;
  if (!rest.starts_with("{0,")) return -1;
  rest.remove_prefix(3);
  std::from_chars(rest.data(), rest.data() + rest.size(), words);
  size_t end = rest.find("}?");
  if (end == std::string_view::npos) return -1;
  *regex = rest.substr(end + 2);
  return words;
}

// A gap alone, in a group of its own, or at the head of words that fill a slot: "((gap)words)".
// Leaves what follows it; -1 where there is none.
int TakeGapOf(std::string_view* element) {
  std::string_view body = *element;
  size_t groups = 0;
  for (; groups < 2 && body.starts_with('(') && !body.starts_with("(?"); ++groups) {
    body.remove_prefix(1);
  }
  int words = TakeGap(&body);
  if (words < 0) return words;
  for (; groups > 0; --groups) {
    if (body.starts_with(')')) {
      body.remove_prefix(1);
    } else if (body.ends_with(')')) {
      body.remove_suffix(1);
    }
  }
  *element = body;
  return words;
}

// How well a set tells patterns apart: by its shortest word; mentions and small words do not.
size_t KeyWorth(const std::set<std::string>& words) {
  size_t worth = SIZE_MAX;
  for (const std::string& word : words) {
    worth = std::min(worth, word.starts_with('<') ? 0 : word.size());
  }
  return worth;
}

}  // namespace

// "x", or "x(?: x)*".
std::optional<FirstWords> WordSieve::ReadBody(std::string_view body) {
  constexpr std::string_view kMore = "(?: ", kEnd = ")*";
  size_t one = (body.size() - std::min(body.size(), kMore.size() + kEnd.size())) / 2;
  std::string_view head = body.substr(0, one), tail = body.substr(one);
  bool repeats = one > 0 && tail.starts_with(kMore) && tail.ends_with(kEnd) &&
                 tail.substr(kMore.size(), one) == head;
  std::optional<FirstWords> read = FirstWordsOf(repeats ? head : body);
  if (read && repeats) read->most_blanks = kManyBlanks;
  return read;
}

std::vector<WordSieve::Step> WordSieve::StepsOf(const RulePattern& pattern) {
  std::vector<Step> steps;
  if (HasBareBar(pattern.regex)) return steps;
  int gap = 0;
  for (const PatternElement& element : pattern.elements) {
    std::string_view regex = element.regex;
    if (regex.starts_with(kBlank)) regex.remove_prefix(kBlank.size());
    std::string_view body = regex;
    int words = TakeGapOf(&body);
    if (words >= 0) gap += words;
    if (body.empty()) continue;
    Step step;
    step.gap = std::exchange(gap, 0);
    std::optional<FirstWords> read = ReadBody(body);
    if (read && std::none_of(read->words.begin(), read->words.end(), IsLong)) {
      bool last = &element == &pattern.elements.back();
      bool open = last && read->ends_open && !pattern.regex.ends_with("\\b");
      step.set = NumberOf(read->words, open);
      step.least_blanks = read->least_blanks;
      step.most_blanks = read->most_blanks;
    }
    steps.push_back(step);
  }
  return steps;
}

uint32_t WordSieve::NumberOf(const std::set<std::string>& words, bool open) {
  auto [it, added] = numbers_.try_emplace({words, open}, static_cast<uint32_t>(numbers_.size()));
  if (!added) return it->second;
  keyed_.emplace_back();
  worth_.push_back(KeyWorth(words));
  short_.at.emplace_back(0);
  long_.at.emplace_back(0);
  for (const std::string& word : words) {
    if (open) {
      heads_[static_cast<unsigned char>(word.front())].emplace_back(word, it->second);
      continue;
    }
    auto sets = sets_of_.try_emplace(word).first;
    sets->second.push_back(it->second);
    words_[sets->first] = &sets->second;
    filter_.Add(sets->first);
  }
  return it->second;
}

void WordSieve::Add(const RulePattern& pattern) {
  auto number = static_cast<int>(patterns_.size());
  Pattern& p = patterns_.emplace_back();
  p.steps = StepsOf(pattern);
  // The first word may stand within one of the text unless a mention or \b opens the pattern.
  bool whole = pattern.regex.starts_with("\\b") || pattern.regex.starts_with("(<") ||
               pattern.regex.starts_with("(?:<");
  if (!whole && !p.steps.empty()) p.steps.front().set = kAny;
  uint32_t key = kAny;
  for (const Step& step : p.steps) {
    if (step.set != kAny && (key == kAny || worth_[step.set] > worth_[key])) key = step.set;
  }
  (key == kAny ? unread_ : keyed_[key]).push_back(number);
}

template <typename Bits>
void WordSieve::Mark(uint32_t set, uint32_t at, Sentence<Bits>* sentence) {
  Bits& bits = sentence->at[set];
  if (bits == Bits{0}) touched_.push_back(set);
  bits |= Bits{1} << at;
}

template <typename Bits>
void WordSieve::MarkSetsOf(std::string_view word, uint32_t at, Sentence<Bits>* sentence) {
  for (const auto& [head, set] : heads_[static_cast<unsigned char>(word.front())]) {
    if (word.starts_with(head)) Mark(set, at, sentence);
  }
  if (!filter_.MayHave(word)) return;
  const std::vector<uint32_t>* const* sets = words_.Find(word);
  if (sets == nullptr) return;
  for (uint32_t set : **sets) Mark(set, at, sentence);
}

// Finds the words of each set.
template <typename Bits>
void WordSieve::ReadText(std::string_view text, Sentence<Bits>* sentence) {
  char low[kLongest + 1];
  uint32_t at = 0;
  for (size_t i = 0; i < text.size();) {
    char c = text[i];
    bool piece = c == '<';
    if (!piece && !IsWordChar(c)) {
      if (c == ' ') ++at;
      if (c == ';' || c == ':' || c == '"') sentence->blocked |= Bits{1} << at;
      ++i;
      continue;
    }
    size_t length = 0;
    do {
      c = text[i++];
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      low[length] = c;
      length = std::min(length + 1, kLongest);
    } while (i < text.size() && c != '>' && (piece || IsWordChar(text[i])));
    std::string_view word(low, length);
    if (piece && IsParty(word)) sentence->blocked |= Bits{1} << at;
    MarkSetsOf(word, at, sentence);
  }
}

template <typename Bits>
bool WordSieve::MayMatch(const Pattern& pattern, const Sentence<Bits>& sentence) {
  const Bits none{0};
  for (const Step& step : pattern.steps) {
    if (step.set != kAny && sentence.at[step.set] == none) return false;
  }
  Bits from = ~none;  // words at which the next step may begin
  for (const Step& step : pattern.steps) {
    if (step.set == kAny) {  // it may end anywhere
      if (from == none) return false;
      for (size_t words = 1; words < sentence.kMostWords; words *= 2) from |= from << words;
      continue;
    }
    for (int i = 0; i < step.gap; ++i) {
      Bits more = from | (from & ~sentence.blocked) << 1;
      if (more == from) break;
      from = more;
    }
    Bits ends = (from & sentence.at[step.set]) << step.least_blanks;
    for (int i = step.least_blanks; i < step.most_blanks; ++i) {
      Bits more = ends | ends << 1;
      if (more == ends) break;
      ends = more;
    }
    if (ends == none) return false;
    from = ends << 1;
  }
  return true;
}

template <typename Bits>
void WordSieve::Pass(std::string_view text, Sentence<Bits>* sentence, std::vector<int>* passed) {
  ReadText(text, sentence);
  for (uint32_t set : touched_) {
    for (int pattern : keyed_[set]) {
      if (MayMatch(patterns_[static_cast<size_t>(pattern)], *sentence)) passed->push_back(pattern);
    }
  }
  for (uint32_t set : touched_) sentence->at[set] = Bits{0};
  touched_.clear();
  sentence->blocked = Bits{0};
}

void WordSieve::Pass(std::string_view text, std::vector<int>* passed) {
  auto words = static_cast<size_t>(1 + std::count(text.begin(), text.end(), ' '));
  if (words > long_.kMostWords) {
    passed->resize(patterns_.size());
    std::iota(passed->begin(), passed->end(), 0);
    return;
  }
  *passed = unread_;
  words <= short_.kMostWords ? Pass(text, &short_, passed) : Pass(text, &long_, passed);
  std::sort(passed->begin(), passed->end());
}

}  // namespace newsfacts
