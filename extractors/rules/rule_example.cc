#include "extractors/rules/rule_example.h"

#include <algorithm>

#include "extractors/mentions/annotate.h"

namespace newsfacts {

Result<RuleExample> ReadExample(std::string_view bracketed) {
  RuleExample e;
  while (!bracketed.empty()) {
    size_t open = std::min(bracketed.find('['), bracketed.size());
    e.text += bracketed.substr(0, open);
    bracketed.remove_prefix(open);
    if (bracketed.empty()) break;
    size_t close = bracketed.find(']');
    size_t bar = bracketed.find('|');
    Mention m;
    if (close == std::string_view::npos || bar > close ||
        !ParseMentionType(bracketed.substr(bar + 1, close - bar - 1), &m.type)) {
      return UsageError("a mention is written [words|TYPE]: [Nordlys|ORG]");
    }
    m.span.begin = static_cast<uint32_t>(e.text.size());
    e.text += bracketed.substr(1, bar - 1);
    m.span.end = static_cast<uint32_t>(e.text.size());
    e.mentions.push_back(std::move(m));
    bracketed.remove_prefix(close + 1);
  }
  return e;
}

}  // namespace newsfacts
