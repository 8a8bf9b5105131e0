#include "extractors/mentions/name_evidence.h"

#include <algorithm>

#include "extractors/mentions/name_shapes.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

class Witness {
 public:
  Witness(const Annotations& doc, const std::vector<Traits>& traits, const NameCandidate& c)
      : doc_(doc), traits_(traits), c_(c), last_(c.end - 1), words_(c.end - c.begin) {}

  EvidenceSet Run() {
    Lists();
    if (words_ == 1) {
      Single();
    } else {
      Several();
    }
    if (c_.begin > 0) Before(c_.begin - 1);
    if (c_.end < doc_.tokens.size()) After(c_.end);
    return set_;
  }

 private:
  using E = Evidence;

  void Add(E e) { Note(e, &set_); }
  std::string_view Word(uint32_t i) const { return doc_.Text(doc_.tokens[i]); }
  bool Is(uint32_t i, Traits traits) const {
    return i < traits_.size() && (traits_[i] & traits) != 0;
  }
  bool Small(uint32_t i, Traits traits) const {
    return i < traits_.size() && !doc_.tokens[i].capitalised && Is(i, traits);
  }
  bool Exists(uint32_t i) const { return i < doc_.tokens.size(); }

  // ---- In the name.

  void Lists() {
    switch (c_.known) {
      case KnownIn::kOrganisations:
        return Add(words_ == 1 && Is(c_.begin, kCommon) ? E::kOrgListCommon : E::kOrgList);
      case KnownIn::kPlaces:
        if (words_ == 1 && CountryInitials()) return Add(E::kCountryInitials);
        return Add(words_ == 1 && Is(c_.begin, kGiven | kSurname | kCommon) ? E::kPlaceListAmbiguous
                                                                            : E::kPlaceList);
      case KnownIn::kProducts:
        return Add(E::kProductList);
      case KnownIn::kThings:
        return Add(E::kThing);
      case KnownIn::kNationalities:
        return Add(E::kNationalityWord);
      case KnownIn::kNone:
        break;
    }
    if (words_ == 1 && Is(c_.begin, kMinorPlace)) Add(E::kMinorPlace);
  }

  // "US", "U.K.", "UAE"
  bool CountryInitials() const {
    return doc_.tokens[c_.begin].all_capitals && !c_.in_headline &&
           (Word(c_.begin).size() <= 3 || Word(c_.begin)[1] == '.');
  }

  void Single() {
    std::string_view w = Word(c_.begin);
    bool common = Is(c_.begin, kCommon);
    if (c_.known == KnownIn::kNone) {
      bool shouted = common && w.size() >= 4;  // "SALES" in a table
      if (doc_.tokens[c_.begin].all_capitals && !c_.in_headline && !shouted) {
        Add(w.size() == 2 ? E::kShortAcronym : E::kAcronym);
      } else if (HasInnerCapital(w)) {
        Add(E::kInnerCapital);
      } else if (!common) {
        Add(E::kSingleUnknown);
        if (HasCompanyEnding(doc_.Lower(doc_.tokens[c_.begin])) &&
            !Is(c_.begin, kSurname | kGiven)) {
          Add(E::kCompanyEnding);
        }
      }
      bool event = Is(c_.begin, kEventHead) && !Is(c_.begin, kSurname | kGiven);
      if (event || Is(c_.begin, kLegalForm | kHonorific | kRoleHead)) {
        Add(E::kSingleRole);
      } else if (Is(c_.begin, kOrgHead)) {
        Add(E::kSingleHead);
      }
      if (common) Add(E::kSingleCommon);
      if (w.find_first_of("0123456789") != std::string_view::npos) Add(E::kDigit);
    }
    if (!common && !doc_.tokens[c_.begin].all_capitals && c_.known == KnownIn::kNone) {
      if (Is(c_.begin, kSurname)) Add(E::kSingleSurname);
      if (Is(c_.begin, kGiven)) Add(E::kSingleGiven);
      if (HasSurnameEnding(doc_.Lower(doc_.tokens[c_.begin]))) Add(E::kSurnameEnding);
    }
  }

  void Several() {
    if (c_.known != KnownIn::kNone) return;
    if (Is(last_, kLegalForm)) return Add(E::kLegalSuffix);
    if (Is(last_, kPlaceHead) && !Is(last_, kOrgHead)) return Add(E::kPlaceHead);
    if (Is(last_, kEventHead)) Add(E::kEventHead);
    if (IsDomainEnding(Word(last_)) && Word(last_ - 1) == ".") return Add(E::kDomain);
    if (Heads()) return;
    People();
    Composition();
  }

