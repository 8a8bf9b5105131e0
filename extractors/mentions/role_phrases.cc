#include "extractors/mentions/role_phrases.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

// A phrase is modifiers, a noun ("chief executive"), perhaps the area behind "of" ("head of
// sales"); several are joined by "and", "&", "/" or commas with an "and" to come.
class RoleReader {
 public:
  RoleReader(const Lexicon& lexicon, Annotations* doc)
      : heads_(lexicon.list("role_heads")),
        modifiers_(lexicon.list("role_modifiers")),
        doc_(*doc) {}

  void Run() {
    Prepare();
    std::vector<Mention> roles;
    for (const Sentence& s : doc_.sentences) {
      if (doc_.OutOfTime()) break;
      if (IsHeadline(s)) continue;
      for (uint32_t t = s.first_token; t < s.end_token;) {
        uint32_t end = Chain(t, s.end_token);
        if (end > t) roles.push_back(Role(t, end));
        t = std::max(end, t + 1);
      }
    }
    Merge(std::move(roles));
  }

 private:
  std::string_view Low(uint32_t t) const { return doc_.Lower(doc_.tokens[t]); }

  void Prepare() {
    covered_.assign(doc_.tokens.size(), false);
    named_.assign(doc_.tokens.size(), false);
    size_t m = 0;
    for (uint32_t t = 0; t < doc_.tokens.size(); ++t) {
      Span span = doc_.tokens[t].span;
      while (m < doc_.mentions.size() && doc_.mentions[m].span.end <= span.begin) ++m;
      if (m == doc_.mentions.size()) break;
      const Mention& mention = doc_.mentions[m];
      bool yields = mention.type == MentionType::kRole || mention.type == MentionType::kName ||
                    mention.type == MentionType::kNumber || IsPosts(t) || IsPortfolio(t);
      bool inside = mention.span.begin <= span.begin;
      covered_[t] = inside && !yields;
      named_[t] = inside && mention.type == MentionType::kName;
    }
  }

  // "CEOs".
  bool IsPosts(uint32_t t) const {
    std::string_view word = doc_.Text(doc_.tokens[t]);
    bool acronym =
        word.size() > 2 && word.size() < 6 && word.ends_with('s') &&
        std::all_of(word.begin(), word.end() - 1, [](char c) { return c >= 'A' && c <= 'Z'; });
    return acronym && heads_.Has(Low(t).substr(0, word.size() - 1));
  }

  // "Commerce Secretary", though "Commerce" is a department elsewhere.
  bool IsPortfolio(uint32_t t) const {
    return t + 1 < doc_.tokens.size() && modifiers_.Has(Low(t)) &&
           OneOf(doc_.Text(doc_.tokens[t + 1]), {"Secretary", "Minister"});
  }

