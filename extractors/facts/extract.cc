#include "extractors/facts/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <unordered_map>

#include "extractors/facts/assemble.h"
#include "extractors/facts/deal.h"
#include "extractors/facts/deal_price.h"
#include "extractors/mentions/annotate.h"
#include "extractors/mentions/lexicon.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/digest.h"

namespace newsfacts {

// Shared by the clones, never written after Create.
struct Shared {
  Lexicon lexicon;
  RuleBook book;
  bool any_language = false;
};

struct Extractor::Impl {
  std::shared_ptr<const Shared> shared;  // immutable after Create
  RuleSet rules;                         // compiled from shared->book; this Extractor's own
};

namespace {

// What of a fact makes it that fact: what its id hashes. Never an offset.
std::string KeyOf(const Fact& fact, const Annotations& doc) {
  struct Visitor {
    const Annotations& doc;
    std::string operator()(const DealFact& d) const {
      std::vector<std::string> names;
      for (const Party& p : d.parties) names.push_back(p.name);
      std::sort(names.begin(), names.end());
      return fmt::format("{}|{}|{}", d.type, fmt::join(names, ";"), d.date);
    }
    std::string operator()(const PersonFact& p) const { return p.name; }
    std::string operator()(const DateFact& d) const { return std::string(doc.Text(d.span)); }
    std::string operator()(const FigureFact& f) const {
      return fmt::format("{}|{}|{}|{}|{}", f.metric, f.subject, f.period, f.kind, f.value);
    }
    std::string operator()(const QuoteFact& q) const { return std::string(doc.Text(q.span)); }
  };
  return std::visit(Visitor{doc}, fact.slots);
}

// Gives ids: a hash of document, kind and key slots; "-2", "-3" ... where one article repeats a
// key.
void GiveIds(const std::string& article, const Annotations& doc, std::vector<Fact>* facts) {
  std::unordered_map<std::string, int> seen;
  for (Fact& fact : *facts) {
    fact.id =
        Sha1Hex(fmt::format("{}\n{}\n{}", article, fact.kind(), KeyOf(fact, doc))).substr(0, 16);
    int n = ++seen[fact.id];
    if (n > 1) fact.id += fmt::format("-{}", n);
  }
}

// Moves every span from Annotations::text to Article::text. False where one lies in the title.
bool MoveToBody(uint32_t body, Fact* fact) {
  bool inside = true;
  auto move = [&](Span& s) {
    if (s.begin < body) {
      inside = false;
      return;
    }
    s.begin -= body;
    s.end -= body;
  };
  for (Evidence& e : fact->evidence) move(e.span);
  struct Visitor {
    decltype(move)& go;
    uint32_t body;
    void operator()(DealFact& d) const {
      for (Party& p : d.parties) go(p.span);
      if (d.amount) go(d.amount->span);
    }
    void operator()(PersonFact& p) const {
      std::erase_if(p.mentions, [&](Span s) { return s.begin < body; });
      for (Span& s : p.mentions) go(s);
    }
    void operator()(DateFact& d) const { go(d.span); }
    void operator()(FigureFact&) const {}
    void operator()(QuoteFact& q) const {
      go(q.span);
      if (q.speaker_mention) go(*q.speaker_mention);
    }
  };
  std::visit(Visitor{move, body}, fact->slots);
  return inside;
}

// By the primary subtag: "en", "en-GB", "en_us".
bool IsEnglish(std::string_view lang) {
  return lang.size() >= 2 && (lang[0] | 0x20) == 'e' && (lang[1] | 0x20) == 'n' &&
         (lang.size() == 2 || lang[2] == '-' || lang[2] == '_');
}

std::vector<DealCandidate> FindDeals(const Lexicon& lexicon, const Annotations& doc,
                                     RuleSet* rules) {
  std::vector<RuleMatch> matches;
  for (uint32_t s = 0; s < doc.sentences.size() && !doc.OutOfTime(); ++s) {
    for (RuleMatch& m : rules->Match(doc, s)) matches.push_back(std::move(m));
  }
  return DealCandidates(lexicon, doc, matches);
}

uint32_t Place(const Fact& f) {
  return f.evidence.empty() ? 0 : f.evidence.front().span.begin;
}

}  // namespace

Extractor::Extractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

Result<Extractor> Extractor::Create(const ExtractOptions& options) {
  auto shared = std::make_shared<Shared>();
  shared->any_language = options.any_language;
  if (options.builtin_lexicon) shared->lexicon = Lexicon::Builtin();
  for (const auto& [file, bytes] : options.lexicons) {
    std::string name = file.substr(file.find_last_of('/') + 1);
    if (name.ends_with(".txt")) name.resize(name.size() - 4);
    Status added = shared->lexicon.Add(name, bytes, file);
    if (!added.ok()) return added.error();
  }
  if (options.builtin_rules) shared->book = RuleBook::Builtin(shared->lexicon);
  for (const auto& [file, bytes] : options.rules) {
    Status added = shared->book.Add(bytes, file, shared->lexicon);
    if (!added.ok()) return added.error();
  }
  Result<RuleSet> rules = RuleSet::Compile(shared->book);
  if (!rules.ok()) return rules.error();
  return Extractor(std::make_unique<Impl>(Impl{std::move(shared), std::move(*rules)}));
}

Extractor Extractor::Clone() const {
  // The book compiled once already.
  Result<RuleSet> rules = RuleSet::Compile(impl_->shared->book);
  assert(rules.ok());
  return Extractor(std::make_unique<Impl>(Impl{impl_->shared, std::move(*rules)}));
}

Annotations Extractor::Mentions(const Article& article, Deadline* deadline) {
  Annotations doc = Annotate(impl_->shared->lexicon, article, false, deadline);
  if (doc.OutOfTime()) doc.mentions.clear();
  return doc;
}

ExtractResult Extractor::Extract(const Article& article, Deadline* deadline) {
  ExtractResult out;
  out.skipped_language =
      !impl_->shared->any_language && !article.lang.empty() && !IsEnglish(article.lang);
  if (out.skipped_language) return out;
  const Lexicon& lexicon = impl_->shared->lexicon;
  Annotations doc = Annotate(lexicon, article, true, deadline);
  auto add = [&](std::vector<Fact> facts) {
    auto before = [](const Fact& a, const Fact& b) { return Place(a) < Place(b); };
    // Seldom to be done, and it takes memory for all of them once more.
    if (!std::is_sorted(facts.begin(), facts.end(), before)) {
      std::stable_sort(facts.begin(), facts.end(), before);
    }
    out.facts.reserve(out.facts.size() + facts.size());
    std::move(facts.begin(), facts.end(), std::back_inserter(out.facts));
  };
  std::vector<Fact> deals = ConsolidateDeals(doc, FindDeals(lexicon, doc, &impl_->rules));
  AddPrices(doc, &deals);
  add(std::move(deals));
  add(AssemblePeople(lexicon, doc));
  add(AssembleFigures(lexicon, doc));
  add(AssembleDates(doc));
  add(AssembleQuotes(lexicon, doc));
  out.over_time = doc.OutOfTime();
  if (out.over_time) {
    out.facts.clear();
    return out;
  }
  GiveIds(article.id, doc, &out.facts);
  std::erase_if(out.facts, [&](Fact& f) { return !MoveToBody(doc.body, &f); });
  return out;
}

std::string Extractor::rules_digest() const {
  return impl_->shared->book.digest();
}
std::string Extractor::lexicon_digest() const {
  return impl_->shared->lexicon.digest();
}

std::string Extractor::ruleset() const {
  return Sha256Hex(rules_digest() + lexicon_digest()).substr(0, 16);
}

}  // namespace newsfacts
