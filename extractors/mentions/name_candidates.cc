#include "extractors/mentions/name_candidates.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extractors/mentions/name_words.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

class CandidateFinder {
 public:
  CandidateFinder(const Lexicon& lexicon, const Annotations& doc,
                  const std::vector<uint32_t>& traits)
      : doc_(doc),
        traits_(traits),
        known_{{"organisations", &lexicon.list("organisations")},
               {"places", &lexicon.list("places")},
               {"products", &lexicon.list("products")}} {}

  std::vector<NameCandidate> Run() {
    for (const Sentence& s : doc_.sentences) {
      sentence_ = &s;
      for (uint32_t i = s.first_token; i < s.end_token;) {
        if (!Starts(i)) {
          ++i;
          continue;
        }
        uint32_t end = RunEnd(i);
        Cut(i, end);
        i = end;
      }
    }
    return std::move(out_);
  }

 private:
  struct Known {
    const char* name;
    const WordList* list;
  };

  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, uint32_t traits) const { return (traits_[i] & traits) != 0; }

  bool Starts(uint32_t i) const {
    const Token& t = doc_.tokens[i];
    return t.kind == TokenKind::kWord && t.capitalised && !Is(i, kInMention | kCalendar) &&
           Word(i) != "I" && !Word(i).ends_with("-based") && !Word(i).ends_with("-owned");
  }
  bool Capital(uint32_t i) const { return i < sentence_->end_token && Starts(i); }

  uint32_t RunEnd(uint32_t begin) const {
    bool head = Is(begin, kOrgHead);
    uint32_t i = begin + 1;
    while (i < sentence_->end_token) {
      if (Capital(i) && doc_.tokens[i].space_before) {
        head = head || Is(i, kOrgHead);
        ++i;
      } else if (Word(i) == "." && Word(i - 1).size() == 1 && Capital(i + 1)) {
        ++i;
      } else if (Word(i) == "." && (Is(i - 1, kHonorific) || Word(i - 1) == "St") &&
                 Capital(i + 1)) {
        ++i;
      } else if (Word(i) == "&" && Capital(i + 1)) {
        ++i;
      } else if (Is(i, kParticle) && !Is(i - 1, kOrgHead) && Capital(i + 1)) {
        ++i;
      } else if (head && (Word(i) == "of" || Word(i) == "for") && Capital(i + 1)) {
        ++i;
      } else if (head && Word(i) == "of" && i + 2 < sentence_->end_token && Word(i + 1) == "the" &&
                 Capital(i + 2)) {
        i += 2;
      } else if (head && Word(i) == "and" && Capital(i + 1) && InsideOf(begin, i) &&
                 !Is(i + 1, kPlaceWord)) {
        ++i;
      } else if (Word(i) == "and" && Capital(i + 1) && Is(i - 1, kCommon) && Is(i + 1, kCommon) &&
                 EndsInHead(i + 1)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // "Media and Technology Group": the words from `i` end in the noun of a body.
  bool EndsInHead(uint32_t i) const {
    while (Capital(i + 1)) ++i;
    return Is(i, kOrgHead | kLegalForm);
  }

  // "Ministry of Trade" goes on with "and Industry".
  bool InsideOf(uint32_t begin, uint32_t i) const {
    for (uint32_t k = begin; k < i; ++k) {
      if (Word(k) == "of" && k > begin && Is(k - 1, kOrgHead)) return true;
    }
    return false;
  }

  // The longest known name that begins at `i`; its end, or `i`.
  uint32_t KnownEnd(uint32_t i, uint32_t end, const char** list) const {
    uint32_t last = std::min(end, i + 5);
    for (uint32_t e = last; e > i; --e) {
      if (e - i == 1 && !Is(i, kKnownOrg | kPlaceWord | kKnownProduct)) return i;
      std::string key = ToLower(doc_.text.substr(
          doc_.tokens[i].span.begin, doc_.tokens[e - 1].span.end - doc_.tokens[i].span.begin));
      for (const Known& k : known_) {
        if (!k.list->Has(key)) continue;
        *list = k.name;
        return e;
      }
    }
    return i;
  }

  void Add(uint32_t begin, uint32_t end, bool after_title, bool before_role) {
    auto trim = [&](uint32_t i) { return doc_.tokens[i].kind != TokenKind::kWord; };
    while (begin < end && trim(begin)) ++begin;
    while (begin < end && trim(end - 1)) --end;
    if (begin == end) return;
    NameCandidate c;
    c.begin = begin;
    c.end = end;
    c.after_title = after_title;
    c.before_role = before_role;
    c.sentence_start = begin == FirstWord();
    c.in_headline = Is(begin, kInHeadline);
    const char* list = nullptr;
    if (KnownEnd(begin, end, &list) == end) c.known = list;
    out_.push_back(c);
  }

  uint32_t FirstWord() const {
    uint32_t i = sentence_->first_token;
    while (i + 1 < sentence_->end_token && doc_.tokens[i].kind != TokenKind::kWord) ++i;
    return i;
  }

  // Words that begin a sentence or stand before a name and are none of it.
  bool Droppable(uint32_t i, uint32_t end) const {
    static constexpr std::string_view kSmall[] = {"The", "A", "An", "THE"};
    if (std::find(std::begin(kSmall), std::end(kSmall), Word(i)) != std::end(kSmall)) return true;
    if (i != FirstWord() || !Is(i, kCommon)) return false;
    static constexpr std::string_view kOpeners[] = {"In",  "As", "On",   "At",   "By",  "For",
                                                    "If",  "To", "From", "With", "Per", "But",
                                                    "And", "He", "She",  "So",   "We",  "No"};
    if (std::find(std::begin(kOpeners), std::end(kOpeners), Word(i)) != std::end(kOpeners)) {
      return true;
    }
    if (Is(i, kOrgHead | kRoleHead | kRoleModifier | kGiven)) return end - i == 1;
    return end - i == 1 || !Is(end - 1, kOrgHead | kLegalForm);
  }

  void Cut(uint32_t begin, uint32_t end) {
    bool titled = false;
    if (Is(begin, kInHeadline)) return CutKnown(begin, end);
    // "Series B", "Phase II" name a stage, nobody.
    if (end - begin >= 2 && (Word(begin) == "Series" || Word(begin) == "Phase") &&
        (Word(begin + 1).size() == 1 ||
         Word(begin + 1).find_first_not_of("IVX") == std::string_view::npos)) {
      begin += 2;
      if (begin == end) return;
    }
    while (begin < end) {
      const char* list = nullptr;
      uint32_t known = KnownEnd(begin, end, &list);
      if (known == end) return Add(begin, end, titled, false);
      if (known > begin && (Is(known, kRoleHead | kRoleModifier) || known - begin >= 2) &&
          !Is(end - 1, kOrgHead | kLegalForm)) {
        Add(begin, known, false, Is(known, kRoleHead | kRoleModifier));
        begin = known;
        titled = false;
        continue;
      }
      if (doc_.tokens[begin].kind != TokenKind::kWord || !doc_.tokens[begin].capitalised) {
        ++begin;
      } else if (!titled && Droppable(begin, end)) {
        ++begin;
      } else if (Is(begin, kHonorific) && begin + 1 < end) {
        titled = true;
        ++begin;
      } else if (uint32_t role = RoleEnd(begin, end); role > begin) {
        titled = true;
        begin = role;
      } else if (Is(begin, kNationality) && begin + 1 < end && !NationInName(begin, end)) {
        ++begin;
      } else {
        break;
      }
    }
    if (begin >= end) return;
    for (uint32_t i = begin + 1; i < end; ++i) {
      uint32_t role = RoleEnd(i, end);
      if (role == i || Is(end - 1, kLegalForm)) continue;
      Add(begin, i, titled, true);
      return Cut(i, end);
    }
    Add(begin, end, titled, false);
  }

  // "British Telecom" is a name with its nationality, "French Finance Ministry" is not.
  bool NationInName(uint32_t begin, uint32_t end) const {
    static constexpr std::string_view kState[] = {"Ministry", "Army",    "Parliament", "Government",
                                                  "Police",   "Cabinet", "Senate",     "Embassy"};
    std::string_view last = Word(end - 1);
    if (std::find(std::begin(kState), std::end(kState), last) != std::end(kState)) return false;
    for (uint32_t i = begin + 1; i < end; ++i) {
      if (Is(i, kOrgHead | kLegalForm)) return true;
    }
    return false;
  }

  // "Chief Executive", "Prime Minister", "Vice President": their end, or `i`.
  uint32_t RoleEnd(uint32_t i, uint32_t end) const {
    uint32_t k = i;
    while (k < end && Is(k, kRoleModifier) && !Is(k, kRoleHead)) ++k;
    uint32_t heads = k;
    while (k < end && Is(k, kRoleHead | kRoleModifier)) {
      if (Is(k, kRoleHead)) heads = k + 1;
      ++k;
    }
    return heads > i && Is(heads - 1, kRoleHead) ? heads : i;
  }

  // A line in capitals: only what the lists know whole.
  void CutKnown(uint32_t begin, uint32_t end) {
    while (begin < end) {
      const char* list = nullptr;
      uint32_t known = KnownEnd(begin, end, &list);
      if (known > begin && doc_.tokens[begin].kind == TokenKind::kWord) {
        Add(begin, known, false, false);
        begin = known;
      } else {
        ++begin;
      }
    }
  }

  const Annotations& doc_;
  const std::vector<uint32_t>& traits_;
  const Known known_[3];
  const Sentence* sentence_ = nullptr;
  std::vector<NameCandidate> out_;
};

}  // namespace

std::vector<NameCandidate> FindCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<uint32_t>& traits) {
  return CandidateFinder(lexicon, doc, traits).Run();
}

}  // namespace newsfacts
