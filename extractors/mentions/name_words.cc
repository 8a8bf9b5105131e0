#include "extractors/mentions/name_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extractors/mentions/name_shapes.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct ListTrait {
  std::string_view list;
  Traits trait;
  bool small_too = false;  // looked up for words written small as well
};

constexpr auto kLists = std::to_array<ListTrait>({
    {"given_names", kGiven},
    {"surnames", kSurname},
    {"common_words", kCommon},
    {"places", kPlaceWord},
    {"nationalities", kNationality},
    {"org_heads", kOrgHead},
    {"legal_forms", kLegalForm},
    {"honorifics", kHonorific},
    {"role_heads", kRoleHead, true},
    {"role_modifiers", kRoleModifier, true},
    {"name_particles", kParticle, true},
    {"speech_verbs", kSpeech, true},
    {"organisations", kKnownOrg},
    {"products", kKnownProduct},
    {"calendar_words", kCalendar},
    {"family_first", kFamilyFirst},
    {"company_words", kOrgNoun, true},
    {"org_properties", kOrgProperty, true},
    {"deal_nouns", kDealNoun, true},
    {"business_verbs", kBusinessVerb, true},
    {"person_verbs", kPersonVerb, true},
    {"place_nouns", kPlaceNoun, true},
    {"place_heads", kPlaceHead},
    {"event_heads", kEventHead},
    {"product_nouns", kProductNoun, true},
    {"minor_places", kMinorPlace},
    {"heads_of", kHeadOf},
    {"things", kThing},
    {"headline_verbs", kHeadlineVerb},
});

// The lists of a lexicon as bits, read once a text.
class ListReader {
 public:
  explicit ListReader(const Lexicon& lexicon) : lexicon_(lexicon) {
    for (size_t i = 0; i < kLists.size(); ++i) {
      bits_[i] = lexicon.Bit(kLists[i].list);
      if (!kLists[i].small_too) continue;
      small_ |= bits_[i];
      small_filter_.Join(lexicon.list(kLists[i].list).filter());
    }
    for (std::string_view list :
         {"organisations", "places", "products", "nationalities", "things"}) {
      known_ |= lexicon.Bit(list);
    }
  }

  Traits Of(std::string_view lower, bool capitalised) const {
    if (!capitalised && !small_filter_.MayHave(lower)) return 0;
    Lexicon::Use use = lexicon_.UseOf(lower);
    if (!capitalised) use.whole &= small_;
    Traits traits = 0;
    if (capitalised && (use.opens & known_) != 0) traits = kOpensKnown;
    if (use.whole == 0) return traits;
    for (size_t i = 0; i < kLists.size(); ++i) {
      if (use.whole & bits_[i]) traits |= kLists[i].trait;
    }
    return traits;
  }

 private:
  const Lexicon& lexicon_;
  std::array<uint64_t, kLists.size()> bits_{};
  uint64_t small_ = 0;  // the lists that words written small are looked up in
  WordFilter small_filter_;
  uint64_t known_ = 0;
};

// "First", "One", "Daily", "Sunday": such words open and close names of newspapers and banks.
bool IsLoose(const Annotations& doc, const Mention& m, size_t token) {
  bool kind =
      m.type == MentionType::kNumber || m.type == MentionType::kSet || m.type == MentionType::kDate;
  return kind && doc.tokens[token].capitalised && doc.tokens[token].span == m.span;
}

void MarkMentions(const Annotations& doc, std::vector<Traits>* traits) {
  size_t t = 0;
  for (const Mention& m : doc.mentions) {
    bool time = m.type == MentionType::kDate || m.type == MentionType::kTime;
    while (t < doc.tokens.size() && doc.tokens[t].span.begin < m.span.begin) ++t;
    for (size_t i = t; i < doc.tokens.size() && doc.tokens[i].span.begin < m.span.end; ++i) {
      (*traits)[i] |= time ? kInTime | kInDate : Traits{kInTime};
      if (IsLoose(doc, m, i))
        (*traits)[i] |= time ? kLooseNumber | kCalendar : Traits{kLooseNumber};
    }
  }
}

