// Words in class names, ids and roles that tell what a section is for, in one place. A name is cut
// into words at hyphens, underscores and capitals: "relatedLinks" is "related" and "links".
#ifndef NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_
#define NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_

#include <cstdint>
#include <string_view>

namespace newsfacts {

// From the strongest evidence to none; of several words in a name the strongest counts.
enum class Evidence : unsigned char {
  kNone,
  kBody,
  kLead,      // a standfirst
  kTeaser,    // a card that leads to another story; in some houses the standfirst of this one
  kDoubtful,  // furniture as a rule
  kUnwanted,  // furniture
  kForeign,   // furniture, however long: talk, consent, newsletters
};

// What the names of an element say of it.
struct Names {
  static constexpr uint16_t kEvidence = 7;
  static constexpr uint16_t kAuthor = 8;  // the author's line
  static constexpr uint16_t kTalk = 16;   // comments, forms, other stories
  static constexpr uint16_t kPaywall = 32;

  Evidence evidence = Evidence::kNone;
  bool author = false;
  bool talk = false;
  bool paywall = false;

  void Add(const Names& more) {
    if (more.evidence > evidence) evidence = more.evidence;
    author = author || more.author;
    talk = talk || more.talk;
    paywall = paywall || more.paywall;
  }
  void Add(Evidence e, uint16_t flags) {
    if (e > evidence) evidence = e;
    author = author || (flags & kAuthor) != 0;
    talk = talk || (flags & kTalk) != 0;
    paywall = paywall || (flags & kPaywall) != 0;
  }
};

// What the words of a class attribute or an id say.
Names NamesOf(std::string_view attribute);

// A line that leads away from the story: "Read more: ...", "Lesen Sie auch ...".
bool LeadsAway(std::string_view line);

// A heading over other stories, comments or forms: "Most read", "Related articles", "Kommentare".
bool HeadsFurniture(std::string_view heading);

}  // namespace newsfacts

#endif  // NEWSFACTS_PIPELINE_CLEAN_PATTERNS_H_
