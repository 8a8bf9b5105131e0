// Whether the clause around a time expression tells what was or what will be: the mark that decides
// between "last" and "next" where the words leave it open ("in September", "on Monday").
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_TENSE_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_TENSE_H_

#include <string_view>
#include <vector>

#include "extractors/mentions/times_lexemes.h"
#include "extractors/mentions/times_value.h"

namespace newsfacts {

// The tense of the verb nearest to lexemes [begin, end) within their sentence, those before it
// counted nearer.
Tense TenseAround(std::string_view text, const std::vector<Lexeme>& lexemes, size_t begin,
                  size_t end);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_TIMES_TENSE_H_
