#include "extractors/rules/rule_set.h"

#include <fmt/format.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <span>

#include "extractors/rules/gap.h"
#include "extractors/rules/rule_take.h"
#include "extractors/rules/word_sieve.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr int kMaxProgram = 20000;
constexpr int64_t kMaxMemory = int64_t{16} << 20;
constexpr int kShortestAtom = 3;

RE2::Options Options(std::string_view pattern) {
  RE2::Options o;
  if (ReadsBytes(pattern)) o.set_encoding(RE2::Options::EncodingLatin1);
  o.set_case_sensitive(false);
  o.set_log_errors(false);
  o.set_max_mem(kMaxMemory);
  return o;
}

re2::StringPiece Piece(std::string_view s) {
  return {s.data(), s.size()};
}

// The longer of two matches is better, of two as long the one that binds more.
std::pair<size_t, int64_t> Weight(const std::vector<re2::StringPiece>& groups,
                                  const RulePattern& source) {
  int64_t bound = 0;
  for (size_t g = 1; g < groups.size(); ++g)
    bound += !groups[g].empty() && source.slots[g - 1] != kTightGap;
  return {groups[0].size(), bound};
}

Span SpanOf(const re2::StringPiece& part, const std::string& whole) {
  auto begin = static_cast<uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

// Compiled when first asked for: most patterns never meet a sentence with their words.
class LazyRegex {
 public:
  explicit LazyRegex(const std::string* source) : source_(source) {}
  const RE2& get() const {
    if (!regex_) regex_ = std::make_unique<RE2>(Piece(*source_), Options(*source_));
    return *regex_;
  }

 private:
  const std::string* source_;
  mutable std::unique_ptr<RE2> regex_;
};

// The pattern with gaps of any width: it needs the same words, and compiles fast.
std::string Outline(std::string_view regex) {
  std::string out;
  for (size_t gap; (gap = regex.find(kGapWord)) != std::string_view::npos;) {
    out += fmt::format("{}.*", regex.substr(0, gap));
    regex.remove_prefix(regex.find('}', gap + kGapWord.size()) + 1);
    if (regex.starts_with('?')) regex.remove_prefix(1);
  }
  return out + std::string(regex);
}

}  // namespace

struct RuleSet::Impl {
  // A `match` line; FilteredRE2's number of it is its index.
  struct Pattern {
    uint32_t rule;
    const RulePattern* source;
    LazyRegex regex;
  };
  struct Vetoes {
    std::vector<LazyRegex> sentence, clause;
  };

  // A sentence that is matched.
  struct Matched {
    const Skeleton& skeleton;
    const std::vector<Mention>& mentions;
    std::optional<std::vector<FrameWord>> words;  // made when the first frame asks for them

    const std::vector<FrameWord>& Words() {
      if (!words) words = SplitForFrames(skeleton);
      return *words;
    }
  };

  explicit Impl(const RuleBook& b) : book(b), filter(kShortestAtom) {}

  const RuleBook& book;
  std::vector<Pattern> patterns;
  std::vector<Vetoes> vetoes;  // by rule
  re2::FilteredRE2 filter;
  std::optional<ModalityReader> modality;
  std::unique_ptr<RE2::Set> atoms;
  bool atoms_compiled = false;
  WordSieve sieve;
  std::vector<int> atoms_found, passed;

  Status AddPattern(uint32_t rule, const RulePattern& source);
  Status AddVetoes(uint32_t rule);
  void CompileAtoms();
  void FindCandidates(const Skeleton& skeleton);
  bool Search(int pattern, const std::string& text, size_t from,
              std::vector<re2::StringPiece>* groups) const;
  bool Vetoed(uint32_t rule, const std::string& text, Span clause) const;
  std::optional<RuleMatch> MakeMatch(uint32_t rule, const RulePattern& source,
                                     const std::vector<re2::StringPiece>& groups,
                                     Matched* sentence) const;
  void MatchForms(uint32_t rule, std::span<const int> candidates, Matched* sentence,
                  std::vector<RuleMatch>* out) const;
  void MatchFrames(uint32_t rule, std::span<const int> candidates, Matched* sentence,
                   std::vector<RuleMatch>* out) const;
};

Status RuleSet::Impl::AddPattern(uint32_t rule, const RulePattern& source) {
  const Rule& r = book.rules()[rule];
  patterns.push_back({rule, &source, LazyRegex(&source.regex)});
  sieve.Add(source);
  if (rule < book.builtin_rules()) return Ok();
  const RE2& regex = patterns.back().regex.get();
  if (!regex.ok() && regex.error_code() != RE2::ErrorPatternTooLarge) {
    return UsageError(fmt::format("{}:{}: rule {}: \"{}\": {}", r.file, r.line, r.id, source.regex,
                                  regex.error()));
  }
  int size = regex.ProgramSize();
  if (size >= 0 && size <= kMaxProgram) return Ok();
  return UsageError(
      fmt::format("{}:{}: rule {}: a match line is too large ({} instructions, at most {}); use "
                  "smaller gaps or several rules",
                  r.file, r.line, r.id, size, kMaxProgram));
}

