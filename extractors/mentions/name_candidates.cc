#include "extractors/mentions/name_candidates.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "extractors/mentions/name_runs.h"
#include "extractors/mentions/name_shapes.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

// A run of capitals is read as far as names reach ("Bank of Velmora & Sons"), then cut from the
// left: words that only begin the sentence, titles, posts and nationalities go, what remains is a
// candidate. Whether a sentence's first word belongs to the name is asked of the rest of the
// document: where else do these words stand with capitals?

namespace newsfacts {
namespace {

class CandidateFinder : private NameRuns {
 public:
  using NameRuns::NameRuns;

  std::vector<NameCandidate> Run() {
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      Enter(s);
      for (uint32_t i = s.first_token; i < s.end_token;) {
        if (IsTicker(i)) {
          i += 3;
        } else if (i >= 3 && Word(i - 1) == ":" && Word(i - 3) == "(" &&
                   doc_.tokens[i].all_capitals) {
          ++i;  // the code in "(NYSE: VLM)"
        } else if (!Starts(i)) {
          ++i;
        } else {
          i = ReadRun(i);
        }
      }
    }
    return std::move(out_);
  }

 private:
  // Reads what begins at `i`; returns where to go on.
  uint32_t ReadRun(uint32_t i) {
    KnownIn in = KnownIn::kNone;
    uint32_t end = RunEnd(i);
    // Known names with small words or marks in them: "Bureau of Alcohol, Tobacco and Firearms".
    uint32_t known = Is(i, kOpensKnown) ? KnownEnd(i, sentence_->end_token, &in) : i;
    if (known > end) end = known;
    Cut(i, end);
    return end;
  }

  void Add(uint32_t begin, uint32_t end, Title title, bool before_role) {
    auto trim = [&](uint32_t i) {
      return doc_.tokens[i].kind != TokenKind::kWord && doc_.tokens[i].kind != TokenKind::kNumber;
    };
    KnownIn in = KnownIn::kNone;
    while (begin < end && trim(begin)) ++begin;
    bool known = begin < end && KnownEnd(begin, end, &in) == end;  // "Moody's", "Yahoo!"
    while (begin < end && !known && trim(end - 1)) --end;
    if (begin == end) return;
    begin = BehindDouble(begin, end);
    NameCandidate c;
    c.begin = begin;
    c.end = end;
    c.title = title;
    c.before_role = before_role;
    c.sentence_start = begin == first_word_;
    c.in_headline = Is(begin, kInHeadline);
    if (KnownEnd(begin, end, &in) == end) c.known = in;
    out_.push_back(c);
  }

  // "About Velmora Velmora makes ...": where a heading ran into its text, the second copy.
  uint32_t BehindDouble(uint32_t begin, uint32_t end) const {
    for (uint32_t i = begin; i + 1 < end; ++i) {
      if (Word(i).size() < 3) continue;
      for (uint32_t n = 1; i + 2 * n <= end && n <= 4; ++n) {
        bool same = true;
        for (uint32_t k = 0; same && k < n; ++k) same = Word(i + k) == Word(i + n + k);
        if (same) return i + n;
      }
    }
    return begin;
  }

  // Words that begin a sentence or stand before a name and are none of it.
  bool Droppable(uint32_t i, uint32_t end) const {
    static constexpr auto kArticles = std::to_array<std::string_view>({"The", "A", "An", "THE"});
    if (OpensWithFamilyName(doc_, traits_, i, end)) return false;
    bool initial = Tight(i + 1) && Word(i + 1) == ".";  // "A. Edward Lund"
    if (OneOf(Word(i), kArticles)) return !initial;
    if (i != first_word_ || !Is(i, kCommon)) return false;
    if (end - i == 1) return !Is(i, kKnownOrg | kPlaceWord);
    static constexpr auto kOpeners = std::to_array<std::string_view>(
        {"In",    "As",  "On",   "At",    "By",    "For",    "If",    "To",   "From", "With",
         "Per",   "But", "And",  "He",    "She",   "So",     "We",    "No",   "It",   "Its",
         "His",   "Her", "This", "That",  "When",  "Then",   "While", "Both", "Of",   "Or",
         "Their", "Our", "My",   "Since", "After", "Before", "Under", "Like", "Also", "Not"});
    if (OneOf(Word(i), kOpeners)) return !seen_.HasPair(doc_, i);
    if (seen_.HasPair(doc_, i)) return false;
    if (Is(i, kGiven) && Is(i + 1, kSurname) && !Is(i + 1, kCommon)) return false;
    if (seen_.Starts(Word(i + 1))) return true;
    if (Is(i, kOrgHead | kRoleHead | kRoleModifier | kGiven | kPlaceWord)) return false;
    return !Is(end - 1, kOrgHead | kLegalForm);
  }

