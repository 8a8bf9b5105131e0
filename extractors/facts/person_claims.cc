#include "extractors/facts/person_claims.h"

#include <algorithm>
#include <string_view>

#include "extractors/facts/claim_words.h"
#include "extractors/facts/employers.h"
#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kNone = ~0u;
constexpr uint32_t kApposition = 9;  // tokens between a name and the post behind it
constexpr uint32_t kSentence = 60;   // tokens to look back for who appoints
constexpr uint32_t kClause = 14;     // tokens between a name and the post of its verb

class ClaimReader {
 public:
  ClaimReader(const Lexicon& lexicon, const TokenView& view)
      : verbs_(lexicon.list("career_verbs")),
        heads_(lexicon.list("role_heads")),
        honorifics_(lexicon.list("honorifics")),
        view_(view),
        employers_(lexicon, view) {}

  std::vector<PersonClaim> Run(const std::vector<bool>& skip) {
    const std::vector<Sentence>& sentences = view_.doc().sentences;
    for (size_t s = 0; s < sentences.size(); ++s) {
      if (view_.doc().OutOfTime()) break;
      first_ = sentences[s].first_token;
      end_ = sentences[s].end_token;
      for (uint32_t t = first_; t < end_; ++t) {
        if (!skip[t] && view_.StartsMention(t) && IsPerson(t)) Read(t);
      }
    }
    return std::move(claims_);
  }

 private:
  bool IsPerson(uint32_t t) const {
    return t < end_ && view_.IsType(t, MentionType::kPerson) && view_.MentionAt(t)->entity >= 0;
  }
  bool IsRole(uint32_t t) const { return t < end_ && view_.IsType(t, MentionType::kRole); }
  std::string_view Low(uint32_t t) const { return t < end_ ? view_.Low(t) : std::string_view(); }
  // The tense and kind of a verb of posts at `t`; "" for other words.
  std::string_view Career(uint32_t t) const {
    return t < end_ && view_.MentionIndex(t) < 0 ? verbs_.Value(view_.Low(t)) : std::string_view();
  }

  void Read(uint32_t i) {
    size_t before = claims_.size();
    ReadBehind(i);
    ReadBefore(i);
    if (claims_.size() == before && !view_.MentionAt(i)->anaphor) ReadEmployer(i);
    if (claims_.size() == before && !view_.MentionAt(i)->anaphor) ReadFounded(i);
    if (claims_.size() == before && !view_.MentionAt(i)->anaphor) ReadTitle(i);
  }

