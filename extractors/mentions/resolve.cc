#include "extractors/mentions/resolve.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/mentions/dateline.h"
#include "extractors/mentions/descriptions.h"
#include "extractors/mentions/word_filter.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// "The carrier" is the organisation that the text describes so; where it describes none, it is the
// one in focus: the first one named in the present sentence before the anaphor, else
// the first of the last sentence that names one. A person in focus is the last one named.

constexpr std::array<std::string_view, 4> kArticles = {"a", "an", "A", "An"};
constexpr std::array<std::string_view, 14> kCounts = {
    "two",   "three", "four",    "five",    "six", "some",    "several",
    "other", "many",  "various", "certain", "Two", "Several", "Some"};
constexpr std::array<std::string_view, 6> kBeforeIt = {"said", "says",    "that",
                                                       "when", "because", "as"};
// "the carrier unit" is no carrier, "the bank sector" no bank.
constexpr std::array<std::string_view, 8> kParts = {"unit",    "units",    "division", "divisions",
                                                    "segment", "industry", "sector",   "market"};
constexpr std::array<std::string_view, 4> kPersons = {"he", "she", "He", "She"};

// False for most words: none of kPersons, kArticles, kCounts.
bool MayRefer(std::string_view word) {
  static const WordFilter filter = [] {
    WordFilter out;
    for (std::string_view w : kPersons) out.Add(w);
    for (std::string_view w : kArticles) out.Add(w);
    for (std::string_view w : kCounts) out.Add(w);
    return out;
  }();
  return filter.MayHave(word);
}

class Resolver {
 public:
  Resolver(const Lexicon& lexicon, Annotations* doc)
      : nouns_(lexicon.list("org_nouns")), doc_(*doc) {
    for (const auto& [singular, plural] : nouns_.terms()) plurals_.emplace(plural, singular);
  }

  void Run() {
    FindSpeaker();
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      sentence_org_ = -1;
      before_ = org_;
      first_ = second_ = -1;
      if (s.paragraph != paragraph_) quoted_ = false;
      paragraph_ = s.paragraph;
      dateline_ = s.span.begin + static_cast<uint32_t>(DatelineLength(doc_.Text(s.span)));
      for (uint32_t i = s.first_token; i < s.end_token;) {
        NoteQuote(i);
        i = ReadNamed(i, s) ? i + 1 : ReadDescribed(i, s.first_token, s.end_token);
      }
    }
    // "two" of "the two companies" is part of it. What was added stands in order.
    std::erase_if(doc_.mentions, [&](const Mention& m) {
      if (!MayDescribe(m.type)) return false;
      auto at = std::partition_point(added_.begin(), added_.end(),
                                     [&](const Mention& a) { return a.span.end <= m.span.begin; });
      return at != added_.end() && at->span.Overlaps(m.span);
    });
    for (Mention& m : added_) doc_.mentions.push_back(std::move(m));
    std::sort(doc_.mentions.begin(), doc_.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  }