  bool Heads() {
    for (uint32_t i = c_.begin; i < c_.end; ++i) {
      if (Word(i) == "&") {
        Add(E::kAmpersand);
        return true;
      }
      bool of = i + 1 < c_.end && !doc_.tokens[i + 1].capitalised &&
                doc_.tokens[i + 1].kind == TokenKind::kWord;
      if (of && Is(i, kOrgHead | kHeadOf)) {
        Add(E::kHeadOf);
        return true;
      }
    }
    if (LooksLikePerson()) return false;
    if (Is(last_, kOrgHead)) {
      Add(E::kHeadLast);
      return true;
    }
    if (Is(c_.begin, kOrgHead) && !Is(c_.begin, kGiven)) Add(E::kHeadFirst);
    return false;
  }

  // "Grace Church" may be a woman, "France Telecom" is none.
  bool LooksLikePerson() const {
    return words_ == 2 && Is(c_.begin, kGiven) && Is(last_, kSurname) &&
           !Is(c_.begin, kPlaceWord | kNationality | kKnownOrg | kCommon);
  }

  void People() {
    if (words_ > 6) return;
    constexpr Traits kOther = kCommon | kPlaceWord | kKnownOrg | kNationality | kKnownProduct;
    bool doubtful = Is(c_.begin, kOther);
    bool place = Is(last_, kPlaceWord) && !Is(c_.begin, kGiven);
    bool code = doc_.tokens[last_].all_capitals && !doc_.tokens[c_.begin].all_capitals;
    bool surname = Is(last_, kSurname) && !Is(last_, kCommon) && !place && !code;
    bool plain_last = Is(last_, kSurname) || !Is(last_, kOther | kOrgHead);
    if (Is(c_.begin, kGiven) && !doubtful && plain_last) {
      Add(Is(last_, kSurname) ? E::kGivenSurname : E::kGivenFirst);
    } else if (Is(c_.begin, kGiven)) {
      Add(E::kGivenDoubtful);
    }
    if (surname) {
      Add(doubtful ? E::kSurnameDoubtful : E::kSurnameLast);
    } else if (Is(last_, kSurname) && !code) {
      Add(E::kSurnameDoubtful);
    }
    if (HasSurnameEnding(doc_.Lower(doc_.tokens[last_])) && !Is(last_, kCommon))
      Add(E::kSurnameEnding);
    if (OpensWithFamilyName(doc_, traits_, c_.begin, c_.end)) Add(E::kFamilyFirst);
    for (uint32_t i = c_.begin; i < last_; ++i) {
      bool initial = Word(i).size() == 1 || (Word(i).size() == 2 && Word(i)[1] == '.') ||
                     (Word(i).size() == 4 && Word(i)[1] == '.' && Word(i) != "U.S." &&
                      Word(i) != "U.N." && Word(i) != "U.K.");
      if (initial && doc_.tokens[i].kind == TokenKind::kWord && Word(i) != "A") Add(E::kInitial);
      if (Is(i, kParticle) && !doc_.tokens[i].capitalised) Add(E::kParticle);
    }
    if (IsRomanNumeral(Word(last_))) Add(E::kNumeral);
  }

