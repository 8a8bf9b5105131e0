// The facts of an article, one struct a kind. Slots that the article does not state are empty, NaN
// or absent. What each slot means is defined in extractors/facts/README.md.
// Spans are byte spans into Article::text; the records on disk count code points.
#ifndef NEWSFACTS_EXTRACTORS_FACT_H_
#define NEWSFACTS_EXTRACTORS_FACT_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "extractors/annotations.h"
#include "pipeline/article.h"

namespace newsfacts {

struct Evidence {
  Span span;
  std::string rule;  // id of the rule that found it
};

// A sum as the article states it.
struct Amount {
  double value = kNoNumber;
  double value_max = kNoNumber;  // high end of a range
  std::string currency;          // ISO 4217, or ""
  Span span;
};

struct Party {
  std::string name;  // canonical: fullest form in the article without its legal suffix
  std::string role;  // party licensor licensee acquirer target seller investor venture supplier
                     // customer recipient
  bool generic = false;
  Span span;  // the fullest mention as it stands in the text
};

struct DealFact {
  std::string type;    // patent_license acquisition merger stake joint_venture partnership contract
                       // funding settlement
  std::string status;  // rumoured talks proposed agreed renewed completed denied ended
  std::vector<Party> parties;
  std::optional<Amount> amount;
  std::string date;          // TIMEX3 value, or ""
  double count = kNoNumber;  // "more than 20 agreements"
  std::string subject;       // what is licensed, sold or built
  std::string term;          // "five-year"
  std::string attribution;   // who says so
};

struct RoleAt {
  std::string role;
  std::string organization;
};

struct PersonFact {
  std::string name;
  std::string role;
  std::string organization;
  std::vector<RoleAt> other_roles;
  std::vector<std::string> aliases;
  std::vector<Span> mentions;
};

struct DateFact {
  Span span;
  std::string value;  // "" where it cannot be known
};

struct FigureFact {
  std::string metric;   // revenue net_profit operating_profit ... see the README
  std::string subject;  // company or unit
  double value = kNoNumber;
  double value_max = kNoNumber;
  std::string unit;  // ISO 4217, "percent", or ""
  double change_percent = kNoNumber;
  double change_percent_max = kNoNumber;
  double previous_value = kNoNumber;
  std::string period;
  std::string kind;  // actual forecast
};

struct QuoteFact {
  std::string speaker;  // full name, or as described; "" where not known
  std::optional<Span> speaker_mention;
  bool generic = false;
  Span span;  // the words between the marks
};

struct Fact {
  // Unique in its article and stable from run to run: a hash of document, kind and key slots.
  std::string id;
  std::string rule;  // of the strongest evidence
  std::vector<Evidence> evidence;
  std::variant<DealFact, PersonFact, DateFact, FigureFact, QuoteFact> slots;

  std::string_view kind() const {
    static constexpr std::string_view kKinds[] = {"deal", "person", "date", "figure", "quote"};
    return kKinds[slots.index()];
  }
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACT_H_
