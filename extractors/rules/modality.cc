#include "extractors/rules/modality.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>

namespace newsfacts {
namespace {

struct Cue {
  Modality modality;
  const char* words;
};

// Strongest first. "not" alone is no denial ("terms were not disclosed"): the verb must follow.
constexpr Cue kCues[] = {
    {Modality::kDenied,
     "den(?:y|ies|ied|ying)|(?:no|not in|never held|not held any|not holding|had yet to hold any) "
     "(?:\\w+ )?(?:talks|negotiations|discussions|plans?|intention)|not (?:interested|for "
     "sale|correct|considering|planning|negotiating)|ruled out|dismissed (?:the "
     ")?(?:report|rumou?r|"
     "speculation)s?|(?:did|do|does|has|have|had) not (?:agreed?|buy|bought|acquired?|sell|sold|"
     "signed?)"},
    {Modality::kEnded,
     "cancell?ed|called off|broke(?:n)? off|terminated?|scrapped|abandon(?:s|ed)|collapsed|fell "
     "through|(?:was|were|been) (?:rejected|blocked)|reject(?:s|ed)|block(?:s|ed) |withdr[ae]wn?|"
     "withdrawn|expired|lapsed|walked away|dropped (?:its|a|the|their) (?:bid|offer|plans?)|"
     "ended (?:talks|negotiations|its|their|a|the)|turned down"},
    {Modality::kRumoured,
     "sources? (?:said|say|told|familiar|close)|people (?:familiar|close|with knowledge|briefed)|"
     "reportedly|rumou?r(?:s|ed)?|according to (?:people|sources|a person|media reports|reports)|"
     "is said to|are said to|speculation"},
    {Modality::kTalks,
     "in (?:\\w+ )?(?:talks|negotiations|discussions?)|(?:held|holding|hold|began|begun|opened|"
     "entered|started|having) (?:\\w+ )?(?:talks|negotiations|discussions)|(?:talks|negotiations|"
     "discussions) (?:with|between|to|on|over)|negotiating|talking to|in discussion"},
    {Modality::kProposed,
     "plan(?:s|ned|ning)? to|propos(?:e|es|ed|ing|al)|offer(?:s|ed|ing)?|seek(?:s|ing)?|sought|"
     "consider(?:s|ed|ing)|may|might|could|hop(?:es|ed|ing) to|want(?:s|ed)? "
     "to|intend(?:s|ed|ing)?|"
     "letter of intent|aims? to|bid(?:s|ding)? |tender offer|in principle|would like to|explor"
     "(?:es|ed|ing)|looking to|made an? (?:\\w+ )?(?:bid|offer)|takeover bid"},
};

struct Patterns {
  std::array<std::unique_ptr<RE2>, std::size(kCues)> cues;
  Patterns() {
    RE2::Options options;
    options.set_case_sensitive(false);
    for (size_t i = 0; i < cues.size(); ++i) {
      cues[i] =
          std::make_unique<RE2>("\\b(?:" + std::string(kCues[i].words) + ")(?:\\b|$)", options);
    }
  }
};

constexpr std::array<std::string_view, 6> kBorders = {", but ",     ", while ",  ", although ",
                                                      ", whereas ", ", though ", ", however"};

}  // namespace

std::string_view ModalityName(Modality modality) {
  constexpr std::array<std::string_view, 6> kNames = {"denied", "ended",    "rumoured",
                                                      "talks",  "proposed", ""};
  return kNames[static_cast<size_t>(modality)];
}

Span ClauseOf(std::string_view skeleton, Span match) {
  std::string_view before = skeleton.substr(0, match.begin);
  std::string_view after = skeleton.substr(match.end);
  size_t mark = before.find_last_of(";:\"");
  size_t begin = mark == std::string_view::npos ? 0 : mark + 1;
  size_t end = std::min(after.find_first_of(";:\""), after.size());
  for (std::string_view border : kBorders) {
    size_t left = before.rfind(border);
    if (left != std::string_view::npos) begin = std::max(begin, left + border.size());
    end = std::min(end, after.find(border));
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(match.end + end)};
}

Modality ModalityOf(std::string_view clause) {
  static const Patterns patterns;
  for (size_t i = 0; i < patterns.cues.size(); ++i) {
    if (RE2::PartialMatch(re2::StringPiece(clause.data(), clause.size()), *patterns.cues[i])) {
      return kCues[i].modality;
    }
  }
  return Modality::kAsserted;
}

}  // namespace newsfacts