// Small words that titles keep small.
bool StaysSmall(std::string_view word) {
  static constexpr auto kSmall = std::to_array<std::string_view>(
      {"a",    "an",    "the",  "of",  "in",  "on",   "to", "for", "and",
       "or",   "by",    "with", "as",  "at",  "from", "vs", "its", "into",
       "over", "after", "but",  "nor", "per", "via",  "is", "amid"});
  return std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

// kInHeadline, kTitleCased or 0.
Traits CaseOf(const Annotations& doc, const std::vector<Traits>& traits, const Sentence& s) {
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t raised = 0;
  bool title = doc.Text(doc.tokens[s.end_token - 1]) != ".";
  for (uint32_t i = s.first_token; i < s.end_token; ++i) {
    const Token& token = doc.tokens[i];
    if (token.kind != TokenKind::kWord) continue;
    ++words;
    capitals += token.all_capitals;
    title = title && (token.capitalised || StaysSmall(doc.Text(token)));
    raised += token.capitalised && (traits[i] & kCommon) && i != s.first_token;
  }
  if (words >= 3 && capitals * 10 >= words * 7) return kInHeadline;
  return title && words >= 5 && raised >= 2 ? kTitleCased : Traits{0};
}

void MarkHeadlines(const Annotations& doc, std::vector<Traits>* traits) {
  for (const Sentence& s : doc.sentences) {
    if (s.first_token == s.end_token) continue;
    Traits mark = CaseOf(doc, *traits, s);
    if (mark == 0) continue;
    for (uint32_t i = s.first_token; i < s.end_token; ++i) (*traits)[i] |= mark;
  }
}

// "Chief Product and Growth Officer": the end, or `i`.
uint32_t ChiefOfficerEnd(const Annotations& doc, uint32_t i, uint32_t limit) {
  auto word = [&](uint32_t k) { return doc.Text(doc.tokens[k]); };
  if (!EqualsIgnoreAsciiCase(word(i), "chief")) return i;
  for (uint32_t k = i + 1; k < std::min(limit, i + 7); ++k) {
    bool link = word(k) == "and" || word(k) == "&" || word(k) == ",";
    if (doc.tokens[k].kind != TokenKind::kWord && !link) return i;
    if (EqualsIgnoreAsciiCase(word(k), "officer")) return k + 1;
    if (!link && doc.tokens[k].capitalised != doc.tokens[i].capitalised && k > i + 1) return i;
  }
  return i;
}

}  // namespace

uint32_t PostEnd(const Annotations& doc, const std::vector<Traits>& traits, uint32_t i,
                 uint32_t limit) {
  uint32_t end = i;
  for (uint32_t k = i; k < limit && (traits[k] & (kRoleHead | kRoleModifier));) {
    if (uint32_t officer = ChiefOfficerEnd(doc, k, limit); officer > k) {
      end = k = officer;
      continue;
    }
    if (traits[k] & kRoleHead) end = k + 1;
    ++k;
  }
  return end;
}

bool OpensWithFamilyName(const Annotations& doc, const std::vector<Traits>& traits, uint32_t begin,
                         uint32_t end) {
  if (!(traits[begin] & kFamilyFirst) || end < begin + 2 || end > begin + 3) return false;
  const Token& second = doc.tokens[begin + 1];
  if (second.kind != TokenKind::kWord || second.all_capitals) return false;
  if (traits[begin + 1] & (kOrgHead | kLegalForm | kRoleHead | kPlaceWord)) return false;
  std::string_view given = doc.Lower(second);
  if (!ReadsLikeEastAsianGivenName(given)) return false;
  if (!(traits[begin] & kCommon)) return true;
  bool long_enough = given.size() >= 4 || given.find('-') != std::string_view::npos;
  return long_enough && !(traits[begin + 1] & kCommon);
}

std::vector<Traits> TraitsOfTokens(const Lexicon& lexicon, const Annotations& doc) {
  ListReader reader(lexicon);
  std::vector<Traits> traits(doc.tokens.size() + 1, 0);
  for (size_t t = 0; t < doc.tokens.size(); ++t) {
    const Token& token = doc.tokens[t];
    if (token.kind != TokenKind::kWord) continue;
    std::string_view word = doc.Text(token);
    if (token.capitalised || HasInnerCapital(word)) {
      traits[t] = reader.Of(doc.Lower(token), true);
      // "As" and "Se" are words, "AS" and "SE" legal forms.
      bool word_case = word.size() == 2 && !token.all_capitals && (traits[t] & kCommon);
      if (word_case && word != "Co") traits[t] &= ~Traits{kLegalForm};
    } else {
      traits[t] = reader.Of(word, false);
    }
  }
  MarkMentions(doc, &traits);
  MarkHeadlines(doc, &traits);
  return traits;
}

}  // namespace newsfacts