  void Composition() {
    bool person = Is(c_.begin, kGiven) && Is(last_, kSurname) && words_ <= 3;
    if (Is(last_, kCommon) && !Is(last_, kSurname)) Add(E::kCommonLast);
    bool all = true;
    bool digit = false;
    for (uint32_t i = c_.begin; i < c_.end; ++i) {
      all = all && (Is(i, kCommon) || doc_.tokens[i].kind != TokenKind::kWord);
      digit = digit || Word(i).find_first_of("0123456789") != std::string_view::npos;
    }
    if (all) Add(person ? E::kCommonPerson : E::kAllCommon);
    constexpr Traits kTold = kCommon | kPlaceWord | kMinorPlace | kGiven | kSurname | kNationality |
                             kKnownOrg | kKnownProduct | kOrgHead | kEventHead;
    if (words_ == 2 && !Is(c_.begin, kTold) && !Is(last_, kTold)) Add(E::kTwoUnknown);
    if (digit) Add(E::kDigit);
    Add(words_ > 3 ? E::kManyWords : E::kSeveralWords);
    if (Is(c_.begin, kKnownOrg)) Add(E::kKnownOrgInside);
    if (Is(c_.begin, kKnownProduct)) Add(E::kProductInside);
    if (Is(c_.begin, kPlaceWord)) Add(E::kPlaceInside);
    if (Is(c_.begin, kNationality)) Add(E::kNationInside);
    static constexpr auto kOpens = std::to_array<std::string_view>(
        {"North", "South", "East",  "West",     "San",      "Santa",   "Saint",   "St",
         "Port",  "Mount", "Lake",  "Fort",     "El",       "Los",     "Las",     "Rio",
         "Cape",  "Upper", "Lower", "Northern", "Southern", "Eastern", "Western", "Central",
         "Gulf",  "Sao",   "Bad",   "Puerto",   "Villa",    "Tel",     "Kuala"});
    if (OneOf(Word(c_.begin), kOpens)) Add(E::kPlaceOpens);
    bool inner = false;
    for (uint32_t i = c_.begin; i < c_.end; ++i) {
      inner = inner || (HasInnerCapital(Word(i)) && !Is(i, kSurname));
    }
    if (inner) Add(E::kInnerCapital);
    bool acronym = false;
    for (uint32_t i = c_.begin; i < c_.end; ++i) {
      acronym = acronym || (doc_.tokens[i].all_capitals && Word(i).size() > 2 &&
                            Word(i)[1] != '.' && !IsRomanNumeral(Word(i)));
    }
    if (acronym && !c_.in_headline) Add(E::kAcronym);
    if (HasCompanyEnding(doc_.Lower(doc_.tokens[c_.begin])) &&
        !Is(c_.begin, kGiven | kSurname | kCommon)) {
      Add(E::kCompanyEnding);
    }
  }

  // ---- Before it.

  void Before(uint32_t b) {
    if (c_.title == Title::kAddress) Add(E::kAddressBefore);
    bool word = Is(c_.begin, kCommon) && !Is(c_.begin, kSurname);
    if (c_.title == Title::kPost && words_ > 1) Add(E::kPostBefore);
    if (c_.title == Title::kPost && words_ == 1 && !word) Add(E::kPostBeforeSingle);
    std::string_view w = Word(b);
    // "rival Velmora", but not "rival Ada Lund".
    bool person = words_ > 1 && Is(c_.begin, kGiven);
    if ((Small(b, kOrgNoun) && !person) || IsFirm(b)) Add(E::kOrgNounBefore);
    if (Small(b, kProductNoun)) Add(E::kProductNounBefore);
    if (Small(b, kSpeech)) Add(words_ == 1 ? E::kSpeaks : E::kSpeaksSeveral);
    if (Small(b, kBusinessVerb)) Add(E::kBusinessObject);
    if (w.starts_with("acquir") || (words_ > 1 && IsPurchase(w))) Add(E::kAcquired);
    if (w.ends_with("-based") && (words_ == 1 || !Is(c_.begin, kGiven))) Add(E::kBased);
    if (w == "the" || w == "The") {
      Add(E::kThe);
    } else if (w == "a" || w == "an" || w == "A" || w == "An") {
      Add(E::kA);
    } else if (w == "called" || w == "named" || w == "dubbed") {
      Add(E::kCalled);
    }
    Preposition(b, w);
    Quotes(b, w);
    if (b == 0) return;
    bool named = words_ > 1 || !Is(c_.begin, kCommon);
    if (w == "," && Is(b - 1, kRoleHead) && named) CommaAfterPost(b - 1);
    if (c_.end == doc_.tokens.size()) return;
    if (w == "(" && Word(c_.end) == ")") Add(E::kBracketed);
    // As wires mark the name of a company without a code.
    bool code = words_ == 1 && doc_.tokens[c_.begin].all_capitals;
    if (w == "<" && Word(c_.end) == ">" && !code) Add(E::kAngles);
  }

  // "bought Tarnwick Mills", but not "bought Ada Lund's shares".
  bool IsPurchase(std::string_view w) const {
    if (!OneOf(w, {"bought", "buy", "buys", "buying", "owns", "purchased"})) return false;
    return !Exists(c_.end) || !IsPossessive(c_.end);
  }

