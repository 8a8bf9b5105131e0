#include "extractors/facts/deal.h"

#include <algorithm>

#include "extractors/facts/deal_parties.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

// Less is no price of a deal: "$4 a share" cut off, a typing error.
constexpr double kLeastAmount = 1000;

bool IsPartySlot(std::string_view slot) {
  return slot != "amount" && slot != "date" && slot != "count" && slot != "subject" &&
         slot != "term" && slot != "attribution";
}

bool IsCapitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Where each entity is named most fully: the longest mention of the body, of two as long the one
// that is not in capitals. Empty where the body does not name it.
class FullestMentions {
 public:
  explicit FullestMentions(const Annotations& doc) : doc_(doc), spans_(doc.entities.size()) {
    for (const Mention& m : doc.mentions) {
      if (m.entity < 0 || m.anaphor || m.span.begin < doc.body) continue;
      Span& best = spans_[static_cast<size_t>(m.entity)];
      if (best.empty() || Weight(m.span) > Weight(best)) best = m.span;
    }
  }

  // The mention itself stands unless another one is fuller.
  Span Of(const Mention& m, int32_t entity) const {
    Span best = spans_[static_cast<size_t>(entity)];
    bool named = !m.anaphor && m.span.begin >= doc_.body;
    return best.empty() || (named && Weight(best) <= Weight(m.span)) ? m.span : best;
  }

 private:
  std::pair<uint32_t, bool> Weight(Span s) const { return {s.size(), !IsCapitals(doc_.Text(s))}; }

  const Annotations& doc_;
  std::vector<Span> spans_;
};

Party MakeParty(const Annotations& doc, const FullestMentions& fullest, const Mention& m,
                int32_t entity, std::string_view role) {
  Party p;
  p.role = role;
  p.generic = m.generic;
  p.span = m.span;
  p.name = OneLine(doc.Text(m));
  if (entity < 0 || m.generic) return p;
  p.name = doc.entities[static_cast<size_t>(entity)].canonical;
  p.span = fullest.Of(m, entity);
  return p;
}

// What no mention names but words describe: "cable division".
Party DescribedParty(const Annotations& doc, Span words, std::string_view role) {
  Party p;
  p.role = role;
  p.generic = true;
  p.span = words;
  p.name = OneLine(doc.Text(words));
  return p;
}

void FillWords(const Annotations& doc, const SlotFill& fill, DealFact* d) {
  if (IsPartySlot(fill.slot)) {
    d->parties.push_back(DescribedParty(doc, fill.words, fill.slot));
  } else if (fill.slot == "subject") {
    d->subject = OneLine(doc.Text(fill.words));
  } else if (fill.slot == "term") {
    d->term = OneLine(doc.Text(fill.words));
  }
}

void AddParty(Party party, DealFact* d) {
  bool there = std::any_of(d->parties.begin(), d->parties.end(),
                           [&](const Party& q) { return q.name == party.name; });
  if (!there) d->parties.push_back(std::move(party));
}

void Fill(const Annotations& doc, const FullestMentions& fullest, std::string_view slot,
          const Mention& m, DealCandidate* c) {
  DealFact& d = c->deal;
  if (IsPartySlot(slot)) {
    AddParty(MakeParty(doc, fullest, m, m.entity, slot), &d);
    if (m.second_entity >= 0) AddParty(MakeParty(doc, fullest, m, m.second_entity, slot), &d);
  } else if (slot == "amount") {
    if (m.number >= kLeastAmount) d.amount = Amount{m.number, m.number_max, m.value, m.span};
  } else if (slot == "date") {
    d.date = m.value;
  } else if (slot == "count") {
    d.count = m.number;
  } else if (slot == "subject") {
    d.subject = doc.Text(m);
  } else if (slot == "term") {
    d.term = doc.Text(m);
  } else if (slot == "attribution") {
    d.attribution = MakeParty(doc, fullest, m, m.entity, "").name;
  }
}

