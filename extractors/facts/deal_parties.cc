#include "extractors/facts/deal_parties.h"

#include <algorithm>
#include <string>

#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Bytes before and behind a name that are looked at.
constexpr size_t kBefore = 24, kBehind = 60;

// Takes the first word off; blanks before it are skipped.
std::string_view TakeWord(std::string_view* text) {
  text->remove_prefix(std::min(text->find_first_not_of(" \n"), text->size()));
  std::string_view word = text->substr(0, text->find_first_of(" \n,;:.()\""));
  text->remove_prefix(word.size());
  return word;
}

// "bought Rally's and Kestrel": the mark belongs to the name.
bool EndsPhrase(std::string_view word) {
  return word.empty() ||
         OneOf(word, {"and", "or", "for", "from", "in", "on", "at", "by", "to", "as", "with",
                      "after", "last", "this", "when", "while", "but"});
}

// "all of Nordlys's shares" are Nordlys; "Nordlys's sale to Orion" is one of Nordlys.
bool LeavesWhole(std::string_view word) {
  return OneOf(word, {"shares", "stock", "shareholders", "equity", "capital", "sale", "purchase",
                      "acquisition", "takeover", "buyout", "privatisation", "privatization"});
}

// "all of", "51 pct of".
bool IsMost(std::string_view before) {
  constexpr std::string_view kMost[] = {"all ",        "majority", "remaining", "rest of",
                                        "outstanding", "pct",      "percent",   "%"};
  return std::any_of(std::begin(kMost), std::end(kMost), [&](std::string_view most) {
    return before.find(most) != std::string_view::npos;
  });
}

}  // namespace

DealParties::DealParties(const Lexicon& lexicon, const Annotations& doc)
    : public_bodies_(lexicon.list("public_bodies")), goods_(lexicon.list("goods")), doc_(doc) {}

bool DealParties::MayBe(const Mention& mention, std::string_view role,
                        std::string_view type) const {
  bool trades = OneOf(type, {"acquisition", "stake", "merger", "patent_license", "joint_venture"});
  if ((trades || role == "recipient") && IsPublicBody(mention)) return false;
  return type != "acquisition" || role != "target" || !Describes(mention.span);
}

bool DealParties::IsPublicBody(const Mention& mention) const {
  if (mention.type != MentionType::kOrg && mention.type != MentionType::kName) return false;
  std::string name = mention.entity < 0
                         ? std::string(doc_.Text(mention))
                         : doc_.entities[static_cast<size_t>(mention.entity)].canonical;
  name = ToLower(name);
  if (public_bodies_.Has(name)) return true;
  std::string_view head = std::string_view(name).substr(0, name.find(" of "));
  head.remove_prefix(head.rfind(' ') + 1);  // npos + 1 is 0
  return public_bodies_.Has(head);
}

bool DealParties::Describes(Span name) const {
  std::string_view behind = std::string_view(doc_.text).substr(name.end, kBehind);
  std::string_view before = std::string_view(doc_.text).substr(0, name.begin);
  before.remove_prefix(before.size() - std::min(before.size(), kBefore));
  bool owns = false;
  for (std::string_view mark : {"'s ", "\u2019s "}) {
    if (!behind.starts_with(mark)) continue;
    owns = true;
    behind.remove_prefix(mark.size());
  }
  if (!owns && !behind.starts_with(' ')) return false;
  std::string_view word = TakeWord(&behind);
  if (!owns) return goods_.Has(word);
  if (EndsPhrase(word)) return false;
  for (int i = 0; i < 4 && !word.empty(); ++i, word = TakeWord(&behind)) {
    if (LeavesWhole(word)) return false;
  }
  return !IsMost(before);
}

}  // namespace newsfacts