Status RuleSet::Impl::AddVetoes(uint32_t rule) {
  const Rule& r = book.rules()[rule];
  Vetoes v;
  auto add = [&](const std::vector<std::string>& from, std::vector<LazyRegex>* into) -> Status {
    for (const std::string& pattern : from) {
      into->emplace_back(&pattern);
      if (rule < book.builtin_rules() || into->back().get().ok()) continue;
      return UsageError(fmt::format("{}:{}: rule {}: unless \"{}\": {}", r.file, r.line, r.id,
                                    pattern, into->back().get().error()));
    }
    return Ok();
  };
  if (Status s = add(r.unless, &v.sentence); !s.ok()) return s;
  if (Status s = add(r.unless_clause, &v.clause); !s.ok()) return s;
  vetoes.push_back(std::move(v));
  return Ok();
}

// For explanations alone, and made when the first is asked for.
void RuleSet::Impl::CompileAtoms() {
  atoms_compiled = true;
  if (patterns.empty()) return;
  for (const Pattern& p : patterns) {
    int id = 0;
    filter.Add(Outline(p.source->regex), Options(""), &id);
  }
  std::vector<std::string> words;
  filter.Compile(&words);
  RE2::Options o;
  o.set_literal(true);
  o.set_log_errors(false);
  o.set_max_mem(int64_t{256} << 20);
  atoms = std::make_unique<RE2::Set>(o, RE2::UNANCHORED);
  bool sound = !words.empty();
  for (const std::string& word : words) sound = sound && atoms->Add(word, nullptr) >= 0;
  if (!sound || !atoms->Compile()) atoms.reset();
}

// Leaves the patterns whose atoms all stand in the skeleton in `passed`.
void RuleSet::Impl::FindCandidates(const Skeleton& skeleton) {
  if (!atoms_compiled) CompileAtoms();
  atoms_found.clear();
  passed.clear();
  if (!atoms || skeleton.pieces().empty()) return;
  std::string lower = LowerAscii(skeleton.text());
  if (!atoms->Match(lower, &atoms_found)) return;
  filter.AllPotentials(atoms_found, &passed);
  std::sort(passed.begin(), passed.end());
}

// The pattern's first match at or after `from` whose tight gaps hold no end of a phrase.
bool RuleSet::Impl::Search(int pattern, const std::string& text, size_t from,
                           std::vector<re2::StringPiece>* groups) const {
  const std::vector<std::string>& slots = patterns[static_cast<size_t>(pattern)].source->slots;
  const RE2& re = patterns[static_cast<size_t>(pattern)].regex.get();
  auto sound = [&] {
    for (size_t g = 0; g < slots.size(); ++g) {
      const re2::StringPiece& words = (*groups)[g + 1];
      if (slots[g] == kTightGap && EndsPhrase({words.data(), words.size()})) return false;
      // "Orion and its patents": no words that fill a slot begin so.
      if (words.starts_with("and ") || words.starts_with("'s ")) return false;
    }
    return true;
  };
  while (re.Match(text, from, text.size(), RE2::UNANCHORED, groups->data(),
                  static_cast<int>(groups->size()))) {
    if (sound()) return true;
    from = SpanOf((*groups)[0], text).begin + 1;
  }
  return false;
}

bool RuleSet::Impl::Vetoed(uint32_t rule, const std::string& text, Span clause) const {
  auto hits = [](std::string_view where, const std::vector<LazyRegex>& vs) {
    return std::any_of(vs.begin(), vs.end(),
                       [&](const auto& v) { return RE2::PartialMatch(Piece(where), v.get()); });
  };
  return hits(text, vetoes[rule].sentence) || hits(clause.In(text), vetoes[rule].clause);
}