  void Cut(uint32_t begin, uint32_t end) {
    if (Is(begin, kInHeadline)) return CutKnown(begin, end);
    // "Series B", "Phase II" name a stage, nobody.
    if (end - begin >= 2 && (Word(begin) == "Series" || Word(begin) == "Phase") &&
        (Word(begin + 1).size() == 1 || IsRomanNumeral(Word(begin + 1)))) {
      begin += 2;
    }
    Title title = TitleBefore(begin);
    while (begin < end) {
      KnownIn in = KnownIn::kNone;
      uint32_t known = KnownEnd(begin, end, &in);
      if (known > begin && RoleEnd(begin, end) >= known) known = begin;
      if (known == end) return Add(begin, end, title, RoleFollows(end));
      if (known > begin && in == KnownIn::kNationalities && !NationInName(known, end) &&
          !ChristianName(begin, end)) {
        begin = known;
        continue;
      }
      bool dateline = in == KnownIn::kPlaces && OpensDateline(begin, known);
      if (known > begin && (dateline || CutsAfterKnown(begin, known, end))) {
        Add(begin, known, Title::kNone, Is(known, kRoleHead | kRoleModifier));
        begin = known;
        title = Title::kNone;
        continue;
      }
      if (doc_.tokens[begin].kind == TokenKind::kPunct ||
          (!doc_.tokens[begin].capitalised && doc_.tokens[begin].kind == TokenKind::kWord &&
           !SmallName(begin))) {
        ++begin;
      } else if (title == Title::kNone && Droppable(begin, end)) {
        ++begin;
      } else if (Is(begin, kHonorific) && begin + 1 < end && !doc_.tokens[begin].all_capitals &&
                 !Is(end - 1, kLegalForm | kOrgHead)) {
        title = Title::kAddress;
        ++begin;
      } else if (uint32_t role = RoleEnd(begin, end); role > begin && !OpensBody(role, end)) {
        title = Title::kPost;
        begin = role;
      } else {
        break;
      }
    }
    if (begin >= end) return;
    for (uint32_t i = begin + 1; i < end; ++i) {
      // "Harbour Guard Lt. Ann Lee"
      bool rank = i + 2 < end && Is(i, kHonorific) && Word(i + 1) == ".";
      uint32_t role = rank ? i + 2 : RoleEnd(i, end);
      bool body = Is(end - 1, kLegalForm) || (Is(end - 1, kOrgHead) && end > role);
      if (role == i || body || (role == end && FullPerson(begin, end))) continue;
      Add(begin, i, title, true);
      return Cut(i, end);
    }
    end = TailEnd(begin, end);
    if (begin >= end) return;
    uint32_t person = PersonTail(begin, end);
    if (person > begin) {
      Add(begin, person, title, false);
      begin = person;
      title = Title::kPost;
    }
    Add(begin, end, title, RoleFollows(end));
  }

  // The end without what belongs to the next words: "Velmora Danish", "Ada Lund OSLO", the first
  // half of "Hong Kong-based".
  uint32_t TailEnd(uint32_t begin, uint32_t end) const {
    bool person = Is(begin, kGiven) && end - begin == 2;
    while (end - begin > 1 && !person && Is(end - 1, kNationality) && !Is(end - 1, kOrgHead)) --end;
    bool dateline = end - begin > 1 && Is(end - 1, kPlaceWord) &&
                    doc_.tokens[end - 1].all_capitals && !doc_.tokens[end - 2].all_capitals;
    if (dateline && Word(end - 1).size() > 3) --end;
    bool halved = Inside(end) && doc_.tokens[end].capitalised && IsCompoundAdjective(Word(end)) &&
                  Is(end - 1, kOpensKnown);
    return halved ? end - 1 : end;
  }

  // "NEW YORK Velmora Corp said": a place in capitals before a name that is not, its mark lost.
  bool OpensDateline(uint32_t begin, uint32_t known) const {
    if (begin != first_word_ || doc_.tokens[known].all_capitals) return false;
    return Word(begin).size() > 2 &&
           std::all_of(doc_.tokens.begin() + begin, doc_.tokens.begin() + known,
                       [](const Token& t) { return t.all_capitals; });
  }

  // "President Foods Corp": the words of a post open the name of a body.
  bool OpensBody(uint32_t role, uint32_t end) const {
    return role < end && Is(end - 1, kLegalForm | kOrgHead) && !Is(role, kGiven | kHonorific) &&
           (Is(role, kCommon) || Is(end - 1, kLegalForm));
  }

