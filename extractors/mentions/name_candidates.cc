#include "extractors/mentions/name_candidates.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "extractors/mentions/name_shapes.h"
#include "extractors/mentions/seen_amid.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

// A run of capitals is read as far as names reach ("Bank of Velmora & Sons"), then cut from the
// left: words that only begin the sentence, titles, posts and nationalities go, what remains is a
// candidate. Whether a sentence's first word belongs to the name is asked of the rest of the
// document: where else do these words stand with capitals?

namespace newsfacts {
namespace {

constexpr auto kBeforeTag = std::to_array<std::string_view>({",", "("});

class CandidateFinder {
 public:
  CandidateFinder(const Lexicon& lexicon, const Annotations& doc, const std::vector<Traits>& traits)
      : doc_(doc),
        traits_(traits),
        seen_(doc, traits),
        lexicon_(lexicon),
        known_{{{KnownIn::kOrganisations, lexicon.Bit("organisations")},
                {KnownIn::kPlaces, lexicon.Bit("places")},
                {KnownIn::kProducts, lexicon.Bit("products")},
                {KnownIn::kNationalities, lexicon.Bit("nationalities")},
                {KnownIn::kThings, lexicon.Bit("things")}}} {}

  std::vector<NameCandidate> Run() {
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      sentence_ = &s;
      first_word_ = FirstWord();
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
  struct Known {
    KnownIn in;
    uint64_t bit;
  };

  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, Traits traits) const { return (traits_[i] & traits) != 0; }
  bool Inside(uint32_t i) const { return i < sentence_->end_token; }
  bool Tight(uint32_t i) const { return Inside(i) && !doc_.tokens[i].space_before; }

  uint32_t FirstWord() const {
    uint32_t i = sentence_->first_token;
    while (i + 1 < sentence_->end_token && doc_.tokens[i].kind != TokenKind::kWord) ++i;
    return i;
  }

  // ---- Where a run begins and ends.

  bool Starts(uint32_t i) const {
    const Token& t = doc_.tokens[i];
    if (t.kind == TokenKind::kNumber) return DigitName(i);
    if (t.kind != TokenKind::kWord) return false;
    if (!t.capitalised) return SmallName(i);
    if (Is(i, kInTime) && !LooseOpener(i)) return false;
    if (Is(i, kCalendar) && !LooseOpener(i)) return false;
    std::string_view w = Word(i);
    if (w == "I" || IsContraction(w) || IsCompoundAdjective(w)) return false;
    if (Is(i, kHeadlineVerb) && i != first_word_) return false;
    if (IsPartyTag(i) || (i > 0 && IsPartyTag(i - 1))) return false;  // "D-San Francisco"
    if (Is(i, kBusinessVerb) && i > 0 && !Is(i, kKnownOrg) &&
        OneOf(Word(i - 1), {"to", "To", "Will"}))
      return false;  // "Velmora to Acquire Tarnwick"
    if (Is(i, kTitleCased) && Is(i, kCommon) && !Is(i, kOpensKnown | kKnownOrg) &&
        !seen_.Starts(w)) {
      return Is(i + 1, kLegalForm);
    }
    return true;
  }
  bool Capital(uint32_t i) const { return Inside(i) && Starts(i); }

  // "R-Kansas" behind a lawmaker's name.
  bool IsPartyTag(uint32_t i) const {
    std::string_view w = Word(i);
    bool tag = w.size() > 3 && w[1] == '-' && (w[0] == 'D' || w[0] == 'R' || w[0] == 'I');
    return tag && i > 0 && OneOf(Word(i - 1), kBeforeTag);
  }

  // "First Pacific", "Sunday Times": a number or day that a capital follows and a head closes.
  bool LooseOpener(uint32_t i) const {
    if (!Is(i, kLooseNumber | kCalendar) || (Is(i, kInTime) && !Is(i, kLooseNumber))) return false;
    if (!Inside(i + 1) || !doc_.tokens[i + 1].capitalised || Is(i + 1, kInTime | kCalendar)) {
      return false;
    }
    for (uint32_t k = i + 1; k < i + 4 && Inside(k) && doc_.tokens[k].capitalised; ++k) {
      if (Is(k, kOrgHead | kLegalForm)) return true;
    }
    return !Is(i, kCalendar) && i != first_word_ && !Is(i + 1, kCommon | kRoleHead | kEventHead);
  }