// Nothing where a veto speaks against the match, or a frame found no role.
std::optional<RuleMatch> RuleSet::Impl::MakeMatch(uint32_t rule, const RulePattern& source,
                                                  const std::vector<re2::StringPiece>& groups,
                                                  Matched* sentence) const {
  const Skeleton& skeleton = sentence->skeleton;
  const std::vector<Mention>& mentions = sentence->mentions;
  RuleMatch m;
  m.rule = &book.rules()[rule];
  Span whole = SpanOf(groups[0], skeleton.text());
  const Span trigger = whole;
  m.trigger = skeleton.SourceOf(whole.begin, whole.end);
  struct Bound {
    const Skeleton::Piece* piece;  // null where words fill the slot
    Span at;
    std::string_view slot;
  };
  std::vector<Bound> bound;
  for (size_t g = 1; g < groups.size(); ++g) {
    if (groups[g].empty() || source.slots[g - 1] == kTightGap) continue;
    Span at = SpanOf(groups[g], skeleton.text());
    const Skeleton::Piece* piece = skeleton.PieceAt(at.begin);
    if (piece && piece->end != at.end) piece = nullptr;
    bound.push_back({piece, at, source.slots[g - 1]});
  }
  m.framed = !source.roles.empty();
  if (m.framed) {
    std::vector<FrameFill> fills = FillFrame(sentence->Words(), whole, source.roles);
    if (fills.empty()) return std::nullopt;
    for (const FrameFill& f : fills) {
      Span at{f.piece->begin, f.piece->end};
      bound.push_back({f.piece, at, source.roles[f.role].slot});
      whole.begin = std::min(whole.begin, at.begin);
      whole.end = std::max(whole.end, at.end);
    }
    std::stable_sort(bound.begin(), bound.end(),
                     [](const Bound& a, const Bound& b) { return a.at.begin < b.at.begin; });
  }
  for (const Bound& b : bound) {
    if (!b.piece) {
      m.fills.push_back({b.slot, 0, skeleton.SourceOf(b.at.begin, b.at.end)});
      continue;
    }
    if (b.slot == "amount" && !IsPrice(skeleton, *b.piece, mentions)) continue;
    for (uint32_t member : skeleton.Members(*b.piece)) m.fills.push_back({b.slot, member, {}});
  }
  Span clause = ClauseOf(skeleton.text(), whole);
  if (Vetoed(rule, skeleton.text(), clause)) return std::nullopt;
  m.span = skeleton.SourceOf(whole.begin, whole.end);
  m.clause = skeleton.SourceOf(clause.begin, clause.end);
  m.modality = modality->Read(skeleton.text(), clause, whole, trigger);
  FillTakes(*m.rule, skeleton, mentions, clause, trigger, &m.fills);
  for (const auto& [slot, count] : m.rule->needs) {
    int have = 0;
    for (const SlotFill& f : m.fills) {
      bool two = f.words.empty() && mentions[f.mention].second_entity >= 0;
      if (f.slot == slot) have += two ? 2 : 1;
    }
    m.complete = m.complete && have >= count;
  }
  return m;
}

// The `match` lines of a rule: from each place the longest match of the alternatives; then on from
// the last bound mention, so that "A bought B, which bought C" gives both.
void RuleSet::Impl::MatchForms(uint32_t rule, std::span<const int> candidates, Matched* sentence,
                               std::vector<RuleMatch>* out) const {
  const std::string& s = sentence->skeleton.text();
  for (size_t from = 0; from < s.size();) {
    const RulePattern* best = nullptr;
    std::vector<re2::StringPiece> best_groups;
    for (int id : candidates) {
      const RulePattern& source = *patterns[static_cast<size_t>(id)].source;
      std::vector<re2::StringPiece> groups(source.slots.size() + 1);
      if (!source.roles.empty() || !Search(id, s, from, &groups)) continue;
      bool better = !best || groups[0].data() < best_groups[0].data() ||
                    (groups[0].data() == best_groups[0].data() &&
                     Weight(groups, source) > Weight(best_groups, *best));
      if (!better) continue;
      best = &source;
      best_groups = std::move(groups);
    }
    if (!best) break;
    Span whole = SpanOf(best_groups[0], s);
    std::optional<RuleMatch> made = MakeMatch(rule, *best, best_groups, sentence);
    if (made) out->push_back(std::move(*made));
    size_t next = whole.end;
    for (size_t g = 1; g < best_groups.size(); ++g) {
      if (best_groups[g].empty() || best->slots[g - 1] == kTightGap) continue;
      size_t begin = SpanOf(best_groups[g], s).begin;
      if (begin > whole.begin) next = g == 1 ? begin : std::max(begin, std::min(next, begin));
    }
    from = std::max(next, static_cast<size_t>(whole.begin) + 1);
  }
}

// The `frame` lines of a rule: every place where the words of one stand.
void RuleSet::Impl::MatchFrames(uint32_t rule, std::span<const int> candidates, Matched* sentence,
                                std::vector<RuleMatch>* out) const {
  const std::string& s = sentence->skeleton.text();
  for (int id : candidates) {
    const RulePattern& source = *patterns[static_cast<size_t>(id)].source;
    if (source.roles.empty()) continue;
    std::vector<re2::StringPiece> groups(source.slots.size() + 1);
    for (size_t from = 0; from < s.size() && Search(id, s, from, &groups);
         from = SpanOf(groups[0], s).end) {
      std::optional<RuleMatch> made = MakeMatch(rule, source, groups, sentence);
      if (made) out->push_back(std::move(*made));
    }
  }
}

