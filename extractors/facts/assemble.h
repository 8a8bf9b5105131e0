// From annotations (and the matches of rules) to facts, one function a kind. Each yields its facts
// with spans into Annotations::text; extract.cc moves them to the article's text, gives ids and
// order.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_ASSEMBLE_H_
#define NEWSFACTS_EXTRACTORS_FACTS_ASSEMBLE_H_

#include <vector>

#include "extractors/annotations.h"
#include "extractors/fact.h"
#include "extractors/mentions/lexicon.h"

namespace newsfacts {

std::vector<Fact> AssembleDates(const Annotations& doc);
std::vector<Fact> AssemblePeople(const Lexicon& lexicon, const Annotations& doc);
std::vector<Fact> AssembleFigures(const Lexicon& lexicon, const Annotations& doc);
std::vector<Fact> AssembleQuotes(const Lexicon& lexicon, const Annotations& doc);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_ASSEMBLE_H_
