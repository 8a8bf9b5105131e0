// Which names take no part in a deal although the words around it read so.
//
//   The Harbour Commission approved Orion's purchase of Nordlys.    the Commission buys nothing
//   Orion bought 20 Nordlys jets.                                   Nordlys is not bought
#ifndef NEWSFACTS_EXTRACTORS_FACTS_DEAL_PARTIES_H_
#define NEWSFACTS_EXTRACTORS_FACTS_DEAL_PARTIES_H_

#include <string_view>

#include "extractors/annotations.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

class DealParties {
 public:
  DealParties(const Lexicon& lexicon, const Annotations& doc);

  // Whether what the mention names can have that role in a deal of that type.
  bool MayBe(const Mention& mention, std::string_view role, std::string_view type) const;

 private:
  // "the European Commission", "the Department of Justice".
  bool IsPublicBody(const Mention& mention) const;
  // "Nordlys jets", "Nordlys's next meeting": the name describes what follows it.
  bool Describes(Span name) const;

  const WordList& public_bodies_;
  const WordList& goods_;
  const Annotations& doc_;
};

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_DEAL_PARTIES_H_