  // "3Moor Systems", "8VL": digits and a capital in one.
  bool DigitName(uint32_t i) const {
    return !Is(i, kInTime) && Tight(i + 1) && doc_.tokens[i + 1].kind == TokenKind::kWord &&
           doc_.tokens[i + 1].capitalised && Word(i).size() <= 3 && doc_.tokens[i].space_before &&
           !Is(i + 1, kInTime);
  }

  // "eBay", "quilldata.ai"; known names that are written small.
  bool SmallName(uint32_t i) const {
    std::string_view w = Word(i);
    if (w.size() < 3) return false;
    if (HasInnerCapital(w) && w[0] >= 'a' && w[0] <= 'z') return true;
    return DomainEnd(i) > i;
  }

  // "Velmora.com" is three tokens; the end of such a name, or `i`.
  uint32_t DomainEnd(uint32_t i) const {
    bool joined = Tight(i + 1) && Word(i + 1) == "." && Tight(i + 2) && IsDomainEnding(Word(i + 2));
    bool before = i > 0 && !doc_.tokens[i].space_before &&
                  (Word(i - 1) == "." || Word(i - 1) == "@" || Word(i - 1) == "/");
    bool after = Tight(i + 3) && (Word(i + 3) == "/" || (Word(i + 3) == "." && Tight(i + 4)));
    return joined && !before && !after ? i + 3 : i;
  }

  // "VLM.OL", "VLMb.OL": the code of a share.
  bool IsTicker(uint32_t i) const {
    if (!Tight(i + 1) || Word(i + 1) != "." || !Tight(i + 2)) return false;
    const Token& market = doc_.tokens[i + 2];
    std::string_view w = Word(i);
    return market.capitalised && market.span.size() <= 2 && w.size() >= 2 && w.size() <= 6 &&
           (doc_.tokens[i].all_capitals || HasInnerCapital(w) || w[1] < 'a');
  }