RuleSet::RuleSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

Result<RuleSet> RuleSet::Compile(const RuleBook& book) {
  auto impl = std::make_unique<Impl>(book);
  Result<ModalityReader> modality = ModalityReader::Compile(book.cues());
  if (!modality.ok()) return modality.error();
  impl->modality = std::move(*modality);
  for (uint32_t i = 0; i < book.rules().size(); ++i) {
    for (const RulePattern& p : book.rules()[i].patterns) {
      if (Status s = impl->AddPattern(i, p); !s.ok()) return s.error();
    }
    if (Status s = impl->AddVetoes(i); !s.ok()) return s.error();
  }
  return RuleSet(std::move(impl));
}

std::vector<RuleMatch> RuleSet::Match(const Annotations& doc, uint32_t sentence) {
  const Sentence& s = doc.sentences[sentence];
  if (s.first_mention == s.end_mention) return {};
  Skeleton skeleton(doc.text, s.span, doc.mentions, s.first_mention, s.end_mention);
  std::vector<RuleMatch> out = Match(skeleton, doc.mentions, doc.text);
  for (RuleMatch& m : out) m.sentence = sentence;
  return out;
}

std::vector<RuleMatch> RuleSet::Match(const Skeleton& skeleton,
                                      const std::vector<Mention>& mentions, std::string_view) {
  std::vector<RuleMatch> out;
  std::vector<int>& passed = impl_->passed;
  passed.clear();
  if (!skeleton.pieces().empty()) impl_->sieve.Pass(skeleton.text(), &passed);
  Impl::Matched sentence{skeleton, mentions, {}};
  for (size_t i = 0; i < passed.size();) {
    uint32_t rule = impl_->patterns[static_cast<size_t>(passed[i])].rule;
    size_t end = i;
    while (end < passed.size() && impl_->patterns[static_cast<size_t>(passed[end])].rule == rule)
      ++end;
    std::vector<RuleMatch> found;
    impl_->MatchForms(rule, std::span(passed).subspan(i, end - i), &sentence, &found);
    impl_->MatchFrames(rule, std::span(passed).subspan(i, end - i), &sentence, &found);
    KeepFullest(&found);
    std::move(found.begin(), found.end(), std::back_inserter(out));
    i = end;
  }
  return out;
}

std::vector<const Rule*> RuleSet::Candidates(const Skeleton& skeleton) {
  impl_->FindCandidates(skeleton);
  std::vector<const Rule*> out;
  for (int id : impl_->passed) {
    const Rule* r = &impl_->book.rules()[impl_->patterns[static_cast<size_t>(id)].rule];
    if (out.empty() || out.back() != r) out.push_back(r);
  }
  return out;
}

std::vector<NearMiss> RuleSet::Explain(const Skeleton& skeleton,
                                       const std::vector<Mention>& mentions,
                                       std::string_view text) {
  std::vector<RuleMatch> matches = Match(skeleton, mentions, text);
  std::map<uint32_t, NearMiss> misses;
  impl_->FindCandidates(skeleton);
  for (int id : impl_->passed) {
    const Impl::Pattern& p = impl_->patterns[static_cast<size_t>(id)];
    const Rule* rule = &impl_->book.rules()[p.rule];
    if (std::any_of(matches.begin(), matches.end(),
                    [&](const RuleMatch& m) { return m.rule == rule; })) {
      continue;
    }
    NearMiss miss{rule, 0, p.source->elements.size(), "unless"};
    std::string prefix;
    for (const PatternElement& element : p.source->elements) {
      prefix += element.regex;
      RE2 re(prefix, Options(prefix));
      // An element may end inside a group of the next: such a beginning is no expression yet.
      if (re.ok() && !RE2::PartialMatch(skeleton.text(), re)) {
        miss.failed = element.written;
        break;
      }
      ++miss.matched;
    }
    NearMiss& kept = misses[p.rule];
    if (!kept.rule || miss.matched > kept.matched) kept = std::move(miss);
  }
  std::vector<NearMiss> out;
  out.reserve(misses.size());
  for (auto& [rule, miss] : misses) out.push_back(std::move(miss));
  std::stable_sort(out.begin(), out.end(), [](const NearMiss& a, const NearMiss& b) {
    return a.matched * b.elements > b.matched * a.elements;
  });
  return out;
}

}  // namespace newsfacts
