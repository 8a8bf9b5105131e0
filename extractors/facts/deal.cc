#include "extractors/facts/deal.h"

#include <algorithm>

namespace newsfacts {
namespace {

bool IsPartySlot(std::string_view slot) {
  return slot != "amount" && slot != "date" && slot != "count" && slot != "subject" &&
         slot != "term" && slot != "attribution";
}

Party MakeParty(const Annotations& doc, const Mention& m, std::string_view role) {
  Party p;
  p.role = role;
  p.generic = m.generic;
  p.span = m.span;
  p.name = doc.Text(m);
  if (m.entity < 0 || m.generic) return p;
  p.name = doc.entities[static_cast<size_t>(m.entity)].canonical;
  // The fullest mention: the longest of the body that names the entity.
  bool named = !m.anaphor && m.span.begin >= doc.body;
  for (const Mention& other : doc.mentions) {
    if (other.entity != m.entity || other.anaphor || other.span.begin < doc.body) continue;
    if (!named || other.span.size() > p.span.size()) p.span = other.span;
    named = true;
  }
  return p;
}

void Fill(const Annotations& doc, std::string_view slot, const Mention& m, DealCandidate* c) {
  DealFact& d = c->deal;
  if (IsPartySlot(slot)) {
    Party p = MakeParty(doc, m, slot);
    bool there = std::any_of(d.parties.begin(), d.parties.end(),
                             [&](const Party& q) { return q.name == p.name; });
    if (there) return;
    d.parties.push_back(std::move(p));
    c->entities.push_back(m.entity);
  } else if (slot == "amount") {
    if (!std::isnan(m.number)) d.amount = Amount{m.number, m.number_max, m.value, m.span};
  } else if (slot == "date") {
    d.date = m.value;
  } else if (slot == "count") {
    d.count = m.number;
  } else if (slot == "subject") {
    d.subject = doc.Text(m);
  } else if (slot == "term") {
    d.term = doc.Text(m);
  } else if (slot == "attribution") {
    d.attribution = MakeParty(doc, m, "").name;
  }
}

}  // namespace

std::vector<DealCandidate> DealCandidates(const Annotations& doc,
                                          const std::vector<RuleMatch>& matches) {
  std::vector<DealCandidate> out;
  for (const RuleMatch& m : matches) {
    if (m.rule->fact != "deal") continue;
    DealCandidate c;
    c.deal.type = m.rule->Attribute("type");
    c.deal.status = m.rule->Attribute("status");
    if (m.modality != Modality::kAsserted) c.deal.status = ModalityName(m.modality);
    for (const SlotFill& f : m.fills) Fill(doc, f.slot, doc.mentions[f.mention], &c);
    c.evidence = {m.span, m.rule->id};
    c.sentence = m.sentence;
    c.in_title = doc.sentences[m.sentence].in_title;
    c.complete = m.complete;
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace newsfacts
