// Small words around names and posts.
#ifndef NEWSFACTS_EXTRACTORS_FACTS_CLAIM_WORDS_H_
#define NEWSFACTS_EXTRACTORS_FACTS_CLAIM_WORDS_H_

#include <string_view>

#include "pipeline/text/one_of.h"

namespace newsfacts {

inline bool IsFormer(std::string_view w) {
  return OneOf(w, {"former", "formerly", "ex", "ex-", "late", "then", "onetime", "one-time",
                   "previous", "previously", "once", "outgoing"});
}

// Words before a post that do not belong to it.
inline bool IsRecent(std::string_view w) {
  return OneOf(w, {"-", "first", "new", "incoming", "current", "longtime", "veteran"});
}

inline bool IsPossessive(std::string_view w) {
  return OneOf(w, {"'s", "’s", "'", "’"});
}

// Words that end the way from a name to its post.
inline bool EndsWay(std::string_view w) {
  return OneOf(w, {"of",    "in",  "on",   "at",   "for",     "by",    "with",  "to",   "from",
                   "about", "and", "said", "says", "told",    "after", "while", "when", "which",
                   "that",  "or",  "but",  "if",   "because", "where", "whose"});
}

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_FACTS_CLAIM_WORDS_H_