  // A given name and a word like a surname end at token `n`.
  bool EndsPerson(uint32_t n) const {
    if (n == 0 || !doc_.tokens[n].capitalised) return false;
    if (Is(n, kOrgHead | kPlaceHead | kEventHead | kRoleHead | kLegalForm | kPlaceWord)) {
      return false;
    }
    uint32_t given = n - 1;
    if (given > 1 && Word(given) == "." && Word(given - 1).size() == 1) given -= 2;
    return Is(given, kGiven) && !Is(given, kCommon | kPlaceWord | kKnownOrg | kOrgHead) &&
           doc_.tokens[given].capitalised;
  }

  // "law firm Marsh Brothers", "its subsidiary, Velmora Peru"; but "the firm Ada Lund founded".
  bool IsFirm(uint32_t b) const {
    static constexpr auto kFirms = std::to_array<std::string_view>(
        {"bank", "firm", "brokerage", "consultancy", "company", "subsidiary", "unit", "parent",
         "affiliate", "division", "retailer", "carmaker", "insurer", "lender", "automaker",
         "airline", "conglomerate", "chain"});
    if (Word(b) == "," && b > 0) --b;
    if (b == 0 || !OneOf(Word(b), kFirms)) return false;
    static constexpr auto kBare = std::to_array<std::string_view>(
        {"the", "a", "an", "The", "A", "An", "every", "any", "no", "that", "this", "or", "and"});
    return doc_.tokens[b - 1].kind == TokenKind::kWord && !OneOf(Word(b - 1), kBare);
  }

  void Preposition(uint32_t b, std::string_view w) {
    static constexpr auto kIn = std::to_array<std::string_view>(
        {"in", "In", "near", "across", "throughout", "outside", "around", "inside"});
    static constexpr auto kMove =
        std::to_array<std::string_view>({"from", "to", "From", "into", "towards", "toward", "via"});
    if (OneOf(w, kIn)) Add(E::kIn);
    if (OneOf(w, kMove)) Add(E::kFromTo);
    if (w == "at" || w == "At") Add(E::kAt);
    if (b == 0) return;
    uint32_t noun = w == "the" && b > 1 ? b - 2 : b - 1;  // "unit of the ..."
    std::string_view link = w == "the" ? Word(b - 1) : w;
    if ((link == "of" || link == "at") && EndsPerson(noun)) Add(E::kOfPerson);
    if (link == "of") {
      Add(E::kOf);
      if (Is(noun, kOrgProperty)) Add(E::kSharesOf);
      if (OneOf(Word(noun), {"acquisition", "takeover", "buyout", "purchase"})) Add(E::kAcquired);
      if (Is(noun, kRoleHead)) Add(E::kPostOf);
      if (Is(noun, kPlaceNoun)) Add(E::kPlaceNounOf);
    } else if (link == "at" || link == "for") {
      if (Is(noun, kRoleHead)) Add(link == "at" ? E::kPostAt : E::kPostFor);
    } else if (link == "with" || link == "between") {
      if (Is(noun, kDealNoun)) Add(E::kDealWith);
      if (link == "with" && Small(noun, kRoleHead))
        Add(E::kPostAt);  // "an analyst with Lund Marsh"
    } else if (link == "in") {
      if (Is(noun, kOrgProperty)) Add(E::kSharesOf);
    }
  }

  // "the chairman, Ada Lund," but "said Ada Lund, Chief Executive, Velmora Peru".
  void CommaAfterPost(uint32_t post) {
    uint32_t i = post;
    while (i > 0 && (Is(i - 1, kRoleHead | kRoleModifier) || Word(i - 1) == "and")) --i;
    bool apposition = i > 1 && Word(i - 1) == "," && doc_.tokens[i - 2].capitalised;
    if (!apposition) return Add(E::kCommaAfterPost);
    if (doc_.tokens[i].capitalised) Add(E::kPostFor);
  }

  void Quotes(uint32_t b, std::string_view w) {
    if (c_.end >= doc_.tokens.size()) return;
    std::string_view next = Word(c_.end);
    if (next == "," && c_.end + 1 < doc_.tokens.size()) next = Word(c_.end + 1);
    bool opens = w == "\"" || w == "“" || w == "'" || w == "‘" || w == "`";
    bool closes = next == "\"" || next == "”" || next == "'" || next == "’";
    if (opens && closes && doc_.tokens[b].space_before) Add(E::kQuoted);
  }

  // ---- After it.