  // "Rose Marshall", "Earl Major": a given name and a surname that is also a post.
  bool FullPerson(uint32_t begin, uint32_t end) const {
    return end - begin == 2 && Is(begin, kGiven) && Is(end - 1, kSurname) &&
           !Is(begin, kCommon | kPlaceWord | kKnownOrg | kNationality);
  }

  // "Christian Aubrac", "Roman Petrov": a nationality or faith that is a given name here.
  bool ChristianName(uint32_t begin, uint32_t end) const {
    return end - begin == 2 && Is(begin, kGiven) && !Is(end - 1, kCommon | kOrgHead | kEventHead);
  }

  Title TitleBefore(uint32_t i) const {
    if (i == sentence_->first_token) return Title::kNone;
    if (Is(i - 1, kHonorific) && doc_.tokens[i - 1].capitalised) return Title::kAddress;
    bool post = Is(i - 1, kRoleHead) && !doc_.tokens[i - 1].capitalised;
    return post ? Title::kPost : Title::kNone;
  }

  bool RoleFollows(uint32_t i) const {
    return Inside(i) && Is(i, kRoleHead | kRoleModifier) && !doc_.tokens[i].capitalised;
  }

  // Whether the name ends after the known words [begin, known): a post, a person follows.
  bool CutsAfterKnown(uint32_t begin, uint32_t known, uint32_t end) const {
    if (Is(end - 1, kLegalForm)) return false;
    if (RoleEnd(known, end) > known || Is(known, kHonorific)) return true;
    if (Is(end - 1, kOrgHead | kPlaceHead | kEventHead)) return false;
    if (!Is(begin, kGiven | kSurname) && FullPerson(known, end)) return true;
    KnownIn in = KnownIn::kNone;
    if (KnownEnd(known, end, &in) == end && in != KnownIn::kPlaces) return true;
    if (Is(begin, kPlaceWord) && end - known == 1 && IsAcronym(known)) return true;
    return known - begin >= 2 && !(Is(begin, kGiven) && Is(known, kSurname));
  }

  bool IsAcronym(uint32_t i) const {
    return doc_.tokens[i].all_capitals && Word(i).size() >= 3 && Word(i)[1] != '.' &&
           !IsRomanNumeral(Word(i));
  }

  // "VLM Philippe Aubrac": where after another name a given name begins a person; else `begin`.
  uint32_t PersonTail(uint32_t begin, uint32_t end) const {
    if (end - begin < 3 || Is(begin, kGiven) || Is(end - 1, kOrgHead | kLegalForm | kCommon)) {
      return begin;
    }
    for (uint32_t i = begin + 1; i + 1 < end; ++i) {
      if (!Is(i, kGiven) || Is(i, kCommon | kPlaceWord | kOrgHead)) continue;
      bool other = Is(i - 1, kOrgHead | kKnownOrg | kCommon | kNationality | kPlaceWord) ||
                   doc_.tokens[i - 1].all_capitals;
      bool person = !Is(i - 1, kGiven) && Word(i - 1).size() > 1;
      return other && person && doc_.tokens[i - 1].capitalised ? i : begin;
    }
    return begin;
  }

  // "British Telecom" is a name with its nationality, "French Finance Ministry" is not.
  bool NationInName(uint32_t rest, uint32_t end) const {
    static constexpr auto kState =
        std::to_array<std::string_view>({"Ministry", "Army", "Parliament", "Government", "Police",
                                         "Cabinet", "Senate", "Embassy", "Navy"});
    KnownIn in = KnownIn::kNone;
    if (end - rest == 1) return Is(rest, kOrgHead);
    if (OneOf(Word(end - 1), kState) || KnownEnd(rest, end, &in) == end) return false;
    for (uint32_t i = rest; i < end; ++i) {
      if (Is(i, kOrgHead | kLegalForm)) return true;
    }
    return false;
  }

  // A line in capitals: only what the lists know whole, and what may be one known elsewhere.
  void CutKnown(uint32_t begin, uint32_t end) {
    while (begin < end) {
      KnownIn in = KnownIn::kNone;
      uint32_t known = KnownEnd(begin, end, &in);
      if (known > begin && doc_.tokens[begin].kind == TokenKind::kWord &&
          (known - begin > 1 || !Is(begin, kCommon))) {
        Add(begin, known, Title::kNone, false);
        begin = known;
      } else {
        ++begin;
      }
    }
  }

  std::vector<NameCandidate> out_;
};

}  // namespace

std::vector<NameCandidate> FindCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<Traits>& traits) {
  return CandidateFinder(lexicon, doc, traits).Run();
}

}  // namespace newsfacts