// A purchase of less than half of a company is one of a holding, and the other way about.
void WeighShare(const Annotations& doc, const RuleMatch& match, DealFact* d) {
  if (d->type != "acquisition" && d->type != "stake") return;
  const Sentence& s = doc.sentences[match.sentence];
  for (uint32_t i = s.first_mention; i < s.end_mention; ++i) {
    const Mention& m = doc.mentions[i];
    // "raised its stake in Nordlys to 52 percent": behind the match.
    bool behind =
        match.span.end < m.span.begin && doc.Text(Span{match.span.end, m.span.begin}) == " to ";
    if (m.type != MentionType::kPercent || !(behind || match.span.Contains(m.span))) continue;
    d->type = m.number > 50 ? "acquisition" : "stake";
    for (Party& p : d->parties) {
      if (p.role == "acquirer" || p.role == "investor")
        p.role = d->type == "stake" ? "investor" : "acquirer";
    }
    return;
  }
}

// "Orion bought Nordlys's mast unit": where one reading of a sentence has Nordlys sell and another
// has it sold, the second is dropped.
void DropMisread(std::vector<DealCandidate>* candidates) {
  auto name_of = [](const DealCandidate& c, std::string_view role) -> std::string_view {
    for (const Party& p : c.deal.parties) {
      if (p.role == role) return p.name;
    }
    return {};
  };
  DropBeside(candidates, [&](const DealCandidate& c, const DealCandidate& other) {
    std::string_view target = name_of(c, "target");
    bool sells = !target.empty() && name_of(other, "seller") == target;
    // Nobody sells itself: a reading in which one is both has the seller wrong.
    return sells && !name_of(other, "target").empty();
  });
}

// The roles of parties that the rule needs and the deal lacks. Two mentions of one organisation
// ("Nordlys ... the company") are one party.
std::vector<std::string> Lacks(const Rule& rule, const DealFact& d) {
  std::vector<std::string> lacks;
  for (const auto& [role, count] : rule.needs) {
    if (!IsPartySlot(role)) continue;
    auto have = std::count_if(d.parties.begin(), d.parties.end(),
                              [&role = role](const Party& p) { return p.role == role; });
    for (; have < count; ++have) lacks.push_back(role);
  }
  return lacks;
}

}  // namespace

std::vector<DealCandidate> DealCandidates(const Lexicon& lexicon, const Annotations& doc,
                                          const std::vector<RuleMatch>& matches) {
  const DealParties parties(lexicon, doc);
  const FullestMentions fullest(doc);
  std::vector<DealCandidate> out;
  // Not twice as much: of a text of deals they take most of the memory.
  out.reserve(matches.size());
  for (const RuleMatch& m : matches) {
    if (doc.OutOfTime()) break;
    if (m.rule->fact != "deal") continue;
    DealCandidate c;
    c.deal.type = m.rule->Attribute("type");
    c.deal.status = StatusOf(m);
    for (const SlotFill& f : m.fills) {
      if (!f.words.empty()) {
        FillWords(doc, f, &c.deal);
        continue;
      }
      const Mention& mention = doc.mentions[f.mention];
      if (!IsPartySlot(f.slot) || parties.MayBe(mention, f.slot, c.deal.type))
        Fill(doc, fullest, f.slot, mention, &c);
    }
    c.evidence = {m.span, m.rule->id};
    c.trigger = m.trigger;
    c.outright = m.modality != Modality::kAsserted;
    c.near = m.rule->Attribute("joins") == "near";
    c.framed = m.framed;
    c.past = m.rule->Attribute("day") == "past";
    c.named = m.rule->Attribute("told") == "named";
    c.weak = m.rule->Attribute("joins") == "any";
    c.sentence = m.sentence;
    c.in_title = doc.sentences[m.sentence].in_title;
    const std::vector<std::string> lacks = Lacks(*m.rule, c.deal);
    c.complete = m.complete && lacks.empty();
    if (lacks.size() == 1) c.missing = lacks.front();
    WeighShare(doc, m, &c.deal);
    out.push_back(std::move(c));
  }
  DropMisread(&out);
  return out;
}

}  // namespace newsfacts