  void After(uint32_t n) {
    if (IsStop(n)) return;
    bool possessive = IsPossessive(n);
    if (possessive) ++n;
    if (!Exists(n)) return;
    std::string_view w = Word(n);
    if (Small(n, kOrgProperty)) Add(possessive ? E::kPossessiveProperty : E::kProperty);
    if (Small(n, kRoleHead | kRoleModifier)) {
      bool head = Is(n, kRoleHead) || Is(n + 1, kRoleHead | kRoleModifier);
      if (head) Add(possessive ? E::kPossessiveRole : E::kRoleAfter);
    } else if (c_.before_role) {
      Add(E::kRoleAfter);
    }
    if (possessive) return;
    if (Small(n, kOrgNoun)) Add(E::kOrgNounAfter);
    if (Small(n, kProductNoun)) Add(E::kProductNounAfter);
    if (Small(n, kPlaceNoun)) Add(E::kPlaceNounAfter);
    if (Small(n, kSpeech)) Add(words_ == 1 ? E::kSpeaks : E::kSpeaksSeveral);
    if (Verb(n, kBusinessVerb)) Add(E::kBusinessSubject);
    if (Verb(n, kPersonVerb)) Add(E::kPersonVerb);
    if (w == "who" || w == "whose") Add(E::kWho);
    if (w == "," || w == "-" || w == "–" || w == "—" || w == "--") Apposition(n + 1, w == ",");
    if (w == "(" || w == "<" || w == "[") Brackets(n + 1);
    if (Exists(n + 2) && Word(n + 1) == "." && !doc_.tokens[n + 1].space_before && Ticker(n)) {
      Add(E::kTicker);
    }
    Dateline(n);
  }

  bool IsStop(uint32_t n) const {
    return (Word(n) == "." || Word(n) == "!" || Word(n) == "?") && !Exists(n + 1);
  }
  bool IsPossessive(uint32_t n) const {
    return Word(n) == "'s" || Word(n) == "’s" || (Word(n) == "'" && !doc_.tokens[n].space_before) ||
           (Word(n) == "’" && !doc_.tokens[n].space_before && Word(c_.end - 1).ends_with("s"));
  }

  // "will acquire", "has agreed": the verb at `n` or behind a helping one.
  bool Verb(uint32_t n, Traits trait) const {
    static constexpr auto kHelpers = std::to_array<std::string_view>(
        {"will", "has", "had", "have", "would", "also", "is", "was", "to", "may", "could",
         "recently", "today", "already", "plans", "agreed", "not", "been"});
    for (uint32_t i = n; i < n + 4 && Exists(i); ++i) {
      if (Small(i, trait)) return true;
      if (!OneOf(Word(i), kHelpers)) return false;
    }
    return false;
  }

  void Apposition(uint32_t n, bool comma) {
    if (!Exists(n)) return;
    if (comma && doc_.tokens[n].kind == TokenKind::kNumber && Exists(n + 1) &&
        doc_.tokens[n].span.size() == 2 && (Word(n + 1) == "," || Word(n + 1) == ".")) {
      return Add(E::kAge);
    }
    if (Word(n) == "who" || Word(n) == "whose") return Add(E::kWho);
    if (comma && Is(n, kPlaceWord) && doc_.tokens[n].capitalised) {
      if (!Is(n, kGiven | kSurname) && !(Exists(n + 1) && doc_.tokens[n + 1].capitalised)) {
        Add(E::kCommaPlace);
      }
      return;
    }
    static constexpr auto kArticles = std::to_array<std::string_view>(
        {"a", "an", "the", "one", "its", "his", "her", "their", "another", "whose"});
    bool article = OneOf(Word(n), kArticles);
    bool clause = Word(n) == "which" || Word(n) == "and" || Word(n) == "but" || Word(n) == "as" ||
                  Word(n) == "where" || Word(n) == "when" || Word(n) == "that" ||
                  Word(n) == "while";
    if (clause) return;
    for (uint32_t k = article ? n + 1 : n; k < n + 9 && Exists(k); ++k) {
      if (doc_.tokens[k].kind == TokenKind::kPunct && Word(k) != "-" && !IsPossessiveMark(k))
        return;
      if (Word(k) == "of" || Word(k) == "that" || Word(k) == "in" || Word(k) == "and") {
        return;
      }
      if (Is(k, kRoleHead)) return Add(E::kPersonAppositive);
      if (article && Small(k, kOrgNoun) && ClosesPhrase(k + 1)) return Add(E::kOrgAppositive);
      if (!article && k > n + 2) return;
    }
  }
  // What stands at `k` is no part of the noun phrase before it.
  bool ClosesPhrase(uint32_t k) const {
    static constexpr auto kNext = std::to_array<std::string_view>(
        {"of",      "that",          "in",    "for", "with",         "which",
         "based",   "from",          "and",   "at",  "on",           "to",
         "founded", "backed",        "owned", "led", "specialising", "specializing",
         "focused", "whose",         "by",    "run", "known",        "controlled",
         "listed",  "headquartered", "said",  "has", "is",           "where"});
    return !Exists(k) || doc_.tokens[k].kind != TokenKind::kWord || OneOf(Word(k), kNext);
  }
  bool IsPossessiveMark(uint32_t k) const { return Word(k) == "'s" || Word(k) == "’s"; }

