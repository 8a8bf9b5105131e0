#include "extractors/facts/antecedents.h"

#include "pipeline/text/one_of.h"
#include "pipeline/text/unicode.h"

namespace newsfacts {
namespace {

constexpr uint32_t kReach = 12;  // sentences to look back

}  // namespace

Antecedents::Antecedents(const Lexicon& lexicon, const TokenView& view,
                         const std::vector<bool>& quoted)
    : view_(view),
      quoted_(quoted),
      gender_(view.doc().entities.size(), Gender::kUnknown),
      last_names_(LastNames()),
      posts_(Posts()) {
  const WordList& genders = lexicon.list("given_name_genders");
  for (size_t e = 0; e < gender_.size(); ++e) {
    const Entity& entity = view.doc().entities[e];
    if (entity.type != MentionType::kPerson) continue;
    std::string name = ToLower(entity.canonical);
    size_t space = name.find(' ');
    if (space == std::string::npos) continue;  // may be a family name
    std::string_view g = genders.Value(name.substr(0, space));
    if (!g.empty()) gender_[e] = g == "f" ? Gender::kFemale : Gender::kMale;
  }
  for (uint32_t t = 1; t < view.size(); ++t) {
    if (!view.IsType(t, MentionType::kPerson) || view.MentionAt(t)->entity < 0) continue;
    auto e = static_cast<size_t>(view.MentionAt(t)->entity);
    // The title may belong to the mention or stand before it.
    for (std::string_view w : {view.Low(t), view.Low(t - 1)}) {
      if (OneOf(w, {"mr", "mr.", "sir", "lord"})) gender_[e] = Gender::kMale;
      if (OneOf(w, {"mrs", "mrs.", "ms", "ms.", "miss"})) gender_[e] = Gender::kFemale;
    }
  }
}

Antecedents::Names Antecedents::LastNames() const {
  Names names;
  const std::vector<Entity>& entities = view_.doc().entities;
  for (size_t e = 0; e < entities.size(); ++e) {
    bool speaks = entities[e].type == MentionType::kPerson || entities[e].type == MentionType::kOrg;
    if (!speaks) continue;
    std::string_view name = entities[e].canonical;
    name.remove_prefix(name.rfind(' ') + 1);  // npos + 1 is 0
    names.emplace(name, static_cast<int32_t>(e));
  }
  return names;
}

// "senator Ann Lee", "Ann Lee, a senator", "Ann Lee is a senator", "Sen. Ann Lee".
Antecedents::Names Antecedents::Posts() const {
  Names posts;
  for (uint32_t t = 0; t < view_.size(); ++t) {
    if (!view_.StartsMention(t) || !view_.IsType(t, MentionType::kPerson)) continue;
    int32_t entity = view_.MentionAt(t)->entity;
    if (entity < 0 || view_.MentionAt(t)->anaphor) continue;
    uint32_t behind = view_.MentionEnd(t);
    if (behind < view_.size() && OneOf(view_.Low(behind), {",", "is", "was"})) ++behind;
    if (behind < view_.size() && OneOf(view_.Low(behind), {"the", "a", "an"})) ++behind;
    std::string_view title = t > 1 && view_.Low(t - 1) == "." ? view_.Low(t - 2) : "";
    if (title == "sen") posts.emplace("senator", entity);
    if (title == "gov") posts.emplace("governor", entity);
    if (t > 0 && view_.IsType(t - 1, MentionType::kRole)) {
      posts.emplace(view_.Low(t - 1), entity);
    } else if (behind < view_.size() && view_.IsType(behind, MentionType::kRole)) {
      posts.emplace(view_.Low(view_.MentionEnd(behind) - 1), entity);
    }
  }
  return posts;
}

int32_t Antecedents::OfLastName(std::string_view word) const {
  auto it = last_names_.find(word);
  return it == last_names_.end() ? -1 : it->second;
}

int32_t Antecedents::OfPost(std::string_view word) const {
  auto it = posts_.find(word);
  return it == posts_.end() ? -1 : it->second;
}

bool Antecedents::CanBe(int32_t entity, Gender gender) const {
  if (entity < 0) return false;
  auto e = static_cast<size_t>(entity);
  MentionType type = view_.doc().entities[e].type;
  if (gender == Gender::kNone) return type == MentionType::kOrg;
  if (type != MentionType::kPerson && type != MentionType::kName) return false;
  return gender_[e] == Gender::kUnknown || gender_[e] == gender;
}

// The first person that is named before token `end` outside of quotations, one that owns something
// only where there is no other.
int32_t Antecedents::InSentence(const Sentence& s, uint32_t end, Gender gender) const {
  int32_t owner = -1;
  for (uint32_t t = s.first_token; t < std::min(end, s.end_token); ++t) {
    if (quoted_[t] || !view_.StartsMention(t)) continue;
    const Mention& m = *view_.MentionAt(t);
    if (m.type != (gender == Gender::kNone ? MentionType::kOrg : MentionType::kPerson)) continue;
    if (m.anaphor || !CanBe(m.entity, gender)) continue;
    uint32_t past = view_.MentionEnd(t);
    bool owns = past < view_.size() && OneOf(view_.Low(past), {"'s", "’s", "'", "’"});
    if (!owns) return m.entity;
    if (owner < 0) owner = m.entity;
  }
  return owner;
}

int32_t Antecedents::Of(uint32_t t, int32_t speaker, uint32_t spoke) const {
  Gender gender = view_.Low(t) == "she"  ? Gender::kFemale
                  : view_.Low(t) == "he" ? Gender::kMale
                                         : Gender::kNone;
  const std::vector<Sentence>& sentences = view_.doc().sentences;
  for (uint32_t back = 0, s = view_.SentenceIndex(t); back <= kReach; ++back, --s) {
    bool spoken = speaker >= 0 && view_.SentenceIndex(spoke) == s;
    if (spoken && CanBe(speaker, gender)) return speaker;
    int32_t found = InSentence(sentences[s], t, gender);
    if (found >= 0) return found;
    if (s == 0 || sentences[s].in_title) break;
  }
  if (CanBe(speaker, gender)) return speaker;
  // Nobody before: the text may name him in its next sentence.
  uint32_t next = view_.SentenceIndex(t) + 1;
  return next < sentences.size() ? InSentence(sentences[next], view_.size(), gender) : -1;
}

}  // namespace newsfacts
