#include "extractors/mentions/resolve.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace newsfacts {
namespace {

// The organisation in focus is the first one named in the present sentence before the anaphor, else
// the first of the last sentence that names one. A person in focus is the last one named.

template <size_t N>
bool OneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 11> kOrgNouns = {
    "company",  "firm",     "group", "bank",    "carrier", "chipmaker",
    "carmaker", "retailer", "maker", "startup", "airline"};
constexpr std::array<std::string_view, 12> kOrgNounsPlural = {
    "companies", "firms",     "groups",   "banks",  "carriers",  "manufacturers",
    "investors", "carmakers", "airlines", "makers", "retailers", "startups"};
constexpr std::array<std::string_view, 10> kCounts = {"a",     "an",   "A",    "An",   "two",
                                                      "three", "four", "five", "some", "several"};
constexpr std::array<std::string_view, 5> kBeforeIt = {"said", "says", "that", "when", "because"};
constexpr std::array<std::string_view, 4> kPersons = {"he", "she", "He", "She"};

class Resolver {
 public:
  explicit Resolver(Annotations* doc) : doc_(*doc) {}

  void Run() {
    for (const Sentence& s : doc_.sentences) {
      sentence_org_ = -1;
      for (uint32_t i = s.first_token; i < s.end_token;) {
        i = ReadNamed(i, s) ? i + 1 : ReadDescribed(i, s.first_token, s.end_token);
      }
    }
    for (Mention& m : added_) doc_.mentions.push_back(std::move(m));
    std::sort(doc_.mentions.begin(), doc_.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  }

 private:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }

  // The token lies in a mention; a name moves the focus.
  bool ReadNamed(uint32_t i, const Sentence&) {
    const std::vector<Mention>& all = doc_.mentions;
    uint32_t at = doc_.tokens[i].span.begin;
    while (next_ < all.size() && all[next_].span.end <= at) ++next_;
    if (next_ == all.size() || all[next_].span.begin > at) return false;
    const Mention& m = all[next_];
    if (m.type == MentionType::kOrg && m.entity >= 0 && sentence_org_ < 0) {
      sentence_org_ = org_ = m.entity;
    }
    if (m.type == MentionType::kPerson && m.entity >= 0) person_ = m.entity;
    return true;
  }

  bool InMention(uint32_t begin, uint32_t end) const {
    Span span{doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    for (size_t k = next_; k < doc_.mentions.size(); ++k) {
      if (doc_.mentions[k].span.begin >= span.end) return false;
      if (doc_.mentions[k].span.Overlaps(span)) return true;
    }
    return false;
  }

  // Reads what begins at `i`; returns the token to go on from.
  uint32_t ReadDescribed(uint32_t i, uint32_t first, uint32_t end) {
    std::string_view w = Word(i);
    bool start = i == first;
    if (OneOf(w, kPersons)) {
      if (person_ >= 0) Add(i, i + 1, MentionType::kPerson, person_, false);
    } else if (w == "It" || (w == "it" && !start && OneOf(Word(i - 1), kBeforeIt))) {
      if (org_ >= 0 && Acts(i + 1, end)) Add(i, i + 1, MentionType::kOrg, org_, false);
    } else if (w == "the" || w == "The") {
      uint32_t noun = Noun(i + 1, end, false);
      if (noun > 0 && org_ >= 0) {
        Add(i, noun, MentionType::kOrg, org_, false);
        return noun;
      }
    } else if (OneOf(w, kCounts)) {
      uint32_t noun = Noun(i + 1, end, w != "a" && w != "A" && w != "an" && w != "An");
      if (noun > 0) {
        Add(i, noun, MentionType::kOrg, -1, true);
        return noun;
      }
    }
    return i + 1;
  }

  // "It said", "it had agreed": something that an organisation does, not the weather.
  bool Acts(uint32_t i, uint32_t end) const {
    static constexpr std::array<std::string_view, 16> kActs = {
        "has",     "had",    "will",   "would", "said",     "says", "plans", "agreed",
        "expects", "signed", "bought", "sold",  "acquired", "also", "was",   "is"};
    if (i >= end || !OneOf(Word(i), kActs)) return false;
    static constexpr std::array<std::string_view, 8> kEmpty = {
        "clear", "not", "possible", "likely", "unclear", "important", "hard", "difficult"};
    return i + 1 >= end || !OneOf(Word(i + 1), kEmpty);
  }

  // The end of a described organisation whose first describing word is `i`; 0 where there is none.
  uint32_t Noun(uint32_t i, uint32_t end, bool plural) const {
    for (uint32_t k = i; k < std::min(end, i + 4); ++k) {
      if (doc_.tokens[k].kind != TokenKind::kWord) return 0;
      bool noun = plural ? OneOf(Word(k), kOrgNounsPlural) : OneOf(Word(k), kOrgNouns);
      if (noun) return InMention(i, k + 1) ? 0 : k + 1;
    }
    return 0;
  }

  void Add(uint32_t begin, uint32_t end, MentionType type, int32_t entity, bool generic) {
    Mention m;
    m.span = {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    m.type = type;
    m.entity = entity;
    m.anaphor = !generic;
    m.generic = generic;
    m.why = generic ? "described" : "focus";
    added_.push_back(std::move(m));
  }

  Annotations& doc_;
  std::vector<Mention> added_;
  size_t next_ = 0;
  int32_t org_ = -1;
  int32_t sentence_org_ = -1;
  int32_t person_ = -1;
};

}  // namespace

void Resolve(const Lexicon&, Annotations* doc) {
  Resolver(doc).Run();
}

}  // namespace newsfacts