  // "(ABC)", "(NYSE: ABC)", "<ABC.N>", "( VM.N )".
  void Brackets(uint32_t n) {
    if (!Exists(n + 1)) return;
    static constexpr auto kMarkets = std::to_array<std::string_view>(
        {"NYSE", "NASDAQ", "Nasdaq", "LSE",   "AMEX",  "TSX",   "TSE", "ASX", "HKEX",
         "SEHK", "SGX",    "OTC",    "OTCQB", "OTCQX", "BSE",   "NSE", "AIM", "Euronext",
         "FRA",  "XETRA",  "TASE",   "KRX",   "SZSE",  "SSE",   "SIX", "OMX", "OSE",
         "ETR",  "EPA",    "LON",    "CSE",   "TSXV",  "TSX-V", "BIT"});
    if (OneOf(Word(n), kMarkets) || Ticker(n)) return Add(E::kTicker);
    bool closed = Word(n + 1) == ")" || Word(n + 1) == ">" || Word(n + 1) == "]";
    if (!closed || !doc_.tokens[n].all_capitals) return;
    if (Initials(Word(n))) {
      Add(E::kAcronymFollows);
    } else if (Word(n + 1) == ">") {
      Add(E::kTicker);
    } else if (words_ > 1) {
      Add(E::kAcronymFollows);
    }
  }

  // "VLM.OL": a code, a stop and a market's letters.
  bool Ticker(uint32_t n) const {
    return Exists(n + 2) && Word(n + 1) == "." && !doc_.tokens[n + 2].space_before &&
           !doc_.tokens[n + 1].space_before && doc_.tokens[n + 2].capitalised &&
           doc_.tokens[n + 2].span.size() <= 2 && doc_.tokens[n].span.size() <= 6 &&
           (doc_.tokens[n].all_capitals || HasInnerCapital(Word(n)));
  }

  bool Initials(std::string_view acronym) const {
    size_t at = 0;
    for (uint32_t i = c_.begin; i < c_.end && at < acronym.size(); ++i) {
      if (doc_.tokens[i].capitalised && Word(i)[0] == acronym[at]) ++at;
    }
    return at == acronym.size();
  }

  // "OSLO, Nov 6 (Reuters) -", "OSLO (AP) _", "OSLO 1996-08-30": capitals at the head of a line.
  void Dateline(uint32_t n) {
    if (!c_.sentence_start || !doc_.tokens[c_.begin].all_capitals || c_.in_headline) return;
    if (doc_.text.find('\n', doc_.tokens[last_].span.end) < doc_.tokens[n].span.begin) return;
    if (c_.known == KnownIn::kOrganisations) return;
    bool digits = doc_.tokens[n].kind == TokenKind::kNumber && doc_.tokens[n].span.size() == 4;
    bool day = (Is(n, kInDate) && digits) || (Word(n) == "," && Is(n + 1, kInDate));
    bool place = Word(n) == "," && Exists(n + 1) && doc_.tokens[n + 1].capitalised;
    static constexpr auto kDashes = std::to_array<std::string_view>({"-", "–", "—", "--", "_"});
    bool dash = OneOf(Word(n), kDashes);
    bool agency =
        Word(n) == "(" && Exists(n + 3) && Word(n + 2) == ")" && OneOf(Word(n + 3), kDashes);
    if (day || place || agency || (dash && Is(c_.begin, kPlaceWord))) Add(E::kDateline);
  }

  const Annotations& doc_;
  const std::vector<Traits>& traits_;
  const NameCandidate& c_;
  const uint32_t last_;
  const uint32_t words_;
  EvidenceSet set_;
};

}  // namespace

EvidenceSet EvidenceOf(const Annotations& doc, const std::vector<Traits>& traits,
                       const NameCandidate& candidate) {
  return Witness(doc, traits, candidate).Run();
}

}  // namespace newsfacts
