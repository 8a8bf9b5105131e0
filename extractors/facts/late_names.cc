#include "extractors/facts/late_names.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "extractors/facts/employers.h"
#include "pipeline/text/one_of.h"

namespace newsfacts {
namespace {

constexpr uint32_t kLead = 3;    // sentences that may tell of the post
constexpr uint32_t kReach = 12;  // sentences from the post to the name
constexpr uint32_t kWords = 6;   // tokens of a sentence in which the post is its subject

// Posts that many hold: the one told of and the one named may be two.
bool IsCommonPost(std::string_view w) {
  return OneOf(w, {"spokesman", "spokeswoman", "spokesperson", "official", "analyst", "expert",
                   "reporter", "journalist", "member", "judge", "economist", "trader"});
}

class LateNameReader {
 public:
  LateNameReader(const Lexicon& lexicon, const TokenView& view, const std::vector<bool>& skip)
      : verbs_(lexicon.list("speech_verbs")),
        heads_(lexicon.list("role_heads")),
        view_(view),
        skip_(skip),
        employers_(lexicon, view) {}

  void Run(std::vector<PersonClaim>* claims) const {
    const std::vector<Sentence>& sentences = view_.doc().sentences;
    uint32_t lead = 0;
    for (size_t s = 0; s < sentences.size() && lead < kLead; ++s) {
      if (sentences[s].in_title) continue;
      ++lead;
      std::optional<uint32_t> role = Unnamed(sentences[s]);
      if (!role) continue;
      std::optional<uint32_t> name = NamedAfter(s, *claims);
      if (!name) return;
      PersonClaim c;
      const Mention& post = *view_.MentionAt(*role);
      c.person = view_.MentionAt(*name)->entity;
      c.role = std::string(view_.doc().Text(post));
      c.organization = employers_.Of(*role, view_.MentionEnd(*role), sentences[s].first_token);
      c.evidence = {post.span, "person.named-later"};
      claims->push_back(std::move(c));
      return;
    }
  }

 private:
  // The post that is the subject of a sentence in which nobody is named.
  std::optional<uint32_t> Unnamed(const Sentence& s) const {
    for (uint32_t t = s.first_token; t < s.end_token; ++t) {
      if (view_.IsType(t, MentionType::kPerson) && !view_.MentionAt(t)->anaphor) return {};
    }
    for (uint32_t t = s.first_token; t < std::min(s.end_token, s.first_token + kWords); ++t) {
      if (view_.IsType(t, MentionType::kRole)) {
        std::string_view last = view_.Low(view_.MentionEnd(t) - 1);
        if (!heads_.Has(last) || IsCommonPost(last)) return {};
        return t;
      }
      bool determines = t == s.first_token && OneOf(view_.Low(t), {"a", "an", "the"});
      bool owner = view_.IsType(t, MentionType::kOrg) || OneOf(view_.Low(t), {"'s", "’s"});
      if (!determines && !owner) return {};
    }
    return {};
  }

  // The first person behind sentence `s` of whom nothing is told and who speaks at once.
  std::optional<uint32_t> NamedAfter(size_t s, const std::vector<PersonClaim>& claims) const {
    const std::vector<Sentence>& sentences = view_.doc().sentences;
    size_t last = std::min(sentences.size(), s + 1 + kReach) - 1;
    for (uint32_t t = sentences[s].end_token; t < sentences[last].end_token; ++t) {
      if (skip_[t] || !view_.StartsMention(t) || !view_.IsType(t, MentionType::kPerson)) continue;
      const Mention& m = *view_.MentionAt(t);
      if (m.anaphor || m.entity < 0) continue;
      bool told = std::any_of(claims.begin(), claims.end(),
                              [&](const PersonClaim& c) { return c.person == m.entity; });
      if (told) continue;
      uint32_t verb = view_.MentionEnd(t);
      bool speaks = verb < view_.size() && verbs_.Has(view_.Low(verb));
      return speaks ? std::optional<uint32_t>(t) : std::nullopt;
    }
    return {};
  }

  const WordList& verbs_;
  const WordList& heads_;
  const TokenView& view_;
  const std::vector<bool>& skip_;
  const Employers employers_;
};

}  // namespace

void ClaimLateName(const Lexicon& lexicon, const TokenView& view, const std::vector<bool>& skip,
                   std::vector<PersonClaim>* claims) {
  LateNameReader(lexicon, view, skip).Run(claims);
}

}  // namespace newsfacts
