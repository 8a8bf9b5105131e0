#include "extractors/mentions/annotate.h"

#include <algorithm>
#include <array>

#include "extractors/mentions/names.h"
#include "extractors/mentions/quantities.h"
#include "extractors/mentions/resolve.h"
#include "extractors/mentions/role_phrases.h"
#include "extractors/mentions/times.h"
#include "extractors/mentions/tokens.h"

namespace newsfacts {
namespace {

constexpr std::array<std::string_view, kMentionTypes> kTypeNames = {
    "PERSON", "ORG",     "PLACE",  "DATE", "TIME",    "DURATION", "SET",
    "MONEY",  "PERCENT", "NUMBER", "ROLE", "PRODUCT", "NAME"};

// Between mentions of equal length: MONEY, PERCENT, time, NUMBER.
int Precedence(MentionType type) {
  switch (type) {
    case MentionType::kMoney:
      return 0;
    case MentionType::kPercent:
      return 1;
    case MentionType::kNumber:
      return 3;
    default:
      return 2;
  }
}

// Of mentions that overlap, the longest; the first found where nothing else decides. `chain` is
// made of neighbours that overlap, so it is short however long the text is.
void KeepLongestOf(std::vector<Mention>* chain, std::vector<Mention>* kept) {
  std::stable_sort(chain->begin(), chain->end(), [](const Mention& a, const Mention& b) {
    if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
    if (a.type != b.type) return Precedence(a.type) < Precedence(b.type);
    return a.span.begin < b.span.begin;
  });
  auto by_begin = [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; };
  for (Mention& m : *chain) {
    auto at = std::lower_bound(kept->begin(), kept->end(), m, by_begin);
    bool taken = (at != kept->end() && at->span.Overlaps(m.span)) ||
                 (at != kept->begin() && std::prev(at)->span.Overlaps(m.span));
    if (!taken) kept->insert(at, std::move(m));
  }
  chain->clear();
}

// In place: a text may be nothing but numbers, and its mentions take most of the memory.
void KeepLongest(std::vector<Mention>* mentions) {
  auto by_begin = [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; };
  if (!std::is_sorted(mentions->begin(), mentions->end(), by_begin)) {
    std::stable_sort(mentions->begin(), mentions->end(), by_begin);
  }
  std::vector<Mention> chain, kept;
  uint32_t end = 0;  // of the chain
  auto out = mentions->begin();
  auto close_chain = [&] {
    KeepLongestOf(&chain, &kept);
    out = std::move(kept.begin(), kept.end(), out);
    kept.clear();
  };
  for (Mention& m : *mentions) {
    if (m.span.begin >= end) close_chain();
    end = std::max(end, m.span.end);
    chain.push_back(std::move(m));
  }
  close_chain();
  mentions->erase(out, mentions->end());
}

// "£" that closes a paragraph and "50,000" that opens the next are no sum.
void DropAcrossSentences(Annotations* doc) {
  auto sentence = doc->sentences.cbegin();
  std::erase_if(doc->mentions, [&](const Mention& m) {
    while (sentence != doc->sentences.cend() && sentence->span.end <= m.span.begin) ++sentence;
    return sentence == doc->sentences.cend() || !sentence->span.Contains(m.span);
  });
}

void AssignToSentences(Annotations* doc) {
  uint32_t next = 0;
  auto count = static_cast<uint32_t>(doc->mentions.size());
  for (Sentence& s : doc->sentences) {
    while (next < count && doc->mentions[next].span.begin < s.span.begin) ++next;
    s.first_mention = next;
    while (next < count && doc->mentions[next].span.begin < s.span.end) ++next;
    s.end_mention = next;
  }
}

}  // namespace

std::string_view MentionTypeName(MentionType type) {
  return kTypeNames[static_cast<size_t>(type)];
}

bool ParseMentionType(std::string_view name, MentionType* type) {
  auto it = std::find(kTypeNames.begin(), kTypeNames.end(), name);
  if (it == kTypeNames.end()) return false;
  *type = static_cast<MentionType>(it - kTypeNames.begin());
  return true;
}

Annotations Annotate(const Lexicon& lexicon, const Article& article, bool with_anaphors,
                     Deadline* deadline) {
  Annotations doc;
  doc.deadline = deadline;
  if (!article.title.empty()) doc.text = article.title + "\n\n";
  doc.body = static_cast<uint32_t>(doc.text.size());
  doc.text += article.text;
  doc.published = article.published.substr(0, 10);
  doc.says_why = !with_anaphors;
  Tokenize(lexicon, &doc);
  doc.mentions = FindQuantities(lexicon, doc);
  for (Mention& m : FindTimes(lexicon, doc)) doc.mentions.push_back(std::move(m));
  KeepLongest(&doc.mentions);
  DropAcrossSentences(&doc);
  FindNames(lexicon, &doc);
  FitRoles(lexicon, &doc);
  if (with_anaphors) Resolve(lexicon, &doc);
  AssignToSentences(&doc);
  return doc;
}

}  // namespace newsfacts
