#include "extractors/facts/deal_price.h"

#include <algorithm>
#include <optional>

#include "extractors/rules/pattern.h"
#include "extractors/rules/price.h"
#include "extractors/rules/skeleton.h"

namespace newsfacts {
namespace {

constexpr size_t kReach = 4;  // sentences from the one that tells of the deal on

std::optional<Amount> PriceIn(const Annotations& doc, const Sentence& s) {
  Skeleton skeleton(doc.text, s.span, doc.mentions, s.first_mention, s.end_mention);
  for (const Skeleton::Piece& p : skeleton.pieces()) {
    if (p.type != MentionType::kMoney || !ToldAsPrice(skeleton.text(), p)) continue;
    const Mention& m = doc.mentions[skeleton.Members(p).front()];
    if (m.unit == "share" || std::isnan(m.number)) continue;
    return Amount{m.number, m.number_max, m.value, m.span};
  }
  Span secret = SecretPrice(skeleton.text());
  if (secret.empty()) return std::nullopt;
  Amount hidden;
  hidden.span = skeleton.SourceOf(secret.begin, secret.end);
  return hidden;
}

// "Orion also has to pay $8 million of damages" does not.
bool SpeaksOfDeal(std::string_view sentence) {
  static const Pattern kDeal(
      "\\b(?:deal|transaction|acquisition|purchase|sale|takeover|buyout|agreement|offer|bid|price|"
      "consideration|terms|details|valued|merger|proceeds|stake|shareholding|"
      "paid|purchased|bought)\\b");
  return kDeal.In(sentence);
}

bool HasPrice(const DealFact& d) {
  return d.type == "acquisition" || d.type == "stake" || d.type == "merger";
}

}  // namespace

void AddPrices(const Annotations& doc, std::vector<Fact>* deals) {
  for (Fact& fact : *deals) {
    if (doc.OutOfTime()) break;
    auto& deal = std::get<DealFact>(fact.slots);
    if (deal.amount || !HasPrice(deal)) continue;
    uint32_t told = fact.evidence.front().span.begin;
    auto at = std::find_if(doc.sentences.begin(), doc.sentences.end(),
                           [&](const Sentence& s) { return s.span.end > told; });
    for (size_t i = 0; i < kReach && at != doc.sentences.end() && !deal.amount; ++i, ++at) {
      bool tells = i == 0 || SpeaksOfDeal(doc.Text(at->span));
      if (tells && !at->in_title) deal.amount = PriceIn(doc, *at);
    }
  }
}

}  // namespace newsfacts
