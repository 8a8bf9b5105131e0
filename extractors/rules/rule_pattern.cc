#include "extractors/rules/rule_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extractors/mentions/annotate.h"
#include "extractors/rules/gap.h"
#include "extractors/rules/rule_line.h"

namespace newsfacts {
namespace {

constexpr size_t kLongestPattern = 2048;
constexpr int kWidestGap = 12;
// Between two elements: a blank, before which a comma may stand.
constexpr std::string_view kBlank = ",? ";

// " -6": a minus within words is none.
bool IsTightGap(std::string_view s) {
  return s.size() > 1 && s[0] == '-' && s[1] >= '0' && s[1] <= '9';
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool BeginsInWord(std::string_view s) {
  if (s.starts_with("(?:")) s.remove_prefix(3);
  return !s.empty() && IsLetter(s.front());
}
bool EndsInWord(std::string_view s) {
  size_t open = s.ends_with(')') ? s.rfind("(?:") : s.size() - 1;
  std::string_view last = s.substr(std::min(open, s.size()));
  bool mention = last.find('{') != std::string_view::npos;
  if (last.ends_with(')')) last.remove_suffix(1);
  return !mention && !last.empty() && IsLetter(last.back());
}

uint32_t TypeBit(MentionType type) {
  return 1U << static_cast<uint32_t>(type);
}

class PatternReader {
 public:
  PatternReader(const ListPatterns& lists, const FactSlots& slots) : lists_(lists), slots_(slots) {}

  Result<RulePattern> Read(std::string_view rest) {
    const std::string_view all = rest;
    if (Status s = CheckLength(rest.size()); !s.ok()) return s.error();
    if (Status s = CheckRegex(rest); !s.ok()) return s.error();
    RulePattern p;
    bool word = false;
    std::string literal;
    auto flush = [&] {
      if (!literal.empty()) p.elements.push_back(std::exchange(literal, {}));
    };
    int depth = 0;
    while (!rest.empty()) {
      char c = rest.front();
      if (c == ' ' || c == '\t') {
        rest = TrimBlanks(rest);
        if (depth == 0) flush();
        bool tight = IsTightGap(rest);
        if (tight || rest.front() == '~') {
          if (depth != 0) return UsageError("a gap inside (?:...); write two match lines instead");
          if (tight) p.slots.emplace_back(kTightGap);
          Result<std::string> gap = Gap(&rest);
          if (!gap.ok()) return gap.error();
          p.elements.push_back(fmt::format("{}{}", kBlank, *gap));
          if (rest.empty() || rest.front() != ' ')
            return UsageError("a gap needs something after it");
          rest = TrimBlanks(rest);
        } else {
          literal += depth == 0 ? kBlank : " ";
        }
      } else if (c == '{' && rest.size() > 1 && (rest[1] == '%' || IsTightGap(rest.substr(1)))) {
        Result<std::string> words = Words(&rest, &p);
        if (!words.ok()) return words.error();
        literal += *words;
        word = true;
      } else if (c == '{' && (rest.size() > 1 && rest[1] >= 'A' && rest[1] <= 'Z')) {
        Result<std::string> place = Placeholder(&rest, &p);
        if (!place.ok()) return place.error();
        literal += *place;
      } else if (c == '%') {
        size_t end = 1;
        while (end < rest.size() && IsNameChar(rest[end])) ++end;
        auto list = lists_.find(rest.substr(1, end - 1));
        if (list == lists_.end()) {
          return UsageError(fmt::format("no list {}; define it above: list {} = ...",
                                        rest.substr(0, end), rest.substr(1, end - 1)));
        }
        literal += list->second;
        word = true;
        rest.remove_prefix(end);
      } else {
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) word = true;
        literal += c;
        rest.remove_prefix(1);
        if (c == '\\' && !rest.empty()) {
          literal += rest.front();
          rest.remove_prefix(1);
        }
      }
    }
    flush();
    if (!word)
      return UsageError("a pattern needs a word beside its mentions, by which it is found");
    // Words are whole words: "lease" is not found in "leased".
    if (BeginsInWord(all)) p.regex = "\\b";
    for (const std::string& e : p.elements) p.regex += e;
    if (EndsInWord(all)) p.regex += "\\b";
    return p;
  }

 private:
  // ~6 or -6 at the head of `rest`.
  Result<std::string> Gap(std::string_view* rest) {
    bool tight = rest->front() == '-';
    rest->remove_prefix(1);
    int n = 0;
    while (!rest->empty() && rest->front() >= '0' && rest->front() <= '9') {
      n = n * 10 + (rest->front() - '0');
      rest->remove_prefix(1);
      if (n > kWidestGap) break;
    }
    if (n < 1 || n > kWidestGap) return UsageError("a gap is ~1 to ~12 words");
    std::string words = fmt::format("{}{{0,{}}}?", kGapWord, n);
    return tight ? fmt::format("({})", words) : words;
  }

  // {-4 %list:slot} at the head of `rest`: the words themselves, up to four and then some of the
  // list.
  Result<std::string> Words(std::string_view* rest, RulePattern* p) {
    size_t close = rest->find('}');
    size_t colon = std::min(rest->find(':'), rest->size());
    if (close == std::string_view::npos || colon > close) {
      return UsageError("words that fill a slot are written {-4 %list:slot}");
    }
    std::string_view inside = rest->substr(1, colon - 1);
    std::string slot(rest->substr(colon + 1, close - colon - 1));
    rest->remove_prefix(close + 1);
    if (Status s = slots_.Check(slot); !s.ok()) return s.error();
    p->slots.push_back(slot);
    std::string words;
    if (IsTightGap(inside)) {
      p->slots.emplace_back(kTightGap);
      Result<std::string> gap = Gap(&inside);
      if (!gap.ok()) return gap.error();
      words = *gap;
      inside = TrimBlanks(inside);
    }
    auto list = lists_.find(inside.substr(std::min<size_t>(1, inside.size())));
    if (!inside.starts_with('%') || list == lists_.end()) {
      return UsageError(fmt::format("no list \"{}\"; words end in one: {{-4 %list:slot}}", inside));
    }
    return fmt::format("({0}{1}(?: {1})*)", words, list->second);
  }

  // {ORG|PERSON+:slot} at the head of `rest`.
  Result<std::string> Placeholder(std::string_view* rest, RulePattern* p) {
    size_t close = rest->find('}');
    if (close == std::string_view::npos) return UsageError("a \"{\" without its \"}\"");
    std::string_view inside = rest->substr(1, close - 1);
    rest->remove_prefix(close + 1);
    size_t colon = inside.find(':');
    std::string_view types = inside.substr(0, colon);
    std::string regex;
    while (!types.empty()) {
      size_t bar = std::min(types.find('|'), types.size());
      std::string_view type = types.substr(0, bar);
      types.remove_prefix(std::min(bar + 1, types.size()));
      bool list = type.ends_with('+');
      if (list) type.remove_suffix(1);
      MentionType parsed;
      if (!ParseMentionType(type, &parsed)) {
        return UsageError(
            fmt::format("no mention type \"{}\"; there are PERSON ORG PLACE DATE TIME "
                        "DURATION SET MONEY PERCENT NUMBER ROLE PRODUCT NAME",
                        type));
      }
      regex += fmt::format("{}<{}{}>", regex.empty() ? "" : "|", type, list ? "S?" : "");
      // A name of unknown kind may well be an organisation.
      if (parsed == MentionType::kOrg) regex += list ? "|<NAMES?>" : "|<NAME>";
    }
    if (colon == std::string_view::npos) return fmt::format("(?:{})", regex);
    std::string slot(inside.substr(colon + 1));
    if (Status s = slots_.Check(slot); !s.ok()) return s.error();
    p->slots.push_back(slot);
    return fmt::format("({})", regex);
  }

  const ListPatterns& lists_;
  const FactSlots& slots_;
};

}  // namespace

Result<RulePattern> ReadPattern(std::string_view written, const ListPatterns& lists,
                                const FactSlots& slots) {
  return PatternReader(lists, slots).Read(written);
}

Result<FrameRole> ReadRole(std::string_view word, const FactSlots& slots) {
  size_t equals = word.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    return UsageError(
        fmt::format("\"{}\" is not PLACE=SLOT: subject object owner before, or a word "
                    "that leads the role: with=party",
                    word));
  }
  FrameRole role;
  role.place = word.substr(0, equals);
  word.remove_prefix(equals + 1);
  role.types = TypeBit(MentionType::kOrg) | TypeBit(MentionType::kName);
  for (bool slot = true; !word.empty(); slot = false) {
    size_t bar = std::min(word.find('|'), word.size());
    std::string_view part = word.substr(0, bar);
    word.remove_prefix(std::min(bar + 1, word.size()));
    MentionType type;
    if (slot) {
      role.slot = part;
    } else if (ParseMentionType(part, &type)) {
      role.types |= TypeBit(type);
    } else {
      return UsageError(fmt::format("no mention type \"{}\"", part));
    }
  }
  if (Status s = slots.Check(role.slot); !s.ok()) return s.error();
  return role;
}

Status CheckRegex(std::string_view s) {
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '\\') {
      if (i + 1 < s.size() && (s[i + 1] == 'A' || s[i + 1] == 'z')) {
        return UsageError("anchors are not allowed; a pattern is searched for in the sentence");
      }
      ++i;
    } else if (s[i] == '(' && !s.substr(i).starts_with("(?:")) {
      return UsageError("only (?:...) groups are allowed; write {TYPE:slot} to capture");
    } else if ((s[i] == '^' && (i == 0 || s[i - 1] != '[')) || s[i] == '$') {
      return UsageError(fmt::format("anchors are not allowed; for the sign write \\{}", s[i]));
    }
  }
  return Ok();
}

Status CheckLength(size_t bytes) {
  if (bytes <= kLongestPattern) return Ok();
  return UsageError(
      fmt::format("the pattern has {} bytes, more than {}; split it into several match lines",
                  bytes, kLongestPattern));
}

}  // namespace newsfacts