  uint32_t RunEnd(uint32_t begin) const {
    bool head = Is(begin, kHeadOf);
    uint32_t i = begin + 1;
    if (doc_.tokens[begin].kind == TokenKind::kNumber) ++i;
    if (uint32_t domain = DomainEnd(begin); domain > begin) i = domain;
    while (Inside(i)) {
      std::string_view w = Word(i);
      if (Capital(i) && (doc_.tokens[i].space_before || w == "&") && !IsTicker(i)) {
        head = (head && !Is(i, kLegalForm)) || Is(i, kHeadOf);
        uint32_t domain = DomainEnd(i);
        i = std::max(i + 1, domain);
      } else if (Is(i, kLooseNumber) && !doc_.tokens[i].all_capitals && ClosesName(i)) {
        ++i;
      } else if (w == "." && StopInside(i)) {
        ++i;
      } else if ((w == "&" || w == "+") && Capital(i + 1)) {
        ++i;
      } else if (Is(i, kParticle) && !doc_.tokens[i].capitalised && ParticleEnd(i) > i) {
        i = ParticleEnd(i);
      } else if (head && (w == "of" || w == "for") && JoinsHead(i + 1)) {
        ++i;
      } else if (head && w == "of" && Inside(i + 2) && Word(i + 1) == "the" && JoinsHead(i + 2)) {
        i += 2;
      } else if (head && w == "and" && Capital(i + 1) && InsideOf(begin, i) &&
                 !Is(i + 1, kPlaceWord | kKnownOrg | kGiven | kKnownOrg)) {
        ++i;
      } else if (w == "and" && (JoinsHeads(begin, i) || JoinsPartners(i))) {
        ++i;
      } else if (w == "," && JoinsComma(i)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // "Banc One", "Earth First", "People's Daily" end so.
  bool ClosesName(uint32_t i) const {
    return !Is(i, kCalendar) && doc_.tokens[i].capitalised && Is(i - 1, kInTime) == 0 &&
           !Is(i - 1, kEventHead) && i - 1 != first_word_;
  }

  // The stop of an initial or of "St." inside a name.
  bool StopInside(uint32_t i) const {
    if (!Tight(i) || !Capital(i + 1)) return false;
    std::string_view before = Word(i - 1);
    return before.size() == 1 || Is(i - 1, kHonorific) || before == "St" || before == "Ft" ||
           before == "Mt" || (Is(i - 1, kLegalForm) && Is(i + 1, kLegalForm));
  }

  // "de la Cruz": small particles that a capital follows; else `i`.
  uint32_t ParticleEnd(uint32_t i) const {
    uint32_t k = i;
    while (Inside(k) && k < i + 3 && Is(k, kParticle) && !doc_.tokens[k].capitalised) ++k;
    return Capital(k) ? k : i;
  }

  // What may follow "University of": no person, no post.
  bool JoinsHead(uint32_t i) const {
    if (!Capital(i)) return false;
    return !Is(i, kHonorific) && RoleEnd(i, std::min(i + 4, sentence_->end_token)) == i;
  }

  // "Goldman, Sachs & Co", "Velmora Books, Inc".
  bool JoinsComma(uint32_t i) const {
    if (!Capital(i + 1) || !doc_.tokens[i + 1].space_before) return false;
    if (Is(i + 1, kLegalForm) && !Is(i + 1, kCommon) && Word(i + 1) != "Co") return true;
    bool partners = Inside(i + 3) && Word(i + 2) == "&" && Capital(i + 3);
    return partners && (Is(i + 3, kLegalForm) || Word(i - 1) != "Inc");
  }

  // "Velmora Media and Technology Group": one common word and the noun of a body after "and" at
  // `i`, a common word before it, and what stands before is no name by itself.
  bool JoinsHeads(uint32_t begin, uint32_t i) const {
    if (!Inside(i + 2) || !Capital(i + 1) || !Capital(i + 2) || Capital(i + 3)) return false;
    if (!Is(i - 1, kCommon) || !Is(i + 1, kCommon) || !Is(i + 2, kOrgHead)) return false;
    KnownIn in = KnownIn::kNone;
    return !Is(i - 1, kHeadOf | kLegalForm) && KnownEnd(begin, i, &in) < i;
  }

  // "Lund Marsh and Co" as wires of old write "& Co".
  bool JoinsPartners(uint32_t i) const {
    return Inside(i + 1) && Word(i + 1) == "Co" && Capital(i - 1) && !Is(i - 1, kLegalForm);
  }

  // "Ministry of Trade" goes on with "and Industry".
  bool InsideOf(uint32_t begin, uint32_t i) const {
    for (uint32_t k = begin + 1; k < i; ++k) {
      if ((Word(k) == "of" || Word(k) == "for") && Is(k - 1, kHeadOf)) return true;
    }
    return false;
  }

  // ---- What the lists know.

  // The longest known name that begins at `i`; its end, or `i`.
  uint32_t KnownEnd(uint32_t i, uint32_t limit, KnownIn* in) const {
    constexpr Traits kWhole = kKnownOrg | kPlaceWord | kKnownProduct | kNationality | kThing;
    bool digits = doc_.tokens[i].kind == TokenKind::kNumber;  // "5G" is two tokens
    if (!digits && !Is(i, kWhole | kOpensKnown)) return i;
    uint32_t last = Is(i, kOpensKnown) ? i + 8 : digits ? i + 2 : i + 1;
    for (uint32_t e = std::min(last, limit); e > i; --e) {
      if (e - i == 1 && !Is(i, kWhole)) return i;
      uint64_t lists = lexicon_.UseOf(Flat(i, e)).whole;
      for (const Known& k : known_) {
        if ((lists & k.bit) == 0) continue;
        *in = k.in;
        return e;
      }
    }
    return i;
  }

  // The words in lower case, one space between where there is any.
  std::string Flat(uint32_t begin, uint32_t end) const {
    std::string out;
    for (uint32_t i = begin; i < end; ++i) {
      if (i > begin && doc_.tokens[i].space_before) out += ' ';
      out += doc_.Lower(doc_.tokens[i]);
    }
    return out;
  }

  // ---- Cutting.

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

  uint32_t RoleEnd(uint32_t i, uint32_t end) const { return PostEnd(doc_, traits_, i, end); }

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

  const Annotations& doc_;
  const std::vector<Traits>& traits_;
  const SeenAmid seen_;
  const Lexicon& lexicon_;
  const std::array<Known, 5> known_;
  const Sentence* sentence_ = nullptr;
  uint32_t first_word_ = 0;
  std::vector<NameCandidate> out_;
};

}  // namespace

std::vector<NameCandidate> FindCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<Traits>& traits) {
  return CandidateFinder(lexicon, doc, traits).Run();
}

}  // namespace newsfacts