  bool IsHeadline(const Sentence& s) const {
    uint32_t words = 0;
    uint32_t capitals = 0;
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      if (doc_.tokens[t].kind != TokenKind::kWord) continue;
      ++words;
      capitals += doc_.tokens[t].all_capitals;
    }
    return words >= 3 && capitals * 10 >= words * 7;
  }

  bool IsHead(uint32_t t) const {
    if (covered_[t] || doc_.tokens[t].kind != TokenKind::kWord) return false;
    std::string_view w = Low(t);
    if (heads_.Has(w)) return MayStand(w, t);
    if (IsPosts(t)) return true;
    // Several only before their names: "analysts Ann Lee and Bo Sun".
    bool named = t + 1 < doc_.tokens.size() && doc_.tokens[t + 1].capitalised;
    if (!named || w.size() < 5 || !w.ends_with('s')) return false;
    std::string_view one = w.substr(0, w.size() - 1);
    return heads_.Has(one) && MayStand(one, t);
  }
  // As the list allows the word.
  bool MayStand(std::string_view head, uint32_t t) const {
    std::string_view how = heads_.Value(head);
    // "Dean Headley" is no dean.
    bool leads_name = t + 1 < doc_.tokens.size() && doc_.tokens[t + 1].capitalised;
    if (how == "plain") return !leads_name || !doc_.tokens[t].capitalised;
    if (how == "rank") return doc_.tokens[t].capitalised || (t > 0 && heads_.Has(Low(t - 1)));
    return how != "compound" || (t > 0 && IsModifier(t - 1));
  }
  bool IsModifier(uint32_t t) const { return !covered_[t] && modifiers_.Has(Low(t)); }
  bool IsWord(uint32_t t) const { return doc_.tokens[t].kind == TokenKind::kWord; }
  bool IsAny(uint32_t t, std::initializer_list<std::string_view> words) const {
    return std::find(words.begin(), words.end(), Low(t)) != words.end();
  }

  // "to head the unit", "will lead": no posts.
  bool IsVerb(uint32_t t) const {
    if (t == 0 || doc_.tokens[t].capitalised) return false;
    return IsAny(t - 1, {"to", "will", "would", "can", "could", "should", "may", "might", "not"});
  }

  // The end of the one phrase that begins at `t`; `t` where there is none.
  uint32_t Phrase(uint32_t t, uint32_t limit) const {
    uint32_t end = Officer(t, limit);
    if (end > t) return Area(end, limit);
    for (uint32_t k = t; k < limit; ++k) {
      if (IsHead(k) && !IsVerb(t)) {
        end = k + 1;
        uint32_t officer = Officer(k, limit);
        if (officer > k) return Area(officer, limit);
      } else {
        bool hyphen = Low(k) == "-" && k > t && k + 1 < limit;
        if (!IsModifier(k) && !hyphen) break;
      }
    }
    return end > t ? Area(end, limit) : t;
  }

  // "chief strategy and marketing officer".
  uint32_t Officer(uint32_t t, uint32_t limit) const {
    if (covered_[t] || Low(t) != "chief") return t;
    for (uint32_t k = t + 1; k < std::min(limit, t + 7); ++k) {
      if (IsAny(k, {"officer", "officers"})) return k + 1;
      bool named = covered_[k] && !doc_.tokens[k].capitalised;
      if (named || (!IsWord(k) && !IsAny(k, {"&", "-", ","}))) break;
      if (IsAny(k, {"of", "said", "the", "who"})) break;
    }
    return t;
  }

  // "of developer relations": what a post is for, in small words or words of posts.
  uint32_t Area(uint32_t end, uint32_t limit) const {
    if (end + 1 >= limit || !IsAny(end, {"of", "for"})) return end;
    uint32_t k = end + 1;
    bool capitalised = doc_.tokens[k].capitalised;
    while (k < limit && k < end + 7 && !covered_[k]) {
      bool joins = IsAny(k, {"and", "&"}) && k > end + 1 && k + 1 < limit && IsModifier(k + 1);
      bool word = IsWord(k) && !Stops(k) && (capitalised ? IsModifier(k) : IsSmall(k));
      if (!joins && !word) break;
      ++k;
    }
    if (!capitalised && k > end + 1) k = ListEnd(k, limit);
    // "of General Patent": the beginning of a name.
    if (capitalised && k < limit && doc_.tokens[k].capitalised && !covered_[k]) return end;
    return k > end + 1 ? k : end;
  }

  // No name that is written small: "my6sense", "eBay".
  bool IsSmall(uint32_t t) const {
    std::string_view word = doc_.Text(doc_.tokens[t]);
    return word == Low(t) && !doc_.tokens[t].capitalised &&
           std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  // The end of ", finances and alliances" where an employer follows: "head of fleet, finances and
  // alliances at Halden"; else `t`.
  uint32_t ListEnd(uint32_t t, uint32_t limit) const {
    bool joined = false;
    uint32_t k = t;
    while (k + 1 < limit && (Low(k) == "," || (Low(k) == "and" && k > t))) {
      joined = Low(k) == "and" || Low(k + 1) == "and";
      k += Low(k + 1) == "and" ? 2 : 1;
      uint32_t words = k;
      while (k < limit && k < words + 3 && !covered_[k] && IsWord(k) && IsSmall(k) && !Stops(k)) {
        ++k;
      }
      if (k == words) return t;
    }
    return joined && k < limit && IsAny(k, {"at", "for", "with"}) ? k : t;
  }

  bool Stops(uint32_t t) const {
    return IsAny(t,
                 {"the",  "a",    "an",   "at",   "of",  "for",   "in",    "to",   "who",   "its",
                  "said", "says", "was",  "is",   "and", "with",  "from",  "his",  "her",   "their",
                  "told", "will", "has",  "had",  "as",  "where", "one",   "more", "about", "some",
                  "all",  "what", "this", "that", "on",  "since", "until", "years"});
  }

  // Phrases joined to one role.
  uint32_t Chain(uint32_t t, uint32_t limit) const {
    uint32_t end = Phrase(t, limit);
    if (end == t) return t;
    for (;;) {
      uint32_t next = end;
      if (next < limit && Low(next) == ",") ++next;
      if (next < limit && IsAny(next, {"and", "&", "/"})) {
        uint32_t past = next + 1 < limit ? Phrase(next + 1, limit) : next + 1;
        if (past == next + 1) return end;
        end = past;
        continue;
      }
      if (next == end) return end;
      // After a comma: only where an "and" is still to come.
      uint32_t past = next < limit ? Phrase(next, limit) : next;
      if (past == next || past >= limit || !IsAny(past, {"and", "&"})) return end;
      uint32_t last = past + 1 < limit ? Phrase(past + 1, limit) : past + 1;
      if (last == past + 1) return end;
      end = past;
    }
  }

  Mention Role(uint32_t begin, uint32_t end) const {
    Mention m;
    m.span = {doc_.tokens[begin].span.begin, doc_.tokens[end - 1].span.end};
    m.type = MentionType::kRole;
    if (doc_.says_why) m.why = "lexicon:role_heads";
    return m;
  }

  // The new roles take the place of the old ones and of what they cover.
  void Merge(std::vector<Mention> roles) {
    std::vector<Mention>& all = doc_.mentions;
    size_t next = 0;
    std::erase_if(all, [&](const Mention& m) {
      while (next < roles.size() && roles[next].span.end <= m.span.begin) ++next;
      bool covered = next < roles.size() && roles[next].span.Overlaps(m.span);
      return m.type == MentionType::kRole || covered;
    });
    size_t middle = all.size();
    all.reserve(middle + roles.size());  // not twice as much: they take most of the memory
    for (Mention& m : roles) all.push_back(std::move(m));
    std::inplace_merge(
        all.begin(), all.begin() + static_cast<std::ptrdiff_t>(middle), all.end(),
        [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  }

  const WordList& heads_;
  const WordList& modifiers_;
  Annotations& doc_;
  std::vector<bool> named_;    // by a name of unknown kind
  std::vector<bool> covered_;  // by a mention that a role may not cross
};

}  // namespace

void FitRoles(const Lexicon& lexicon, Annotations* doc) {
  RoleReader(lexicon, doc).Run();
}

}  // namespace newsfacts