 private:
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }

  // The token lies in a mention; a name moves the focus.
  bool ReadNamed(uint32_t i, const Sentence& s) {
    const std::vector<Mention>& all = doc_.mentions;
    uint32_t at = doc_.tokens[i].span.begin;
    while (next_ < all.size() && all[next_].span.end <= at) ++next_;
    if (next_ == all.size() || all[next_].span.begin > at) return false;
    const Mention& m = all[next_];
    if (m.span.end <= dateline_) return true;
    if (m.type == MentionType::kNumber && OneOf(Word(i), kCounts)) return false;
    if (m.type == MentionType::kPlace && Many(i, s.first_token, s.end_token) > 0) return false;
    if (m.type == MentionType::kOrg && m.entity >= 0 && !Parenthesised(m.span) &&
        !Listens(m.span, s)) {
      if (m.span.begin == at) Describe(m, i, s);
      NoteOrg(m.entity, i + 1);
    }
    if (m.type == MentionType::kPerson && m.entity >= 0) person_ = m.entity;
    return true;
  }

  // Notes the words that describe the organisation named at token `i`.
  void Describe(const Mention& m, uint32_t i, const Sentence& s) {
    descriptions_.Named(m.entity, i);
    uint32_t end = i;
    while (end < s.end_token && doc_.tokens[end].span.begin < m.span.end) ++end;
    for (uint32_t k = i; k < end; ++k) {  // "Harbour Bank", "Nordlys Airlines"
      std::string word = LowerAscii(Word(k));
      if (nouns_.Has(word) || plurals_.contains(word)) descriptions_.Add(m.entity, Singular(word));
    }
    // "Danish chip maker Tarnwick"
    if (i > s.first_token && nouns_.Has(Word(i - 1))) {
      uint32_t first = i - 1;
      while (first > s.first_token && i - first < 4 && Modifies(first - 1)) --first;
      AddWords(m.entity, first, i);
    }
    // "Tarnwick (TRN), a Danish chip maker", "Tarnwick is a ..."
    if (end < s.end_token && Word(end) == "(") {
      while (end < s.end_token && Word(end) != ")") ++end;
      ++end;
    }
    if (end + 2 >= s.end_token || !OneOf(Word(end), {",", "is", "was"})) return;
    if (!OneOf(Word(end + 1), {"a", "an", "the"})) return;
    if (uint32_t noun = Noun(end + 2, s.end_token, false); noun > 0)
      AddWords(m.entity, end + 2, noun);
  }

  void AddWords(int32_t entity, uint32_t begin, uint32_t end) {
    for (uint32_t k = begin; k < end; ++k) descriptions_.Add(entity, LowerAscii(Word(k)));
  }

  bool Modifies(uint32_t i) const {
    return doc_.tokens[i].kind == TokenKind::kWord &&
           !OneOf(Word(i), {"a", "an", "the", "its", "and", "of", "for", "with", "by", "to", "from",
                            "in", "at", "on", "that", "said", "between"});
  }

  // "airlines" as the list has it: "airline".
  std::string Singular(const std::string& word) const {
    auto it = plurals_.find(word);
    return it == plurals_.end() ? word : std::string(it->second);
  }

  // Whom "the Danish chip maker", tokens [begin, end) behind the article, means.
  int32_t Meant(uint32_t begin, uint32_t end) const {
    std::vector<std::string> others;
    for (uint32_t k = begin; k + 1 < end; ++k) others.push_back(LowerAscii(Word(k)));
    int32_t described = descriptions_.Find(LowerAscii(Word(end - 1)), others);
    if (described >= 0) return described;
    return before_ >= 0 && ActsOn(begin) ? before_ : org_;
  }

  // "Velmora bought the company": not Velmora, whose clause this is.
  bool ActsOn(uint32_t i) const {
    if (sentence_org_ < 0) return false;
    for (uint32_t k = focus_end_; k + 1 < i; ++k) {
      if (doc_.tokens[k].kind == TokenKind::kPunct ||
          OneOf(Word(k), {"said",  "says",  "say",    "that", "which", "who",    "because", "when",
                          "while", "after", "before", "as",   "if",    "since",  "where",   "but",
                          "and",   "or",    "so",     "than", "'s",    "\u2019s"})) {
        return false;
      }
    }
    return focus_end_ + 1 < i;
  }

  // Who says "we" where nobody is quoted: in the text of a company about itself, the organisation
  // that it names most.
  void FindSpeaker() {
    std::vector<int> count(doc_.entities.size());
    int most = 0;
    for (const Mention& m : doc_.mentions) {
      bool body = m.type == MentionType::kOrg || m.type == MentionType::kName;
      if (!body || m.entity < 0) continue;
      int n = ++count[static_cast<size_t>(m.entity)];
      if (n > most) {
        most = n;
        speaker_ = m.entity;
      }
    }
    if (most < 2) speaker_ = -1;
  }

  // "we", "We've".
  static bool IsWe(std::string_view w) {
    if (!w.starts_with("we") && !w.starts_with("We")) return false;
    w.remove_prefix(2);
    return w.empty() || w.starts_with("'") || w.starts_with("\u2019");
  }

  // Follows the quote marks; a paragraph ends them.
  void NoteQuote(uint32_t i) {
    std::string_view w = Word(i);
    if (w == "\u201C") quoted_ = true;
    if (w == "\u201D") quoted_ = false;
    if (w == "\"") quoted_ = !quoted_;
  }

  // "told the Harbour Board", "in a filing with the Harbour Board": who hears or reads.
  bool Listens(Span named, const Sentence& s) const {
    std::string_view before(doc_.text);
    before = before.substr(s.span.begin, named.begin - s.span.begin);
    if (before.ends_with(" the ")) before.remove_suffix(4);
    return before.ends_with("told ") || before.ends_with(" filing with ") ||
           before.ends_with(" filings with ") || before.ends_with(" filed with ");
  }

  // "(Reuters) -", "(NYSE: ORN)": not whom the text is about.
  bool Parenthesised(Span s) const {
    return s.begin > 0 && doc_.text[s.begin - 1] == '(' && s.end < doc_.text.size();
  }

  // `end`: the token behind the name.
  void NoteOrg(int32_t entity, uint32_t end) {
    if (sentence_org_ < 0) {
      sentence_org_ = org_ = entity;
      focus_end_ = end;
    }
    if (first_ < 0) {
      first_ = entity;
    } else if (second_ < 0 && entity != first_) {
      second_ = entity;
      pair_first_ = first_;
      pair_second_ = second_;
    }
  }

  // A number or place may be part of what is read: "two US companies".
  static bool MayDescribe(MentionType type) {
    return type == MentionType::kNumber || type == MentionType::kPlace;
  }

  // Lies over a mention that is no part of a description.
  bool InMention(uint32_t begin, uint32_t end) const {
    Span span{doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    for (size_t k = next_; k < doc_.mentions.size(); ++k) {
      if (doc_.mentions[k].span.begin >= span.end) return false;
      if (!MayDescribe(doc_.mentions[k].type) && doc_.mentions[k].span.Overlaps(span)) return true;
    }
    return false;
  }

  // Reads what begins at `i`; returns the token to go on from.
  uint32_t ReadDescribed(uint32_t i, uint32_t first, uint32_t end) {
    std::string_view w = Word(i);
    bool start = i == first;
    bool may_refer = MayRefer(w);
    if (may_refer && OneOf(w, kPersons)) {
      if (person_ >= 0) Add(i, i + 1, MentionType::kPerson, person_, false);
    } else if (w == "It" || w == "it") {
      bool led = w == "It" || (!start && OneOf(Word(i - 1), kBeforeIt));
      if (org_ >= 0 && Acts(i + 1, end, led)) Add(i, i + 1, MentionType::kOrg, org_, false);
    } else if (IsWe(w) && speaker_ >= 0 && !quoted_) {
      Add(i, i + 1, MentionType::kOrg, speaker_, false);
      added_.back().span.end = added_.back().span.begin + 2;
    } else if ((w == "our" || w == "Our") && speaker_ >= 0 && !quoted_) {
      Add(i, i + 1, MentionType::kOrg, speaker_, false);
    } else if ((w == "its" || w == "Its") && org_ >= 0 && sentence_org_ < 0 && !Fronts(first)) {
      Add(i, i + 1, MentionType::kOrg, org_, false);
    } else if (uint32_t both = Both(i, end); both > 0) {
      Add(i, both, MentionType::kOrg, pair_first_, false);
      added_.back().second_entity = pair_second_;
      return both;
    } else if (w == "the" || w == "The") {
      uint32_t noun = Noun(i + 1, end, false);
      if (noun > 0 && !Fronts(first) && InApposition(i, first)) return noun;
      int32_t meant = noun > 0 ? Meant(i + 1, noun) : -1;
      if (meant >= 0) {
        Add(i, noun, MentionType::kOrg, meant, false);
        return noun;
      }
    } else if (uint32_t many = Many(i, first, end); many > 0) {
      Add(i, many, MentionType::kOrg, -1, true);
      return many;
    } else if (bool one = may_refer && OneOf(w, kArticles);
               (one || (may_refer && OneOf(w, kCounts))) && !InApposition(i, first)) {
      uint32_t noun = Noun(i + 1, end, !one);
      if (noun > 0 && !NamesFollow(noun, end)) {
        Add(i, noun, MentionType::kOrg, -1, true);
        return noun;
      }
    }
    return i + 1;
  }

  // The end of "German carmakers" at `i` behind "with", "to", "from" or "by"; else 0.
  uint32_t Many(uint32_t i, uint32_t first, uint32_t end) const {
    if (i == first || !OneOf(Word(i - 1), {"with", "to", "from", "by", "any"})) return 0;
    uint32_t noun = Noun(i, end, true);
    bool pays =
        noun > 0 && OneOf(Word(noun - 1), {"investors", "lenders", "bidders", "funds", "banks"});
    return noun > 0 && !pays && !NamesFollow(noun, end) ? noun : 0;
  }

  // "two carriers, Nordlys and Velmora", "makers such as Velmora": who they are is told.
  bool NamesFollow(uint32_t i, uint32_t end) const {
    if (i < end && Word(i) == ",") ++i;
    if (i < end && OneOf(Word(i), {"including", "like", ":", "such"})) return true;
    return i > 0 && Word(i - 1) == "," && Named(i, end);
  }

  // "Since its plans failed, Nordlys ...": whom the sentence is about is named later.
  bool Fronts(uint32_t first) const {
    return OneOf(Word(first),
                 {"Since", "While",   "Although",  "Though", "With",    "In",   "After",  "Before",
                  "As",    "Despite", "Following", "By",     "Under",   "If",   "When",   "Through",
                  "For",   "At",      "On",        "To",     "Because", "Once", "Besides"});
  }

  // "Nordlys, a maker of masts, ...": the description adds nobody.
  bool InApposition(uint32_t i, uint32_t first) const {
    if (i < first + 2 || Word(i - 1) != "," || next_ == 0) return false;
    const Mention& m = doc_.mentions[next_ - 1];
    bool party = m.type == MentionType::kOrg || m.type == MentionType::kPerson ||
                 m.type == MentionType::kName;
    return party && m.span.end == doc_.tokens[i - 2].span.end;
  }

  // The end of "the two companies", "both firms", "the companies" at `i`; else 0.
  uint32_t Both(uint32_t i, uint32_t end) const {
    if (pair_second_ < 0) return 0;
    bool both = Word(i) == "both" || Word(i) == "Both";
    if (!both && Word(i) != "the" && Word(i) != "The") return 0;
    uint32_t k = i + 1;
    if (k < end && Word(k) == "two") ++k;
    if (k >= end) return 0;
    if (plurals_.contains(Word(k)) || Word(k) == "parties") return InMention(i, k + 1) ? 0 : k + 1;
    return 0;
  }

  // "It said", "it had agreed": something that an organisation does, not the weather. What is also
  // said of things ("it was") counts where `led` by what leads to whom a sentence is about.
  bool Acts(uint32_t i, uint32_t end, bool led) const {
    static constexpr std::array<std::string_view, 19> kActs = {
        "has",    "had",     "will",    "would", "said",   "says", "plans",
        "agreed", "expects", "bought",  "sold",  "agrees", "won",  "struck",
        "wants",  "began",   "intends", "makes", "owns"};
    static constexpr std::array<std::string_view, 3> kBare = {"also", "was", "is"};
    if (i >= end) return false;
    bool past = Word(i).size() > 4 && Word(i).ends_with("ed");
    if (!past && !OneOf(Word(i), kActs) && !(led && OneOf(Word(i), kBare))) return false;
    static constexpr std::array<std::string_view, 15> kEmpty = {
        "clear", "not", "possible", "likely", "unclear",  "important", "hard",  "difficult",
        "been",  "be",  "become",   "seemed", "appeared", "happened",  "turned"};
    return !OneOf(Word(i), kEmpty) && (i + 1 >= end || !OneOf(Word(i + 1), kEmpty));
  }

  // The end of a described organisation whose first describing word is `i`; 0 where there is none.
  uint32_t Noun(uint32_t i, uint32_t end, bool plural) const {
    for (uint32_t k = i; k < std::min(end, i + 5); ++k) {
      if (doc_.tokens[k].kind != TokenKind::kWord && !(k > i && Word(k) == ",")) return 0;
      if (OneOf(Word(k), {"a", "an", "the", "that", "when"})) return 0;
      bool noun = plural ? plurals_.contains(Word(k)) : nouns_.Has(Word(k));
      if (noun && k + 1 < end && OneOf(Word(k + 1), kParts)) return 0;
      // "the car maker Nordlys" describes a name that follows.
      if (noun) return InMention(i, k + 1) || Named(k + 1, end) ? 0 : k + 1;
    }
    return 0;
  }

  bool Named(uint32_t i, uint32_t end) const {
    return i < end && doc_.tokens[i].capitalised && InMention(i, i + 1);
  }

  void Add(uint32_t begin, uint32_t end, MentionType type, int32_t entity, bool generic) {
    if (type == MentionType::kOrg && entity >= 0) NoteOrg(entity, end);
    Mention m;
    m.span = {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    m.type = type;
    m.entity = entity;
    m.anaphor = !generic;
    m.generic = generic;
    if (doc_.says_why) m.why = generic ? "described" : "focus";
    added_.push_back(std::move(m));
  }

  const WordList& nouns_;
  std::unordered_map<std::string_view, std::string_view> plurals_;  // singular by plural
  Annotations& doc_;
  std::vector<Mention> added_;
  Descriptions descriptions_;
  size_t next_ = 0;
  int32_t org_ = -1;
  int32_t before_ = -1;     // the focus before this sentence
  uint32_t focus_end_ = 0;  // the token behind the name that is in focus since this sentence
  int32_t sentence_org_ = -1;
  int32_t first_ = -1, second_ = -1;            // organisations of this sentence
  int32_t pair_first_ = -1, pair_second_ = -1;  // of the last sentence that names two
  uint32_t dateline_ = 0;                       // where that of the sentence ends
  int32_t person_ = -1;
  int32_t speaker_ = -1;
  bool quoted_ = false;
  uint32_t paragraph_ = 0;
};

}  // namespace

void Resolve(const Lexicon& lexicon, Annotations* doc) {
  Resolver(lexicon, doc).Run();
}

}  // namespace newsfacts
