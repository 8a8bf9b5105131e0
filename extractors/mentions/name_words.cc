#include "extractors/mentions/name_words.h"

#include <array>
#include <string_view>

#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

struct ListTrait {
  std::string_view list;
  uint32_t trait;
  bool small_too;  // looked up for words written small as well
};

constexpr std::array<ListTrait, 15> kLists = {{
    {"given_names", kGiven, false},
    {"surnames", kSurname, false},
    {"common_words", kCommon, false},
    {"places", kPlaceWord, false},
    {"nationalities", kNationality, false},
    {"org_heads", kOrgHead, false},
    {"legal_forms", kLegalForm, false},
    {"honorifics", kHonorific, false},
    {"role_heads", kRoleHead, true},
    {"role_modifiers", kRoleModifier, true},
    {"name_particles", kParticle, true},
    {"speech_verbs", kSpeech, true},
    {"organisations", kKnownOrg, false},
    {"products", kKnownProduct, false},
    {"calendar_words", kCalendar, false},
}};

void MarkMentions(const Annotations& doc, std::vector<uint32_t>* traits) {
  size_t t = 0;
  for (const Mention& m : doc.mentions) {
    while (t < doc.tokens.size() && doc.tokens[t].span.begin < m.span.begin) ++t;
    for (size_t i = t; i < doc.tokens.size() && doc.tokens[i].span.begin < m.span.end; ++i) {
      (*traits)[i] |= kInMention;
    }
  }
}

void MarkHeadlines(const Annotations& doc, std::vector<uint32_t>* traits) {
  for (const Sentence& s : doc.sentences) {
    uint32_t words = 0;
    uint32_t capitals = 0;
    for (uint32_t i = s.first_token; i < s.end_token; ++i) {
      if (doc.tokens[i].kind != TokenKind::kWord) continue;
      ++words;
      capitals += doc.tokens[i].all_capitals;
    }
    if (words < 3 || capitals * 10 < words * 7) continue;
    for (uint32_t i = s.first_token; i < s.end_token; ++i) (*traits)[i] |= kInHeadline;
  }
}

}  // namespace

std::vector<uint32_t> TraitsOfTokens(const Lexicon& lexicon, const Annotations& doc) {
  std::array<const WordList*, kLists.size()> lists;
  for (size_t i = 0; i < kLists.size(); ++i) lists[i] = &lexicon.list(kLists[i].list);
  std::vector<uint32_t> traits(doc.tokens.size(), 0);
  for (size_t t = 0; t < doc.tokens.size(); ++t) {
    const Token& token = doc.tokens[t];
    if (token.kind != TokenKind::kWord) continue;
    const std::string lower = ToLower(doc.Text(token));
    const HashedTerm term(lower);
    for (size_t i = 0; i < kLists.size(); ++i) {
      if (!token.capitalised && !kLists[i].small_too) continue;
      if (lists[i]->Has(term)) traits[t] |= kLists[i].trait;
    }
  }
  MarkMentions(doc, &traits);
  MarkHeadlines(doc, &traits);
  return traits;
}

}  // namespace newsfacts
