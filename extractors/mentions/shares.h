// Shares and multiples in words, as per cent: "a third", "two-thirds", "a quarter of its sales",
// "doubled". For quantities.cc.
#ifndef NEWSFACTS_EXTRACTORS_MENTIONS_SHARES_H_
#define NEWSFACTS_EXTRACTORS_MENTIONS_SHARES_H_

#include <optional>
#include <string_view>

#include "extractors/annotations.h"

namespace newsfacts {

struct Share {
  uint32_t end = 0;  // one past its last token
  double percent = 0;
  bool multiple = false;  // "doubled" (+100), "halved" (-50): a change, not a part
};

// The share whose first token is `at`, if one is.
std::optional<Share> ReadShare(const Annotations& doc, uint32_t at);

// False: no multiple ("tripled") is like `word`. Shares begin with number words.
bool MayBeMultiple(std::string_view word);

}  // namespace newsfacts

#endif  // NEWSFACTS_EXTRACTORS_MENTIONS_SHARES_H_
