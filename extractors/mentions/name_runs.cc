#include "extractors/mentions/name_runs.h"

#include <algorithm>

#include "extractors/mentions/name_shapes.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {

NameRuns::NameRuns(const Lexicon& lexicon, const Annotations& doc,
                   const std::vector<Traits>& traits)
    : doc_(doc),
      traits_(traits),
      seen_(doc, traits),
      lexicon_(lexicon),
      known_{{{KnownIn::kOrganisations, lexicon.Bit("organisations")},
              {KnownIn::kPlaces, lexicon.Bit("places")},
              {KnownIn::kProducts, lexicon.Bit("products")},
              {KnownIn::kNationalities, lexicon.Bit("nationalities")},
              {KnownIn::kThings, lexicon.Bit("things")}}} {}

void NameRuns::Enter(const Sentence& sentence) {
  sentence_ = &sentence;
  first_word_ = sentence.first_token;
  while (first_word_ + 1 < sentence.end_token &&
         doc_.tokens[first_word_].kind != TokenKind::kWord) {
    ++first_word_;
  }
}

// Where a run begins and ends.

bool NameRuns::Starts(uint32_t i) const {
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
  if (Is(i, kTitleCased) && Is(i, kCommon) && !Is(i, kOpensKnown | kKnownOrg) && !seen_.Starts(w)) {
    return Is(i + 1, kLegalForm);
  }
  return true;
}

bool NameRuns::IsPartyTag(uint32_t i) const {
  std::string_view w = Word(i);
  bool tag = w.size() > 3 && w[1] == '-' && (w[0] == 'D' || w[0] == 'R' || w[0] == 'I');
  return tag && i > 0 && OneOf(Word(i - 1), {",", "("});
}

bool NameRuns::LooseOpener(uint32_t i) const {
  if (!Is(i, kLooseNumber | kCalendar) || (Is(i, kInTime) && !Is(i, kLooseNumber))) return false;
  if (!Inside(i + 1) || !doc_.tokens[i + 1].capitalised || Is(i + 1, kInTime | kCalendar)) {
    return false;
  }
  for (uint32_t k = i + 1; k < i + 4 && Inside(k) && doc_.tokens[k].capitalised; ++k) {
    if (Is(k, kOrgHead | kLegalForm)) return true;
  }
  return !Is(i, kCalendar) && i != first_word_ && !Is(i + 1, kCommon | kRoleHead | kEventHead);
}

bool NameRuns::DigitName(uint32_t i) const {
  return !Is(i, kInTime) && Tight(i + 1) && doc_.tokens[i + 1].kind == TokenKind::kWord &&
         doc_.tokens[i + 1].capitalised && Word(i).size() <= 3 && doc_.tokens[i].space_before &&
         !Is(i + 1, kInTime);
}

bool NameRuns::SmallName(uint32_t i) const {
  std::string_view w = Word(i);
  if (w.size() < 3) return false;
  if (HasInnerCapital(w) && w[0] >= 'a' && w[0] <= 'z') return true;
  return DomainEnd(i) > i;
}

uint32_t NameRuns::DomainEnd(uint32_t i) const {
  bool joined = Tight(i + 1) && Word(i + 1) == "." && Tight(i + 2) && IsDomainEnding(Word(i + 2));
  bool before = i > 0 && !doc_.tokens[i].space_before &&
                (Word(i - 1) == "." || Word(i - 1) == "@" || Word(i - 1) == "/");
  bool after = Tight(i + 3) && (Word(i + 3) == "/" || (Word(i + 3) == "." && Tight(i + 4)));
  return joined && !before && !after ? i + 3 : i;
}

bool NameRuns::IsTicker(uint32_t i) const {
  if (!Tight(i + 1) || Word(i + 1) != "." || !Tight(i + 2)) return false;
  const Token& market = doc_.tokens[i + 2];
  std::string_view w = Word(i);
  return market.capitalised && market.span.size() <= 2 && w.size() >= 2 && w.size() <= 6 &&
         (doc_.tokens[i].all_capitals || HasInnerCapital(w) || w[1] < 'a');
}

uint32_t NameRuns::RunEnd(uint32_t begin) const {
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

bool NameRuns::ClosesName(uint32_t i) const {
  return !Is(i, kCalendar) && doc_.tokens[i].capitalised && Is(i - 1, kInTime) == 0 &&
         !Is(i - 1, kEventHead) && i - 1 != first_word_;
}

bool NameRuns::StopInside(uint32_t i) const {
  if (!Tight(i) || !Capital(i + 1)) return false;
  std::string_view before = Word(i - 1);
  return before.size() == 1 || Is(i - 1, kHonorific) || before == "St" || before == "Ft" ||
         before == "Mt" || (Is(i - 1, kLegalForm) && Is(i + 1, kLegalForm));
}

uint32_t NameRuns::ParticleEnd(uint32_t i) const {
  uint32_t k = i;
  while (Inside(k) && k < i + 3 && Is(k, kParticle) && !doc_.tokens[k].capitalised) ++k;
  return Capital(k) ? k : i;
}

bool NameRuns::JoinsHead(uint32_t i) const {
  if (!Capital(i)) return false;
  return !Is(i, kHonorific) && RoleEnd(i, std::min(i + 4, sentence_->end_token)) == i;
}

bool NameRuns::JoinsComma(uint32_t i) const {
  if (!Capital(i + 1) || !doc_.tokens[i + 1].space_before) return false;
  if (Is(i + 1, kLegalForm) && !Is(i + 1, kCommon) && Word(i + 1) != "Co") return true;
  bool partners = Inside(i + 3) && Word(i + 2) == "&" && Capital(i + 3);
  return partners && (Is(i + 3, kLegalForm) || Word(i - 1) != "Inc");
}

bool NameRuns::JoinsHeads(uint32_t begin, uint32_t i) const {
  if (!Inside(i + 2) || !Capital(i + 1) || !Capital(i + 2) || Capital(i + 3)) return false;
  if (!Is(i - 1, kCommon) || !Is(i + 1, kCommon) || !Is(i + 2, kOrgHead)) return false;
  KnownIn in = KnownIn::kNone;
  return !Is(i - 1, kHeadOf | kLegalForm) && KnownEnd(begin, i, &in) < i;
}

bool NameRuns::JoinsPartners(uint32_t i) const {
  return Inside(i + 1) && Word(i + 1) == "Co" && Capital(i - 1) && !Is(i - 1, kLegalForm);
}

bool NameRuns::InsideOf(uint32_t begin, uint32_t i) const {
  for (uint32_t k = begin + 1; k < i; ++k) {
    if ((Word(k) == "of" || Word(k) == "for") && Is(k - 1, kHeadOf)) return true;
  }
  return false;
}

// What the lists know.

uint32_t NameRuns::KnownEnd(uint32_t i, uint32_t limit, KnownIn* in) const {
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

std::string NameRuns::Flat(uint32_t begin, uint32_t end) const {
  std::string out;
  for (uint32_t i = begin; i < end; ++i) {
    if (i > begin && doc_.tokens[i].space_before) out += ' ';
    out += doc_.Lower(doc_.tokens[i]);
  }
  return out;
}

}  // namespace newsfacts