  // The words of a post, without the article and marks of time that lead it.
  std::string RoleText(uint32_t r) const {
    uint32_t begin = view_.MentionBegin(r);
    uint32_t end = view_.MentionEnd(r);
    while (begin + 1 < end && (IsFormer(Low(begin)) || IsRecent(Low(begin)))) ++begin;
    std::string text(view_.doc().Text(view_.Words(begin, end)));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  // " of network sales" of the post in "head of Halden's network sales,": small words up to a comma
  // or the end of the sentence; "" where something else follows.
  std::string AreaOfOwner(uint32_t r) const {
    uint32_t of = view_.MentionEnd(r);
    if (Low(of) != "of" || of + 1 >= end_ || !view_.IsType(of + 1, MentionType::kOrg)) return "";
    uint32_t mark = view_.MentionEnd(of + 1);
    if (Low(mark) != "'s" && Low(mark) != "’s") return "";
    uint32_t area = mark + 1;
    uint32_t t = area;
    while (t < end_ && t < area + 6 && view_.MentionIndex(t) < 0 && !view_.At(t).capitalised &&
           view_.At(t).kind == TokenKind::kWord) {
      ++t;
    }
    if (t == area || t >= end_ || (Low(t) != "," && !view_.EndsSentence(t))) return "";
    return " of " + std::string(view_.doc().Text(view_.Words(area, t)));
  }

  // "founders", "technology entrepreneurs".
  bool IsPlural(uint32_t r) const {
    std::string_view last = Low(view_.MentionEnd(r) - 1);
    return last.ends_with('s') && !heads_.Has(last) && heads_.Has(last.substr(0, last.size() - 1));
  }

  // "former chief executive", "then chief executive".
  bool IsFormerRole(uint32_t r) const {
    uint32_t begin = view_.MentionBegin(r);
    if (IsFormer(Low(begin))) return true;
    for (uint32_t t = begin; t > first_ && t + 5 > begin;) {
      --t;
      if (IsFormer(Low(t))) return true;
      if (Low(t) == "," || IsPerson(t)) break;
    }
    return false;
  }

  void Add(uint32_t person, uint32_t role, Tenure tenure, std::string organization,
           const char* rule) {
    PersonClaim c;
    c.person = view_.MentionAt(person)->entity;
    uint32_t begin = view_.MentionBegin(role);
    uint32_t end = view_.MentionEnd(role);
    c.role = RoleText(role);
    if (IsPlural(role)) c.role.pop_back();
    c.role += AreaOfOwner(role);
    c.tenure = tenure == Tenure::kPresent && IsFormerRole(role) ? Tenure::kFormer : tenure;
    c.organization = std::move(organization);
    if (c.organization.empty()) c.organization = employers_.Of(begin, end, first_);
    c.evidence = {Cover(person, role), rule};
    claims_.push_back(std::move(c));
  }

  void AddEmployer(uint32_t person, std::string organization, const char* rule) {
    if (organization.empty()) return;
    PersonClaim c;
    c.person = view_.MentionAt(person)->entity;
    c.organization = std::move(organization);
    c.evidence = {view_.MentionAt(person)->span, rule};
    claims_.push_back(std::move(c));
  }

  Span Cover(uint32_t a, uint32_t b) const {
    Span x = view_.MentionAt(a)->span;
    Span y = view_.MentionAt(b)->span;
    return {std::min(x.begin, y.begin), std::max(x.end, y.end)};
  }

  // The post that an apposition at `t` names: past articles, employers and words that describe.
  uint32_t RoleFrom(uint32_t t, uint32_t reach) const {
    if (Low(t) == "one" && Low(t + 1) == "of") t += 2;  // "one of Halden's founders"
    for (uint32_t limit = std::min(end_, t + reach); t < limit; ++t) {
      if (IsRole(t)) {
        uint32_t person = view_.MentionEnd(t);
        if (!IsPerson(person)) return t;
        t = person;  // "President Lee's adviser"
      }
      if (view_.MentionIndex(t) >= 0) {
        uint32_t past = view_.MentionEnd(t);
        if (IsPerson(t) && !IsPossessive(Low(past))) return kNone;
        t = past - 1;
        continue;
      }
      if (honorifics_.Has(Low(t)) || (Low(t) == "." && honorifics_.Has(Low(t - 1)))) continue;
      if (IsPossessive(Low(t)) || Low(t) == "-") continue;
      if (view_.At(t).kind != TokenKind::kWord || EndsWay(Low(t))) return kNone;
      if (!Career(t).empty() && Low(t) != "appointed" && Low(t) != "named") return kNone;
    }
    return kNone;
  }

  void ReadBehind(uint32_t i) {
    uint32_t t = view_.MentionEnd(i);
    if (Low(t) == "(") t = ReadBrackets(i, t);
    if (OneOf(Low(t), {",", "—", "–", "-", "--"})) {
      ReadApposition(i, t + 1);
    } else if (Low(t) == "as" || Low(t) == "to") {
      if (MightBeAppointed(i)) return;
      uint32_t role = RoleFrom(t + 1, kApposition);
      if (role != kNone && i > first_ && Career(i - 1) == "succeed") {
        Add(i, role, Tenure::kFormer, "", "person.succeeded");
      } else if (role != kNone && AppointedBefore(i)) {
        Add(i, role, Tenure::kNew, EmployerBefore(i, role), "person.appointed");
      } else if (role != kNone && Low(t) == "as") {
        Add(i, role, Tenure::kPresent, "", "person.as");
      }
    } else if (IsRole(t)) {
      if (AppointedBefore(i)) {
        Add(i, t, Tenure::kNew, EmployerBefore(i, t), "person.appointed");
      }
    } else {
      ReadVerb(i, t);
    }
  }

  // "Ann Lee (chief executive)"; the token behind the brackets.
  uint32_t ReadBrackets(uint32_t i, uint32_t open) {
    uint32_t close = open;
    while (close < end_ && close < open + 12 && Low(close) != ")") ++close;
    if (Low(close) != ")") return open;
    uint32_t role = RoleFrom(open + 1, close - open);
    if (role != kNone && role < close) Add(i, role, Tenure::kPresent, "", "person.brackets");
    return close + 1;
  }

  // "Ann Lee, 45, Halden's new chief executive," / "Ann Lee, who became chief executive in May,".
  void ReadApposition(uint32_t i, uint32_t t) {
    bool age = t < end_ &&
               (view_.IsType(t, MentionType::kNumber) || view_.IsType(t, MentionType::kDuration));
    if (age && Low(view_.MentionEnd(t)) == ",") t = view_.MentionEnd(t) + 1;
    if (Low(t) == "who") return ReadVerb(i, t + 1);
    uint32_t role = RoleFrom(t, kApposition);
    if (role != kNone) {
      Add(i, role, Tenure::kPresent, "", "person.apposition-after");
      return ReadVerbBehind(i, view_.MentionEnd(role));
    }
    if (ReadWork(i, t)) return;
    // The comma may close what stands before the name: "its chief, Ann Lee, was named ...".
    bool closes = i > first_ && Low(i - 1) == ",";
    if (closes) ReadVerb(i, t);
  }

  // "Ann Lee, a tunnel surveyor with the Harbour Board": the employer behind words for her work
  // that name no post.
  bool ReadWork(uint32_t i, uint32_t t) {
    if (!OneOf(Low(t), {"a", "an"})) return false;
    uint32_t limit = std::min(end_, t + kApposition);
    for (++t; t < limit && view_.MentionIndex(t) < 0 && view_.At(t).kind == TokenKind::kWord; ++t) {
      if (Low(t) == "who" || Low(t).ends_with("ed")) return false;
      if (!OneOf(Low(t), {"at", "with", "for"})) continue;
      std::string organization = employers_.At(Low(t + 1) == "the" ? t + 2 : t + 1);
      AddEmployer(i, organization, "person.works-for");
      return !organization.empty();
    }
    return false;
  }

  // "Ann Lee, chairman of Halden, was named chief executive": the verb behind an apposition.
  void ReadVerbBehind(uint32_t i, uint32_t t) {
    uint32_t limit = std::min(end_, t + kApposition);
    while (t < limit && Low(t) != "," && Low(t) != ".") ++t;
    // "named Ann Lee, an engineer at Halden, as treasurer"
    if (Low(t) == "," && Low(t + 1) == "as" && AppointedBefore(i) && !MightBeAppointed(i)) {
      uint32_t role = RoleFrom(t + 2, kApposition);
      if (role != kNone) Add(i, role, Tenure::kNew, EmployerBefore(i, role), "person.appointed");
      return;
    }
    bool verb = OneOf(Low(t + 1), {"has", "will"}) || !Career(t + 1).empty();
    if (Low(t) == "," && verb) ReadVerb(i, t + 1);
  }

  // "Ann Lee was named / will succeed Bo Sun as / resigned as / runs ...". A verb group is read
  // through to its post.
  void ReadVerb(uint32_t i, uint32_t t) {
    std::string_view verb;
    uint32_t verb_at = kNone;
    for (uint32_t limit = std::min(end_, t + kClause); t < limit; ++t) {
      if (IsRole(t)) {
        if (!IsPerson(view_.MentionEnd(t))) AddOfVerb(i, t, verb);  // else it is that person's
        return;
      }
      if (IsPerson(t)) {
        if (verb != "succeed") return;
        t = view_.MentionEnd(t) - 1;  // whom she succeeds
        continue;
      }
      std::string_view career = Career(t);
      if (!career.empty() && !(career == "be" && !verb.empty())) {
        if (Low(t).starts_with("step") && Low(t + 1) != "down" && Low(t + 1) != "aside" &&
            Low(t + 1) != "back") {
          return;
        }
        verb = career;
        verb_at = t;
        continue;
      }
      if (verb == "lead" || verb == "found" || verb == "join") {
        std::string organization = employers_.At(t);
        if (!organization.empty() && !IsRole(view_.MentionEnd(t))) {
          if (verb == "join") {
            uint32_t as = view_.MentionEnd(t);
            uint32_t role = Low(as) == "as" ? RoleFrom(as + 1, kApposition) : kNone;
            if (role != kNone) return Add(i, role, Tenure::kNew, organization, "person.joined");
          }
          AddEmployer(i, organization, "person.leads");
          if (verb == "found") ReadFounders(view_.MentionEnd(t), organization);
          return;
        }
      }
      bool works = verb == "serve" && Low(t - 1).starts_with("work");
      if (works && OneOf(Low(t), {"at", "for", "with"})) {
        std::string organization = employers_.At(Low(t + 1) == "the" ? t + 2 : t + 1);
        if (!organization.empty()) return AddEmployer(i, organization, "person.works-for");
      }
      if (view_.MentionIndex(t) >= 0) continue;
      std::string_view w = Low(t);
      bool stops = OneOf(w, {".", ";", ":", "said", "says", "told", "\"", "“", "”", "that"});
      if (stops || (verb.empty() && t > view_.MentionEnd(i) + 4)) return;
      if (verb_at != kNone && OneOf(verb, {"be", "was"}) && EndsWay(w)) return;
      if (w == "," && verb.empty()) return;
    }
  }

  // "co-founded Halden in 2015 with Bo Sun and Peter Holm".
  void ReadFounders(uint32_t t, const std::string& organization) {
    uint32_t limit = std::min(end_, t + kApposition);
    while (t < limit && Low(t) != "with") ++t;
    if (t == limit) return;
    for (limit = std::min(end_, t + 2 * kClause); t < limit; ++t) {
      if (IsPerson(t)) {
        AddEmployer(t, organization, "person.founded");
        t = view_.MentionEnd(t) - 1;
      } else if (view_.EndsSentence(t) || OneOf(Low(t), {"in", "said", "has", "after"})) {
        return;
      }
    }
  }

  // "Halden, founded in 2015 by Bo Sun and Ann Lee", "Founded by Ann Lee, Halden ...".
  void ReadFounded(uint32_t i) {
    uint32_t t = i;
    while (t > first_ && t + kClause > i && Low(t - 1) != "by") {
      bool list = IsPerson(t - 1) || IsRole(t - 1) || OneOf(Low(t - 1), {"and", ",", "&"});
      if (!list) return;
      --t;
    }
    uint32_t verb = t;
    while (verb > first_ && verb + 6 > t && Career(verb - 1) != "found") --verb;
    if (verb == first_ || Career(verb - 1) != "found") return;
    for (uint32_t n = verb - 1; n > first_ && n + kClause > verb;) {
      --n;
      std::string name = employers_.At(n);
      if (!name.empty()) return AddEmployer(i, std::move(name), "person.founded");
    }
    for (uint32_t n = view_.MentionEnd(i); n < std::min(end_, i + kClause); ++n) {
      std::string name = employers_.At(n);
      if (!name.empty()) return AddEmployer(i, std::move(name), "person.founded");
    }
  }

  void AddOfVerb(uint32_t i, uint32_t role, std::string_view verb) {
    if (verb.empty()) return;
    if (verb == "appoint" || verb == "join") {
      Add(i, role, Tenure::kNew, "", "person.appointed");
    } else if (verb == "succeed") {
      Add(i, role, Tenure::kNew, "", "person.succeeds");
    } else if (verb == "leave") {
      Add(i, role, Tenure::kFormer, "", "person.left");
    } else if (verb == "served") {
      Add(i, role, Tenure::kFormer, "", "person.served");
    } else if (verb == "be" || verb == "was" || verb == "serve") {
      Add(i, role, Tenure::kPresent, "", "person.is");
    }
  }

  // The verb before the person at `i` that gives her a post, or kNone.
  uint32_t AppointsBefore(uint32_t i) const {
    for (uint32_t t = i; t > first_ && t + 9 > i;) {
      --t;
      if (Career(t) == "appoint") return t;
      if (OneOf(Low(t), {".", ";", "said"})) break;
    }
    return kNone;
  }
  bool AppointedBefore(uint32_t i) const { return AppointsBefore(i) != kNone; }

  // "might appoint Ann Lee as treasurer".
  bool MightBeAppointed(uint32_t i) const {
    uint32_t verb = AppointsBefore(i);
    return verb != kNone && verb > first_ &&
           OneOf(Low(verb - 1), {"might", "could", "may", "not", "would"});
  }

  // The organisation that appoints: the one that the post names, or the last one before the person.
  std::string EmployerBefore(uint32_t i, uint32_t role) const {
    std::string own = employers_.Behind(view_.MentionEnd(role));
    if (!own.empty()) return own;
    for (uint32_t t = i; t > first_ && t + kSentence > i;) {
      --t;
      if (!view_.IsType(t, MentionType::kOrg)) continue;
      std::string name = employers_.At(t);
      if (!name.empty()) return name;
    }
    return {};
  }

  // "chief executive Ann Lee", "the head of sales at Halden, Ann Lee", "founders Ann Lee and Bo
  // Sun".
  void ReadBefore(uint32_t i) {
    uint32_t t = i;
    while (t > first_ && (honorifics_.Has(Low(t - 1)) || Low(t - 1) == ".")) --t;
    if (t == first_) return;
    --t;
    bool comma = Low(t) == ",";
    if (comma && t > first_) --t;
    if (IsRole(t)) {
      if (comma && IsAnothers(t)) return;
      // An employer may follow the name: "Analyst Ann Lee at Halden".
      bool beside = employers_.Before(view_.MentionBegin(t), first_).has_value();
      uint32_t past = view_.MentionEnd(i);
      bool led = !beside && OneOf(Low(past), {"of", "at", "with", "from"});
      std::string behind = led ? employers_.Behind(past) : "";
      Add(i, t, Tenure::kPresent, std::move(behind), "person.role-before");
      if (IsPlural(t)) ReadList(i, t);
      return;
    }
    if (!comma && employers_.At(t).empty()) return;
    // "a spokesman for Lee, Bo Sun,"
    bool ward = comma && IsPerson(t) && view_.MentionBegin(t) > first_ &&
                Low(view_.MentionBegin(t) - 1) == "for";
    uint32_t role = RoleWithArea(ward ? view_.MentionBegin(t) - 1 : t);
    if (role == kNone || (comma && IsAnothers(role))) return;
    Add(i, role, Tenure::kPresent, "", "person.role-before");
  }

  // "the head of Halden's consumer business": the post whose "of" leads to token `t`.
  uint32_t RoleWithArea(uint32_t t) const {
    for (uint32_t from = t; t > first_ && t + 10 > from; --t) {
      if (IsRole(t)) {
        return OneOf(Low(t + 1), {"of", "at", "for"}) ? t : kNone;
      }
      bool stops = view_.MentionIndex(t) < 0 && view_.At(t).kind != TokenKind::kWord;
      if (stops && !IsPossessive(Low(t))) return kNone;
      if (IsPerson(t) || OneOf(Low(t), {"said", "says", "told", "was", "is", "by", "to"})) break;
    }
    return kNone;
  }

  // The post at `role` belongs to a person named before it: "Ann Lee, the chairman, Bo Sun".
  bool IsAnothers(uint32_t role) const {
    uint32_t begin = view_.MentionBegin(role);
    for (uint32_t t = begin; t > first_ && t + 8 > begin;) {
      --t;
      if (IsPerson(t)) {
        return OneOf(Low(view_.MentionEnd(t)), {",", "as", "to", "is", "was", "("});
      }
      if (OneOf(Low(t), {"and", "said", "."})) return false;
    }
    return false;
  }

  void ReadList(uint32_t i, uint32_t role) {
    uint32_t t = view_.MentionEnd(i);
    while (t < end_ && OneOf(Low(t), {",", "and", "&"})) {
      ++t;
      if (Low(t) == "and") ++t;
      if (!IsPerson(t)) return;
      Add(t, role, Tenure::kPresent, "", "person.role-before");
      t = view_.MentionEnd(t);
    }
  }

  // "Ann Lee of Halden", "Halden's Ann Lee": the employer alone.
  void ReadEmployer(uint32_t i) {
    uint32_t t = view_.MentionEnd(i);
    if (Low(t) == ",") ++t;
    if (OneOf(Low(t), {"of", "at", "from", "with"})) {
      if (Low(t + 1) == "the") ++t;
      AddEmployer(i, employers_.At(t + 1), "person.of");
    } else if (i >= first_ + 2 && IsPossessive(Low(i - 1))) {
      AddEmployer(i, employers_.At(i - 2), "person.possessive");
    } else if (IsPossessive(Low(t)) && t + 1 < end_ && view_.IsType(t + 1, MentionType::kOrg)) {
      AddEmployer(i, employers_.At(t + 1), "person.owner");
    }
  }

  // "Gov. Ann Lee": forms of address that are offices.
  void ReadTitle(uint32_t i) {
    uint32_t t = i;
    if (t > first_ && Low(t - 1) == ".") --t;
    if (t == first_ || honorifics_.Value(Low(t - 1)) != "office") return;
    PersonClaim c;
    c.person = view_.MentionAt(i)->entity;
    c.role = std::string(view_.doc().Text(view_.Words(t - 1, i)));
    if (t > first_ + 1 && view_.IsType(t - 2, MentionType::kOrg)) {
      c.organization = employers_.At(t - 2);  // "Harbour Guard Lt. Ann Lee"
    }
    c.evidence = {{view_.At(t - 1).span.begin, view_.MentionAt(i)->span.end}, "person.title"};
    claims_.push_back(std::move(c));
  }

  const WordList& verbs_;
  const WordList& heads_;
  const WordList& honorifics_;
  const TokenView& view_;
  const Employers employers_;
  uint32_t first_ = 0, end_ = 0;  // the sentence being read
  std::vector<PersonClaim> claims_;
};

}  // namespace

std::vector<PersonClaim> ReadPersonClaims(const Lexicon& lexicon, const TokenView& view,
                                          const std::vector<bool>& skip) {
  return ClaimReader(lexicon, view).Run(skip);
}

}  // namespace newsfacts
