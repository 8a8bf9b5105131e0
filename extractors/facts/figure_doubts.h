// What reads like a figure and is no result: items told beside one ("net excludes a loss of $2m"),
// what a person earned, losses that a market recovered, volumes, ratios, a country's debt.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_FIGURE_DOUBTS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_FIGURE_DOUBTS_H_

#include "extractors/annotations.h"
#include "extractors/facts/figure_frames.h"
#include "extractors/facts/figure_text.h"

namespace newsfacts {

bool IsNoResult(const FigureText& text, const Sentence& s, const FigureFrame& f);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_FIGURE_DOUBTS_H_
